import { expect, test } from "vitest";
import { originOf } from "./origin";
import { snippetOf } from "./snippet";

test.each([
  ["www.example.de", "https://www.example.de"],
  ["https://example.de/kontakt?x=1", "https://example.de"],
  ["http://localhost:8080/", "http://localhost:8080"],
  ["not an address", "not an address"],
])("%s is the origin %s", (typed, origin) => {
  expect(originOf(typed)).toBe(origin);
});

test("the snippet is one script tag", () => {
  expect(snippetOf("ck_1", "https://carbot.example")).toBe(
    '<script src="https://carbot.example/widget.js" data-client-key="ck_1" async></script>',
  );
});
