/** A whole list that comes in pages, for a screen that groups all of it. */
import type { AnyVariables, CombinedError, TypedDocumentNode } from "@urql/core";
import { useEffect, useEffectEvent, useState } from "react";
import { useClient } from "urql";
import { type Connection, readAll } from "./read-all";

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
      const asked = JSON.parse(key) as Variables;
      const answer = await readAll<Data, Variables, Node>(client, document, asked, (data) => pickNow(data), MOST_PAGES);
      if (!isWanted) return;
      setError(answer.error);
      if (!answer.error) setNodes(answer.nodes);
    }
    void read();
    return () => {
      isWanted = false;
    };
  }, [client, document, key, round]);

  return { nodes, error, readAgain: () => setRound((count) => count + 1) };
}
