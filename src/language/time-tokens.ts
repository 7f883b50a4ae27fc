/** Cuts a text into the small tokens over which time words are matched: pack entries and articles are cut alike. */
import type { Span } from "../model/span.ts";

/** `key` is the form in lower case, without accents and with plain apostrophes and hyphens; `gap`: white space stands before. */
export interface TimeToken extends Span {
  readonly key: string;
  readonly gap: boolean;
  /** A line break stands before. */
  readonly line: boolean;
}

// A number with thousands or decimals | digits | letters with an elision mark | any other visible sign.
const token =
  /(\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?![\d.,])(?:,\d+)?|\d+,\d+|\d+)|([\p{L}\p{M}]+['’]?)|([^\s\p{L}\p{M}\d])/gu;
const hasMark = /[^ -~]/;

/** `"Élan"` -> `"elan"`, `"’"` -> `"'"`, `"–"` -> `"-"`. */
export function foldKey(form: string): string {
  const lower = form.toLowerCase();
  if (!hasMark.test(lower)) return lower;
  return lower
    .replace(/[º°ª]/gu, "\u00ba")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[‘’`´]/gu, "'")
    .replace(/[‐‑–—−]/gu, "-");
}

/** `"l’11 settembre"` -> `l'`, `11`, `settembre`. Linear in the text; any input is cut, none throws. */
export function cutTimeTokens(text: string): TimeToken[] {
  const tokens: TimeToken[] = [];
  let end = 0;
  for (const m of text.matchAll(token)) {
    const between = text.slice(end, m.index);
    end = m.index + m[0].length;
    tokens.push({
      start: m.index,
      end,
      key: foldKey(m[0]),
      gap: between.length > 0,
      line: between.includes("\n") || between.includes("\r"),
    });
  }
  return tokens;
}
