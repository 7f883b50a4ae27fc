/** Weighs whether a sentence ends between two tokens, for languages whose writers often leave the full stop out. */
import { feature1, feature2, feature3, feature4 } from "./hash.ts";
import type { Scorer } from "./tables.ts";
import type { Piece } from "./tokenize.ts";
import { SHAPE, type WordType } from "./word-type.ts";

/** At most this many features describe one place. */
export const BORDER_FEATURES = 48;

/** Borders of sentences by a linear model; class 1 of the scorer is "a sentence ends here". */
export interface BorderModel {
  readonly scorer: Scorer;
  readonly wordType: (form: string) => WordType;
}

/** What is known of a text when the place before token `at` is looked at; the sentence so far began at `from`. */
export interface BorderPlace {
  readonly pieces: readonly Piece[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly from: number;
  readonly at: number;
  /** Do the rules of spelling alone end the sentence here? */
  readonly ruled: boolean;
}

const EDGE = 7;
const KINDS: Readonly<Record<Piece["kind"], number>> = {
  word: 1,
  stop: 2,
  ender: 3,
  abbreviation: 4,
  closing: 5,
  quote: 6,
  open: 7,
  mark: 8,
};

/** May a sentence end here at all? Only after a space, and not before a small letter after a word. */
export function mayEnd({ pieces, starts, ends, at }: BorderPlace): boolean {
  if ((starts[at] as number) === ends[at - 1]) return false;
  if ((pieces[at - 1] as Piece).kind !== "word") return true;
  const { form, kind } = pieces[at] as Piece;
  return kind !== "word" || form[0] !== form[0]?.toLowerCase() || /^\d/.test(form);
}

const length = (n: number): number => (n < 4 ? n : n < 7 ? 4 : n < 12 ? 5 : n < 20 ? 6 : n < 35 ? 7 : 8);

/** Writes the features of a place into `out` and returns their number. */
export function borderFeatures(place: BorderPlace, typeOf: (form: string) => WordType, out: Int32Array): number {
  const { pieces, from, at } = place;
  const kind = (i: number): number => (i < from || i >= pieces.length ? 0 : KINDS[(pieces[i] as Piece).kind]);
  const type = (i: number): WordType | null =>
    i < from || i >= pieces.length ? null : typeOf((pieces[i] as Piece).form.slice(0, 48));
  const left = type(at - 1) as WordType;
  const before = type(at - 2);
  const next = type(at) as WordType;
  const after = type(at + 1);
  const third = type(at + 2);
  const lk = kind(at - 1);
  const nk = kind(at);
  const ruled = place.ruled ? 1 : 0;
  const so = length(at - from);
  const capital = (t: WordType | null): number =>
    !t ? 3 : t.shape === SHAPE.title || t.shape === SHAPE.initial ? 1 : t.shape === SHAPE.upper ? 2 : 0;
  const cl = capital(left);
  const cn = capital(next);
  const ca = capital(after);
  const opened = openSigns(pieces, from, at);
  const nks = nk * 16 + next.shape;
  const lks = lk * 16 + left.shape;
  let n = 0;
  out[n++] = feature1(401, ruled);
  out[n++] = feature2(402, ruled, left.exact);
  out[n++] = feature2(403, ruled, next.exact);
  out[n++] = feature2(404, lks, nks);
  out[n++] = feature3(405, left.exact, nks, ruled);
  out[n++] = feature3(406, lks, next.exact, ruled);
  out[n++] = feature2(407, lks, next.key);
  out[n++] = feature2(408, left.key, nks);
  out[n++] = feature2(409, left.key, next.key);
  out[n++] = feature3(410, left.ambiguity, next.ambiguity, lk);
  out[n++] = feature3(411, left.ambiguity, next.ambiguity, cn);
  out[n++] = feature3(412, left.ambiguity, cl, cn);
  out[n++] = feature3(413, next.ambiguity, cl, cn);
  out[n++] = feature3(414, so, lk, cn);
  out[n++] = feature3(415, so, ruled, lks);
  out[n++] = feature4(416, kind(at - 2), lk, nk, kind(at + 1));
  out[n++] = feature3(417, before ? before.key : EDGE, lks, nks);
  out[n++] = feature3(418, before ? before.shape : EDGE, lks, nks);
  out[n++] = feature3(419, after ? after.key : EDGE, nks, lk);
  out[n++] = feature3(420, after ? after.shape : EDGE, lks, nks);
  out[n++] = feature3(421, after ? after.ambiguity : EDGE, next.ambiguity, lk);
  out[n++] = feature4(422, cl, cn, ca, capital(third));
  out[n++] = feature4(423, cl, cn, ca, capital(before));
  out[n++] = feature3(424, opened, lk, nk);
  out[n++] = feature3(425, opened, ruled, cn);
  out[n++] = feature3(426, left.endings[2] as number, cn, lk);
  out[n++] = feature3(427, next.endings[2] as number, cn, lk);
  out[n++] = feature3(428, before ? before.exact : EDGE, left.exact, cn);
  out[n++] = feature3(429, next.exact, after ? after.ambiguity : EDGE, lk);
  out[n++] = feature4(430, left.ambiguity, next.ambiguity, after ? after.ambiguity : EDGE, cn);
  out[n++] = feature4(431, before ? before.ambiguity : EDGE, left.ambiguity, next.ambiguity, cn);
  out[n++] = feature3(432, (pieces[at - 1] as Piece).form.length, lks, cn);
  out[n++] = feature3(433, third ? third.ambiguity : EDGE, next.key, lk);
  return n;
}

/** Are brackets (1) or quotes (2) open before token `at`? Looks back a little way only. */
function openSigns(pieces: readonly Piece[], from: number, at: number): number {
  let brackets = 0;
  let quotes = 0;
  for (let i = Math.max(from, at - 60); i < at; i++) {
    const { form, kind } = pieces[i] as Piece;
    if (kind === "open") brackets++;
    else if (kind === "quote") {
      if (/["'“”]/.test(form)) quotes ^= 1;
      else brackets = Math.max(0, brackets - 1);
    }
  }
  return (brackets > 0 ? 1 : 0) + quotes * 2;
}

const features = new Int32Array(BORDER_FEATURES);
const scores = new Int32Array(2);

/** Does the sentence end here, by the model? */
export function endsByModel(place: BorderPlace, model: BorderModel): boolean {
  if (!mayEnd(place)) return place.ruled;
  const count = borderFeatures(place, model.wordType, features);
  scores.fill(0);
  model.scorer.add(features, count, scores);
  return (scores[1] as number) > (scores[0] as number);
}
