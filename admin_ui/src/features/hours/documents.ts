/** Opening hours, closures, public holidays. */
import { graphql } from "../../shared/graphql";

export const OpeningHoursQuery = graphql(`
  query OpeningHours {
    openingHours {
      isOpenNow
      timeZone
      intervals { weekday opensAt closesAt }
      closures { id startsOn endsOn reason }
      publicHolidays { date name }
    }
    workshop { id country federalState }
  }
`);

export const OpeningHoursUpdateMutation = graphql(`
  mutation OpeningHoursUpdate($input: OpeningHoursUpdateInput!) {
    openingHoursUpdate(input: $input) {
      openingHours { isOpenNow intervals { weekday opensAt closesAt } }
      errors { code message path }
    }
  }
`);

export const ClosureCreateMutation = graphql(`
  mutation ClosureCreate($input: ClosureCreateInput!) {
    closureCreate(input: $input) {
      closure { id startsOn endsOn reason }
      errors { code message path }
    }
  }
`);

export const ClosureDeleteMutation = graphql(`
  mutation ClosureDelete($id: ID!) {
    closureDelete(id: $id) { deletedId errors { code message path } }
  }
`);
