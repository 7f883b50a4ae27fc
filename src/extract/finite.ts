/** Finds the finite verb of a sentence in which the tagger took it for a noun or participle ("X summons envoy", "Y jets bombed positions"). */
import type { EventsPack } from "../language/events.ts";
import type { Word } from "../model/sentence.ts";
import { bare, feature } from "./tree.ts";

const FINITE = "Mood=Ind|Tense=Pres|VerbForm=Fin";
const NOMINAL = new Set(["NOUN", "PROPN", "PRON"]);
/** What may open the object of such a verb. */
const OPENS = new Set(["NOUN", "PROPN", "DET", "NUM", "ADJ"]);
/** Nouns that hang on the noun behind them. */
const INSIDE = new Set(["compound", "flat", "amod", "nmod"]);

/** The words with their finite verb put right, or the same words; what may be a verb is what the pack has triggers of. */
export function withFiniteVerb(words: readonly Word[], pack: EventsPack): readonly Word[] {
  if (words.some((w) => feature(w, "VerbForm") === "Fin")) return words;
  const closed = words[words.length - 1]?.form === ".";
  for (let i = 1; i + 1 < words.length; i++) {
    const word = words[i]!;
    const before = words[i - 1]!;
    if (!NOMINAL.has(before.upos)) continue;
    const lemma = word.upos === "NOUN" ? verbOf(word, words[i + 1]!, before, pack) : participleOf(word, i, closed);
    if (lemma) return planted(words, i, lemma);
  }
  return words;
}

/** The verb that a noun behind a name may be: "Sri Lanka *summons* envoy", "Tonga *plans* to protest". */
function verbOf(word: Word, next: Word, before: Word, { verbs, nouns, homographs }: EventsPack): string | null {
  if (word.lemma.toLowerCase() === word.form && before.upos === "NOUN" && before.form === before.lemma) return null;
  const form = word.form.toLowerCase();
  const bases = homographs.filter((e) => form.endsWith(e)).map((e) => form.slice(0, -e.length));
  const known = [word.lemma.toLowerCase(), form, ...bases].find((l) => verbs.has(l)) ?? null;
  if (next.upos === "PART" && next.deprel === "mark") return known ?? word.lemma.toLowerCase();
  const opens =
    OPENS.has(next.upos) || (next.upos === "ADP" && !nouns.has(word.lemma.toLowerCase()) && word.form !== word.lemma);
  return known && opens ? known : null;
}

/** A past form that hangs on the noun behind it or on the noun right before it, in a whole sentence. */
function participleOf(word: Word, i: number, closed: boolean): string | null {
  if (!closed || word.upos !== "VERB" || feature(word, "Tense") !== "Past") return null;
  const ahead = word.deprel === "amod" && word.head > i + 1;
  const behind = word.deprel === "acl" && word.head === i;
  return ahead || behind ? word.lemma : null;
}

/** The tree with the word i for its root, what stood right before it for its subject and the noun behind it for its object. */
function planted(words: readonly Word[], i: number, lemma: string): readonly Word[] {
  const out = [...words];
  const id = i + 1;
  const object = objectOf(words, i);
  const subject = subjectOf(words, i);
  out[i] = { ...out[i]!, upos: "VERB", lemma, feats: FINITE, deprel: "root", head: 0 };
  words.forEach((word, k) => {
    if (k === i) return;
    if (k === subject) out[k] = { ...word, head: id, deprel: "nsubj" };
    else if (k === object) {
      const opened = words.some((w) => w.head === k + 1 && w.deprel === "case");
      out[k] = { ...word, head: id, deprel: opened ? "obl" : "obj" };
    } else if (word.head === 0 || crosses(words, word, k, i, subject)) {
      const rel =
        word.upos === "VERB" && k > i ? "xcomp" : word.upos === "PUNCT" ? "punct" : k < i ? "dep" : word.deprel;
      out[k] = { ...word, head: id, deprel: rel === "root" ? "dep" : rel };
    }
  });
  return out;
}

/** Does the word hang on one on the other side of the new verb? */
const crosses = (words: readonly Word[], word: Word, k: number, i: number, subject: number): boolean => {
  const head = word.head - 1;
  if (head === i) return k > i ? false : k !== subject && words[k]!.upos !== "PUNCT";
  return k < i ? head > i : head < i;
};

/** The head of the nominal that ends right before the verb. */
function subjectOf(words: readonly Word[], i: number): number {
  let k = i - 1;
  for (let guard = 8; guard > 0; guard--) {
    const head = words[k]!.head - 1;
    if (head < 0 || head >= i || words[k]!.deprel === "root") return k;
    if (head > k && words.slice(k + 1, head).some((w) => w.upos === "PUNCT")) return k;
    k = head;
  }
  return k;
}

/** The head of the nominal that follows the verb, or -1. */
function objectOf(words: readonly Word[], i: number): number {
  for (let k = i + 1; k < words.length; k++) {
    const word = words[k]!;
    if (word.upos === "VERB" || word.upos === "PART" || word.upos === "PUNCT") return -1;
    if (!NOMINAL.has(word.upos)) continue;
    const inside = word.head - 1 > k && INSIDE.has(bare(word.deprel)) && NOMINAL.has(words[word.head - 1]!.upos);
    if (!inside) return k;
  }
  return -1;
}
