/** Times of day as people type them; the server reads and writes "HH:MM" on a 24-hour clock. */

/** Read "8", "830", "8:30", "8.30" or "08:30:00" as "08:30"; null when it is no time of day. */
export function parseClockTime(text: string): string | null {
  const compact = text.trim().replace(/\s*(uhr|h)$/i, "");
  const match = /^(\d{1,2})(?:[:.,h]?(\d{2}))?(?::\d{2})?$/.exec(compact);
  if (!match) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2] ?? "0");
  if (hours > 24 || minutes > 59 || (hours === 24 && minutes > 0)) return null;
  return `${String(hours === 24 ? 0 : hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** Minutes since midnight of an "HH:MM" text. */
export function minutesOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
