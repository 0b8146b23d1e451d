/** A week of opening hours as it is being edited: any number of intervals for each weekday. */
import { minutesOfDay, parseClockTime } from "../../shared/clock-time";
import type { Weekday } from "../../shared/graphql";
import { weekdays } from "../../shared/labels";

/** Times as they are typed. */
export interface TypedInterval {
  opensAt: string;
  closesAt: string;
}

export interface Interval {
  weekday: Weekday;
  opensAt: string;
  closesAt: string;
}

export type Week = Readonly<Record<Weekday, readonly TypedInterval[]>>;

/** What is wrong with an interval. */
export type IntervalProblem = "NO_TIME" | "ENDS_BEFORE_START" | "OVERLAPS";

const FIRST: TypedInterval = { opensAt: "08:00", closesAt: "17:00" };

/** The intervals of the server by weekday, each day in order. */
export function weekOf(intervals: readonly Interval[]): Week {
  const entries = weekdays.map((weekday): [Weekday, TypedInterval[]] => [
    weekday,
    intervals
      .filter((interval) => interval.weekday === weekday)
      .map(({ opensAt, closesAt }) => ({ opensAt: opensAt.slice(0, 5), closesAt: closesAt.slice(0, 5) }))
      .toSorted((a, b) => a.opensAt.localeCompare(b.opensAt)),
  ]);
  return Object.fromEntries(entries) as unknown as Week;
}

/** An interval to begin with after those the day has: in the afternoon when the morning is taken. */
export function nextInterval(day: readonly TypedInterval[]): TypedInterval {
  const last = day.at(-1);
  if (!last) return FIRST;
  const closes = parseClockTime(last.closesAt);
  if (!closes) return { opensAt: "", closesAt: "" };
  const hour = Math.min(22, Math.floor(minutesOfDay(closes) / 60) + 1);
  const until = Math.min(23, Math.max(hour + 4, 17));
  return { opensAt: `${String(hour).padStart(2, "0")}:00`, closesAt: `${String(until).padStart(2, "0")}:00` };
}

/** The problems of a day, one entry for each interval. */
export function problemsOf(day: readonly TypedInterval[]): (IntervalProblem | null)[] {
  const spans = day.map(({ opensAt, closesAt }) => {
    const opens = parseClockTime(opensAt);
    const closes = parseClockTime(closesAt);
    return opens && closes ? { from: minutesOfDay(opens), to: minutesOfDay(closes) } : null;
  });
  return spans.map((span, index) => {
    if (!span) return "NO_TIME";
    if (span.to <= span.from) return "ENDS_BEFORE_START";
    const overlaps = spans.some((other, position) => other && position < index && other.from < span.to && span.from < other.to);
    return overlaps ? "OVERLAPS" : null;
  });
}

/** The week as the server takes it; only for a week without problems. */
export function intervalsOf(week: Week): Interval[] {
  return weekdays.flatMap((weekday) =>
    week[weekday].map(({ opensAt, closesAt }) => ({
      weekday,
      opensAt: parseClockTime(opensAt) ?? opensAt,
      closesAt: parseClockTime(closesAt) ?? closesAt,
    })),
  );
}
