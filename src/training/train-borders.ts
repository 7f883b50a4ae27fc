/** Trains the model of sentence borders on texts made of a treebank's sentences, in their order. */
import { readFileSync } from "node:fs";
import { BORDER_FEATURES, type BorderPlace, borderFeatures, mayEnd } from "../annotate/border.ts";
import { splitText } from "../annotate/split.ts";
import type { Piece } from "../annotate/tokenize.ts";
import type { WordType } from "../annotate/word-type.ts";
import { Perceptron } from "./perceptron.ts";
import { seededRandom, shuffle } from "./random.ts";

/** So many sentences make one text. */
const BLOCK = 10;
/** A border is learned until it beats the other answer by so much. */
const MARGIN = 8;

/** The texts of a treebank's sentences. */
export function readTexts(path: string): string[] {
  const out: string[] = [];
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.startsWith("# text =")) out.push(line.slice(8).trim().replace(/\s+/g, " "));
  }
  return out;
}

/** Trains on the sentences of each treebank. */
export function trainBorders(
  treebanks: readonly (readonly string[])[],
  tokenize: (run: string) => readonly Piece[],
  typeOf: (form: string) => WordType,
  epochs: number,
  seed: number,
): Perceptron {
  const lessons: { place: BorderPlace; right: number }[] = [];
  for (const sentences of treebanks) {
    for (let b = 0; b < sentences.length; b += BLOCK) {
      const block = sentences.slice(b, b + BLOCK);
      const begins = new Set<number>();
      let at = 0;
      for (const sentence of block) {
        begins.add(at);
        at += sentence.length + 1;
      }
      splitText(block.join(" "), tokenize, (place) => {
        const ends = begins.has(place.starts[place.at] as number);
        if (mayEnd(place)) lessons.push({ place, right: ends ? 1 : 0 });
        return ends;
      });
    }
  }
  const model = new Perceptron(2, 18);
  const random = seededRandom(seed);
  const features = new Int32Array(BORDER_FEATURES);
  const scores = new Float32Array(2);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(lessons, random);
    for (const { place, right } of lessons) {
      const count = borderFeatures(place, typeOf, features);
      scores.fill(0);
      model.add(features, count, scores);
      if ((scores[right] as number) - (scores[1 - right] as number) < MARGIN)
        model.update(features, count, right, 1 - right);
      model.tick();
    }
  }
  return model;
}
