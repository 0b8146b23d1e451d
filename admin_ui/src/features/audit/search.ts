/** The state of the audit log that lives in its address: which acts, whose, and when. */
import { type RawSearch, dayOf, textOf } from "../../shared/search";

export interface AuditSearch {
  action?: string;
  /** The id of a member. */
  member?: string;
  /** Days, both included. */
  from?: string;
  to?: string;
}

export function auditSearch(search: RawSearch): AuditSearch {
  return {
    action: textOf(search["action"]),
    member: textOf(search["member"]),
    from: dayOf(search["from"]),
    to: dayOf(search["to"]),
  };
}
