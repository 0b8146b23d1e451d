/** Types of the operations in documents.graphql, written by `npm run generate`. */

/** The id of a document that answers `Result` when it is run with `Variables`. */
export type Document<Result, Variables> = string & { readonly result?: Result; readonly variables?: Variables }

export type Author = 'VISITOR' | 'ASSISTANT' | 'MEMBER' | 'SYSTEM'

export type ChangeKind = 'CREATED' | 'UPDATED' | 'DELETED'

export type ConsentInput = {
  isGiven: boolean
  textVersion: string
  language: Language
}

export type ConversationStartInput = {
  language: Language
  source: SourceInput
}

export type Language = 'DE' | 'EN' | 'TR' | 'PL'

export type LeadKind = 'CALLBACK' | 'APPOINTMENT' | 'QUESTION'

export type LeadSubmitInput = {
  conversationId: string
  kind: LeadKind
  name: string
  phone?: string | null
  email?: string | null
  wish?: string | null
  preferredTime?: string | null
  wishedTimes: WishedTimeInput[]
  consent: ConsentInput
  website?: string | null
}

export type MessageSendInput = {
  text: string
}

export type Rating = 'UP' | 'DOWN'

export type SourceInput = {
  surface: Surface
  page?: string | null
  referrer?: string | null
  campaign?: string | null
}

export type Surface = 'WIDGET' | 'LANDING_PAGE' | 'WEBSITE' | 'DEMO' | 'PHONE'

export type TurnAction = 'LEAD_FORM' | 'HANDOVER' | 'CALL'

export type TurnStatus = 'PENDING' | 'STREAMING' | 'DONE' | 'STOPPED' | 'FAILED' | 'TAKEN_OVER'

export type WidgetPosition = 'BOTTOM_RIGHT' | 'BOTTOM_LEFT'

export type WishedTimeInput = {
  date: string
  startsAt?: string | null
  endsAt?: string | null
}

export type MessageFields = {
  id: string
  seq: number
  author: Author
  text: string
  sentAt: string
  memberName: string | null
  sourceTitles: string[]
}

export type TurnFields = {
  id: string
  status: TurnStatus
  text: string
  action: TurnAction | null
  prefill: {
    name: string | null
    phone: string | null
    email: string | null
    wish: string | null
  } | null
  message: MessageFields | null
}

export type WidgetSettingsResult = {
  widget: {
    workshopName: string
    language: Language
    languages: Language[]
    greeting: string
    disclosure: string
    accentColor: string
    position: WidgetPosition
    avatarText: string | null
    avatarPath: string | null
    quickReplies: string[]
    isOpenNow: boolean
    phone: string | null
    breakdownPhone: string | null
    privacyPolicyUrl: string | null
    consent: {
      version: string
      language: Language
      text: string
    }
  } | null
}
export type WidgetSettingsVariables = { language?: Language | null }
export declare const WidgetSettings: Document<WidgetSettingsResult, WidgetSettingsVariables>

export type WidgetConversationResult = {
  conversation: {
    id: string
    takenOverBy: string | null
    messages: {
      edges: ({
        node: MessageFields
      })[]
    }
    activeTurn: TurnFields | null
  } | null
}
export type WidgetConversationVariables = { id: string }
export declare const WidgetConversation: Document<WidgetConversationResult, WidgetConversationVariables>

export type WidgetTurnResult = {
  turn: TurnFields | null
}
export type WidgetTurnVariables = { id: string }
export declare const WidgetTurn: Document<WidgetTurnResult, WidgetTurnVariables>

export type WidgetConversationStartResult = {
  conversationStart: {
    conversation: {
      id: string
    } | null
    visitorToken: string | null
    errors: ({
      code: string
      message: string
      path: string[]
    })[]
  } | null
}
export type WidgetConversationStartVariables = { input: ConversationStartInput }
export declare const WidgetConversationStart: Document<WidgetConversationStartResult, WidgetConversationStartVariables>

export type WidgetMessageSendResult = {
  messageSend: {
    message: MessageFields | null
    turn: TurnFields | null
    errors: ({
      code: string
      message: string
      path: string[]
    })[]
  } | null
}
export type WidgetMessageSendVariables = { conversationId: string; input: MessageSendInput; idempotencyKey: string }
export declare const WidgetMessageSend: Document<WidgetMessageSendResult, WidgetMessageSendVariables>

export type WidgetTurnStopResult = {
  turnStop: {
    turn: TurnFields | null
    errors: ({
      code: string
      message: string
      path: string[]
    })[]
  } | null
}
export type WidgetTurnStopVariables = { id: string }
export declare const WidgetTurnStop: Document<WidgetTurnStopResult, WidgetTurnStopVariables>

export type WidgetHandoverRequestResult = {
  handoverRequest: {
    promise: string | null
    errors: ({
      code: string
      message: string
      path: string[]
    })[]
  } | null
}
export type WidgetHandoverRequestVariables = { conversationId: string }
export declare const WidgetHandoverRequest: Document<WidgetHandoverRequestResult, WidgetHandoverRequestVariables>

export type WidgetLeadSubmitResult = {
  leadSubmit: {
    lead: {
      id: string
    } | null
    promise: string | null
    errors: ({
      code: string
      message: string
      path: string[]
    })[]
  } | null
}
export type WidgetLeadSubmitVariables = { input: LeadSubmitInput; idempotencyKey?: string | null }
export declare const WidgetLeadSubmit: Document<WidgetLeadSubmitResult, WidgetLeadSubmitVariables>

export type WidgetConversationChangedResult = {
  conversationChanged: {
    kind: ChangeKind
    seq: number
    message: MessageFields | null
    progress: {
      turnId: string
      status: TurnStatus
      offset: number
      text: string
      action: TurnAction | null
      prefill: {
        name: string | null
        phone: string | null
        email: string | null
        wish: string | null
      } | null
    } | null
    conversation: {
      takenOverBy: string | null
    } | null
    typing: Author | null
  }
}
export type WidgetConversationChangedVariables = { id: string; afterSeq?: number | null }
export declare const WidgetConversationChanged: Document<WidgetConversationChangedResult, WidgetConversationChangedVariables>

export type WidgetTypingResult = {
  typingNotify: {
    errors: ({
      code: string
    })[]
  } | null
}
export type WidgetTypingVariables = { conversationId: string }
export declare const WidgetTyping: Document<WidgetTypingResult, WidgetTypingVariables>

export type WidgetRateResult = {
  conversationRate: {
    errors: ({
      code: string
      message: string
      path: string[]
    })[]
  } | null
}
export type WidgetRateVariables = { id: string; rating: Rating; comment?: string | null }
export declare const WidgetRate: Document<WidgetRateResult, WidgetRateVariables>
