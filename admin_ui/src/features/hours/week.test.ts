import { expect, test } from "vitest";
import { intervalsOf, nextInterval, problemsOf, weekOf } from "./week";

test("groups intervals by day in order and gives them back", () => {
  const week = weekOf([
    { weekday: "MONDAY", opensAt: "13:00:00", closesAt: "17:00:00" },
    { weekday: "MONDAY", opensAt: "08:00:00", closesAt: "12:00:00" },
  ]);

  expect(intervalsOf(week)).toEqual([
    { weekday: "MONDAY", opensAt: "08:00", closesAt: "12:00" },
    { weekday: "MONDAY", opensAt: "13:00", closesAt: "17:00" },
  ]);
});

test("says what is wrong with each interval", () => {
  expect(
    problemsOf([
      { opensAt: "8", closesAt: "12" },
      { opensAt: "11:00", closesAt: "13:00" },
      { opensAt: "15:00", closesAt: "14:00" },
      { opensAt: "", closesAt: "18:00" },
    ]),
  ).toEqual([null, "OVERLAPS", "ENDS_BEFORE_START", "NO_TIME"]);
});

test("intervals may touch", () => {
  expect(problemsOf([{ opensAt: "8", closesAt: "12" }, { opensAt: "12", closesAt: "17" }])).toEqual([null, null]);
});

test("a new interval begins after the last one", () => {
  expect(nextInterval([])).toEqual({ opensAt: "08:00", closesAt: "17:00" });
  expect(nextInterval([{ opensAt: "08:00", closesAt: "12:00" }])).toEqual({ opensAt: "13:00", closesAt: "17:00" });
});
