/** Documents that more than one part of the dashboard reads. */
import { graphql } from "./graphql";

export const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      kind
      permissions
      person { id name email language isEmailConfirmed }
      member { id name role }
      workshop { id name language country currency timeZone }
      impersonation { operatorName reason expiresAt }
    }
  }
`);

export const ImpersonationEndMutation = graphql(`
  mutation ImpersonationEnd {
    impersonationEnd { isEnded errors { code message path } }
  }
`);

export const SessionEndMutation = graphql(`
  mutation SessionEnd {
    sessionEnd { isEnded errors { code message path } }
  }
`);
