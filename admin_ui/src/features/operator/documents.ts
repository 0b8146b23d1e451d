/** The operator area: signing in, workshops, errors, jobs. */
import { graphql } from "../../shared/graphql";

export const OperatorViewerQuery = graphql(`
  query OperatorViewer {
    viewer { kind operator { id name email } }
  }
`);

export const OperatorEnrollMutation = graphql(`
  mutation OperatorEnroll($token: String!, $password: String!) {
    operatorEnroll(token: $token, password: $password) {
      enrolment { secret uri qrCode }
      errors { code message path }
    }
  }
`);

export const OperatorEnrollConfirmMutation = graphql(`
  mutation OperatorEnrollConfirm($token: String!, $code: String!) {
    operatorEnrollConfirm(token: $token, code: $code) {
      recoveryCodes
      errors { code message path }
    }
  }
`);

export const OperatorSessionStartMutation = graphql(`
  mutation OperatorSessionStart($input: OperatorSessionStartInput!) {
    operatorSessionStart(input: $input) {
      operator { id }
      errors { code message path }
    }
  }
`);

export const OperatorSessionEndMutation = graphql(`
  mutation OperatorSessionEnd {
    operatorSessionEnd { isEnded errors { code message path } }
  }
`);

export const PlatformWorkshopsQuery = graphql(`
  query PlatformWorkshops($filter: PlatformWorkshopFilter, $first: Int!, $after: String) {
    platformWorkshops(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id name city createdAt memberCount leadsLately conversationsLately } }
    }
  }
`);

export const ImpersonationStartMutation = graphql(`
  mutation ImpersonationStart($workshopId: ID!, $reason: String!, $minutes: Int!) {
    impersonationStart(workshopId: $workshopId, reason: $reason, minutes: $minutes) {
      isStarted
      errors { code message path }
    }
  }
`);

export const ErrorGroupsQuery = graphql(`
  query ErrorGroups($filter: ErrorGroupFilter, $orderBy: ErrorGroupOrder!, $first: Int!, $after: String) {
    errorGroups(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id title place severity category status count lastSeen } }
    }
  }
`);

export const ErrorsByDayQuery = graphql(`
  query ErrorsByDay {
    errorsByDay(days: 30) { day count }
  }
`);

export const ErrorGroupQuery = graphql(`
  query ErrorGroup($id: ID!) {
    operators { id name disabledAt }
    node(id: $id) {
      ... on ErrorGroup {
        id title place severity category status count firstSeen lastSeen openedAt firstRelease lastRelease mutedUntil
        assignee { id name }
        days { day count }
        occurrences { at release reference stack }
      }
    }
  }
`);

export const ErrorGroupResolveMutation = graphql(`
  mutation ErrorGroupResolve($id: ID!) {
    errorGroupResolve(id: $id) { errorGroup { id status } errors { code message path } }
  }
`);

export const ErrorGroupMuteMutation = graphql(`
  mutation ErrorGroupMute($id: ID!, $until: DateTime) {
    errorGroupMute(id: $id, until: $until) { errorGroup { id status mutedUntil } errors { code message path } }
  }
`);

export const ErrorGroupAssignMutation = graphql(`
  mutation ErrorGroupAssign($id: ID!, $operatorId: ID) {
    errorGroupAssign(id: $id, operatorId: $operatorId) {
      errorGroup { id assignee { id name } }
      errors { code message path }
    }
  }
`);

export const JobsQuery = graphql(`
  query Jobs($filter: JobFilter, $first: Int!, $after: String) {
    jobs(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id kind state createdAt availableAt attempts lastError } }
    }
  }
`);

export const LimitRefusalsQuery = graphql(`
  query LimitRefusals($hours: Int!) {
    limitRefusals(hours: $hours) { rateClass source workshopName isByKey count lastHour }
  }
`);
