/** Gives words of a treebank with other feature names the features that the lexicon and the other treebanks know. */
import { foldForm } from "../annotate/word-type.ts";
import type { GoldSentence } from "./conllu.ts";
import type { LexicalEntry } from "./paradigms.ts";

const VERBAL = new Set(["VERB", "AUX"]);

/**
 * Replaces the features of the words in `borrowers` by the best-matching ones that `lenders` or `entries` have for the
 * same form and lemma; past participles are told by a past tense without mood; otherwise `fallback`.
 */
export function borrowFeats(
  borrowers: readonly GoldSentence[],
  lenders: readonly GoldSentence[],
  entries: readonly LexicalEntry[],
  fallback: string | null,
): void {
  const known = new Map<string, Set<string>>();
  const note = (form: string, lemma: string, feats: string | null): void => {
    if (!feats?.includes("VerbForm=")) return;
    const key = `${foldForm(form)} ${lemma}`;
    let set = known.get(key);
    if (!set) known.set(key, (set = new Set()));
    set.add(feats);
  };
  for (const entry of entries) if (entry.upos === "VERB") note(entry.form, entry.lemma, entry.feats);
  for (const { words } of lenders) for (const w of words) if (VERBAL.has(w.upos)) note(w.form, w.lemma, w.feats);
  const others = lendersOf(lenders, entries);
  for (const { words } of borrowers) {
    for (const word of words) {
      if (!VERBAL.has(word.upos)) {
        word.feats = word.upos === "PROPN" ? null : closest(word, others.get(`${foldForm(word.form)} ${word.upos}`));
        continue;
      }
      const has = (word.feats ?? "").replace("Aspect=Imp", "Tense=Imp").split("|");
      let top: string | null = null;
      let most = -1;
      for (const candidate of known.get(`${foldForm(word.form)} ${word.lemma}`) ?? []) {
        const parts = candidate.split("|");
        const mood = has.some((f) => f.startsWith("Mood=")) === parts.some((f) => f.startsWith("Mood="));
        const score = parts.filter((f) => has.includes(f)).length + (mood ? 10 : 0);
        if (score > most) {
          most = score;
          top = candidate;
        }
      }
      if (!top && word.feats?.includes("Tense=Past") && !word.feats.includes("Mood="))
        top = `${word.feats.replace(/\|?(Voice|Aspect|VerbForm)=\w+/g, "")}|VerbForm=Part`;
      if (!top && word.feats?.includes("Mood=")) top = word.feats;
      word.feats = top ?? fallback;
    }
  }
}

/** Features of words that are no verbs, by form and part of speech, with how often they were seen. */
function lendersOf(
  lenders: readonly GoldSentence[],
  entries: readonly LexicalEntry[],
): Map<string, Map<string, number>> {
  const known = new Map<string, Map<string, number>>();
  const note = (form: string, upos: string, feats: string | null, n: number): void => {
    const key = `${foldForm(form)} ${upos}`;
    let set = known.get(key);
    if (!set) known.set(key, (set = new Map()));
    set.set(feats ?? "", (set.get(feats ?? "") ?? 0) + n);
  };
  for (const { words } of lenders) for (const w of words) if (!VERBAL.has(w.upos)) note(w.form, w.upos, w.feats, 1);
  for (const entry of entries) if (entry.upos !== "VERB") note(entry.form, entry.upos, entry.feats, 0.1);
  return known;
}

/** The candidate that shares most with the word's own features; of equals the commonest. */
function closest(word: GoldSentence["words"][number], candidates: Map<string, number> | undefined): string | null {
  if (!candidates) return word.feats;
  const has = (word.feats ?? "").split("|");
  let top = "";
  let most = -1;
  for (const [feats, n] of candidates) {
    const score = feats.split("|").filter((f) => f !== "" && has.includes(f)).length + n / (n + 10);
    if (score > most) {
      most = score;
      top = feats;
    }
  }
  return top || null;
}
