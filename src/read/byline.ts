/** The author in the furniture: bylines, bare signatures, closing self-descriptions. */
import type { State } from "./cuts.ts";
import { foldLine } from "./folded-line.ts";
import { endsInFullStop, isSentence, mayDate, wordCount } from "./lines.ts";
import type { Matcher } from "./phrases.ts";
import { fragments, isSignature } from "./structure.ts";

/** A byline near the head or the end of the text. */
export function takeByline(
  states: readonly State[],
  matchers: readonly Matcher[],
  first: number,
  last: number,
): string | null {
  const bylines = matchers.filter((m) => m.takes === "byline");
  let author: string | null = null;
  for (const [i, state] of states.entries()) {
    if (state.rule !== null || state.text === "" || state.text.length > 120) continue;
    if (first >= 0 && i > first + 1 && i < last) continue;
    const folded = foldLine(state.text);
    for (const m of bylines) {
      if (state.text.length > m.max) continue;
      const name = m.find(folded)?.name;
      if (!name || (endsInFullStop(state.text) && wordCount(state.text) > 6)) continue;
      if (!mayDate(state.text)) state.rule = m.name;
      author ??= name;
      break;
    }
  }
  return author;
}

/** What closes an article: a bare signature, or the fragments of a self-description. Gives the author. */
export function takeClosing(states: readonly State[], matchers: readonly Matcher[], last: number): string | null {
  let author: string | null = null;
  for (let tries = 0; tries < 3; tries++) {
    const at = states.findLastIndex((s) => s.rule === null && s.text !== "");
    const state = states[at];
    if (!state || at === 0) return author;
    const before = states.slice(0, at).findLast((s) => s.rule === null && s.text !== "");
    if (!before) return author;
    const parts = fragments(state.text);
    if (parts > 0 && speaksOfItself(state.text, parts, matchers)) state.rule = "furniture/self-description";
    else if (
      author === null &&
      at > last - 1 &&
      isSignature(state.text) &&
      isSentence(before.text) &&
      !before.text.endsWith(":")
    ) {
      state.rule = "furniture/signature";
      author = state.text;
    } else return author;
  }
  return author;
}

/** A third of the fragments hold a word that people describe themselves with. */
function speaksOfItself(text: string, parts: number, matchers: readonly Matcher[]): boolean {
  for (const m of matchers) {
    if (m.takes !== "bio") continue;
    const pieces = text.split(/[.!]+\s*/).filter((piece) => m.find(foldLine(piece)) !== null);
    if (pieces.length >= 2 && pieces.length * 3 >= parts) return true;
  }
  return false;
}
