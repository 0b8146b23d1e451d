import { expect, test } from "vitest";
import { lastDays } from "./usage";

test("days without requests are counted as none, and today is the last", () => {
  const days = lastDays([{ day: "2026-11-20", requests: 4 }], new Date("2026-11-21T20:00:00Z"));

  expect(days).toHaveLength(30);
  expect(days[0]).toEqual({ day: "2026-10-23", requests: 0 });
  expect(days.slice(-2)).toEqual([
    { day: "2026-11-20", requests: 4 },
    { day: "2026-11-21", requests: 0 },
  ]);
});
