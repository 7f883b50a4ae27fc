/** The difference between two states of a text, word by word. */
import { diffWordsWithSpace } from "diff";
import type { Piece } from "./views.ts";

/** Texts that differ in more places than this are shown as one taken out and one put in: the time grows with the square. */
const MOST_EDITS = 4000;

/** Pieces that make the earlier text without the added ones, and the later text without the removed ones. */
export function difference(before: string, after: string): Piece[] {
  const found = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
  if (!found)
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  return found.map((p) => ({ kind: p.added ? "added" : p.removed ? "removed" : "same", text: p.value }));
}

const words = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** How many words came in and went out. */
export function countChanges(pieces: readonly Piece[]): { added: number; removed: number } {
  let [added, removed] = [0, 0];
  for (const piece of pieces) {
    if (piece.kind === "added") added += words(piece.text);
    if (piece.kind === "removed") removed += words(piece.text);
  }
  return { added, removed };
}
