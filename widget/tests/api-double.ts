/** An API on a loopback port, speaking HTTP and event streams for real: tests say how each operation is answered. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as documents from '../src/documents.graphql'

const NAMES = new Map(Object.entries(documents).map(([name, id]) => [String(id), name]))

/** What arrived, by the operation's name. */
export interface Arrival {
  name: string
  variables: Record<string, unknown>
  headers: IncomingMessage['headers']
}

type Answer = (arrival: Arrival, response: ServerResponse) => unknown

export class ApiDouble {
  readonly arrivals: Arrival[] = []
  address = ''
  readonly #server = createServer((request, response) => void this.#take(request, response))

  /** Answers are JSON bodies, `CUT` to hang up, or undefined where the function has answered itself. */
  constructor(public answers: Record<string, Answer>) {}

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/graphql`
    return this
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  names(): string[] {
    return this.arrivals.map(({ name }) => name)
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-headers', 'authorization, content-type, x-carbot-client-key, x-carbot-language')
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end()
      return
    }
    let body = ''
    for await (const piece of request) body += String(piece)
    const { documentId, variables } = JSON.parse(body) as { documentId: string; variables: Record<string, unknown> }
    const arrival = { name: NAMES.get(documentId) ?? 'unknown', variables, headers: request.headers }
    this.arrivals.push(arrival)
    const answer = this.answers[arrival.name]?.(arrival, response)
    if (answer === CUT) request.socket.destroy()
    else if (answer !== undefined) response.setHeader('content-type', 'application/graphql-response+json').end(JSON.stringify(answer))
  }
}

export const CUT = Symbol('hang up')

/** Sends one event of a subscription. */
export function push(response: ServerResponse, change: object): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(`event: next\ndata: ${JSON.stringify({ data: { conversationChanged: { kind: 'UPDATED', seq: 0, message: null, progress: null, conversation: null, ...change } } })}\n\n`)
}
