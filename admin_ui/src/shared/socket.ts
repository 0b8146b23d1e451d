/** The one WebSocket of a tab, for subscriptions (graphql-transport-ws). */
import type { SubscriptionForwarder } from "@urql/core";
import { createClient } from "graphql-ws";

const ADDRESS = "/graphql";
const SESSION_ENDED = 4401;
const PING_MILLISECONDS = 20_000;
const PONG_MILLISECONDS = 8_000;
const LONGEST_WAIT_MILLISECONDS = 30_000;

function socketAddress(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss:" : "ws:"}//${host}${ADDRESS}`;
}

interface SocketEvents {
  /** The connection is there again after it was lost. */
  reconnected: () => void;
  sessionEnded: () => void;
}

/** Follow one subscription; returns how to stop. */
export type Socket = (
  request: Parameters<SubscriptionForwarder>[0],
  sink: Parameters<ReturnType<SubscriptionForwarder>["subscribe"]>[0],
) => () => void;

/** A socket that notices a dead connection, reconnects with growing pauses, and ends with the session. */
export function createLiveSocket({ reconnected, sessionEnded }: SocketEvents): Socket {
  let connections = 0;
  let unanswered: number | undefined;
  let current: WebSocket | undefined;
  const socket = createClient({
    url: socketAddress,
    // graphql-ws insists on a text; a trusted document has none, and none is sent.
    jsonMessageReplacer: (key, value: unknown) => (key === "query" && value === "" ? undefined : value),
    keepAlive: PING_MILLISECONDS,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: async (retries) => {
      const wait = Math.min(LONGEST_WAIT_MILLISECONDS, 500 * 2 ** Math.min(retries, 8));
      await new Promise((resolve) => window.setTimeout(resolve, wait * (0.5 + Math.random() / 2)));
    },
    on: {
      connected: (socket) => {
        current = socket as WebSocket;
        connections += 1;
        if (connections > 1) reconnected();
      },
      ping: (received) => {
        if (received) return;
        unanswered = window.setTimeout(() => current?.close(4408, "No answer"), PONG_MILLISECONDS);
      },
      pong: (received) => {
        if (received) window.clearTimeout(unanswered);
      },
      closed: (event) => {
        window.clearTimeout(unanswered);
        if (event instanceof CloseEvent && event.code === SESSION_ENDED) sessionEnded();
      },
    },
  });
  return (request, sink) =>
    socket.subscribe(
      { ...request, query: request.query ?? "" },
      { next: sink.next as (value: unknown) => void, error: sink.error, complete: sink.complete },
    );
}
