/** Speaks with the API: documents by id, no cookies, the visitor's token once there is one. */
import type { Document, WidgetConversationChangedResult, WidgetConversationChangedVariables } from './documents.graphql'
import type { Challenge } from './proof.ts'

/** What a payload says about the caller's input. */
export interface InputFault {
  code: string
  message: string
  path: string[]
}

/** The API was not reached (OFFLINE) or refused; `retryAfter` in seconds, `errors` from a payload. The only error that Transport raises. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message?: string,
    readonly retryAfter?: number,
    readonly errors: InputFault[] = [],
  ) {
    super(message)
  }
}

/** What is told to whoever follows a conversation. */
export type ConversationChange = WidgetConversationChangedResult['conversationChanged']

interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; extensions?: { code?: string; retryAfter?: number } & Partial<Challenge> }[]
}

const ATTEMPTS = 3
const ANSWER_WITHIN = 20_000

/** Resolves after `milliseconds`, or at once when the signal is aborted. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => {
    setTimeout(resolve, signal.aborted ? 0 : milliseconds)
    signal.addEventListener('abort', resolve, { once: true })
  })

/** Milliseconds before attempt number `attempt` (from 0): doubling from half a second to 30 s, up to half of it random. */
export const backoff = (attempt: number): number => Math.min(30_000, 500 * 2 ** attempt) * (1 - Math.random() / 2)

/** A random key under which a repeated mutation happens once. */
export const randomKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-')

/** Raises what a payload reports. */
export function accept<Payload extends { errors: InputFault[] }>(payload: Payload | null): Payload {
  const fault = payload?.errors[0]
  if (!payload || fault) throw new Refusal(fault?.code ?? 'INTERNAL', fault?.message, 0, payload?.errors)
  return payload
}

/** A root field that is null because of an error is a refusal; an error deeper down leaves an answer to show. */
export function resultOf({ data, errors: [error] = [] as never }: Answer): never {
  if (data && !(error && Object.values(data).every((value) => value === null))) return data as never
  const { code = 'INTERNAL', retryAfter } = error?.extensions ?? {}
  throw new Refusal(code, error?.message, retryAfter)
}

export type Transport = ReturnType<typeof createTransport>

/** The way to one API for one client key; `ended` ends every request. */
export function createTransport(address: string, clientKey: string, ended: AbortSignal) {
  const transport = { token: null as string | null, language: 'de', ended, run, subscribe }

  /** What the API asked for while the key was under attack; the next one asked for takes its place. */
  let proof = ''

  const post = (documentId: string, variables: unknown, accept: string, signal: AbortSignal) =>
    fetch(address, {
      method: 'POST',
      credentials: 'omit',
      headers: {
        accept,
        'content-type': 'application/json',
        'x-carbot-client-key': clientKey,
        'x-carbot-language': transport.language,
        'x-carbot-proof': proof,
        ...(transport.token && { authorization: 'Bearer ' + transport.token }),
      },
      body: JSON.stringify({ documentId, variables }),
      signal,
    })

  /**
   * Runs a query or mutation. Where the API was not reached it tries again: our mutations can be repeated, by their
   * idempotencyKey or by nature; a conversation begun twice leaves an empty one behind.
   */
  async function run<Result, Variables>(document: Document<Result, Variables>, variables: Variables): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      let answer: Answer
      try {
        const signal = AbortSignal.any([ended, AbortSignal.timeout(ANSWER_WITHIN)])
        answer = await (await post(document, variables, 'application/graphql-response+json', signal)).json()
        const asked = answer.errors?.[0]?.extensions
        if (asked?.bits) {
          proof = await (await import('./proof.ts')).solve(asked as Challenge)
          continue
        }
      } catch {
        if (attempt === ATTEMPTS || ended.aborted) throw new Refusal('OFFLINE')
        await pause(backoff(attempt), ended)
        continue
      }
      return resultOf(answer)
    }
  }

  /** Follows a conversation until the server completes it or `signal` ends it; `onOpen` when the stream stands. Raises Refusal, OFFLINE for a cut stream. */
  async function subscribe(variables: WidgetConversationChangedVariables, onNext: (change: ConversationChange) => void, onOpen: () => void, signal: AbortSignal): Promise<void> {
    try {
      const { follow } = await import('./talk/talk.ts')
      await follow((document, until) => post(document, variables, 'text/event-stream', AbortSignal.any([signal, ended, until])), onNext, onOpen)
    } catch (fault) {
      if (!signal.aborted) throw fault instanceof Refusal ? fault : new Refusal('OFFLINE')
    }
  }

  return transport
}
