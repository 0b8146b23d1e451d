/** What the server answers when something cannot be done, turned into words beside the fields it concerns. */
import type { CombinedError } from "@urql/core";
import { t } from "@lingui/core/macro";

/** One entry of a payload's `errors`. */
export interface PayloadError {
  code: string;
  message: string;
  path: string[];
}

export interface SortedErrors {
  /** Messages by the path of their field, e.g. "email" or "intervals.2.opensAt". */
  fields: Record<string, string>;
  /** Messages that belong to no field of the form. */
  others: string[];
}

function hasField(values: unknown, path: readonly string[]): boolean {
  let value: unknown = values;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !(key in value)) return false;
    value = (value as Record<string, unknown>)[key];
  }
  return path.length > 0;
}

/** Sort a payload's errors to the fields of a form by their path; the first message of a field wins. */
export function sortErrors(errors: readonly PayloadError[], values: unknown): SortedErrors {
  const sorted: SortedErrors = { fields: {}, others: [] };
  for (const { message, path } of errors) {
    const inForm = path[0] === "input" ? path.slice(1) : path;
    const field = inForm.join(".");
    if (!hasField(values, inForm)) sorted.others.push(message);
    else sorted.fields[field] ??= message;
  }
  return sorted;
}

/** Why an act without a form was not done, in words for a toast; null when it was done. */
export function refusalOf(
  payload: { errors: readonly PayloadError[] } | null | undefined,
  error: CombinedError | undefined,
): string | null {
  if (!payload) return explain(error);
  return payload.errors[0]?.message ?? null;
}

/** Say in plain words why a request got no answer, and what to do. */
export function explain(error: CombinedError | undefined): string {
  const extensions = error?.graphQLErrors[0]?.extensions ?? {};
  switch (extensions["code"]) {
    case "UNAUTHENTICATED":
      return t`Your session has ended. Please sign in again.`;
    case "FORBIDDEN":
      return t`You are not allowed to do this. Please ask the owner of the workshop.`;
    case "RATE_LIMITED": {
      const seconds = Number(extensions["retryAfter"] ?? 60);
      if (seconds < 90) return t`Too many attempts. Please try again in ${seconds} seconds.`;
      const minutes = Math.ceil(seconds / 60);
      return t`Too many attempts. Please try again in ${minutes} minutes.`;
    }
    case "UNAVAILABLE":
      return t`The service is busy at the moment. Nothing was lost, please try again shortly.`;
    case "BAD_INPUT":
      return error?.graphQLErrors[0]?.message ?? t`Something in the entry was not understood.`;
    default: {
      if (!error || error.networkError) return t`No connection to the server. What you typed is kept, please try again.`;
      const reference = String(extensions["reference"] ?? "–");
      return t`Something went wrong on our side. Reference: ${reference}`;
    }
  }
}
