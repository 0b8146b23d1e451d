import { expect, test } from "vitest";
import { accountSearch } from "../features/accounts/search";
import { conversationSearch } from "../features/conversations/search";
import { leadSearch } from "../features/leads/search";
import { serviceSearch } from "../features/services/search";

test("the lead list reads its whole state from the address", () => {
  const search = { status: "WON", unread: true, text: " golf ", order: "NAME", pages: 3, create: true };

  expect(leadSearch(search)).toEqual({ ...search, text: "golf" });
});

test("what is not understood is left out", () => {
  const nothing = { status: undefined, unread: undefined, text: undefined, order: undefined, pages: undefined, create: undefined };

  expect(leadSearch({ status: "GONE", unread: "yes", text: "", order: 1, pages: -2, create: 0 })).toEqual(nothing);
});

test("a number is a text to search for, and pages have an end", () => {
  expect(leadSearch({ text: 49171 }).text).toBe("49171");
  expect(conversationSearch({ pages: 5_000 }).pages).toBe(20);
});

test("the other lists read theirs", () => {
  expect(conversationSearch({ status: "NEEDS_HUMAN" }).status).toBe("NEEDS_HUMAN");
  expect(serviceSearch({ active: "no" }).active).toBe("no");
  expect(serviceSearch({ active: "maybe" }).active).toBeUndefined();
});

test("a token keeps every character", () => {
  const token = "a".repeat(300);

  expect(accountSearch({ token }).token).toBe(token);
});
