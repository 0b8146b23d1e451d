/** How hard a password is to guess, as a hint while typing; the server decides what it takes. */

export const SHORTEST_PASSWORD = 12;

/** 0 (too short) to 4 (very strong): length counts most, then how many kinds of characters there are. */
export function passwordStrength(password: string): 0 | 1 | 2 | 3 | 4 {
  if (password.length < SHORTEST_PASSWORD) return 0;
  if (new Set(password).size < 6) return 1;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  const points = (password.length >= 16 ? 1 : 0) + (password.length >= 20 ? 1 : 0) + Math.min(2, kinds - 1);
  return Math.min(4, 1 + points) as 1 | 2 | 3 | 4;
}
