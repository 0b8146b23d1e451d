/** A conversation loses nothing: not the message, not the answer, not the draft. */
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createChat, type ChatView, type Line } from '../src/chat.ts'
import type { MessageFields, TurnFields } from '../src/documents.graphql'
import { createSession } from '../src/session.ts'
import { createTransport } from '../src/transport.ts'
import { ApiDouble, CUT, push } from './api-double.ts'

const message = (seq: number, author: MessageFields['author'], text: string): MessageFields => ({
  id: `message_${seq}`,
  seq,
  author,
  text,
  sentAt: '2026-11-21T10:00:00Z',
  memberName: null,
  sourceTitles: [],
})
const turn = (changes: Partial<TurnFields> = {}): TurnFields => ({ id: 'turn_1', status: 'PENDING', text: '', action: null, prefill: null, message: null, ...changes })
const started = (token = 'token') => ({ data: { conversationStart: { conversation: { id: `conversation_${token}` }, visitorToken: token, errors: [] } } })
const sent = (text: string) => ({ data: { messageSend: { message: message(1, 'VISITOR', text), turn: turn(), errors: [] } } })
const expired = { data: null, errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] }

let api: ApiDouble
let ended: AbortController
let lines: Line[]
let acts: unknown[]
let stream: ServerResponse | undefined

beforeEach(() => {
  sessionStorage.clear()
  ended = new AbortController()
  lines = []
  acts = []
  stream = undefined
})

afterEach(async () => {
  ended.abort()
  await api.stop()
})

async function open(answers: ApiDouble['answers']) {
  api = await new ApiDouble({
    WidgetConversationStart: () => started(),
    WidgetMessageSend: ({ variables }) => sent((variables.input as { text: string }).text),
    WidgetConversationChanged: (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n')
      stream = response
    },
    WidgetTurn: () => ({ data: { turn: turn() } }),
    ...answers,
  }).start()
  const view: ChatView = {
    show: (line) => void (lines.includes(line) || lines.push(line)),
    remove: (line) => void lines.splice(lines.indexOf(line), 1),
    answered: () => undefined,
    act: (...act) => void acts.push(act),
    person: (name) => void (name && acts.push(name)),
    typing: () => void acts.push('typing'),
    busy: () => undefined,
    expired: () => void acts.push('expired'),
  }
  const session = createSession('ck_1')
  const source = { surface: 'WIDGET' as const, page: 'https://werkstatt.example/', referrer: null, campaign: null }
  return { session, chat: createChat(createTransport(api.address, 'ck_1', ended.signal), session, source, view) }
}

const texts = () => lines.map(({ author, text, state }) => [author, text, state ?? ''])
const streaming = async (): Promise<ServerResponse> => vi.waitUntil(() => stream)
const progress = (status: TurnFields['status'], offset: number, text: string, action: TurnFields['action'] = null) => ({
  progress: { turnId: 'turn_1', status, offset, text, action, prefill: null },
})

it('streams an answer into one line and then acts', async () => {
  const { chat } = await open({})

  await chat.send('Ölwechsel?')
  const live = await streaming()
  push(live, { seq: 1, message: message(1, 'VISITOR', 'Ölwechsel?') })
  push(live, progress('STREAMING', 0, 'Ein Ölwechsel '))
  push(live, progress('STREAMING', 14, 'kostet 89 €.'))
  push(live, { seq: 2, message: message(2, 'ASSISTANT', 'Ein Ölwechsel kostet 89 €.') })
  push(live, progress('DONE', 26, '', 'LEAD_FORM'))

  await vi.waitFor(() => expect(acts).toEqual([['LEAD_FORM', null]]))
  expect(texts()).toEqual([
    ['VISITOR', 'Ölwechsel?', ''],
    ['ASSISTANT', 'Ein Ölwechsel kostet 89 €.', ''],
  ])
})

it('polls the answer where no stream stands', async () => {
  let polls = 0
  const { chat } = await open({
    WidgetConversationChanged: (_, response) => void response.writeHead(502).end(),
    WidgetTurn: () => ({ data: { turn: ++polls < 2 ? turn({ status: 'STREAMING', text: 'Guten' }) : turn({ status: 'DONE', text: 'Guten Tag', message: message(2, 'ASSISTANT', 'Guten Tag') }) } }),
  })

  await chat.send('Hallo')

  await vi.waitFor(() => expect(texts()[1]).toEqual(['ASSISTANT', 'Guten Tag', '']), { timeout: 5000 })
})

it('reads the turn when a piece was missed', async () => {
  const { chat } = await open({ WidgetTurn: () => ({ data: { turn: turn({ status: 'STREAMING', text: 'Guten Tag' }) } }) })

  await chat.send('Hallo')
  push(await streaming(), progress('STREAMING', 6, 'Tag'))

  await vi.waitFor(() => expect(texts()[1]).toEqual(['ASSISTANT', 'Guten Tag', 'writing']))
})

it('keeps an unsent message and repeats it under its key', async () => {
  let isDown = true
  const { chat, session } = await open({ WidgetMessageSend: () => (isDown ? CUT : sent('Hallo')) })

  await chat.send('Hallo')
  expect(texts()).toEqual([['VISITOR', 'Hallo', 'failed']])
  expect(session.memory?.unsent?.text).toBe('Hallo')
  isDown = false
  lines[0]?.retry?.()

  await vi.waitFor(() => expect(texts()[0]).toEqual(['VISITOR', 'Hallo', '']))
  const keys = api.arrivals.filter(({ name }) => name === 'WidgetMessageSend').map(({ variables }) => variables.idempotencyKey)
  expect(new Set(keys).size).toBe(1)
  expect(session.memory?.unsent).toBeNull()
})

it('begins anew when the token has expired, with the message', async () => {
  let starts = 0
  const { chat, session } = await open({
    WidgetConversationStart: () => started(`token${++starts}`),
    WidgetMessageSend: ({ headers }) => (headers.authorization === 'Bearer token2' ? sent('Noch da?') : expired),
  })
  session.remember({ conversationId: 'conversation_old', token: 'old', language: 'DE', isOpen: true, draft: '', unsent: null })
  starts = 1

  await chat.send('Noch da?')

  expect(texts()[0]).toEqual(['VISITOR', 'Noch da?', ''])
  expect(session.memory).toMatchObject({ conversationId: 'conversation_token2', token: 'token2' })
})

it('begins anew when the conversation was deleted', async () => {
  const gone = { data: { messageSend: null }, errors: [{ message: '', extensions: { code: 'FORBIDDEN' } }] }
  const { chat, session } = await open({ WidgetMessageSend: ({ headers }) => (headers.authorization === 'Bearer token' ? sent('Noch da?') : gone) })
  session.remember({ conversationId: 'conversation_old', token: 'old', language: 'DE', isOpen: true, draft: '', unsent: null })

  await chat.send('Noch da?')

  expect(texts()[0]).toEqual(['VISITOR', 'Noch da?', ''])
  expect(session.memory?.conversationId).toBe('conversation_token')
})

it('restores the conversation of an earlier page once', async () => {
  const history = [message(1, 'VISITOR', 'Hallo'), message(2, 'ASSISTANT', 'Guten Tag')]
  const { chat, session } = await open({
    WidgetConversation: () => ({ data: { conversation: { id: 'c', status: 'OPEN', messages: { edges: history.map((node) => ({ node })) }, activeTurn: null } } }),
  })
  session.remember({ conversationId: 'c', token: 't', language: 'DE', isOpen: true, draft: '', unsent: { text: 'Und morgen?', key: 'k' } })

  await chat.refresh()
  await chat.refresh()

  expect(texts()).toEqual([
    ['VISITOR', 'Hallo', ''],
    ['ASSISTANT', 'Guten Tag', ''],
    ['VISITOR', 'Und morgen?', 'failed'],
  ])
})

it('tells that an earlier conversation is gone', async () => {
  const { chat, session } = await open({ WidgetConversation: () => ({ data: { conversation: null } }) })
  session.remember({ conversationId: 'c', token: 't', language: 'DE', isOpen: true, draft: '', unsent: null })

  await chat.refresh()

  expect(acts).toEqual(['expired'])
  expect(sessionStorage.length).toBe(0)
})

it('reconnects after the last message it has', async () => {
  let streams = 0
  const { chat } = await open({
    WidgetConversationChanged: (_, response) => {
      if (++streams > 1) return
      push(response, { seq: 2, message: message(2, 'MEMBER', 'Hier ist Max.') })
      response.end()
    },
  })

  await chat.send('Hallo')

  await vi.waitFor(() => expect(streams).toBe(2), { timeout: 5000 })
  const [first, second] = api.arrivals.filter(({ name }) => name === 'WidgetConversationChanged')
  expect(first?.variables.afterSeq).toBe(1)
  expect(second?.variables.afterSeq).toBe(2)
})

it('offers to ask again when an answer has failed', async () => {
  const { chat } = await open({})

  await chat.send('Hallo')
  push(await streaming(), progress('FAILED', 0, ''))

  await vi.waitFor(() => expect(texts()[1]).toEqual(['ASSISTANT', '', 'failed']))
  lines[1]?.retry?.()
  await vi.waitFor(() => expect(api.names().filter((name) => name === 'WidgetMessageSend')).toHaveLength(2))
})

it('hears who has taken over, that they type, and tells them in turn, at most every five seconds', async () => {
  const told: unknown[] = []
  const { chat } = await open({
    WidgetTyping: ({ variables }) => {
      told.push(variables)
      return { data: { typingNotify: { errors: [] } } }
    },
  })
  await chat.send('Ölwechsel?')
  const live = await streaming()
  chat.typing()

  push(live, { conversation: { takenOverBy: 'Anna' }, typing: null })
  push(live, { conversation: null, typing: 'MEMBER' })
  await vi.waitUntil(() => acts.includes('typing'))
  chat.typing()
  chat.typing()

  await vi.waitUntil(() => told.length)
  expect(acts).toEqual(['Anna', 'typing'])
  expect(told).toEqual([{ conversationId: expect.stringMatching(/^conversation_/) }])
})
