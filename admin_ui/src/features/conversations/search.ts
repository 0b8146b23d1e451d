/** The state of the conversation list that lives in its address. */
import type { ConversationStatus } from "../../shared/graphql";
import { oneOf, pagesOf, type RawSearch, textOf } from "../../shared/search";

export interface ConversationSearch {
  status?: ConversationStatus;
  text?: string;
  label?: string;
  pages?: number;
}

export const conversationStatuses: readonly ConversationStatus[] = ["OPEN", "NEEDS_HUMAN", "CLOSED"];

export function conversationSearch(search: RawSearch): ConversationSearch {
  return {
    status: oneOf(conversationStatuses, search["status"]),
    text: textOf(search["text"]),
    label: textOf(search["label"]),
    pages: pagesOf(search["pages"]),
  };
}
