/** Tags words left to right by a linear model over the word, its letters, the lexicon and its neighbours. */
import { feature1, feature2, feature3 } from "./hash.ts";
import { OwnScores } from "./own-scores.ts";
import type { Scorer } from "./tables.ts";
import { SHAPE, type WordType } from "./word-type.ts";

/** At most this many features describe one word. */
export const TAG_FEATURES = 48;

/** How a sentence is written; in headlines capitals tell nothing. */
export type Casing = 0 | 1 | 2;

/** 2 when nearly all words are in capitals, 1 when nearly all begin with one, else 0. */
export function casingOf(words: readonly WordType[]): Casing {
  let upper = 0;
  let title = 0;
  let lower = 0;
  for (const word of words) {
    if (word.shape === SHAPE.upper) upper++;
    else if (word.shape === SHAPE.title && word.form.length > 1) title++;
    else if (word.shape === SHAPE.lower && word.form.length > 3) lower++;
  }
  const all = upper + title + lower;
  if (upper >= 3 && upper > all * 0.7) return 2;
  if (title >= 4 && title > all * 0.8) return 1;
  return 0;
}

const EDGE = 7;

/** Writes the features of a word by itself, in a shape (shapeAt), into `out` and returns their number. */
function ownFeatures(word: WordType, shape: number, out: Int32Array): number {
  const e = word.endings;
  const b = word.beginnings;
  let n = 0;
  out[n++] = feature1(1, word.key);
  out[n++] = feature2(7, word.key, shape);
  out[n++] = feature1(8, e[0] as number);
  out[n++] = feature1(9, e[1] as number);
  out[n++] = feature1(10, e[2] as number);
  out[n++] = feature1(11, e[3] as number);
  out[n++] = feature2(13, e[1] as number, shape);
  out[n++] = feature1(14, b[0] as number);
  out[n++] = feature1(15, b[1] as number);
  out[n++] = feature1(16, b[2] as number);
  out[n++] = feature1(17, shape);
  out[n++] = feature2(18, shape, word.ambiguity);
  out[n++] = feature1(20, word.ambiguity);
  out[n++] = feature1(37, word.cluster);
  out[n++] = feature1(41, word.canonical.length > 8 ? 9 : word.canonical.length);
  return n;
}

/** The shape of a word where it stands. */
function shapeAt(word: WordType, at: number, casing: Casing): number {
  return casing === 0 ? word.shape * 2 + (at === 0 ? 1 : 0) : 40 + (word.shape > 4 ? word.shape : 0);
}

/** Writes the features of words[at] into `out` and returns their number; tags before `at` are already set. */
export function tagFeatures(
  words: readonly WordType[],
  tags: Uint8Array,
  at: number,
  casing: Casing,
  out: Int32Array,
): number {
  const word = words[at] as WordType;
  const n = ownFeatures(word, shapeAt(word, at, casing), out);
  return companyFeatures(words, tags, at, casing, out, n);
}

/** Writes the features of words[at] among its neighbours, from place `n` of `out` on. */
function companyFeatures(
  words: readonly WordType[],
  tags: Uint8Array,
  at: number,
  casing: Casing,
  out: Int32Array,
  from: number,
): number {
  const word = words[at] as WordType;
  const previous = at > 0 ? (words[at - 1] as WordType) : null;
  const before = at > 1 ? (words[at - 2] as WordType) : null;
  const next = at + 1 < words.length ? (words[at + 1] as WordType) : null;
  const after = at + 2 < words.length ? (words[at + 2] as WordType) : null;
  const t1 = at > 0 ? (tags[at - 1] as number) + 1 : 0;
  const t2 = at > 1 ? (tags[at - 2] as number) + 1 : 0;
  const pk = previous ? previous.key : EDGE;
  const nk = next ? next.key : EDGE;
  const na = next ? next.ambiguity : EDGE;
  const shape = shapeAt(word, at, casing);
  const e = word.endings;
  let n = from;
  out[n++] = feature2(2, word.key, t1);
  out[n++] = feature2(3, word.key, nk);
  out[n++] = feature2(4, word.key, pk);
  out[n++] = feature3(5, word.key, t1, t2);
  out[n++] = feature2(6, word.key, na);
  out[n++] = feature2(12, e[2] as number, t1);
  out[n++] = feature2(19, shape, t1);
  out[n++] = feature2(21, word.ambiguity, t1);
  out[n++] = feature3(22, word.ambiguity, t1, t2);
  out[n++] = feature2(23, word.ambiguity, na);
  out[n++] = feature3(24, word.ambiguity, t1, na);
  out[n++] = feature2(25, word.ambiguity, nk);
  out[n++] = feature1(26, t1);
  out[n++] = feature2(27, t1, t2);
  out[n++] = feature1(28, pk);
  out[n++] = feature1(29, nk);
  out[n++] = feature2(30, pk, word.ambiguity);
  out[n++] = feature1(31, before ? before.key : EDGE);
  out[n++] = feature1(32, after ? after.key : EDGE);
  out[n++] = feature2(33, na, after ? after.ambiguity : EDGE);
  out[n++] = feature3(34, word.ambiguity, na, after ? after.ambiguity : EDGE);
  out[n++] = feature2(35, next ? (next.endings[2] as number) : EDGE, word.ambiguity);
  out[n++] = feature2(36, previous ? (previous.endings[2] as number) : EDGE, word.ambiguity);
  out[n++] = feature2(38, word.cluster, t1);
  out[n++] = feature2(39, word.cluster, next ? next.cluster : EDGE);
  out[n++] = feature2(40, next ? (casing === 0 || next.shape > 4 ? next.shape : 0) : EDGE, shape);
  out[n++] = feature2(42, nk, t1);
  out[n++] = feature2(43, pk, nk);
  return n;
}

/** Where words stand in an ordinary sentence: their shape tells whether they are names. */
const INSIDE = 1;
const ORDINARY: Casing = 0;

/** Tags sentences. */
export class Tagger {
  private readonly model: Scorer;
  private readonly features = new Int32Array(TAG_FEATURES);
  private readonly scores: Int32Array;
  private readonly own: OwnScores;

  constructor(model: Scorer) {
    this.model = model;
    this.scores = new Int32Array(model.classes);
    this.own = new OwnScores(model, TAG_FEATURES, (word, out) =>
      ownFeatures(word, shapeAt(word, INSIDE, ORDINARY), out),
    );
  }

  /** Fills `tags` with the likeliest tag of each word. */
  tag(words: readonly WordType[], tags: Uint8Array): void {
    const { model, features, scores, own } = this;
    const casing = casingOf(words);
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as WordType;
      if (casing === ORDINARY && i >= INSIDE) scores.set(own.of(word));
      else model.add(features, ownFeatures(word, shapeAt(word, i, casing), features), scores.fill(0));
      model.add(features, companyFeatures(words, tags, i, casing, features, 0), scores);
      tags[i] = best(scores);
    }
  }
}

/** By how much class `top` beats the best of the others. */
export function lead(scores: Int32Array, top: number): number {
  let next = -0x7fffffff;
  for (let c = 0; c < scores.length; c++) if (c !== top && (scores[c] as number) > next) next = scores[c] as number;
  return (scores[top] as number) - next;
}

/** The index of the highest score; the first of equals. */
export function best(scores: Int32Array): number {
  let top = 0;
  for (let c = 1; c < scores.length; c++) if ((scores[c] as number) > (scores[top] as number)) top = c;
  return top;
}
