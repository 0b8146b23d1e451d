/** The state of the lead list that lives in its address: filter, order, how far it was opened. */
import type { LeadOrder, LeadStatus } from "../../shared/graphql";
import { leadStatuses } from "../../shared/labels";
import { flagOf, oneOf, pagesOf, type RawSearch, textOf } from "../../shared/search";

export interface LeadSearch {
  status?: LeadStatus;
  unread?: true;
  text?: string;
  order?: LeadOrder;
  pages?: number;
  /** The form for a new lead is open. */
  create?: true;
}

const orders: readonly LeadOrder[] = ["NEWEST", "OLDEST", "BEST_SCORE", "RECENTLY_CHANGED", "NAME"];

export function leadSearch(search: RawSearch): LeadSearch {
  return {
    status: oneOf(leadStatuses, search["status"]),
    unread: flagOf(search["unread"]),
    text: textOf(search["text"]),
    order: oneOf(orders, search["order"]),
    pages: pagesOf(search["pages"]),
    create: flagOf(search["create"]),
  };
}
