/** The state of the service list that lives in its address. */
import { flagOf, oneOf, type RawSearch, textOf } from "../../shared/search";

export interface ServiceSearch {
  text?: string;
  active?: "yes" | "no";
  /** The form for a new service is open. */
  create?: true;
}

export function serviceSearch(search: RawSearch): ServiceSearch {
  return {
    text: textOf(search["text"]),
    active: oneOf(["yes", "no"], search["active"]),
    create: flagOf(search["create"]),
  };
}
