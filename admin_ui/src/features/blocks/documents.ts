/** Blocked visitors. */
import { graphql } from "../../shared/graphql";

export const VisitorBlocksQuery = graphql(`
  query VisitorBlocks($first: Int!, $after: String) {
    visitorBlocks(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id createdAt memberName conversation { id preview } } }
    }
  }
`);

export const VisitorUnblockMutation = graphql(`
  mutation VisitorUnblock($id: ID!) {
    visitorUnblock(id: $id) { deletedId errors { code message path } }
  }
`);
