/**
 * The one GraphQL client of a tab.
 *
 * A built client sends the ids of trusted documents and never text. Queries and mutations go by POST with the session's
 * cookie; subscriptions share one WebSocket, which reconnects until the session ends.
 */
import { cacheExchange, Client, fetchExchange, makeOperation, mapExchange, type Operation, subscriptionExchange } from "@urql/core";
import { documentIds } from "virtual:documents";
import { currentLanguage } from "./language";
import { announceAll } from "./live";
import { isOperatorArea } from "./operator-area";
import type { Socket } from "./socket";

const ADDRESS = "/graphql";

const sessionListeners = new Set<() => void>();

/** Call `listener` when the server says that nobody is signed in any more. */
export function onSessionEnded(listener: () => void): () => void {
  sessionListeners.add(listener);
  return () => sessionListeners.delete(listener);
}

function sessionEnded(): void {
  for (const listener of [...sessionListeners]) listener();
}

/** Who runs the platform has a cookie of their own beside a member's; the header says which of them speaks. */
function proof(): Record<string, string> {
  return isOperatorArea() ? { "x-carbot-operator": "1" } : { "x-carbot-csrf": "1" };
}

function headers(): Record<string, string> {
  return {
    accept: "application/graphql-response+json, application/json",
    ...proof(),
    "x-carbot-language": currentLanguage().toLowerCase(),
  };
}

/** The operation with the id of its trusted document in place of its text. */
function trusted(operation: Operation): Operation {
  if (operation.kind === "teardown" || import.meta.env.DEV) return operation;
  // The cache sends an operation again as it came back, which is without its text.
  if ("documentId" in operation.query) return operation;
  const [definition] = operation.query.definitions;
  const name = definition?.kind === "OperationDefinition" ? definition.name?.value : undefined;
  const documentId = name === undefined ? undefined : documentIds[name];
  if (documentId === undefined) throw new Error(`No trusted document is named ${name ?? "(unnamed)"}.`);
  const query = { kind: operation.query.kind, definitions: [], documentId } as unknown as Operation["query"];
  return makeOperation(operation.kind, { ...operation, query }, operation.context);
}

/** The socket is opened by the first subscription, after the first screen is there. */
let opening: Promise<Socket> | undefined;
function openSocket(): Promise<Socket> {
  opening ??= import("./socket").then(({ createLiveSocket }) => createLiveSocket({ reconnected: announceAll, sessionEnded }));
  return opening;
}

export const client = new Client({
  url: ADDRESS,
  preferGetMethod: false,
  requestPolicy: "cache-and-network",
  fetchOptions: () => ({ credentials: "same-origin", headers: headers() }),
  exchanges: [
    cacheExchange,
    mapExchange({
      onOperation: trusted,
      onResult(result) {
        const codes = result.error?.graphQLErrors.map((error) => error.extensions["code"]) ?? [];
        if (codes.includes("UNAUTHENTICATED")) sessionEnded();
      },
    }),
    subscriptionExchange({
      forwardSubscription: (request) => ({
        subscribe: (sink) => {
          let stop: (() => void) | undefined;
          let isWanted = true;
          void openSocket().then((socket) => {
            if (isWanted) stop = socket(request, sink);
          });
          return {
            unsubscribe: () => {
              isWanted = false;
              stop?.();
            },
          };
        },
      }),
    }),
    fetchExchange,
  ],
});
