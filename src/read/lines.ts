/** Lines of a text and what their shape tells, without any word of a language. */

/** A line: `start` and `end` are offsets of its content without the spaces around it; equal where it is blank. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** End of the whole line, before its line feed. */
  readonly stop: number;
  readonly begin: number;
}

const isSpace = (code: number): boolean =>
  code === 32 ||
  code === 9 ||
  code === 0xa0 ||
  (code >= 0x2000 && code <= 0x200b) ||
  code === 0x202f ||
  code === 0x3000;

/** Splits at line feeds. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let begin = 0; begin <= text.length; ) {
    const feed = text.indexOf("\n", begin);
    const stop = feed < 0 ? text.length : feed;
    let start = begin;
    let end = stop;
    while (start < end && isSpace(text.charCodeAt(start))) start++;
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
    lines.push({ begin, start, end, stop });
    begin = stop + 1;
  }
  return lines;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu;

/** Counts words, up to `enough`. */
export function wordCount(text: string, enough = 60): number {
  let n = 0;
  for (const _ of text.slice(0, 2000).matchAll(WORD)) if (++n >= enough) break;
  return n;
}

/** Ends like a sentence: a stop, perhaps with closing quotation marks or brackets after it. */
export const endsInStop = (text: string): boolean => /[.!?…。！？:;]["'”’»)\]]*\s*$|[.!?…]\s*$/u.test(text.slice(-8));

/** Ends in a full stop or an ellipsis, as no headline does. */
export const endsInFullStop = (text: string): boolean => /[.…。;:,]["'”’»)\]]*\s*$/u.test(text.slice(-8));

/** Reads like a sentence of the body: five words and a stop, or simply long. */
export function isSentence(text: string): boolean {
  if (text.length > 220) return true;
  const words = wordCount(text);
  if (words >= 5 && endsInStop(text)) return true;
  // A stop inside, with a real sentence before it.
  return words >= 12 && /\p{Ll}{2,}[.!?]["”»]?\s*["“«]?\p{Lu}\p{Ll}/u.test(text) && endsInStop(text);
}

/** Could be a headline: one to forty words, begins with a capital, a digit or a quotation mark, no full stop at the end. */
export function isHeadline(text: string): boolean {
  if (text.length > 240 || text.length < 3 || endsInFullStop(text)) return false;
  return /^["'“«‘„([]?\s*(?:\p{Lu}|\p{Lo}|\p{N}|\p{Ll}\p{Lu})/u.test(text) && /\p{L}/u.test(text);
}

/** Holds a year, or digits written as a date: a line that may date the article is never taken for furniture. */
export const mayDate = (text: string): boolean =>
  /(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/.test(text);
