/** What the home screen reads. */
import { graphql } from "../../shared/graphql";

export const HomeQuery = graphql(`
  query Home {
    workshop {
      id
      isOpenNow
      onboarding { profile openingHours services clientKey widgetSeen firstLead }
    }
    newLeads: leads(filter: { status: [NEW] }, first: 1) { totalCount }
    leads(first: 6) {
      totalCount
      edges {
        node {
          id
          kind
          status
          wish
          score
          isUnread
          createdAt
          contactDetails { name phone }
        }
      }
    }
    openConversations: conversations(filter: { status: [OPEN, NEEDS_HUMAN] }, first: 1) { totalCount }
    waitingConversations: conversations(filter: { status: [NEEDS_HUMAN] }, first: 1) { totalCount }
  }
`);

export const OutcomesQuery = graphql(`
  query Outcomes($range: DateRangeInput!, $before: DateRangeInput!) {
    analytics(range: $range, compareTo: $before) {
      breakdown(metric: CONVERSATIONS, groupBy: OUTCOME) { value count previousCount }
    }
  }
`);

export const OnboardingQuery = graphql(`
  query Onboarding {
    workshop {
      id
      onboarding { profile openingHours services clientKey widgetSeen firstLead }
    }
  }
`);
