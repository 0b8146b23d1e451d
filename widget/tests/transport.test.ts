/** Requests are repeated where that is safe, and refusals say what they are. */
import { afterEach, expect, it } from 'vitest'
import { WidgetMessageSend, WidgetTurn } from '../src/documents.graphql'
import { accept, backoff, createTransport, Refusal } from '../src/transport.ts'
import { ApiDouble, CUT } from './api-double.ts'

const ended = new AbortController()
let api: ApiDouble

afterEach(() => api.stop())

const refusal = async (work: Promise<unknown>): Promise<Refusal> => {
  const fault = await work.catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(Refusal)
  return fault as Refusal
}

it('sends the document by id with key, language and token', async () => {
  api = await new ApiDouble({ WidgetTurn: () => ({ data: { turn: null } }) }).start()
  const transport = createTransport(api.address, 'ck_1', ended.signal)
  transport.language = 'tr'
  transport.token = 'secret'

  expect(await transport.run(WidgetTurn, { id: 'turn_1' })).toEqual({ turn: null })

  const [arrival] = api.arrivals
  expect(arrival?.variables).toEqual({ id: 'turn_1' })
  expect(arrival?.headers).toMatchObject({
    'x-carbot-client-key': 'ck_1',
    'x-carbot-language': 'tr',
    authorization: 'Bearer secret',
    'content-type': 'application/json',
  })
})

it('repeats a cut mutation under the same key', async () => {
  let cuts = 2
  const payload = { messageSend: { message: null, turn: null, errors: [] } }
  api = await new ApiDouble({ WidgetMessageSend: () => (cuts-- > 0 ? CUT : { data: payload }) }).start()
  const transport = createTransport(api.address, 'ck_1', ended.signal)

  const answer = await transport.run(WidgetMessageSend, { conversationId: 'c', input: { text: 'Hallo' }, idempotencyKey: 'key-1' })

  expect(answer).toEqual(payload)
  expect(api.arrivals.map(({ variables }) => variables.idempotencyKey)).toEqual(['key-1', 'key-1', 'key-1'])
})

it('gives up after three attempts, as OFFLINE', async () => {
  api = await new ApiDouble({ WidgetTurn: () => CUT }).start()

  const { code } = await refusal(createTransport(api.address, 'ck_1', ended.signal).run(WidgetTurn, { id: 't' }))

  expect(code).toBe('OFFLINE')
  expect(api.arrivals).toHaveLength(3)
})

it('does not repeat what was refused', async () => {
  api = await new ApiDouble({
    WidgetTurn: () => ({ data: null, errors: [{ message: 'zu schnell', extensions: { code: 'RATE_LIMITED', retryAfter: 7 } }] }),
  }).start()

  const fault = await refusal(createTransport(api.address, 'ck_1', ended.signal).run(WidgetTurn, { id: 't' }))

  expect(fault).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 7, message: 'zu schnell' })
  expect(api.arrivals).toHaveLength(1)
})

it('takes a root field nulled by an error for a refusal', async () => {
  api = await new ApiDouble({ WidgetTurn: () => ({ data: { turn: null }, errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] }) }).start()

  expect((await refusal(createTransport(api.address, 'ck_1', ended.signal).run(WidgetTurn, { id: 't' }))).code).toBe('UNAUTHENTICATED')
})

it('raises what a payload reports', () => {
  const errors = [{ code: 'TOO_LONG', message: 'zu lang', path: ['input', 'text'] }]

  expect(() => accept({ errors })).toThrow('zu lang')
  expect(() => accept(null)).toThrow(Refusal)
})

it('waits longer each time, and never longer than 30 s', () => {
  for (let attempt = 0; attempt < 40; attempt++) {
    expect(backoff(attempt)).toBeGreaterThanOrEqual(Math.min(15_000, 250 * 2 ** attempt))
    expect(backoff(attempt)).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** attempt))
  }
})
