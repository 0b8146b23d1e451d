/** Tables as files that a spreadsheet opens with a double click. */

/** What tells a spreadsheet that the file is UTF-8. */
const BYTE_ORDER_MARK = "\ufeff";
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[";\n\r]/;

function cell(value: string): string {
  // A cell that begins like a formula would be run by whoever opens the file: the apostrophe makes it a text.
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows of cells, the headings first, as a German spreadsheet reads them: semicolons between, UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(";")}\r\n`).join("");
}

/** Hand a text to the browser as a download. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
