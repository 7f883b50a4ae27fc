/** Trains moves and labels with a dynamic oracle: the parser goes its own way and learns the best way on from there. */

import { labelFeatures } from "../annotate/label-features.ts";
import { bestMove } from "../annotate/parse.ts";
import { moveFeatures, PARSE_FEATURES } from "../annotate/parse-features.ts";
import { LEFT, ParseState, RIGHT, SHIFT } from "../annotate/parse-state.ts";
import type { WordType } from "../annotate/word-type.ts";
import { Perceptron } from "./perceptron.ts";
import { seededRandom, shuffle } from "./random.ts";

/** A tree to learn: heads are 1-based, 0 for the root; labels are classes. */
export interface ParsedSentence {
  readonly types: readonly WordType[];
  readonly lemmas: Int32Array;
  readonly tags: Uint8Array;
  readonly morphs: Uint8Array;
  /** 1 for punctuation, which is not parsed. */
  readonly marks: Uint8Array;
  readonly heads: Int32Array;
  readonly labels: Uint8Array;
  /** True when the labels lack subtypes. */
  readonly coarse: boolean;
  readonly weight: number;
}

/** What training makes. */
export interface TrainedParser {
  readonly moves: Perceptron;
  readonly labels: Perceptron;
}

/** How to train. */
export interface ParserOptions {
  readonly labels: readonly string[];
  readonly isContent: Uint8Array;
  readonly epochs: number;
  readonly seed: number;
  /** A move is learned until it beats the wrong ones by so much. */
  readonly margin: number;
  readonly progress?: (line: string) => void;
}

/** The loss of each move, in gold arcs that it puts out of reach. */
export function moveCosts(
  s: ParseState,
  heads: Int32Array,
  dependents: readonly (readonly number[])[],
  waiting: Uint8Array,
  costs: Int32Array,
): void {
  const s0 = s.stackSize > 0 ? (s.stack[s.stackSize - 1] as number) : 0;
  const s1 = s.stackSize > 1 ? (s.stack[s.stackSize - 2] as number) : 0;
  const b0 = s.buffer;
  costs.fill(0);
  if (s0) {
    const gold = heads[s0] as number;
    let later = 0;
    for (const d of dependents[s0] as readonly number[]) if (d >= b0) later++;
    costs[LEFT] = later + (gold === s1 || gold > b0 ? 1 : 0);
    costs[RIGHT] = later + (gold >= b0 ? 1 : 0);
  }
  if (b0 <= s.length) {
    let lost = 0;
    for (const d of dependents[b0] as readonly number[]) if (d < b0 && waiting[d]) lost++;
    const gold = heads[b0] as number;
    if (gold < b0 && gold !== s0 && waiting[gold]) lost++;
    costs[SHIFT] = lost;
  }
}

/** Trains a parser. */
export function trainParser(sentences: readonly ParsedSentence[], options: ParserOptions): TrainedParser {
  const { labels } = options;
  const moves = new Perceptron(4, 20);
  const labeller = new Perceptron(labels.length, 18);
  const random = seededRandom(options.seed);
  const order = sentences.map((_, i) => i);
  const state = new ParseState();
  const features = new Int32Array(PARSE_FEATURES);
  const scores = new Int32Array(4);
  const labelScores = new Int32Array(labels.length);
  const costs = new Int32Array(4);
  const root = labels.indexOf("root");
  const bare = labels.map((label) => label.split(":")[0] as string);
  const family = labels.map((_, i) => labels.flatMap((_, j) => (bare[j] === bare[i] ? [j] : [])));
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    let right = 0;
    let attached = 0;
    for (const at of order) {
      const sentence = sentences[at] as ParsedSentence;
      if (sentence.weight < 1 && random() >= sentence.weight) continue;
      state.start(sentence.types, sentence.lemmas, sentence.tags, sentence.morphs, sentence.marks, options.isContent);
      const n = state.length;
      if (n === 0) continue;
      const { heads, dependents } = goldArcs(state, sentence);
      const waiting = new Uint8Array(n + 2);
      while (!state.done) {
        const count = moveFeatures(state, features);
        scores.fill(0);
        moves.add(features, count, scores);
        const guess = bestMove(state, scores);
        moveCosts(state, heads, dependents, waiting, costs);
        let least = 0x7fffffff;
        let wanted = guess;
        for (let move = SHIFT; move <= RIGHT; move++) {
          const legal = move === SHIFT ? state.canShift() : move === LEFT ? state.canLeft() : state.canRight();
          if (!legal) continue;
          const cost = costs[move] as number;
          if (cost < least || (cost === least && (scores[move] as number) > (scores[wanted] as number))) {
            least = cost;
            wanted = move;
          }
        }
        if ((costs[guess] as number) === least) wanted = guess;
        let rival = -1;
        for (let move = SHIFT; move <= RIGHT; move++) {
          const legal = move === SHIFT ? state.canShift() : move === LEFT ? state.canLeft() : state.canRight();
          if (
            legal &&
            (costs[move] as number) > least &&
            (rival < 0 || (scores[move] as number) > (scores[rival] as number))
          )
            rival = move;
        }
        if (rival >= 0 && (wanted !== guess || (scores[wanted] as number) - (scores[rival] as number) < options.margin))
          moves.update(features, count, wanted, rival);
        moves.tick();
        const move = wanted !== guess && (epoch === 0 || random() < 0.1) ? wanted : guess;
        if (move === SHIFT) {
          waiting[state.buffer] = 1;
          state.shift();
          continue;
        }
        const dependent = state.stack[state.stackSize - 1] as number;
        const head = move === LEFT ? state.buffer : (state.stack[state.stackSize - 2] as number);
        waiting[dependent] = 0;
        attached++;
        let label = root;
        if (head !== n + 1) {
          const labelCount = labelFeatures(state, head, dependent, features);
          labelScores.fill(0);
          labeller.add(features, labelCount, labelScores);
          labelScores[root] = -0x7fffffff;
          label = 0;
          for (let c = 1; c < labels.length; c++)
            if ((labelScores[c] as number) > (labelScores[label] as number)) label = c;
          if (heads[dependent] === head) {
            let gold = sentence.labels[state.places[dependent] as number] as number;
            if (sentence.coarse) {
              for (const c of family[gold] as number[])
                if ((labelScores[c] as number) > (labelScores[gold] as number)) gold = c;
            }
            if (gold === label) right++;
            else if (gold !== root) labeller.update(features, labelCount, gold, label);
            labeller.tick();
          }
        } else if (heads[dependent] === head) right++;
        state.attach(head, label);
      }
    }
    options.progress?.(
      `  epoch ${epoch + 1}: ${((100 * right) / attached).toFixed(2)} % of arcs and labels right, ${moves.size} + ${labeller.size} features`,
    );
  }
  return { moves, labels: labeller };
}

/** The gold heads and dependents at the positions of the state. */
export function goldArcs(state: ParseState, sentence: ParsedSentence): { heads: Int32Array; dependents: number[][] } {
  const n = state.length;
  const positions = new Int32Array(sentence.types.length + 1);
  for (let k = 1; k <= n; k++) positions[(state.places[k] as number) + 1] = k;
  const heads = new Int32Array(n + 2);
  const dependents: number[][] = [];
  for (let k = 0; k <= n + 1; k++) dependents.push([]);
  for (let k = 1; k <= n; k++) {
    const head = sentence.heads[state.places[k] as number] as number;
    heads[k] = head === 0 ? n + 1 : (positions[head] as number) || n + 1;
    (dependents[heads[k] as number] as number[]).push(k);
  }
  return { heads, dependents };
}
