import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** msgid to msgstr of a catalog. */
function entriesOf(catalog: string): Map<string, string> {
  const text = readFileSync(`${import.meta.dirname}/${catalog}.po`, "utf8");
  const unquote = (lines: string) => [...lines.matchAll(/"(.*)"/g)].map(([, part]) => part ?? "").join("");
  const entries = [...text.matchAll(/^msgid ((?:".*"\n)+)msgstr ((?:".*"(?:\n|$))+)/gm)];
  return new Map(entries.map(([, id, translation]) => [unquote(id ?? ""), unquote(translation ?? "")]));
}

/** Placeholders and tags, which a translation must keep. */
function marksOf(text: string): string[] {
  return (text.match(/\{\w+[,}]|<\/?\d>/g) ?? []).sort();
}

const catalogs = ["de", "tr", "pl"].flatMap((language) => [language, `settings/${language}`, `operator/${language}`]);

test.each(catalogs)("every text is translated in %s and keeps its placeholders", (catalog) => {
  const entries = [...entriesOf(catalog)].filter(([id]) => id !== "");

  expect(entries.length).toBeGreaterThan(catalog.includes("/") ? 80 : 200);
  expect(entries.filter(([, translation]) => translation === "")).toEqual([]);
  for (const [id, translation] of entries) expect({ id, marks: marksOf(translation) }).toEqual({ id, marks: marksOf(id) });
});

test("German says Sie", () => {
  const german = ["de", "settings/de", "operator/de"].flatMap((catalog) => [...entriesOf(catalog).values()]);
  const familiar = german.filter((text) => /\b(du|dein|deine|dir|dich)\b/i.test(text));

  expect(familiar).toEqual([]);
});
