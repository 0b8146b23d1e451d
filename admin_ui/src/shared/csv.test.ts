import { expect, test } from "vitest";
import { csvOf } from "./csv";

test("a table is semicolons and lines, with a mark that it is UTF-8", () => {
  expect(csvOf([["Wann", "Wer"], ["02.11.2026", "Öztürk"]])).toBe("\ufeffWann;Wer\r\n02.11.2026;Öztürk\r\n");
});

test("what would end a cell is quoted", () => {
  expect(csvOf([['a;b', 'sagt "ja"', "zwei\nZeilen"]])).toBe('\ufeff"a;b";"sagt ""ja""";"zwei\nZeilen"\r\n');
});

test.each(["=1+1", "+49171", "-2", "@SUM(A1)", "\t=1", "\r=1"])("%j is no formula", (value) => {
  expect(csvOf([[value]])).toMatch(/^\ufeff"?'/);
});
