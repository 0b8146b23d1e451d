import { expect, test } from "vitest";
import { titleText } from "./title";

test.each([
  ["Leads", 0, "Leads · CarBot"],
  ["Leads", 3, "(3) Leads · CarBot"],
  ["", 1, "(1) CarBot"],
  ["Leads", 120, "(99+) Leads · CarBot"],
])("%s with %i unread is %s", (screen, unread, title) => {
  expect(titleText(screen, unread)).toBe(title);
});
