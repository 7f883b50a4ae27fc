/** Trains the tagger: an averaged perceptron that sees its own earlier decisions. */
import { best, casingOf, TAG_FEATURES, tagFeatures } from "../annotate/tag.ts";
import type { WordType } from "../annotate/word-type.ts";
import { Perceptron } from "./perceptron.ts";
import { seededRandom, shuffle } from "./random.ts";

/** A tagged sentence; `weight` is the chance of being seen in an epoch, above 1 as often as it says. */
export interface TaggedSentence {
  readonly types: readonly WordType[];
  readonly tags: Uint8Array;
  readonly weight: number;
}

/** The right tag is learned until it beats the others by so much. */
const MARGIN = 30;
/** The share of sentences shown without their capitals, for headlines. */
const HIDDEN_CASE = 0.08;

/** Trains for `epochs` over the sentences. */
export function trainTagger(
  sentences: readonly TaggedSentence[],
  classes: number,
  epochs: number,
  seed: number,
): Perceptron {
  const model = new Perceptron(classes);
  const random = seededRandom(seed);
  const order = sentences.map((_, i) => i);
  const features = new Int32Array(TAG_FEATURES);
  const scores = new Int32Array(classes);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const at of order) {
      const { types, tags, weight } = sentences[at] as TaggedSentence;
      if (weight < 1 && random() >= weight) continue;
      const casing = random() < HIDDEN_CASE ? 2 : casingOf(types);
      const guess = new Uint8Array(tags.length);
      for (let i = 0; i < tags.length; i++) {
        const count = tagFeatures(types, guess, i, casing, features);
        scores.fill(0);
        model.add(features, count, scores);
        const right = tags[i] as number;
        guess[i] = best(scores);
        const lead = scores[right] as number;
        scores[right] = -0x7fffffff;
        const rival = best(scores);
        if (lead - (scores[rival] as number) < MARGIN) model.update(features, count, right, rival);
        model.tick();
      }
    }
  }
  return model;
}
