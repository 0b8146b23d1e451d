/** Reading a whole list that comes in pages, when a screen groups all of it. */
import type { AnyVariables, CombinedError, OperationResult, TypedDocumentNode } from "@urql/core";
import { useEffect, useEffectEvent, useState } from "react";
import { useClient } from "urql";

interface Connection<Node> {
  edges: { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const MOST_PAGES = 20;

interface Everything<Node> {
  nodes: Node[] | undefined;
  error: CombinedError | undefined;
  /** Read everything again; what was read stays until then. */
  readAgain: () => void;
}

/** Read every page of `document`, at most twenty; `pick` finds the connection in an answer. */
export function useAll<Data, Variables extends AnyVariables & object, Node>(
  document: TypedDocumentNode<Data, Variables & { after?: string | null }>,
  variables: Variables,
  pick: (data: Data) => Connection<Node> | null,
): Everything<Node> {
  const client = useClient();
  const [nodes, setNodes] = useState<Node[]>();
  const [error, setError] = useState<CombinedError>();
  const [round, setRound] = useState(0);
  const pickNow = useEffectEvent(pick);
  const key = JSON.stringify(variables);

  useEffect(() => {
    let isWanted = true;
    async function read(): Promise<void> {
      const found: Node[] = [];
      let after: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const asked: Variables & { after: string | null } = { ...(JSON.parse(key) as Variables), after };
        const answer: OperationResult<Data> = await client.query(document, asked, { requestPolicy: "network-only" }).toPromise();
        if (!isWanted) return;
        const connection: Connection<Node> | null = answer.data ? pickNow(answer.data) : null;
        if (!connection) {
          setError(answer.error);
          return;
        }
        found.push(...connection.edges.map(({ node }) => node));
        if (!connection.pageInfo.hasNextPage) break;
        after = connection.pageInfo.endCursor;
      }
      setError(undefined);
      setNodes(found);
    }
    void read();
    return () => {
      isWanted = false;
    };
  }, [client, document, key, round]);

  return { nodes, error, readAgain: () => setRound((count) => count + 1) };
}
