/** Text to Document: split, tokenize, tag, lemmatize, parse, name. */
import type { Document, NameSpan, Sentence, Word } from "../model/sentence.ts";
import type { Annotator } from "./annotator.ts";
import { analysisOf, lemmaOf } from "./lemmatize.ts";
import { parseSentence } from "./parse.ts";
import { punctuate } from "./punctuate.ts";
import { splitText } from "./split.ts";
import { tagWords } from "./tag.ts";
import type { WordType } from "./word-type.ts";

/** Annotates one article body. Linear in its length; any text is accepted. */
export function annotate(text: string, annotator: Annotator): Document {
  const { pieces, starts, ends, borders } = splitText(text, annotator.tokenize);
  const sentences: Sentence[] = [];
  const names: NameSpan[] = [];
  for (let s = 0; s + 1 < borders.length; s++) {
    const types: WordType[] = [];
    const from: number[] = [];
    const to: number[] = [];
    for (let i = borders[s] as number; i < (borders[s + 1] as number); i++) {
      const piece = pieces[i] as (typeof pieces)[number];
      for (const form of piece.words ?? [piece.form]) {
        types.push(annotator.wordType(form));
        from.push(starts[i] as number);
        to.push(ends[i] as number);
      }
    }
    sentences.push(annotateWords(types, from, to, annotator));
  }
  return { text, language: annotator.language, sentences, names };
}

function annotateWords(types: readonly WordType[], from: readonly number[], to: readonly number[], annotator: Annotator): Sentence {
  const { lexicon, state } = annotator;
  const n = types.length;
  const tags = new Uint8Array(n);
  const morphs = new Uint8Array(n);
  tagWords(types, annotator.tagger, tags);
  const feats: (string | null)[] = [];
  const lemmas: string[] = [];
  for (let i = 0; i < n; i++) {
    const type = types[i] as WordType;
    const analysis = analysisOf(type, tags[i] as number, lexicon);
    feats.push(analysis.feats);
    lemmas.push(lemmaOf(type, analysis));
    morphs[i] = annotator.morphOf(analysis.feats);
  }
  const marks = new Uint8Array(n + 1);
  let left = 0;
  for (let i = 0; i < n; i++) {
    if (annotator.isMark[tags[i] as number]) marks[i] = 1;
    else left++;
  }
  if (left === 0) marks[0] = 0;
  state.start(types, tags, morphs, marks, annotator.isContent);
  parseSentence(state, annotator.parser, annotator.room);
  const heads = new Int32Array(n + 1);
  const labels = new Uint8Array(n).fill(annotator.markLabel);
  for (let k = 1; k <= state.length; k++) {
    const head = state.heads[k] as number;
    const place = state.places[k] as number;
    heads[place + 1] = head > state.length ? 0 : (state.places[head] as number) + 1;
    labels[place] = state.labels[k] as number;
  }
  marks.copyWithin(1, 0, n);
  marks[0] = 0;
  punctuate(
    {
      heads,
      marks,
      formOf: (i) => (types[i - 1] as WordType).form,
      isConjunct: (i) => annotator.isConjunct[labels[i - 1] as number] === 1,
    },
    n,
  );
  const words: Word[] = [];
  for (let i = 0; i < n; i++) {
    const head = heads[i + 1] as number;
    words.push({
      start: from[i] as number,
      end: to[i] as number,
      id: i + 1,
      form: (types[i] as WordType).form,
      lemma: lemmas[i] as string,
      upos: annotator.upos[tags[i] as number] as string,
      feats: feats[i] as string | null,
      head,
      deprel: annotator.labels[labels[i] as number] as string,
    });
  }
  return { start: from[0] as number, end: to[n - 1] as number, words };
}
