import { expect, test } from "vitest";
import { passwordStrength } from "./password-strength";

test.each([
  ["short", 0],
  ["aaaaaaaaaaaaaaaa", 1],
  ["werkstatthof", 1],
  ["werkstatt hof 7", 3],
  ["Die Hebebühne steht links 7", 4],
])("%s has the strength %i", (password, strength) => {
  expect(passwordStrength(password)).toBe(strength);
});
