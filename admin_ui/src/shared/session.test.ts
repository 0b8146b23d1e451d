import { expect, test } from "vitest";
import { safeAddress } from "./session";

test("goes on to an address of the dashboard", () => {
  expect(safeAddress("/leads/lead_1?x=1")).toBe("/leads/lead_1?x=1");
});

test.each([undefined, "", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
  "never goes on to %s",
  (address) => {
    expect(safeAddress(address)).toBe("/");
  },
);
