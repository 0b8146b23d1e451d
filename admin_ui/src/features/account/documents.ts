/** One's own account: name and language, password, and where one is signed in. */
import { graphql } from "../../shared/graphql";

export const SessionsQuery = graphql(`
  query Sessions {
    viewer { session { id } }
    sessions { id createdAt lastUsedAt userAgent }
  }
`);

export const PersonUpdateMutation = graphql(`
  mutation PersonUpdate($input: PersonUpdateInput!) {
    personUpdate(input: $input) {
      person { id name language }
      errors { code message path }
    }
  }
`);

export const PasswordChangeMutation = graphql(`
  mutation PasswordChange($input: PasswordChangeInput!) {
    passwordChange(input: $input) {
      person { id }
      errors { code message path }
    }
  }
`);

export const SessionEndOtherMutation = graphql(`
  mutation SessionEndOther($id: ID!) {
    sessionEnd(id: $id) {
      isEnded
      errors { code message path }
    }
  }
`);

export const EmailChangeRequestMutation = graphql(`
  mutation EmailChangeRequest($input: EmailChangeRequestInput!) {
    emailChangeRequest(input: $input) {
      email
      errors { code message path }
    }
  }
`);
