/** Furniture that only many articles of one outlet show: the lines that come again and again. */
import { endsInFullStop, linesOf, mayDate } from "./lines.ts";

/**
 * Lines that stand in at least three of the texts and in a fifth of them; for `TextOptions.repeated`. Whole sentences
 * count only from five texts on, since agencies' sentences are copied from article to article; dates never.
 */
export function repeatedLines(articles: readonly { readonly text: string }[]): ReadonlySet<string> {
  const seen = new Map<string, number>();
  for (const { text } of articles) {
    const own = new Set<string>();
    for (const { start, end } of linesOf(text))
      if (end - start >= 2 && end - start <= 300) own.add(text.slice(start, end));
    for (const line of own) seen.set(line, (seen.get(line) ?? 0) + 1);
  }
  const found = new Set<string>();
  for (const [line, count] of seen) {
    if (count < 3 || count * 5 < articles.length || mayDate(line)) continue;
    if (endsInFullStop(line) && (count < 5 || count * 2 < articles.length)) continue;
    found.add(line);
  }
  return found;
}
