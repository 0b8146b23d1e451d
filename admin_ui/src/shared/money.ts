/** Amounts of money as people type them; the server counts integer cents, VAT included. */

const LARGEST_CENTS = 100_000_000;

/**
 * Read an amount such as "49", "49,9", "1.234,56 €" or "1,234.56" as cents; null when it is none.
 *
 * A last separator followed by one or two digits is the decimal sign; every other separator must group thousands.
 */
export function parseMoney(text: string): number | null {
  const compact = text.replace(/(€|EUR|CHF|Fr\.)/gi, "").replace(/[\s'’]/g, "");
  const match = /^(\d+(?:[.,]\d{3})*?)(?:[.,](\d{1,2}))?$/.exec(compact);
  if (!match?.[1]) return null;
  const euros = Number(match[1].replace(/[.,]/g, ""));
  const cents = euros * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return cents <= LARGEST_CENTS ? cents : null;
}

/** The text of an amount in a field: "1234,56", whole amounts without decimals. */
export function moneyText(cents: number | null | undefined, decimalSign = ","): string {
  if (cents === null || cents === undefined) return "";
  const decimals = cents % 100;
  const whole = String(Math.trunc(cents / 100));
  return decimals === 0 ? whole : `${whole}${decimalSign}${String(decimals).padStart(2, "0")}`;
}
