/** The workshop's profile. */
import { graphql } from "../../shared/graphql";

export const WorkshopQuery = graphql(`
  query Workshop {
    workshop {
      id
      name
      language
      country
      federalState
      address { street postalCode city country }
      phone
      breakdownPhone
      email
      website
      privacyPolicyUrl
      noticeEmails
    }
  }
`);

export const WorkshopUpdateMutation = graphql(`
  mutation WorkshopUpdate($input: WorkshopUpdateInput!) {
    workshopUpdate(input: $input) {
      workshop { id name }
      errors { code message path }
    }
  }
`);
