/** Wished times between the server, which has none where any time suits, and a form, which has empty fields. */
import { minutesOfDay, parseClockTime } from "../../../shared/clock-time";

export const MOST_WISHES = 3;

export interface Wish {
  date: string;
  startsAt: string | null;
  endsAt: string | null;
}

/** One wish as it is typed. */
export interface TypedWish {
  date: string;
  startsAt: string;
  endsAt: string;
}

export type WishFault = "NO_DAY" | "NO_TIME" | "HALF" | "ENDS_BEFORE_START";

/** The fields of a form for these wishes. */
export function typedOf(wishes: readonly Wish[]): TypedWish[] {
  return wishes.map(({ date, startsAt, endsAt }) => ({ date, startsAt: startsAt ?? "", endsAt: endsAt ?? "" }));
}

/** The rows somebody has filled in at all. */
export function filled(rows: readonly TypedWish[]): TypedWish[] {
  return rows.filter(({ date, startsAt, endsAt }) => Boolean(date || startsAt.trim() || endsAt.trim()));
}

/** What the server is told of rows without a fault. */
export function wishesOf(rows: readonly TypedWish[]): Wish[] {
  return filled(rows).map(({ date, startsAt, endsAt }) => ({
    date,
    startsAt: parseClockTime(startsAt),
    endsAt: parseClockTime(endsAt),
  }));
}

/** What is wrong with one row; null when nothing is, or nothing was typed. */
export function faultOf(row: TypedWish): WishFault | null {
  if (filled([row]).length === 0) return null;
  if (!row.date) return "NO_DAY";
  const [starts, ends] = [row.startsAt.trim(), row.endsAt.trim()];
  if (!starts && !ends) return null;
  if (!starts || !ends) return "HALF";
  const [from, until] = [parseClockTime(starts), parseClockTime(ends)];
  if (!from || !until) return "NO_TIME";
  return minutesOfDay(from) < minutesOfDay(until) ? null : "ENDS_BEFORE_START";
}
