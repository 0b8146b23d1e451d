/**
 * Sending a form: one request at a time, errors beside their fields, typed text kept.
 *
 * A second click while a request runs does nothing. With `isKeyed` the same values sent again after a lost answer carry
 * the same idempotency key, so that the server does them once.
 */
import type { TypedDocumentNode } from "@urql/core";
import { useRef, useState } from "react";
import { useClient } from "urql";
import { explain, type PayloadError, sortErrors } from "./errors";

interface WithErrors {
  errors: PayloadError[];
}

/** The payload of a document's one mutation. */
type PayloadOf<Data> = Extract<NonNullable<Data[keyof Data]>, WithErrors>;

interface Options {
  form?: FormLike;
  isKeyed?: boolean;
}

/** The part of a form that errors are told to. */
interface FormLike {
  getValues: () => unknown;
  setErrors: (errors: Record<string, string>) => void;
  getInputNode: (path: never) => HTMLElement | null;
}

/** A random key for one attempt; works without a secure context, where `crypto.randomUUID` does not exist. */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export interface Submit<Data, Variables> {
  /** Send; resolves with the payload, or with null when it was refused, failed or is already running. */
  send: (variables: Variables) => Promise<PayloadOf<Data> | null>;
  isRunning: boolean;
  /** Sentences to show above the form. */
  problems: string[];
  /** The codes of the last refusal. */
  codes: string[];
  clear: () => void;
}

/** Send `document` and tell its refusals to `form`. */
export function useSubmit<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  { form, isKeyed = false }: Options = {},
): Submit<Data, Omit<Variables, "idempotencyKey">> {
  const client = useClient();
  const running = useRef(false);
  const attempt = useRef({ body: "", key: "" });
  const [isRunning, setRunning] = useState(false);
  const [problems, setProblems] = useState<string[]>([]);
  const [codes, setCodes] = useState<string[]>([]);

  function keyFor(variables: object): string {
    const body = JSON.stringify(variables);
    if (attempt.current.body !== body) attempt.current = { body, key: newIdempotencyKey() };
    return attempt.current.key;
  }

  function refuse(errors: readonly PayloadError[]): void {
    const { fields, others } = sortErrors(errors, form?.getValues());
    setCodes(errors.map(({ code }) => code));
    setProblems(others);
    form?.setErrors(fields);
    const first = Object.keys(fields)[0];
    if (first) form?.getInputNode(first as never)?.focus();
  }

  async function send(variables: Omit<Variables, "idempotencyKey">): Promise<PayloadOf<Data> | null> {
    if (running.current) return null;
    running.current = true;
    setRunning(true);
    setProblems([]);
    setCodes([]);
    const all = isKeyed ? { ...variables, idempotencyKey: keyFor(variables) } : variables;
    const { data, error } = await client.mutation(document, all as Variables).toPromise();
    running.current = false;
    setRunning(false);
    const payload = data ? (Object.values(data)[0] as PayloadOf<Data> | null) : null;
    if (!payload) {
      setProblems([explain(error)]);
      return null;
    }
    attempt.current = { body: "", key: "" };
    if (payload.errors.length > 0) {
      refuse(payload.errors);
      return null;
    }
    return payload;
  }

  return {
    send,
    isRunning,
    problems,
    codes,
    clear: () => {
      setProblems([]);
      setCodes([]);
    },
  };
}
