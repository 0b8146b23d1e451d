import { expect, test } from "vitest";
import { faultOf, filled, typedOf, wishesOf } from "./wishes";

const anyTime = { date: "2026-12-01", startsAt: null, endsAt: null };
const morning = { date: "2026-12-02", startsAt: "08:00", endsAt: "12:00" };
const empty = { date: "", startsAt: "", endsAt: "" };

test("what the server has comes back as it was, without empty rows", () => {
  expect(wishesOf([...typedOf([anyTime, morning]), empty])).toEqual([anyTime, morning]);
});

test("times are sent as they were meant", () => {
  expect(wishesOf([{ date: "2026-12-02", startsAt: "8", endsAt: "1230" }])).toEqual([
    { date: "2026-12-02", startsAt: "08:00", endsAt: "12:30" },
  ]);
});

test("a row counts as soon as anything is typed", () => {
  expect(filled([empty, { ...empty, endsAt: "9" }])).toHaveLength(1);
});

test.each([
  [empty, null],
  [{ date: "2026-12-01", startsAt: "", endsAt: "" }, null],
  [{ date: "2026-12-01", startsAt: "8", endsAt: "9" }, null],
  [{ date: "", startsAt: "8", endsAt: "9" }, "NO_DAY"],
  [{ date: "2026-12-01", startsAt: "8", endsAt: "" }, "HALF"],
  [{ date: "2026-12-01", startsAt: " ", endsAt: "9" }, "HALF"],
  [{ date: "2026-12-01", startsAt: "early", endsAt: "9" }, "NO_TIME"],
  [{ date: "2026-12-01", startsAt: "9", endsAt: "09:00" }, "ENDS_BEFORE_START"],
])("%j has the fault %s", (row, fault) => {
  expect(faultOf(row)).toBe(fault);
});
