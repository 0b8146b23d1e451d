/** An answer that arrives in pieces. */

/** One piece: `text` replaces everything from `offset` on. */
export interface Piece {
  turnId: string;
  offset: number;
  text: string;
}

export interface Answer {
  turnId: string;
  text: string;
}

/** The answer with `piece` put in its place; null when a piece before it was missed and the turn must be read again. */
export function withPiece(answer: Answer | null, piece: Piece): Answer | null {
  const known = answer?.turnId === piece.turnId ? answer.text : "";
  if (piece.offset > known.length) return null;
  return { turnId: piece.turnId, text: known.slice(0, piece.offset) + piece.text };
}
