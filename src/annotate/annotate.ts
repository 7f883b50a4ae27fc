/** Text to Document: split, tokenize, tag, lemmatize, parse, name. */
import type { Document, NameSpan, Sentence, Word } from "../model/sentence.ts";
import type { Annotator } from "./annotator.ts";
import { hashText } from "./hash.ts";
import { analysisOf, lemmaOf } from "./lemmatize.ts";
import { nameSpans, tagNames } from "./name.ts";
import type { NamingInput } from "./name-context.ts";
import { parseSentence } from "./parse.ts";
import { punctuate } from "./punctuate.ts";
import { reviseTree } from "./revise.ts";
import { settleNames } from "./settle-names.ts";
import { splitText, type Tokens } from "./split.ts";
import { casingOf } from "./tag.ts";
import type { WordType } from "./word-type.ts";

/** Annotates one article body. Linear in its length; any text is accepted. */
export function annotate(text: string, annotator: Annotator): Document {
  const tokens = splitText(text, annotator.tokenize, annotator.endsSentence);
  const sentences: Sentence[] = [];
  const names: NameSpan[] = [];
  for (let s = 0; s + 1 < tokens.borders.length; s++) {
    const from = tokens.borders[s] as number;
    const read = readSentence(tokens, from, tokens.borders[s + 1] as number, annotator);
    sentences.push(read.sentence);
    if (!annotator.names || !mayHoldNames(read.naming)) continue;
    for (const span of nameSpans(tagNames(read.naming, annotator.names))) {
      names.push({
        start: tokens.starts[from + span.from] as number,
        end: tokens.ends[from + span.to - 1] as number,
        type: span.type,
      });
    }
  }
  return { text, language: annotator.language, sentences, names: settleNames(text, names) };
}

/** A sentence with what the name tagger needs of it; token i of the sentence is tokens.pieces[from + i]. */
export interface ReadSentence {
  readonly sentence: Sentence;
  readonly naming: NamingInput;
}

/** Does any word begin with a capital, or does the language of the text have none? */
export function mayHoldNames(input: NamingInput): boolean {
  return input.types.some((type) => type.form[0] !== type.form[0]?.toLowerCase());
}

/** Tags and parses the tokens [from, to) as one sentence. */
export function readSentence(tokens: Tokens, from: number, to: number, annotator: Annotator): ReadSentence {
  const types: WordType[] = [];
  const places: number[] = [];
  for (let i = from; i < to; i++) {
    const piece = tokens.pieces[i] as Tokens["pieces"][number];
    for (const form of piece.words ?? [piece.form]) {
      types.push(annotator.wordType(form));
      places.push(i);
    }
  }
  const n = types.length;
  const tags = new Uint8Array(n);
  annotator.tagger.tag(types, tags);
  const morphs = new Uint8Array(n);
  const feats: (string | null)[] = [];
  const lemmas: string[] = [];
  for (let i = 0; i < n; i++) {
    const type = types[i] as WordType;
    const analysis = analysisOf(type, tags[i] as number, annotator.lexicon);
    feats.push(analysis.feats);
    lemmas.push(lemmaOf(type, analysis));
    morphs[i] = annotator.morphOf(analysis.feats);
  }
  const { heads, labels } = treeOf(types, lemmas, tags, morphs, annotator);
  const words: Word[] = [];
  for (let i = 0; i < n; i++) {
    const place = places[i] as number;
    words.push({
      start: tokens.starts[place] as number,
      end: tokens.ends[place] as number,
      id: i + 1,
      form: (types[i] as WordType).form,
      lemma: lemmas[i] as string,
      upos: annotator.upos[tags[i] as number] as string,
      feats: feats[i] as string | null,
      head: heads[i + 1] as number,
      deprel: annotator.labels[labels[i] as number] as string,
    });
  }
  const sentence = { start: tokens.starts[from] as number, end: tokens.ends[to - 1] as number, words };
  return { sentence, naming: namingOf(tokens, from, to, types, tags, heads, labels, annotator) };
}

/** Heads (1-based, index 0 unused) and label classes of the words. */
function treeOf(
  types: readonly WordType[],
  lemmas: readonly string[],
  tags: Uint8Array,
  morphs: Uint8Array,
  annotator: Annotator,
): { heads: Int32Array; labels: Uint8Array } {
  const n = types.length;
  const { state } = annotator;
  const marks = new Uint8Array(n + 1);
  let left = 0;
  for (let i = 0; i < n; i++) {
    if (annotator.isMark[tags[i] as number]) marks[i] = 1;
    else left++;
  }
  if (left === 0) marks[0] = 0;
  state.start(
    types,
    annotator.usesLemmas ? Int32Array.from(lemmas, (lemma) => hashText(lemma)) : new Int32Array(n),
    tags,
    morphs,
    marks,
    annotator.isContent,
  );
  parseSentence(state, annotator.parser, annotator.room);
  if (annotator.reviser && annotator.reviseRoom) reviseTree(state, annotator.reviser, annotator.reviseRoom);
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
  const formOf = (i: number): string => (types[i - 1] as WordType).form;
  const isConjunct = (i: number): boolean => annotator.isConjunct[labels[i - 1] as number] === 1;
  const labelOf = (i: number): string => annotator.labels[labels[i - 1] as number] as string;
  punctuate({ heads, marks, formOf, isConjunct, labelOf, habits: annotator.markHabits }, n);
  return { heads, labels };
}

/** The name tagger sees tokens: of a token of several words, the first word's tag and head. */
function namingOf(
  tokens: Tokens,
  from: number,
  to: number,
  words: readonly WordType[],
  tags: Uint8Array,
  heads: Int32Array,
  labels: Uint8Array,
  annotator: Annotator,
): NamingInput {
  const n = to - from;
  const types: WordType[] = [];
  const own = { tags: new Uint8Array(n), headKeys: new Int32Array(n), labels: new Uint8Array(n) };
  let word = 0;
  for (let i = 0; i < n; i++) {
    const piece = tokens.pieces[from + i] as Tokens["pieces"][number];
    types.push(piece.words ? annotator.wordType(piece.form) : (words[word] as WordType));
    const head = heads[word + 1] as number;
    own.tags[i] = tags[word] as number;
    own.labels[i] = labels[word] as number;
    own.headKeys[i] = head === 0 ? 13 : (words[head - 1] as WordType).key;
    word += piece.words?.length ?? 1;
  }
  return { types, ...own, casing: casingOf(types) };
}
