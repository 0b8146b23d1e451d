/** The audit log: who did what to which thing. */
import { graphql } from "../../shared/graphql";

export const AuditEntriesQuery = graphql(`
  query AuditEntries($filter: AuditFilter, $first: Int!, $after: String) {
    auditEntries(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id at actorName action subject reason fields } }
    }
  }
`);

export const AuditPeopleQuery = graphql(`
  query AuditPeople {
    members { id name }
  }
`);
