/** What the assistant may quote, and the questions it could not answer. */
import { graphql } from "../../shared/graphql";

export const GapsQuery = graphql(`
  query KnowledgeGaps($filter: KnowledgeGapFilter, $orderBy: GapOrder!, $first: Int!, $after: String) {
    knowledgeGaps(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          question
          language
          origin
          note
          count
          lastSeenAt
          status
          resolution
          settledBy
          conversation { id }
        }
      }
    }
  }
`);

export const GapResolveMutation = graphql(`
  mutation KnowledgeGapResolve($id: ID!, $input: KnowledgeGapResolveInput!) {
    knowledgeGapResolve(id: $id, input: $input) {
      gap { id status }
      errors { code message path }
    }
  }
`);

export const GapIgnoreMutation = graphql(`
  mutation KnowledgeGapIgnore($id: ID!) {
    knowledgeGapIgnore(id: $id) { gap { id status } errors { code message path } }
  }
`);

export const GapReopenMutation = graphql(`
  mutation KnowledgeGapReopen($id: ID!) {
    knowledgeGapReopen(id: $id) { gap { id status } errors { code message path } }
  }
`);

export const ServiceNamesQuery = graphql(`
  query ServiceNames($filter: ServiceFilter) {
    services(filter: $filter, orderBy: NAME, first: 30) { edges { node { id name } } }
    serviceCategories { id name }
  }
`);

export const FaqEntriesQuery = graphql(`
  query FaqEntries($filter: FaqFilter, $first: Int!, $after: String) {
    faqEntries(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id question answer language phrasings isActive } }
    }
  }
`);

export const FaqCreateMutation = graphql(`
  mutation FaqEntryCreate($input: FaqEntryCreateInput!) {
    faqEntryCreate(input: $input) { faqEntry { id } errors { code message path } }
  }
`);

export const FaqUpdateMutation = graphql(`
  mutation FaqEntryUpdate($id: ID!, $input: FaqEntryUpdateInput!) {
    faqEntryUpdate(id: $id, input: $input) { faqEntry { id isActive } errors { code message path } }
  }
`);

export const FaqDeleteMutation = graphql(`
  mutation FaqEntryDelete($id: ID!) {
    faqEntryDelete(id: $id) { deletedId errors { code message path } }
  }
`);

export const DocumentsQuery = graphql(`
  query Documents($first: Int!, $after: String) {
    documents(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id title fileName length passageCount createdAt } }
    }
  }
`);

export const DocumentCreateMutation = graphql(`
  mutation DocumentCreate($input: DocumentCreateInput!) {
    documentCreate(input: $input) { document { id } errors { code message path } }
  }
`);

export const DocumentDeleteMutation = graphql(`
  mutation DocumentDelete($id: ID!) {
    documentDelete(id: $id) { deletedId errors { code message path } }
  }
`);
