/** What the addresses of the account screens carry: where to go next, a link's token, an e-mail address. */
import { flagOf, type RawSearch } from "../../shared/search";

export interface AccountSearch {
  next?: string;
  token?: string;
  email?: string;
  /** A session ended while somebody worked. */
  ended?: true;
  /** Why a sign-in by a provider was not done. */
  problem?: string;
}

/** Addresses and tokens keep every character. */
function text(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" ? String(value) : undefined;
}

export function accountSearch(search: RawSearch): AccountSearch {
  return {
    next: text(search["next"]),
    token: text(search["token"]),
    email: text(search["email"]),
    ended: flagOf(search["ended"]),
    problem: text(search["problem"]),
  };
}
