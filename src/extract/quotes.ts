/** Finds what stands between quotation marks, in text whose marks may be glued, mixed or missing. */
import type { PackFacts } from "../language/pack.ts";
import type { Span } from "../model/span.ts";

/** A quotation: the span inside its marks. */
export type Quote = Span;

const LONGEST = 3000;
const letter = /[\p{L}\p{N}]/u;

/**
 * Quotations in the order of the text. A mark opens where a word follows it and none stands before; a closing mark that
 * stands like an opening one is taken as such. An opening mark inside an open quotation ends it at the sentence before.
 * A paragraph that ends inside a quotation ends it, unless the next one begins with an opening mark.
 */
export function findQuotes(text: string, marks: PackFacts["quotes"]): Quote[] {
  const opens = new Set(marks.open);
  const closes = new Set(marks.close);
  const out: Quote[] = [];
  let start = -1;
  const close = (end: number) => {
    if (start >= 0 && end > start && end - start <= LONGEST) out.push(trim(text, start, end));
    start = -1;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === "\n" && start >= 0) {
      const next = /\S/.exec(text.slice(i, i + 8));
      if (!next || !opens.has(next[0])) close(i);
      continue;
    }
    if (!opens.has(c) && !closes.has(c)) continue;
    const before = i > 0 ? text[i - 1]! : " ";
    const after = i + 1 < text.length ? text[i + 1]! : " ";
    const opening = letter.test(after) && !letter.test(before) && !/[.!?;,…]/.test(before);
    const glued = opens.has(c) && !closes.has(c) && letter.test(after);
    if (start < 0) {
      if (opening || glued || (opens.has(c) && !closes.has(c))) start = i + 1;
    } else if (closes.has(c)) close(i);
    else if (opens.has(c) && text.slice(i - 2, i).includes(":")) {
      const end = Math.max(text.lastIndexOf(". ", i), text.lastIndexOf(".\n", i));
      close(end > start ? end : i);
      start = i + 1;
    }
  }
  close(text.length);
  return out;
}

function trim(text: string, start: number, end: number): Quote {
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  return { start, end };
}

/** Number of words in a quotation, counted by white space. */
export const wordCount = (text: string, q: Span): number =>
  text.slice(q.start, q.end).split(/\s+/).filter(Boolean).length;
