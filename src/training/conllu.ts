/** Reads CoNLL-U treebanks as training sentences, and mends their differences by rules that are data. */
import { readFileSync } from "node:fs";
import { punctuate } from "../annotate/punctuate.ts";
import { UserError } from "../model/errors.ts";

/** A syntactic word of a treebank. */
export interface GoldWord {
  form: string;
  lemma: string;
  upos: string;
  feats: string | null;
  head: number;
  deprel: string;
}

/** A tree. `coarse`: its labels lack subtypes. `weight`: how often it is seen in an epoch. */
export interface GoldSentence {
  readonly words: GoldWord[];
  readonly coarse: boolean;
  readonly weight: number;
  /** Heads as the treebank has them, marks and all; those of `words` hang by the rule. */
  readonly heads: Int32Array;
}

/** Words that match all of `when` get `set`; `lemma` and `form` are matched without regard to case. */
export interface Mend {
  readonly when: Partial<Record<"form" | "lemma" | "upos" | "deprel" | "head", string>>;
  readonly set: Partial<Record<"lemma" | "upos" | "deprel", string>>;
}

/** Which treebank to read and how. */
export interface TreebankSource {
  readonly file: string;
  readonly licence: string;
  readonly weight?: number;
  readonly coarse?: boolean;
  readonly mend?: readonly Mend[];
}

/** Features without the dropped ones, in order, with VerbForm=Fin where a mood is given. */
function cleanFeats(feats: string, drop: ReadonlySet<string>): string | null {
  if (feats === "_") return null;
  const parts = feats.split("|").filter((f) => !drop.has(f.slice(0, f.indexOf("="))));
  if (parts.some((f) => f.startsWith("Mood=")) && !parts.some((f) => f.startsWith("VerbForm=")))
    parts.push("VerbForm=Fin");
  return parts.length > 0 ? parts.sort().join("|") : null;
}

function matches(word: GoldWord, mend: Mend, words: readonly GoldWord[]): boolean {
  for (const [key, wanted] of Object.entries(mend.when)) {
    const value = key === "head" ? (words[word.head - 1]?.upos ?? "ROOT") : String(word[key as keyof GoldWord]);
    if (!wanted.split("|").some((w) => w === value || w === value.toLowerCase())) return false;
  }
  return true;
}

/** The trees of a treebank; sentences without exactly one root or with broken heads are left out. */
export function readTreebank(path: string, source: TreebankSource, dropFeats: readonly string[]): GoldSentence[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new UserError(`no treebank ${path}`, { hint: "give the folder of the .conllu files with --data" });
  }
  const drop = new Set(dropFeats);
  const sentences: GoldSentence[] = [];
  for (const block of text.trim().split(/\n\s*\n/)) {
    const words: GoldWord[] = [];
    for (const line of block.split("\n")) {
      if (!/^\d+\t/.test(line)) continue;
      const f = line.split("\t");
      const [, form = "", lemma = "", upos = "", , feats = "_", head = "0", deprel = ""] = f;
      words.push({
        form,
        lemma: upos === "PUNCT" ? form : lemma,
        upos,
        feats: cleanFeats(feats, drop),
        head: Number(head),
        deprel,
      });
    }
    if (words.length === 0 || words.filter((w) => w.head === 0).length !== 1) continue;
    if (words.some((w) => !(w.head >= 0 && w.head <= words.length))) continue;
    for (const mend of source.mend ?? []) {
      for (const word of words) if (matches(word, mend, words)) Object.assign(word, mend.set);
    }
    for (const word of words) if (word.head === 0) word.deprel = "root";
    const asWritten = Int32Array.from([0, ...words.map((w) => w.head)]);
    hangPunctuation(words);
    sentences.push({ words, coarse: source.coarse ?? false, weight: source.weight ?? 1, heads: asWritten });
  }
  return sentences;
}

/** Treebanks hang commas in many ways; all are brought to one. */
function hangPunctuation(words: readonly GoldWord[]): void {
  const n = words.length;
  const heads = Int32Array.from([0, ...words.map((w) => w.head)]);
  const marks = Uint8Array.from([0, ...words.map((w) => (w.deprel === "punct" ? 1 : 0))]);
  const at = (i: number): GoldWord => words[i - 1] as GoldWord;
  punctuate(
    {
      heads,
      marks,
      formOf: (i) => at(i).form,
      isConjunct: (i) => at(i).deprel.startsWith("conj"),
      labelOf: (i) => at(i).deprel,
      habits: null,
    },
    n,
  );
  words.forEach((word, i) => {
    word.head = heads[i + 1] as number;
  });
}
