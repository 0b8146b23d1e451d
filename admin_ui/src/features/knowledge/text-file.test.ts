import { expect, test } from "vitest";
import { textOfFile } from "./text-file";

test("reads UTF-8, without the mark at its beginning", async () => {
  expect(await textOfFile(new Blob([new Uint8Array([0xef, 0xbb, 0xbf]), "Räder für 49 €"]))).toBe("Räder für 49 €");
});

test("reads what older Windows programs write", async () => {
  expect(await textOfFile(new Blob([new Uint8Array([0x52, 0xe4, 0x64, 0x65, 0x72, 0x20, 0x80])]))).toBe("Räder €");
});
