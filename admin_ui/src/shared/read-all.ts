/** Reading a whole list that the server gives page by page. */
import type { AnyVariables, Client, CombinedError, OperationResult, TypedDocumentNode } from "@urql/core";

export interface Connection<Node> {
  edges: { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

interface Answer<Node> {
  nodes: Node[];
  /** Set when a page could not be read; `nodes` are those before it. */
  error?: CombinedError | undefined;
  /** There is more than was asked for. */
  isCut: boolean;
}

/** Every node of `document`, at most `mostPages` pages of them; `pick` finds the connection in an answer. */
export async function readAll<Data, Variables extends AnyVariables & object, Node>(
  client: Client,
  document: TypedDocumentNode<Data, Variables & { after?: string | null }>,
  variables: Variables,
  pick: (data: Data) => Connection<Node> | null,
  mostPages: number,
): Promise<Answer<Node>> {
  const nodes: Node[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const asked: Variables & { after: string | null } = { ...variables, after };
    const answer: OperationResult<Data> = await client.query(document, asked, { requestPolicy: "network-only" }).toPromise();
    const connection: Connection<Node> | null = answer.data ? pick(answer.data) : null;
    if (!connection) return { nodes, error: answer.error, isCut: true };
    nodes.push(...connection.edges.map(({ node }) => node));
    if (!connection.pageInfo.hasNextPage) return { nodes, isCut: false };
    after = connection.pageInfo.endCursor;
  }
  return { nodes, isCut: true };
}
