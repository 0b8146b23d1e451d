/** The state of the import that lives in its address. */
import { type RawSearch, textOf } from "../../../shared/search";

export interface ImportSearch {
  id?: string;
}

export function importSearch(search: RawSearch): ImportSearch {
  return { id: textOf(search["id"]) };
}
