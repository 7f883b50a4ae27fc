/** Chooses a word's features and lemma, given its tag, from the lexicon or from its ending. */
import { type Analysis, applyScript, endingKey, type Lexicon, LONGEST_ENDING } from "./lexicon.ts";
import type { WordType } from "./word-type.ts";

const NOTHING: Analysis = { tag: 0, feats: null, script: "0|" };

/** The likeliest reading of a word under a tag. */
export function analysisOf(word: WordType, tag: number, lexicon: Lexicon): Analysis {
  if (word.analyses) {
    for (const id of word.analyses) {
      const analysis = lexicon.analyses[id] as Analysis;
      if (analysis.tag === tag) return analysis;
    }
  }
  const { canonical } = word;
  for (let length = Math.min(LONGEST_ENDING, canonical.length); length >= 0; length--) {
    const found = lexicon.guessed(endingKey(tag, canonical, length));
    if (found) return lexicon.analyses[found[0] as number] as Analysis;
  }
  return NOTHING;
}

/** The lemma of a word read so. */
export function lemmaOf(word: WordType, analysis: Analysis): string {
  return applyScript(analysis.script, word.form, word.canonical);
}
