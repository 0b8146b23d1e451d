/** Reading the search part of an address: what is not understood is left out, so an old or mistyped link still opens. */

export type RawSearch = Record<string, unknown>;

const LONGEST_TEXT = 120;
const MOST_PAGES = 20;

/** A text of at most 120 characters; numbers of an address are texts as well. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  return String(value).trim().slice(0, LONGEST_TEXT) || undefined;
}

/** One of a closed set of values. */
export function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((candidate) => candidate === value);
}

/** True when the address says so. */
export function flagOf(value: unknown): true | undefined {
  return value === true || undefined;
}

/** A calendar day, "YYYY-MM-DD". */
export function dayOf(value: unknown): string | undefined {
  const isDay = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
  return isDay ? value : undefined;
}

/** How many pages of a list are open, 2 to 20; one page needs no mention. */
export function pagesOf(value: unknown): number | undefined {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 2) return undefined;
  return Math.min(value, MOST_PAGES);
}
