/** What the shell reads and follows. */
import { graphql } from "../shared/graphql";

export const UnreadLeadsQuery = graphql(`
  query UnreadLeads {
    leads(filter: { isUnread: true }, first: 1) { totalCount }
  }
`);

export const WaitingConversationsQuery = graphql(`
  query WaitingConversations {
    conversations(filter: { status: [NEEDS_HUMAN] }, first: 1) { totalCount }
  }
`);

export const LeadChangedSubscription = graphql(`
  subscription LeadChanged {
    leadChanged { kind id }
  }
`);

export const WorkshopsQuery = graphql(`
  query Workshops {
    viewer {
      workshops { id name role }
    }
  }
`);

export const WorkshopSwitchMutation = graphql(`
  mutation WorkshopSwitch($id: ID!) {
    workshopSwitch(id: $id) {
      viewer { kind }
      errors { code message path }
    }
  }
`);
