/** Parses a tagged sentence greedily: moves by one model, labels by another; always one tree with one root. */
import { labelFeatures } from "./label-features.ts";
import { moveFeatures, PARSE_FEATURES } from "./parse-features.ts";
import { LEFT, type ParseState, RIGHT, SHIFT } from "./parse-state.ts";
import type { Scorer } from "./tables.ts";
import { best, lead } from "./tag.ts";

/** The models of a parser. */
export interface ParseModels {
  readonly moves: Scorer;
  readonly labels: Scorer;
  /** Class of the label `root`. */
  readonly rootLabel: number;
}

/** Buffers that one parse after another reuses. */
export interface ParseRoom {
  readonly features: Int32Array;
  readonly moveScores: Int32Array;
  readonly labelScores: Int32Array;
}

export function parseRoom(models: ParseModels): ParseRoom {
  return {
    features: new Int32Array(PARSE_FEATURES),
    moveScores: new Int32Array(4),
    labelScores: new Int32Array(models.labels.classes),
  };
}

/** The best legal move under the scores. */
export function bestMove(state: ParseState, scores: Int32Array): number {
  let top = -1;
  let score = 0;
  if (state.canShift()) {
    top = SHIFT;
    score = scores[SHIFT] as number;
  }
  if (state.canLeft() && (top < 0 || (scores[LEFT] as number) > score)) {
    top = LEFT;
    score = scores[LEFT] as number;
  }
  if (state.canRight() && (top < 0 || (scores[RIGHT] as number) > score)) top = RIGHT;
  return top;
}

/** The likeliest label of `dependent` under `head`; only the root's word is called root. */
export function bestLabel(
  state: ParseState,
  models: ParseModels,
  head: number,
  dependent: number,
  room: ParseRoom,
): number {
  if (head === state.length + 1) return models.rootLabel;
  const count = labelFeatures(state, head, dependent, room.features);
  room.labelScores.fill(0);
  models.labels.add(room.features, count, room.labelScores);
  room.labelScores[models.rootLabel] = -0x7fffffff;
  return best(room.labelScores);
}

/** Runs a started state to its end; heads and labels then stand in it. Linear in the sentence's length. */
export function parseSentence(state: ParseState, models: ParseModels, room: ParseRoom): void {
  while (!state.done) {
    const count = moveFeatures(state, room.features);
    room.moveScores.fill(0);
    models.moves.add(room.features, count, room.moveScores);
    const move = bestMove(state, room.moveScores);
    if (move === SHIFT) {
      state.shift();
      continue;
    }
    const dependent = state.stack[state.stackSize - 1] as number;
    const head = move === LEFT ? state.buffer : (state.stack[state.stackSize - 2] as number);
    const label = bestLabel(state, models, head, dependent, room);
    state.attach(head, label, label === models.rootLabel ? 0 : lead(room.labelScores, label));
  }
}
