import { describe, expect, it } from "vitest";
import { dayOfYearText, parseDayOfYear } from "./seasons";

describe("days of the year", () => {
  it.each([
    ["1.10.", "10-01"],
    ["01.10", "10-01"],
    [" 29.2. ", "02-29"],
    ["31/12", "12-31"],
  ])("reads %s", (text, value) => {
    expect(parseDayOfYear(text)).toBe(value);
    expect(parseDayOfYear(dayOfYearText(value))).toBe(value);
  });

  it.each(["", "30.2.", "1.13.", "0.5.", "Oktober", "1-10", "1.10.2026"])("refuses %j", (text) => {
    expect(parseDayOfYear(text)).toBeNull();
  });

  it("has no text for no day", () => {
    expect(dayOfYearText(null)).toBe("");
  });
});
