/** Finds the names of people, bodies and places: the best sequence of tags under a linear model. */
import { existsSync } from "node:fs";
import type { NameType } from "../model/sentence.ts";
import { feature1 } from "./hash.ts";
import { type Gazetteer, type NamingInput, namingContext, tokenKey } from "./name-context.ts";
import { companyFeatures, isOrdinary, NAME_FEATURES, nameFeatures, ordinaryFeatures } from "./name-features.ts";
import { OwnScores } from "./own-scores.ts";
import { listLookup, type Scorer, sparseScorer } from "./tables.ts";
import { readWeights, takeTable, type WeightFile } from "./weights.ts";
import type { WordType } from "./word-type.ts";

/** The types in the order of their classes: class 0 is O, then B I L U for each type. */
export const NAME_TYPES: readonly NameType[] = ["PER", "ORG", "LOC"];
/** Number of classes: outside, and begin, inside, last, unit of each type. */
export const NAME_CLASSES = 1 + 4 * NAME_TYPES.length;

/** The key of the feature "the tag before was `tag`". */
export function transitionKey(tag: number): number {
  return feature1(450, tag);
}

/** May `to` follow `from`? -1 stands for both ends of a sentence. */
export function canFollow(from: number, to: number): boolean {
  const open = from > 0 && (from - 1) % 4 < 2;
  if (to < 0) return !open;
  const continues = to > 0 && ((to - 1) % 4 === 1 || (to - 1) % 4 === 2);
  if (!open) return !continues;
  return continues && Math.floor((from - 1) / 4) === Math.floor((to - 1) / 4);
}

/** A trained name tagger. */
export interface NameModel {
  readonly scorer: Scorer;
  readonly gazetteer: Gazetteer;
  /** What the scorer says of tokens by themselves, where they are ordinary. */
  readonly own: OwnScores;
  /** transitions[from * classes + to]. */
  readonly transitions: Int32Array;
}

/** Bits of a table of lists that hold one number each. */
export function takeGazetteer(file: WeightFile): Gazetteer {
  const token = listLookup(takeTable(file, "tokens"));
  const phrase = listLookup(takeTable(file, "phrases"));
  return { token: (key) => token(key)?.[0] ?? 0, phrase: (key) => phrase(key)?.[0] ?? 0 };
}

/** A scorer with its gazetteer, ready to decode. */
export function makeNameModel(scorer: Scorer, gazetteer: Gazetteer): NameModel {
  const transitions = new Int32Array(NAME_CLASSES * NAME_CLASSES);
  for (let from = 0; from < NAME_CLASSES; from++) {
    const scores = new Int32Array(NAME_CLASSES);
    scorer.add(Int32Array.of(transitionKey(from)), 1, scores);
    transitions.set(scores, from * NAME_CLASSES);
  }
  const own = new OwnScores(scorer, NAME_FEATURES, (word, out) =>
    ordinaryFeatures(word, gazetteer.token(tokenKey(word.key)), out),
  );
  return { scorer, gazetteer, own, transitions };
}

/** Reads the name model; null when the pack has none. UserError when it is damaged. */
export function takeNameModel(path: string): NameModel | null {
  if (!existsSync(path)) return null;
  const file = readWeights(path);
  return makeNameModel(sparseScorer(takeTable(file, "names")), takeGazetteer(file));
}

const BARRED = -0x3fffffff;
const FOLLOWERS = Array.from({ length: NAME_CLASSES }, (_, to) => {
  const before: number[] = [];
  for (let from = 0; from < NAME_CLASSES; from++) if (canFollow(from, to)) before.push(from);
  return before;
});

/** The best legal tags of a sentence's tokens. Linear in its length. */
export function tagNames(input: NamingInput, model: NameModel): Uint8Array {
  const n = input.types.length;
  const context = namingContext(input, model.gazetteer);
  const features = new Int32Array(NAME_FEATURES);
  const emission = new Int32Array(NAME_CLASSES);
  const back = new Uint8Array(n * NAME_CLASSES);
  let scores = new Float64Array(NAME_CLASSES).fill(BARRED);
  let next = new Float64Array(NAME_CLASSES);
  for (let i = 0; i < n; i++) {
    if (context.far[i]) {
      emission.fill(BARRED);
      emission[0] = 0;
    } else {
      const ordinary = isOrdinary(input, i);
      if (ordinary) emission.set(model.own.of(input.types[i] as WordType));
      else emission.fill(0);
      const count = ordinary
        ? companyFeatures(input, context, i, features, 0)
        : nameFeatures(input, context, i, features);
      model.scorer.add(features, count, emission);
    }
    for (let to = 0; to < NAME_CLASSES; to++) {
      let top = BARRED;
      let from = 0;
      if (i === 0) top = canFollow(-1, to) ? 0 : BARRED;
      else {
        for (const f of FOLLOWERS[to] as number[]) {
          const sum = (scores[f] as number) + (model.transitions[f * NAME_CLASSES + to] as number);
          if (sum > top) {
            top = sum;
            from = f;
          }
        }
      }
      next[to] = top + (emission[to] as number);
      back[i * NAME_CLASSES + to] = from;
    }
    [scores, next] = [next, scores];
  }
  const tags = new Uint8Array(n);
  let at = 0;
  for (let c = 0; c < NAME_CLASSES; c++) {
    if (canFollow(c, -1) && ((scores[c] as number) > (scores[at] as number) || !canFollow(at, -1))) at = c;
  }
  for (let i = n - 1; i >= 0; i--) {
    tags[i] = at;
    at = back[i * NAME_CLASSES + at] as number;
  }
  return tags;
}

/** Spans of tokens: [from, to) with their type. */
export function nameSpans(tags: Uint8Array): { from: number; to: number; type: NameType }[] {
  const out: { from: number; to: number; type: NameType }[] = [];
  let from = 0;
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i] as number;
    if (tag === 0) continue;
    const place = (tag - 1) % 4;
    if (place === 0 || place === 3) from = i;
    if (place === 2 || place === 3)
      out.push({ from, to: i + 1, type: NAME_TYPES[Math.floor((tag - 1) / 4)] as NameType });
  }
  return out;
}
