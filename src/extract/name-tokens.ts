/** A text as tokens for name matching: hyphens, apostrophes and glued capitals part words; offsets stay exact. */
import type { Document, Word } from "../model/sentence.ts";
import { fold } from "./name-fold.ts";

/** What stands between a token and the one before it. */
export const gap = { start: 0, space: 1, join: 2, glue: 3, comma: 4, open: 5, hard: 6, close: 7 } as const;

export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly folded: readonly string[];
  /** 0 lower case or no letter, 1 first letter capital, 2 all capitals (two letters at least). */
  readonly caps: Uint8Array;
  /** One of `gap`. */
  readonly before: Uint8Array;
  /** Whether a sentence, quotation or line begins here: a capital tells nothing. */
  readonly opens: Uint8Array;
  /** Sentence and word under each token, -1 where the annotation has none. */
  readonly sentence: Int32Array;
  readonly word: Int32Array;
}

/** Longer tokens are no names: they are neither cut nor compared beyond this many UTF-16 units. */
const longest = 60;

/** Where two words are glued: "LavrovLa" -> "Lavrov", "La"; "UnI" -> "Un", "I". */
export const glued = /(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll})|(?<=\p{Lu}\p{Ll}+)(?=\p{Lu}$)/gu;

const run = /(?:\p{Lu}\.){2,}|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

function gapOf(between: string): number {
  if (between === "") return gap.glue;
  if (/^[\s\u00a0]+$/u.test(between)) return between.includes("\n") ? gap.hard : gap.space;
  if (/^['’‘`´\-‐‑.]$/u.test(between) || /^['’‘`´]\s?$/u.test(between)) return gap.join;
  if (/^\s*,\s*$/u.test(between) && !between.includes("\n")) return gap.comma;
  if (/^\s*[([]\s*$/u.test(between) && !between.includes("\n")) return gap.open;
  if (/^\)\s?$/u.test(between)) return gap.close;
  return gap.hard;
}

/** Cuts the text of a document into tokens. Linear. */
export function tokensOf(document: Document): Tokens {
  const { text } = document;
  const starts: number[] = [];
  const ends: number[] = [];
  for (const m of text.matchAll(run)) {
    const piece = m[0];
    let from = m.index;
    if (piece.length > 2 && piece.length <= longest && !piece.includes(".")) {
      for (const cut of piece.matchAll(glued)) {
        const at = m.index + cut.index;
        starts.push(from);
        ends.push(at);
        from = at;
      }
    }
    starts.push(from);
    ends.push(m.index + piece.length);
  }
  const count = starts.length;
  const tokens = {
    text,
    count,
    start: Int32Array.from(starts),
    end: Int32Array.from(ends),
    folded: new Array<string>(count),
    caps: new Uint8Array(count),
    before: new Uint8Array(count),
    opens: new Uint8Array(count),
    sentence: new Int32Array(count).fill(-1),
    word: new Int32Array(count).fill(-1),
  };
  const heads = new Set(document.sentences.map((x) => x.start));
  for (let i = 0; i < count; i++) {
    const form = text.slice(starts[i], Math.min(ends[i]!, starts[i]! + longest));
    tokens.folded[i] = fold(form.includes(".") ? form.replaceAll(".", "") : form);
    const upper = /^\p{Lu}/u.test(form);
    tokens.caps[i] = !upper
      ? 0
      : form.length > 1 && form === form.toUpperCase() && /\p{Lu}.*\p{Lu}/u.test(form)
        ? 2
        : 1;
    const between = i === 0 ? text.slice(0, starts[0]) : text.slice(ends[i - 1], starts[i]);
    tokens.before[i] =
      i === 0 ? gap.start : gapOf(between.length > 40 ? `${between.slice(0, 20)}.${between.slice(-20)}` : between);
    // "George W. Bush", "J. R. Smith": the stop after an initial ends nothing.
    if (
      i > 0 &&
      upper &&
      /^\.[ \u00a0]$/u.test(between) &&
      isInitial(tokens, i - 1) &&
      !(heads.has(starts[i]!) && tokens.caps[i - 2] === 0)
    ) {
      tokens.before[i] = gap.space;
      continue;
    }
    tokens.opens[i] = i === 0 || /[.!?…:;"“”«»\n([–—]|[-•*]\s/u.test(between) || tokens.before[i] === gap.glue ? 1 : 0;
  }
  placeWords(document, tokens);
  return tokens;
}

/** One capital letter, which stands after a name or opens one. */
function isInitial(tokens: Pick<Tokens, "start" | "end" | "caps" | "before">, i: number): boolean {
  if (tokens.end[i]! - tokens.start[i]! !== 1 || tokens.caps[i] !== 1) return false;
  return tokens.before[i] === gap.start || tokens.before[i] === gap.space || tokens.before[i] === gap.hard;
}

/** Finds the sentence and the word under each token; where several words share a span the last one is taken. */
function placeWords(
  document: Document,
  tokens: {
    readonly count: number;
    readonly start: Int32Array;
    readonly sentence: Int32Array;
    readonly word: Int32Array;
  },
): void {
  let i = 0;
  for (let s = 0; s < document.sentences.length; s++) {
    const { words, end } = document.sentences[s]!;
    let w = 0;
    while (i < tokens.count && tokens.start[i]! < end) {
      const at = tokens.start[i]!;
      while (w < words.length && words[w]!.end <= at) w++;
      if (w < words.length && words[w]!.start <= at) {
        let last = w;
        while (last + 1 < words.length && words[last + 1]!.start === words[w]!.start) last++;
        tokens.sentence[i] = s;
        tokens.word[i] = last;
      }
      i++;
    }
  }
}

/** The annotated word under a token, or null. */
export function wordAt(document: Document, tokens: Tokens, i: number): Word | null {
  const s = tokens.sentence[i]!;
  return s < 0 ? null : (document.sentences[s]!.words[tokens.word[i]!] ?? null);
}
