import { expect, test } from "vitest";
import { minutesOfDay, parseClockTime } from "./clock-time";

test.each([
  ["8", "08:00"],
  ["830", "08:30"],
  ["8:30", "08:30"],
  ["8.30 Uhr", "08:30"],
  ["17h", "17:00"],
  ["08:30:00", "08:30"],
  ["24:00", "00:00"],
])("reads %s as %s", (text, time) => {
  expect(parseClockTime(text)).toBe(time);
});

test.each(["", "25", "8:60", "24:01", "morgen"])("refuses %s", (text) => {
  expect(parseClockTime(text)).toBeNull();
});

test("counts the minutes since midnight", () => {
  expect(minutesOfDay("17:45")).toBe(1065);
});
