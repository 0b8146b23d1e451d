/** One conversation with the workshop: sending, following the answer, coming back to it on the next page. */
import {
  WidgetConversation,
  WidgetConversationStart,
  WidgetMessageSend,
  WidgetTurn,
  type MessageFields,
  type SourceInput,
  type TurnAction,
  type TurnFields,
} from './documents.graphql'
import { language } from './language.ts'
import { patched } from './progress.ts'
import type { Session } from './session.ts'
import { accept, backoff, type ConversationChange, pause, randomKey, Refusal, type Transport } from './transport.ts'

/** A line of the chat as it is shown; it has an id once the server has it. `retry` repeats what failed. */
export interface Line extends Omit<MessageFields, 'id' | 'seq' | 'memberName' | 'sourceTitles'> {
  id?: string
  memberName?: string | null
  sourceTitles?: string[]
  state?: 'sending' | 'writing' | 'stopped' | 'failed' | ''
  fault?: Refusal | undefined
  retry?: () => void
}

/** What an action wants to fill in beforehand. */
export type Prefill = TurnFields['prefill']

/** Runs work with the conversation's id. */
export type Within = <Result>(work: (conversationId: string) => Promise<Result>) => Promise<Result>

/** Shows what happens in the chat. */
export interface ChatView {
  /** A line is new or has changed. */
  show(line: Line): void
  remove(line: Line): void
  /** An answer is complete, or somebody has written. */
  answered(line: Line): void
  act(action: TurnAction, prefill: Prefill): void
  /** Who of the workshop answers; nobody while the assistant does. */
  person(name: string | null): void
  /** Somebody of the workshop is typing. */
  typing(): void
  /** Whether a message or its answer is on its way. */
  busy(isBusy: boolean): void
  /** The conversation of an earlier page is gone. */
  expired(): void
}

const POLL_EVERY = 1_000
const TYPING_EVERY = 5_000
/** A standing stream that says nothing for this long may be held back by a proxy. */
const STREAM_SILENT = 3_500

/** Whether the token or the conversation is no longer good. */
const isExpired = ({ code }: Refusal): boolean => /^(UNAUTHENTICATED|FORBIDDEN|NOT_FOUND)$/.test(code)
const now = (): string => new Date().toISOString()

export function createChat(transport: Transport, session: Session, source: SourceInput, view: ChatView) {
  const { run, ended } = transport
  const lines: Line[] = []
  const finished = new Set<string>()
  let live: { id: string; line: Line } | null = null
  let newsAt = 0
  let typedAt = 0
  let hasPerson = false
  let sending = 0
  let seq = 0
  let starting: Promise<string> | null = null
  let stream: AbortController | null = null
  let isStreaming = false
  let isWanted = false

  transport.token = session.memory?.token ?? null

  const isBusy = () => !!(sending || live)

  function show(line: Line): void {
    if (!lines.includes(line)) lines.push(line)
    view.show(line)
  }

  function remove(line: Line): void {
    lines.splice(lines.indexOf(line), 1)
    view.remove(line)
  }

  /** Sends a message; when that fails the line stays, with `retry` under the same key. */
  const send = (text: string, key = randomKey()): Promise<void> => deliver({ author: 'VISITOR', text, sentAt: now() }, key)

  async function deliver(line: Line, key: string): Promise<void> {
    const { text } = line
    line.state = 'sending'
    show(line)
    sending++
    view.busy(true)
    try {
      const { message, turn } = await within(async (conversationId) => {
        session.keep({ unsent: { text, key }, draft: '' })
        return accept((await run(WidgetMessageSend, { conversationId, input: { text }, idempotencyKey: key })).messageSend)
      })
      if (message) receive(message)
      if (turn) take(turn)
    } catch (fault) {
      // The stream may have shown that it did arrive.
      if (!line.id) fail(line, key, fault as Refusal)
    }
    sending--
    view.busy(isBusy())
    follow()
  }

  function fail(line: Line, key: string, fault?: Refusal): void {
    show(Object.assign(line, { state: 'failed', fault, retry: () => void deliver(line, key) }))
  }

  /** Stops the answer being written. Raises Refusal. */
  async function stop(): Promise<void> {
    if (!live) return
    const turn = await (await import('./talk/talk.ts')).stopTurn(transport, live.id)
    if (turn) take(turn)
  }

  /** Tells the person who answers that the visitor is typing. */
  function typing(): void {
    const { memory } = session
    if (!memory || !hasPerson || Date.now() < typedAt + TYPING_EVERY) return
    typedAt = Date.now()
    import('./talk/talk.ts').then(({ notifyTyping }) => notifyTyping(transport, memory.conversationId)).catch(() => 0)
  }

  function person(name: string | null): void {
    hasPerson = !!name
    view.person(name)
  }

  /** Runs `work` with the conversation's id, once more with a new conversation when the old one has expired. Raises Refusal. */
  async function within<Result>(work: (conversationId: string) => Promise<Result>): Promise<Result> {
    const { memory } = session
    try {
      return await work(memory?.conversationId ?? (await start()))
    } catch (fault) {
      if (!memory || !isExpired(fault as Refusal)) throw fault
      forget()
      return work(await start())
    }
  }

  const start = (): Promise<string> => (starting ??= begin().finally(() => (starting = null)))

  async function begin(): Promise<string> {
    const input = { language, source }
    const { conversation, visitorToken } = accept((await run(WidgetConversationStart, { input })).conversationStart)
    if (!conversation || !visitorToken) throw new Refusal('INTERNAL')
    transport.token = visitorToken
    session.remember({ conversationId: conversation.id, token: visitorToken, language, isOpen: true })
    return conversation.id
  }

  function forget(): void {
    disconnect()
    session.remember(null)
    transport.token = null
    seq = 0
  }

  /** Brings back the conversation of an earlier page, or what was missed while nobody looked. Raises Refusal. */
  async function refresh(): Promise<void> {
    const { memory } = session
    if (!memory) return
    try {
      const { conversation } = await run(WidgetConversation, { id: memory.conversationId })
      if (!conversation) throw new Refusal('NOT_FOUND')
      person(conversation.takenOverBy)
      for (const { node } of conversation.messages.edges) receive(node)
      if (conversation.activeTurn) take(conversation.activeTurn)
      else if (live) await poll(live.id)
    } catch (fault) {
      if (!isExpired(fault as Refusal)) throw fault
      forget()
      view.expired()
    } finally {
      const { unsent } = memory
      if (unsent && !sending && lines.findLast(({ author }) => author === 'VISITOR')?.text !== unsent.text) {
        fail({ author: 'VISITOR', text: unsent.text, sentAt: now() }, unsent.key)
      }
    }
  }

  function receive(message: MessageFields): void {
    const { id, author, text } = message
    const isVisitor = author === 'VISITOR'
    seq = Math.max(seq, message.seq)
    if (lines.some((line) => line.id === id)) return
    // The visitor's own line, which the stream may bring before the answer to its sending; or the line whose pieces are already shown.
    const known = lines.findLast((line) => !line.id && line.author === author && (!isVisitor || line.text === text))
    const line = Object.assign(known ?? {}, message) as Line
    if (isVisitor) {
      line.state = ''
      session.keep({ unsent: null })
    }
    show(line)
    if (!known && !isVisitor) view.answered(line)
  }

  /** Takes in the state of a turn; one that was read rather than streamed may be older than what is shown. */
  function take({ id, status, text, action, prefill, message }: TurnFields, isNewest = false): void {
    if (finished.has(id)) return
    if (live?.id !== id) {
      live = { id, line: { author: 'ASSISTANT', text: '', sentAt: now(), state: 'writing' } }
      view.busy(true)
      void watch(id)
    }
    const { line } = live
    const isOver = status !== 'PENDING' && status !== 'STREAMING'
    const hasFailed = status === 'FAILED'
    newsAt = Date.now()
    if (text && (isNewest || isOver || text.length > line.text.length)) line.text = text
    show(line)
    if (message) receive(message)
    if (!isOver) return
    finished.add(id)
    live = null
    line.state = hasFailed ? 'failed' : status === 'STOPPED' ? 'stopped' : ''
    if (hasFailed) {
      const question = lines.findLast(({ author }) => author === 'VISITOR')
      line.id = id
      line.retry = () => {
        remove(line)
        if (question) void send(question.text)
      }
    }
    if (line.text || hasFailed) {
      show(line)
      view.answered(line)
    } else remove(line)
    view.busy(isBusy())
    if (status === 'DONE' && action) view.act(action, prefill)
    follow()
  }

  async function poll(id: string): Promise<void> {
    try {
      const { turn } = await run(WidgetTurn, { id })
      if (turn) take(turn)
    } catch (fault) {
      await pause(((fault as Refusal).retryAfter ?? 0) * 1000, ended)
    }
  }

  /** Polls an answer that no stream brings, for as long as it takes. */
  async function watch(id: string): Promise<void> {
    while (live?.id === id && !ended.aborted) {
      await pause(POLL_EVERY, ended)
      if (live?.id === id && !document.hidden && !(isStreaming && Date.now() - newsAt < STREAM_SILENT)) await poll(id)
    }
  }

  /** Follows the conversation while somebody looks or an answer is being written, and never while the page is hidden. */
  function follow(wanted = isWanted): void {
    isWanted = wanted
    const { memory } = session
    if (!memory || document.hidden || ended.aborted || !(isWanted || live)) disconnect()
    else if (!stream) void listen(memory.conversationId, (stream = new AbortController()).signal)
  }

  /** Closes the stream. */
  function disconnect(): void {
    stream?.abort()
    stream = null
    isStreaming = false
  }

  async function listen(id: string, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      let { code, retryAfter = 0 }: Partial<Refusal> = {}
      try {
        await transport.subscribe(
          { id, afterSeq: seq },
          ({ message, progress, conversation, typing }) => {
            attempt = 0
            if (conversation) person(conversation.takenOverBy)
            if (typing) view.typing()
            if (message) receive(message)
            if (progress) piece(progress)
          },
          () => (isStreaming = true),
          signal,
        )
      } catch (fault) {
        ;({ code, retryAfter = 0 } = fault as Refusal)
      }
      if (signal.aborted) return
      isStreaming = false
      // What is refused stays refused until something changes; an answer being written is polled.
      if (code && code !== 'OFFLINE' && code !== 'UNAVAILABLE' && !retryAfter) return
      await pause(retryAfter * 1000 + backoff(attempt), signal)
    }
  }

  function piece(progress: NonNullable<ConversationChange['progress']>): void {
    const { turnId, offset } = progress
    const text = patched(live?.id === turnId ? live.line.text : '', offset, progress.text)
    if (text === null) void poll(turnId)
    else take({ ...progress, id: turnId, text, message: null }, true)
  }

  return { send, stop, typing, within, refresh, follow, disconnect, isBusy }
}
