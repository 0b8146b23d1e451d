/** Days of the year as people type them: "1.10." for the server's "10-01". */

const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Read "1.10.", "01.10" or "1/10" (day before month) as MM-DD; null when it is no day of a year. */
export function parseDayOfYear(text: string): string | null {
  const match = /^(\d{1,2})\s*[./]\s*(\d{1,2})\.?$/.exec(text.trim());
  const [day, month] = [Number(match?.[1]), Number(match?.[2])];
  const most = DAYS_OF_MONTHS[month - 1];
  if (most === undefined || day < 1 || day > most) return null;
  return `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The text of MM-DD: "01.10.". */
export function dayOfYearText(value: string | null | undefined): string {
  const [month, day] = value?.split("-") ?? [];
  return month && day ? `${day}.${month}.` : "";
}
