/** The difference between two states of a text, word by word. */
import { diffWordsWithSpace } from "diff";

export interface Piece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** Pieces that make the earlier text without the added ones, and the later text without the removed ones. */
export const difference = (before: string, after: string): Piece[] =>
  diffWordsWithSpace(before, after).map((p) => ({
    kind: p.added ? "added" : p.removed ? "removed" : "same",
    text: p.value,
  }));

const words = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** How many words came in and went out. */
export function countChanges(before: string, after: string): { added: number; removed: number } {
  let [added, removed] = [0, 0];
  for (const piece of difference(before, after)) {
    if (piece.kind === "added") added += words(piece.text);
    if (piece.kind === "removed") removed += words(piece.text);
  }
  return { added, removed };
}
