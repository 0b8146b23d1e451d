import { expect, test } from "vitest";
import { dayOf, shifted, startOfDay } from "./days";

test.each([
  ["2026-11-21", "Europe/Berlin", 0, "2026-11-20T23:00:00.000Z"],
  ["2026-07-01", "Europe/Berlin", 0, "2026-06-30T22:00:00.000Z"],
  ["2026-12-31", "Europe/Berlin", 1, "2026-12-31T23:00:00.000Z"],
  // The clocks go forward on the 29th of March and back on the 25th of October.
  ["2026-03-29", "Europe/Berlin", 0, "2026-03-28T23:00:00.000Z"],
  ["2026-03-29", "Europe/Berlin", 1, "2026-03-29T22:00:00.000Z"],
  ["2026-10-25", "Europe/Berlin", 0, "2026-10-24T22:00:00.000Z"],
  ["2026-10-25", "Europe/Berlin", 1, "2026-10-25T23:00:00.000Z"],
  ["2026-11-21", "America/New_York", 0, "2026-11-21T05:00:00.000Z"],
])("%s in %s, %i days later, begins at %s", (day, timeZone, later, moment) => {
  expect(startOfDay(day, timeZone, later)).toBe(moment);
});

test("the day of a moment is the workshop's", () => {
  const lateEvening = new Date("2026-11-20T23:30:00Z");

  expect(dayOf(lateEvening, "Europe/Berlin")).toBe("2026-11-21");
  expect(dayOf(lateEvening, "UTC")).toBe("2026-11-20");
});

test("days are counted over the ends of months and years", () => {
  expect(shifted("2026-12-31", 1)).toBe("2027-01-01");
  expect(shifted("2026-03-01", -1)).toBe("2026-02-28");
});
