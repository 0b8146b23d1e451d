import { expect, test } from "vitest";
import { contrast, parseColor, textOn } from "./color";

test.each([
  ["1f5fc4", "#1f5fc4"],
  ["#1F5FC4", "#1f5fc4"],
  [" #15c ", "#1155cc"],
])("reads %s as %s", (text, color) => {
  expect(parseColor(text)).toBe(color);
});

test.each(["", "blue", "#12", "#1234567", "url(x)"])("refuses %s", (text) => {
  expect(parseColor(text)).toBeNull();
});

test("the text on a colour is readable", () => {
  expect(textOn("#1f5fc4")).toBe("#ffffff");
  expect(textOn("#ffe066")).toBe("#161a20");
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
});
