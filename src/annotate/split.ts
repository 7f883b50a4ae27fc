/** Finds the tokens of a text and the borders of its sentences. */
import type { BorderPlace } from "./border.ts";
import type { Piece } from "./tokenize.ts";

/** Tokens of a text in order; token i is text[starts[i], ends[i]). Sentence k is tokens [borders[k], borders[k + 1]). */
export interface Tokens {
  readonly pieces: readonly Piece[];
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly borders: readonly number[];
}

const RUN = /[^\s\u0085]+/g;
const LINE_BREAK = /[\n\r\u2028\u2029\u0085]/;
const BLANK_LINE = /(?:\r\n|[\n\r\u2028\u2029\u0085])[^\S\n\r]*(?:\r\n|[\n\r\u2028\u2029\u0085])/;

/** Is the text prose broken at a narrow width, so that single line breaks mean nothing? */
export function isHardWrapped(text: string): boolean {
  const lines = text.slice(0, 20_000).split(/\r\n|[\n\r]/);
  let full = 0;
  let flowing = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = (lines[i] as string).trim();
    const next = (lines[i + 1] as string).trim();
    if (line.length > 110) return false;
    if (line.length < 40 || next === "") continue;
    full++;
    if (!/[.!?…:;"»”)]$/.test(line)) flowing++;
  }
  return full >= 4 && flowing > full * 0.6;
}

/** Cuts a text into tokens and sentences. `judge` has the last word on borders inside a line; else spelling decides. */
export function splitText(
  text: string,
  tokenize: (run: string) => readonly Piece[],
  judge?: ((place: BorderPlace) => boolean) | null,
): Tokens {
  const pieces: Piece[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const lineBreaks = new Set<number>();
  const wrapped = isHardWrapped(text);
  let last = 0;
  for (const match of text.matchAll(RUN)) {
    const gap = text.slice(last, match.index);
    if (pieces.length > 0 && (wrapped ? BLANK_LINE : LINE_BREAK).test(gap)) lineBreaks.add(pieces.length);
    for (const piece of tokenize(match[0])) {
      pieces.push(piece);
      starts.push(match.index + piece.start);
      ends.push(match.index + piece.end);
    }
    last = match.index + match[0].length;
  }
  const borders = [0];
  let line = 0;
  for (let i = 1; i < pieces.length; i++) {
    if (lineBreaks.has(i)) line = i;
    const from = borders.at(-1) as number;
    const ruled = line !== i && endsBefore(pieces, starts, ends, i, from);
    if (line === i || (judge ? judge({ pieces, starts, ends, from, at: i, ruled }) : ruled)) borders.push(i);
    else if (from === line && /^[-–—]$/.test((pieces[i - 1] as Piece).form) && isDateline(text, starts, ends, from, i))
      borders.push(i);
  }
  if (pieces.length > 0) borders.push(pieces.length);
  return { pieces, starts: Int32Array.from(starts), ends: Int32Array.from(ends), borders };
}

/** Place, day and agency before a dash, in capitals but for short words and the word after a figure ("Rome, 3 May (X)"). */
const DATELINE =
  /^(?:(?:(?:\p{L}{1,5}['’])?\p{Lu}[\p{L}\p{M}.]*|(?:\p{Ll}+ )?\d{1,4}[º°]?(?: \p{Ll}+\.?)?|\p{Ll}{1,3})(?:[ ,;:/()-]{1,4}|$)){1,10}$/u;
/** What follows a dateline: running text without a second dash, which would make the first one an aside. */
const AFTER_DATELINE = /^["“”«'‘]?\p{Lu}[^.!?\n\r]{40}/u;
const ASIDE = /^[^.!?\n\r]{0,400}\s[-–—]\s/u;

/** Do the tokens from a line's first one, at `from`, up to the dash before token i give where and when a report was sent? */
function isDateline(
  text: string,
  starts: readonly number[],
  ends: readonly number[],
  from: number,
  i: number,
): boolean {
  const dash = starts[i - 1] as number;
  const start = starts[from] as number;
  if (dash - start > 60 || dash === ends[i - 2] || (starts[i] as number) === ends[i - 1]) return false;
  const rest = text.slice(starts[i] as number, (starts[i] as number) + 500);
  return DATELINE.test(text.slice(start, dash).trim()) && AFTER_DATELINE.test(rest) && !ASIDE.test(rest);
}

/** Does a sentence that began at `from` end before token i? */
function endsBefore(
  pieces: readonly Piece[],
  starts: readonly number[],
  ends: readonly number[],
  i: number,
  from: number,
): boolean {
  const piece = pieces[i] as Piece;
  const spaced = (starts[i] as number) > (ends[i - 1] as number);
  if ((pieces[i - 1] as Piece).border) return true;
  let k = i - 1;
  while (k > from && (pieces[k] as Piece).kind === "quote" && starts[k] === ends[k - 1]) k--;
  const end = pieces[k] as Piece;
  if (end.kind !== "stop" && end.kind !== "ender" && end.kind !== "closing") return false;
  if (!spaced) {
    const left = k > from ? (pieces[k - 1] as Piece) : null;
    return (
      end.kind === "stop" &&
      k === i - 1 &&
      left !== null &&
      /\p{Ll}{2}$/u.test(left.form) &&
      /^\p{Lu}\p{L}/u.test(piece.form)
    );
  }
  if (end.kind === "ender") return k === i - 1 || /["»”]/.test((pieces[i - 1] as Piece).form);
  if (/^\p{Ll}/u.test(piece.form)) return end.form === "." && k === i - 1 && k > from && (pieces[k - 1] as Piece).known;
  if (piece.kind === "mark" && !/^[-–—•*]/.test(piece.form)) return false;
  if (end.form === "." && k === from + 1 && /^\d{1,4}$/.test((pieces[from] as Piece).form)) return false;
  if (piece.kind === "stop" || piece.kind === "ender") return false;
  return !(piece.kind === "quote" && /^[)\]}»”]/.test(piece.form));
}
