/** A line in small letters, with the pairs of letters in it: they tell most words that it cannot hold without looking for them. */

/** A bit for each place that a pair may have; two pairs may share one. */
type Pairs = Uint32Array;

const PLACES = 2048;

const place = (a: number, b: number): number => (a * 67 + b) & (PLACES - 1);

/** The pairs of a line. */
function pairsIn(line: string): Pairs {
  const pairs = new Uint32Array(PLACES / 32);
  let before = line.charCodeAt(0);
  for (let i = 1; i < line.length; i++) {
    const code = line.charCodeAt(i);
    const at = place(before, code);
    pairs[at >> 5] = (pairs[at >> 5] ?? 0) | (1 << (at & 31));
    before = code;
  }
  return pairs;
}

/** The places of all pairs of these words. */
export function signsOf(words: readonly string[]): number[] {
  const signs = new Set<number>();
  for (const word of words)
    for (let i = 1; i < word.length; i++) signs.add(place(word.charCodeAt(i - 1), word.charCodeAt(i)));
  return [...signs];
}

/** False where one of the pairs does not stand in the line. */
export function mayHold(pairs: Pairs, signs: readonly number[]): boolean {
  for (const at of signs) if (((pairs[at >> 5] ?? 0) & (1 << (at & 31))) === 0) return false;
  return true;
}

/**
 * A line with what every matcher asks of it. `small` is as long as `text`; `head` is where its first word begins;
 * `pairs` tells which pairs of letters cannot stand in `small`.
 */
export interface FoldedLine {
  readonly text: string;
  readonly small: string;
  readonly head: number;
  readonly pairs: Pairs;
}

/** A letter or digit of the ranges that matchers take for words: plain code, since it is asked for every character before a line's first word. */
export function isWord(code: number): boolean {
  if (code < 0xaa) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  if (code < 0x2000)
    return code === 0xaa || code === 0xb5 || code === 0xba || (code >= 0xc0 && code !== 0xd7 && code !== 0xf7);
  return (code >= 0x2c00 && code <= 0x2dff) || (code >= 0x3040 && code <= 0xd7ff) || (code >= 0xf900 && code <= 0xffdc);
}

/** Small letters where they take as many units as the capitals. */
export function smallOf(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length
    ? small
    : Array.from(text, (c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join("");
}

/** Folds a line for the matchers. */
export function foldLine(text: string): FoldedLine {
  const small = smallOf(text);
  let head = 0;
  while (head < text.length && !isWord(text.charCodeAt(head))) head++;
  return { text, small, head, pairs: pairsIn(small) };
}
