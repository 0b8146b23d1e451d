import { describe, expect, test } from "vitest";
import { moneyText, parseMoney } from "./money";

describe("parseMoney", () => {
  test.each([
    ["49", 4_900],
    ["49,9", 4_990],
    ["49,90", 4_990],
    ["49.90", 4_990],
    ["1.234,56 €", 123_456],
    ["1.234", 123_400],
    ["1,234.56", 123_456],
    ["1 234,5", 123_450],
    ["1'234.50 CHF", 123_450],
    ["0", 0],
  ])("reads %s as %i cents", (text, cents) => {
    expect(parseMoney(text)).toBe(cents);
  });

  test.each(["", "abc", "-5", "1,2345", "12,", "1.23.4", "99999999"])("refuses %s", (text) => {
    expect(parseMoney(text)).toBeNull();
  });

  test.each([0, 5, 4_990, 123_456])("reads back what it wrote for %i cents", (cents) => {
    expect(parseMoney(moneyText(cents))).toBe(cents);
  });

  test("writes nothing for no amount", () => {
    expect(moneyText(null)).toBe("");
  });
});
