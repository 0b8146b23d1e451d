/** A GraphQL server on loopback that answers each operation with what the test says and remembers what it was asked. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Client, fetchExchange } from "@urql/core";
import { onTestFinished } from "vitest";

interface Question {
  operationName: string;
  variables: Record<string, unknown>;
}

type Answer = (question: Question) => unknown | Promise<unknown>;

/** Start the server; it ends with the test. `answer` gives the `data` of an answer, or throws to break the connection. */
export async function startServer(answer: Answer) {
  const asked: Question[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const question = JSON.parse(Buffer.concat(chunks).toString()) as Question;
      asked.push(question);
      Promise.resolve()
        .then(() => answer(question))
        .then(
          (data) => response.setHeader("content-type", "application/json").end(JSON.stringify({ data })),
          () => response.destroy(),
        );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const client = new Client({
    url: `http://127.0.0.1:${port}/graphql`,
    preferGetMethod: false,
    exchanges: [fetchExchange],
  });
  return { client, asked };
}
