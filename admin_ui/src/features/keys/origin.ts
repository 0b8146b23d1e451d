/** Addresses of websites as people type or paste them. */

/** "www.example.de/contact" as the origin "https://www.example.de"; what is no address stays as it was typed. */
export function originOf(text: string): string {
  const typed = text.trim();
  const withScheme = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  return URL.canParse(withScheme) ? new URL(withScheme).origin : typed;
}
