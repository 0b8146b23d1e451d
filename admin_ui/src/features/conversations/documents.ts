/** Reading, following and answering conversations. */
import { graphql } from "../../shared/graphql";

export const ConversationsQuery = graphql(`
  query Conversations($filter: ConversationFilter, $first: Int!, $after: String) {
    conversations(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          status
          language
          preview
          messageCount
          lastMessageAt
          isAnswering
          labels
          rating
          source { surface page }
          leads { id contactDetails { name } }
        }
      }
    }
  }
`);

export const ConversationQuery = graphql(`
  query Conversation($id: ID!) {
    conversation(id: $id) {
      id
      status
      language
      startedAt
      lastMessageAt
      messageCount
      isAnswering
      isTakenOver
      takenOverBy
      isTest
      labels
      rating
      ratingComment
      visitorSeenAt
      hasAddress
      tokens
      blocks { id }
      source { surface page referrer campaign }
      activeTurn { id status text }
      leads { id status createdAt contactDetails { name } }
      messages(last: 100) {
        edges { node { id seq author text sentAt memberName markedWrongAt sources { id title } } }
      }
    }
    assistantUsage { tokenPrice }
  }
`);

export const ConversationLabelsQuery = graphql(`
  query ConversationLabels {
    conversationLabels { name count }
  }
`);

export const ConversationLabelMutation = graphql(`
  mutation ConversationLabel($id: ID!, $labels: [String!]!) {
    conversationLabel(id: $id, labels: $labels) {
      conversation { id labels }
      errors { code message path }
    }
  }
`);

export const TypingNotifyMutation = graphql(`
  mutation TypingNotify($conversationId: ID!) {
    typingNotify(conversationId: $conversationId) {
      errors { code message path }
    }
  }
`);

export const ConversationsChangedSubscription = graphql(`
  subscription ConversationsChanged {
    conversationChanged { kind id seq message { id } progress { turnId } }
  }
`);

export const ConversationChangedSubscription = graphql(`
  subscription ConversationChanged($id: ID!) {
    conversationChanged(id: $id) {
      kind
      id
      seq
      message { id }
      progress { turnId status offset text }
      typing
    }
  }
`);

export const MessageSendMutation = graphql(`
  mutation MessageSend($conversationId: ID!, $input: MessageSendInput!, $idempotencyKey: String!) {
    messageSend(conversationId: $conversationId, input: $input, idempotencyKey: $idempotencyKey) {
      message { id }
      errors { code message path }
    }
  }
`);

export const ConversationTakeOverMutation = graphql(`
  mutation ConversationTakeOver($id: ID!) {
    conversationTakeOver(id: $id) {
      conversation { id isTakenOver }
      errors { code message path }
    }
  }
`);

export const ConversationHandBackMutation = graphql(`
  mutation ConversationHandBack($id: ID!) {
    conversationHandBack(id: $id) {
      conversation { id isTakenOver }
      errors { code message path }
    }
  }
`);

export const ConversationCloseMutation = graphql(`
  mutation ConversationClose($id: ID!) {
    conversationClose(id: $id) {
      conversation { id status }
      errors { code message path }
    }
  }
`);

export const VisitorBlockMutation = graphql(`
  mutation VisitorBlock($conversationId: ID!) {
    visitorBlock(conversationId: $conversationId) {
      block { id }
      errors { code message path }
    }
  }
`);

export const MessageMarkWrongMutation = graphql(`
  mutation MessageMarkWrong($id: ID!, $note: String) {
    messageMarkWrong(id: $id, note: $note) {
      message { id markedWrongAt }
      errors { code message path }
    }
  }
`);

export const ConversationDeleteMutation = graphql(`
  mutation ConversationDelete($id: ID!) {
    conversationDelete(id: $id) { deletedId errors { code message path } }
  }
`);
