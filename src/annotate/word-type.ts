/** What can be known of a word by its letters alone; made once for each distinct form and kept in a bounded cache. */
import { hashText } from "./hash.ts";
import type { Lexicon } from "./lexicon.ts";

/** Shapes of words. */
export const SHAPE = {
  lower: 1,
  title: 2,
  upper: 3,
  mixed: 4,
  number: 5,
  digits: 6,
  punct: 7,
  symbol: 8,
  initial: 9,
  tag: 10,
} as const;

/** A distinct form with the hashes that the models look at. */
export interface WordType {
  readonly form: string;
  /** Lower case, straight quotes, accents restored where only the accented form is known. */
  readonly canonical: string;
  readonly key: number;
  readonly exact: number;
  readonly shape: number;
  /** Hashes of the last 1 to 4 units and the first 1 to 3. */
  readonly endings: Int32Array;
  readonly beginnings: Int32Array;
  /** Readings by the lexicon, likeliest first; null when unknown. */
  readonly analyses: Uint32Array | null;
  /** A hash of the set of tags that the lexicon gives; 1 when unknown. */
  readonly ambiguity: number;
  /** Cluster of the word's company in raw text, 0 when unknown. */
  readonly cluster: number;
  /** What kind of punctuation the form is, as a bit of MARK; 0 when none. */
  readonly mark: number;
}

/** Kinds of punctuation, as bits. */
export const MARK = { comma: 1, stop: 2, colon: 4, quote: 8, open: 16, close: 32, dash: 64, other: 128 } as const;

function markOf(form: string): number {
  if (!/^[\p{P}\p{S}]+$/u.test(form)) return 0;
  const first = form[0] as string;
  if (/[,،、，]/.test(first)) return MARK.comma;
  if (/[.!?…。！？؟¿¡]/.test(first)) return MARK.stop;
  if (/[:;：；؛]/.test(first)) return MARK.colon;
  if (/["'`“”„‘’«»‹›]/.test(first)) return MARK.quote;
  if (/[([{]/.test(first)) return MARK.open;
  if (/[)\]}]/.test(first)) return MARK.close;
  if (/[-‐‑–—]/.test(first)) return MARK.dash;
  return MARK.other;
}

/** Where words come from: the lexicon, the accents that writers leave out, the clusters. */
export interface WordSource {
  readonly lexicon: Lexicon;
  /** Plain vowel -> accented ones: e -> [è, é]. */
  readonly accents: ReadonlyMap<string, readonly string[]>;
  readonly clusters: (key: number) => Uint32Array | null;
}

const CACHE_LIMIT = 60_000;

/** A cache of word types; emptied when full, so that memory stays flat. */
export function wordTypes(source: WordSource): (form: string) => WordType {
  let cache = new Map<string, WordType>();
  return (form) => {
    const known = cache.get(form);
    if (known) return known;
    if (cache.size >= CACHE_LIMIT) cache = new Map();
    const made = makeWordType(form, source);
    cache.set(form, made);
    return made;
  };
}

/** Lower case, straight quotes, one kind of hyphen, digits folded to 0: PERCHÉ -> perché, ’ -> ', 1.998 -> 0.000. */
export function foldForm(form: string): string {
  return form
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑–—−]/g, "-")
    .replace(/\u00ad/g, "")
    .replace(/\d/g, "0");
}

function canonicalOf(form: string, source: WordSource): { canonical: string; analyses: Uint32Array | null } {
  const folded = foldForm(form);
  const analyses = source.lexicon.known(hashText(folded));
  if (analyses || folded.length < 2) return { canonical: folded, analyses };
  const bare = folded.endsWith("'") ? folded.slice(0, -1) : folded;
  for (const accented of source.accents.get(bare.at(-1) ?? "") ?? []) {
    const candidate = bare.slice(0, -1) + accented;
    const found = source.lexicon.known(hashText(candidate));
    if (found) return { canonical: candidate, analyses: found };
  }
  return { canonical: folded, analyses };
}

/** The word type of a form. */
export function makeWordType(form: string, source: WordSource): WordType {
  const { canonical, analyses } = canonicalOf(form, source);
  const key = hashText(canonical);
  const length = canonical.length;
  const endings = new Int32Array(4);
  for (let i = 0; i < 4; i++) endings[i] = hashText(canonical, Math.max(0, length - i - 1), length);
  const beginnings = new Int32Array(3);
  for (let i = 0; i < 3; i++) beginnings[i] = hashText(canonical, 0, Math.min(length, i + 1));
  let ambiguity = 1;
  if (analyses) {
    const tags = new Set<number>();
    for (const a of analyses) tags.add(source.lexicon.analyses[a]?.tag ?? 0);
    ambiguity = hashText([...tags].sort((a, b) => a - b).join(","));
  }
  return {
    form,
    canonical,
    key,
    exact: hashText(form),
    shape: shapeOf(form),
    endings,
    beginnings,
    analyses,
    ambiguity,
    cluster: source.clusters(key)?.[0] ?? 0,
    mark: markOf(form),
  };
}

/** The shape of a form: Roma -> title, ONU -> upper, 9,32 -> number, ... -> punct. */
export function shapeOf(form: string): number {
  if (/^[\p{L}\p{M}]/u.test(form)) {
    const letters = form.replace(/[^\p{L}]/gu, "");
    const upper = letters.replace(/[^\p{Lu}\p{Lt}]/gu, "").length;
    if (/\d/.test(form)) return SHAPE.digits;
    if (upper === 0) return SHAPE.lower;
    if (letters.length === 1) return SHAPE.initial;
    if (upper === letters.length) return SHAPE.upper;
    if (upper === 1 && /^\p{Lu}/u.test(form)) return SHAPE.title;
    return SHAPE.mixed;
  }
  if (/^[+-]?\d[\d.,:/]*$/.test(form)) return SHAPE.number;
  if (/\d/.test(form)) return SHAPE.digits;
  if (/^[@#]./.test(form)) return SHAPE.tag;
  if (/^\p{P}+$/u.test(form)) return SHAPE.punct;
  return SHAPE.symbol;
}
