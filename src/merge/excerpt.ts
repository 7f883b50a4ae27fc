/** The sentence around a span, found without a language: by line breaks and closing marks. */
import type { Span } from "../model/span.ts";

const WIDEST = 700;
const closing = /[.!?…]/;

/** The sentence that holds the start of the span and reaches to its end, trimmed, at most 700 units to either side. */
export function sentenceAround(text: string, span: Span): Span {
  let start = Math.max(0, Math.min(span.start, text.length));
  let end = Math.max(start, Math.min(span.end, text.length));
  const least = Math.max(0, start - WIDEST);
  const most = Math.min(text.length, end + WIDEST);
  while (start > least && !opensAt(text, start)) start--;
  while (end < most && text[end] !== "\n" && !(end > 0 && closesAt(text, end))) end++;
  while (start < span.start && /\s/.test(text[start] ?? "")) start++;
  while (end > span.end && /\s/.test(text[end - 1] ?? "")) end--;
  return { start, end };
}

/** A sentence may begin here: after a line break, or after a closing mark, white space and before a capital. */
function opensAt(text: string, at: number): boolean {
  const before = text[at - 1] ?? "\n";
  if (before === "\n") return true;
  return (
    /\s/.test(before) &&
    closing.test(text[at - 2] ?? "") &&
    /[\p{Lu}\p{N}«“"'(]/u.test(text[at] ?? "") &&
    longEnough(text, at - 2)
  );
}

/** A sentence ends before this place. */
const closesAt = (text: string, at: number): boolean =>
  closing.test(text[at - 1] ?? "") &&
  /\s/.test(text[at] ?? " ") &&
  /[\p{Lu}\p{N}«“"'(\n]|^$/u.test(text[at + 1] ?? "") &&
  longEnough(text, at - 1);

/** The stop at this place does not follow an initial or a title: the word before it has more than two letters. */
function longEnough(text: string, stop: number): boolean {
  let n = 0;
  while (n < 3 && /\p{L}/u.test(text[stop - 1 - n] ?? "")) n++;
  return n !== 1 && n !== 2;
}
