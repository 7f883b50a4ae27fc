/** Tries the rules of the packs on one line, or on the few words of a button. */

import { foldLine } from "./folded-line.ts";
import { endsInFullStop, endsInStop, wordCount } from "./lines.ts";
import type { Matcher } from "./phrases.ts";

/** What is asked of the rule that takes a line. */
export interface LineMatch {
  readonly name: string;
  readonly takes: Matcher["takes"];
  readonly where: Matcher["where"];
}

/** The first rule that takes this line whole. */
export function matchLine(text: string, matchers: readonly Matcher[]): LineMatch | null {
  if (!/\p{L}/u.test(text)) return null;
  const folded = foldLine(text);
  for (const m of matchers) {
    if (text.length > m.max) continue;
    const found = m.find(folded);
    if (!found || found.name === false) continue;
    if (m.takes === "start" && !m.sentence && wordCount(text) >= 5 && endsInStop(text) && !/[:?!]$/.test(text))
      continue;
    // At the edges the words in a slot could be a sentence of the body.
    if (m.takes === "line" && m.where !== "any" && wordCount(text) >= 5 && endsInFullStop(text)) continue;
    return m;
  }
  return null;
}

/** Whether a rule takes these few words whole, as a button of a row. */
export function fills(item: string, matchers: readonly Matcher[]): boolean {
  if (item.length > 80 || !/\p{L}/u.test(item)) return false;
  const folded = foldLine(item);
  return matchers.some((m) => {
    const found = m.find(folded);
    if (!found || found.name === false) return false;
    const around = item.slice(0, found.start) + item.slice(found.end);
    return m.takes !== "glued" || !/[\p{L}\p{N}]/u.test(around);
  });
}
