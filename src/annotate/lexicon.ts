/** The form lexicon: what a word can be (tag, features, lemma), known words by table, unknown ones by their ending. */
import { feature2, hashText } from "./hash.ts";
import { listLookup, type TableData } from "./tables.ts";

/** One reading of a form. `script` makes the lemma: see applyScript. */
export interface Analysis {
  readonly tag: number;
  readonly feats: string | null;
  readonly script: string;
}

/** Tags, readings and the two tables of a language. */
export interface Lexicon {
  /** Tag names, `UPOS` or `UPOS:Value` where a feature refines the part of speech. */
  readonly tags: readonly string[];
  readonly analyses: readonly Analysis[];
  /** Readings of a canonical form, likeliest first; null for an unknown one. */
  readonly known: (key: number) => Uint32Array | null;
  /** The likeliest reading for a tag and an ending (endingKey); null where nothing is known of it. */
  readonly guessed: (key: number) => Uint32Array | null;
}

/** The longest ending that guesses look at, in UTF-16 units. */
export const LONGEST_ENDING = 6;

/** Binds the tables of a weight file. */
export function makeLexicon(
  tags: readonly string[],
  analyses: readonly Analysis[],
  known: TableData,
  guessed: TableData,
): Lexicon {
  return { tags, analyses, known: listLookup(known), guessed: listLookup(guessed) };
}

/** The key of a guess: tag and the last `length` units of the form. */
export function endingKey(tag: number, form: string, length: number): number {
  return feature2(tag, hashText(form, form.length - length), length);
}

/**
 * The script from form to lemma: `^` the form itself, `2|are` cut two units and append "are", `=x` the lemma x.
 * parlando, parlare -> `3|re`.
 */
export function makeScript(form: string, lemma: string): string {
  let same = 0;
  while (same < form.length && same < lemma.length && form[same] === lemma[same]) same++;
  if (same === 0 && lemma.length > 0) return `=${lemma}`;
  return `${form.length - same}|${lemma.slice(same)}`;
}

/** Applies a script: `exact` is the word as written, `canonical` its canonical form. */
export function applyScript(script: string, exact: string, canonical: string): string {
  if (script === "^") return exact;
  if (script.startsWith("=")) return script.slice(1);
  const bar = script.indexOf("|");
  const cut = Number(script.slice(0, bar));
  if (cut > canonical.length) return canonical;
  return canonical.slice(0, canonical.length - cut) + script.slice(bar + 1);
}
