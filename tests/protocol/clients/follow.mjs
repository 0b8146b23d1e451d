// Runs operations with the protocols' own clients. The first argument is JSON: protocol ("ws" or "sse"), url, headers,
// and for "ws" keepAlive in milliseconds. Each line of standard input is a command: {"run": name, "query", "variables"}
// begins an operation, {"stop": name} ends it. Each line of standard output says what the client heard.
import { createInterface } from 'node:readline'
import { createClient as createSseClient } from 'graphql-sse'
import { createClient as createWsClient } from 'graphql-ws'
import WebSocket from 'ws'

const { protocol, url, headers, keepAlive } = JSON.parse(process.argv[2])
const say = (line) => console.log(JSON.stringify(line))

class Socket extends WebSocket {
  constructor(address, protocols) {
    super(address, protocols, { headers })
  }
}

function reason(error) {
  if (Array.isArray(error)) return { errors: error }
  if (error?.response) return { status: error.response.status }
  if (typeof error?.code === 'number') return { code: error.code, reason: error.reason }
  return { message: String(error?.message ?? error) }
}

const client =
  protocol === 'sse'
    ? createSseClient({ url, headers, retryAttempts: 0 })
    : createWsClient({
        url,
        keepAlive,
        webSocketImpl: Socket,
        retryAttempts: 0,
        on: {
          connected: () => say({ connected: true }),
          closed: (event) => say({ closed: event.code }),
          ping: (received) => say({ ping: received ? 'received' : 'sent' }),
          pong: (received) => say({ pong: received ? 'received' : 'sent' }),
        },
      })

const running = new Map()

for await (const line of createInterface({ input: process.stdin })) {
  const { run, stop, query, variables } = JSON.parse(line)
  if (stop) {
    running.get(stop)()
    continue
  }
  const end = client.subscribe(
    { query, variables },
    {
      next: (result) => say({ operation: run, next: result }),
      error: (error) => say({ operation: run, error: reason(error) }),
      complete: () => say({ operation: run, complete: true }),
    },
  )
  running.set(run, end)
}
await client.dispose()
process.exit(0)
