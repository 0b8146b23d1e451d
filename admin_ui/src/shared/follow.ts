/** Following a subscription for as long as a component is shown. */
import type { TypedDocumentNode } from "@urql/core";
import { useEffect, useEffectEvent } from "react";
import { useClient } from "urql";

/** Call `listener` with every event of `document`, never while rendering. */
export function useFollow<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  listener: (data: Data) => void,
): void {
  const client = useClient();
  const onEvent = useEffectEvent(listener);
  const key = JSON.stringify(variables);
  useEffect(() => {
    const { unsubscribe } = client
      .subscription<Data, Record<string, unknown>>(document, JSON.parse(key) as Variables)
      .subscribe(({ data }) => {
        if (data) onEvent(data);
      });
    return unsubscribe;
  }, [client, document, key]);
}
