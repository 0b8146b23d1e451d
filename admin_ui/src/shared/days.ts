/** Calendar days as moments, where the workshop is. */

const MINUTE_MILLISECONDS = 60_000;

/** How far a time zone's clocks are ahead of UTC at a moment, in minutes. */
function minutesAhead(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  }).formatToParts(at);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = ["year", "month", "day", "hour", "minute"].map((type) =>
    Number(parts.find((part) => part.type === type)?.value),
  );
  return (Date.UTC(year, month - 1, day, hour, minute) - at) / MINUTE_MILLISECONDS;
}

/** The first moment of a day ("YYYY-MM-DD"), as the schema's DateTime; `later` days after it where that is given. */
export function startOfDay(day: string, timeZone: string, later = 0): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const midnight = Date.UTC(year, month - 1, date + later);
  // The clocks may change between midnight there and midnight in UTC, so what is found is tried again.
  const guess = midnight - minutesAhead(timeZone, midnight) * MINUTE_MILLISECONDS;
  return new Date(midnight - minutesAhead(timeZone, guess) * MINUTE_MILLISECONDS).toISOString();
}

/** The calendar day of a moment where the workshop is. */
export function dayOf(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(moment);
}

/** A calendar day so many days later, or earlier. */
export function shifted(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}
