import { expect, test } from "vitest";
import { withPiece } from "./progress";

test("pieces make an answer, and a piece may correct what came before", () => {
  const first = withPiece(null, { turnId: "t1", offset: 0, text: "An oil change is 80" });
  const second = withPiece(first, { turnId: "t1", offset: 17, text: "89 €" });

  expect(second).toEqual({ turnId: "t1", text: "An oil change is 89 €" });
});

test("a missed piece is noticed", () => {
  expect(withPiece({ turnId: "t1", text: "An" }, { turnId: "t1", offset: 9, text: "change" })).toBeNull();
});

test("another answer begins anew", () => {
  expect(withPiece({ turnId: "t1", text: "Old" }, { turnId: "t2", offset: 0, text: "New" })?.text).toBe("New");
});
