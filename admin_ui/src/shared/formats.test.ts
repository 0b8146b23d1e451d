import { expect, test } from "vitest";
import { createFormats } from "./formats";

const german = createFormats("de-DE", "EUR", "Europe/Berlin");

/** Intl writes spaces that do not break; people read them as spaces. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("writes money the German way", () => {
  expect(plain(german.money(123_456))).toBe("1.234,56 €");
});

test("writes moments on a 24-hour clock where the workshop is", () => {
  expect(german.dateTime("2026-07-01T22:30:00Z")).toBe("02.07.2026, 00:30");
});

test("a calendar day has no time zone", () => {
  expect(createFormats("de-DE", "EUR", "America/New_York").day("2026-12-24")).toBe("24.12.2026");
});

test("says how long ago, and the date when that is long", () => {
  const now = new Date("2026-03-10T12:00:00Z");

  expect(german.ago("2026-03-10T11:55:00Z", now)).toContain("5 Min");
  expect(german.ago("2026-03-09T11:00:00Z", now)).toBe("gestern");
  expect(german.ago("2026-03-01T12:00:00Z", now)).toBe("01.03.2026");
});
