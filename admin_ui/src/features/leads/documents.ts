/** Reading and working through leads. */
import { graphql } from "../../shared/graphql";

export const LeadsQuery = graphql(`
  query Leads($filter: LeadFilter, $orderBy: LeadOrder!, $first: Int!, $after: String) {
    leads(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          kind
          status
          wish
          score
          isUnread
          createdAt
          source { surface }
          contactDetails { name phone email }
        }
      }
    }
  }
`);

export const LeadQuery = graphql(`
  query Lead($id: ID!) {
    lead(id: $id) {
      id
      status
      kind
      origin
      wish
      preferredTime
      wishedTimes { date startsAt endsAt }
      note
      score
      scoreReasons { code points }
      spamReasons { code points }
      isTest
      isUnread
      createdAt
      updatedAt
      contactDetails { name phone email }
      source { surface page referrer campaign }
      consent { textVersion text language givenAt }
      assignee { id name }
      events { id kind at actorName fromStatus toStatus detail }
      conversation {
        id
        status
        language
        messages(last: 100) {
          edges { node { id seq author text sentAt memberName } }
        }
      }
    }
  }
`);

export const MembersQuery = graphql(`
  query Members {
    members { id name role }
  }
`);

export const LeadCreateMutation = graphql(`
  mutation LeadCreate($input: LeadCreateInput!, $idempotencyKey: String) {
    leadCreate(input: $input, idempotencyKey: $idempotencyKey) {
      lead { id }
      errors { code message path }
    }
  }
`);

export const LeadUpdateMutation = graphql(`
  mutation LeadUpdate($id: ID!, $input: LeadUpdateInput!) {
    leadUpdate(id: $id, input: $input) {
      lead { id note wish preferredTime wishedTimes { date startsAt endsAt } contactDetails { name phone email } }
      errors { code message path }
    }
  }
`);

export const LeadAssignMutation = graphql(`
  mutation LeadAssign($id: ID!, $memberId: ID) {
    leadAssign(id: $id, memberId: $memberId) {
      lead { id assignee { id name } }
      errors { code message path }
    }
  }
`);

export const LeadMarkReadMutation = graphql(`
  mutation LeadMarkRead($id: ID!) {
    leadMarkRead(id: $id) {
      lead { id isUnread }
      errors { code message path }
    }
  }
`);

export const LeadMarkContactedMutation = graphql(`
  mutation LeadMarkContacted($id: ID!) {
    leadMarkContacted(id: $id) { lead { id status } errors { code message path } }
  }
`);

export const LeadQualifyMutation = graphql(`
  mutation LeadQualify($id: ID!) {
    leadQualify(id: $id) { lead { id status } errors { code message path } }
  }
`);

export const LeadWinMutation = graphql(`
  mutation LeadWin($id: ID!) {
    leadWin(id: $id) { lead { id status } errors { code message path } }
  }
`);

export const LeadLoseMutation = graphql(`
  mutation LeadLose($id: ID!) {
    leadLose(id: $id) { lead { id status } errors { code message path } }
  }
`);

export const LeadMarkSpamMutation = graphql(`
  mutation LeadMarkSpam($id: ID!) {
    leadMarkSpam(id: $id) { lead { id status } errors { code message path } }
  }
`);

export const LeadReopenMutation = graphql(`
  mutation LeadReopen($id: ID!) {
    leadReopen(id: $id) { lead { id status } errors { code message path } }
  }
`);

export const LeadDeleteMutation = graphql(`
  mutation LeadDelete($id: ID!) {
    leadDelete(id: $id) { deletedId errors { code message path } }
  }
`);
