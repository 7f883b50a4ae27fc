/** Furniture that only many articles of one outlet show: the lines that come again and again. */
import type { Article, Removed } from "../model/article.ts";
import { articleId } from "./identity.ts";
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

/** The article without lines that its outlet repeats; the article itself where it has none, or where too little would stay. */
export function withoutLines(article: Article, lines: ReadonlySet<string>): Article {
  if (lines.size === 0) return article;
  const { text } = article;
  const pieces: string[] = [];
  const cuts: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  let at = 0;
  for (const line of linesOf(text)) {
    const content = text.slice(line.start, line.end);
    if (content === "" || !lines.has(content)) continue;
    // the line goes with its line feed, and with the blank line after it
    let to = Math.min(text.length, line.stop + 1);
    while (to < text.length && text[to] === "\n") to++;
    pieces.push(text.slice(at, line.begin));
    cuts.push({ from: line.begin, to, text: content });
    at = to;
  }
  if (cuts.length === 0) return article;
  const rest = [...pieces, text.slice(at)].join("").replace(/\n+$/, "");
  if (rest.trim().length < 40) return article;
  const moved = (offset: number): number =>
    Math.min(
      rest.length,
      offset - cuts.reduce((n, c) => n + Math.max(0, Math.min(offset, c.to) - c.from) * (offset > c.from ? 1 : 0), 0),
    );
  const furniture: Removed[] = [
    ...article.furniture.map((f) => ({ ...f, at: moved(f.at) })),
    ...cuts.map((c) => ({ at: moved(c.from), text: c.text, rule: "furniture/outlet-line" })),
  ];
  return {
    ...article,
    id: articleId(article.source, rest),
    text: rest,
    furniture: furniture.sort((a, b) => a.at - b.at),
  };
}
