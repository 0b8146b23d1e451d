/** The state of the knowledge screens that lives in their address: which part, and which gaps. */
import { oneOf, type RawSearch, textOf } from "../../shared/search";

export interface KnowledgeSearch {
  part?: "faq" | "documents";
  status?: "RESOLVED" | "IGNORED";
  order?: "MOST_OFTEN";
  text?: string;
}

export function knowledgeSearch(search: RawSearch): KnowledgeSearch {
  return {
    part: oneOf(["faq", "documents"], search["part"]),
    status: oneOf(["RESOLVED", "IGNORED"], search["status"]),
    order: oneOf(["MOST_OFTEN"], search["order"]),
    text: textOf(search["text"]),
  };
}
