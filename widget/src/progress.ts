/** Puts the pieces of an answer together. */

/**
 * `text` put at `offset` (in UTF-16 code units) of what is there, replacing the rest; null when the offset lies beyond it: a piece was missed.
 */
export const patched = (have: string, offset: number, text: string): string | null => (offset > have.length ? null : have.slice(0, offset) + text)
