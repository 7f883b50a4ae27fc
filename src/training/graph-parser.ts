/** A second kind of parser, for teaching only: scores every arc by itself and takes the best projective tree. */
import { feature1, feature2, feature3, feature4 } from "../annotate/hash.ts";
import { ParseState } from "../annotate/parse-state.ts";
import type { Scorer } from "../annotate/tables.ts";
import { Perceptron } from "./perceptron.ts";
import { seededRandom, shuffle } from "./random.ts";
import type { ParsedSentence } from "./train-parser.ts";

const ROOM = 160;
/** Longer sentences are left to the other parsers. */
export const LONGEST_GRAPH = 90;

function near(distance: number): number {
  return distance < 6 ? distance : distance < 11 ? 6 : distance < 20 ? 7 : 8;
}

/** The features of the arc head -> dependent in a started state; the root is n + 1. */
export function arcFeatures(s: ParseState, head: number, dependent: number, out: Int32Array): number {
  const { keys, tags, length, lemmas: clusters } = s;
  const root = head > length;
  const left = Math.min(head, dependent);
  const right = root ? dependent : Math.max(head, dependent);
  const way = root ? 2 : head < dependent ? 1 : 0;
  const distance = root ? 9 : near(right - left) * 2 + way;
  const hw = keys[head] as number;
  const dw = keys[dependent] as number;
  const ht = tags[head] as number;
  const dt = tags[dependent] as number;
  const tag = (i: number): number => (i < 1 || i > length ? 60 : (tags[i] as number));
  const key = (i: number): number => (i < 1 || i > length ? 11 : (keys[i] as number));
  const hb = root ? 59 : tag(head - 1);
  const ha = root ? 59 : tag(head + 1);
  const db = tag(dependent - 1);
  const da = tag(dependent + 1);
  const dbw = key(dependent - 1);
  const dbbw = key(dependent - 2);
  const commas = root ? 4 : Math.min(3, (s.commas[right] as number) - (s.commas[left] as number));
  const deep = root ? 3 : Math.max(-1, Math.min(1, (s.depths[head] as number) - (s.depths[dependent] as number)));
  const marks = s.marksBefore[dependent] as number;
  const after = s.marksBefore[dependent + 1] as number;
  const hm = s.morphs[head] as number;
  const dm = s.morphs[dependent] as number;
  let agree = 0;
  for (let shift = 0; shift < 6; shift += 2) {
    const x = (hm >> shift) & 3;
    const y = (dm >> shift) & 3;
    if (x && y) agree |= (x === y ? 1 : 2) << shift;
  }
  let n = 0;
  out[n++] = feature2(301, hw, way);
  out[n++] = feature2(302, dw, way);
  out[n++] = feature2(303, ht, way);
  out[n++] = feature2(304, dt, way);
  out[n++] = feature3(305, hw, dw, way);
  out[n++] = feature3(306, hw, dt, way);
  out[n++] = feature3(307, ht, dw, way);
  out[n++] = feature3(308, ht, dt, way);
  out[n++] = feature3(309, ht, dt, distance);
  out[n++] = feature3(310, hw, dt, distance);
  out[n++] = feature3(311, ht, dw, distance);
  out[n++] = feature2(312, dt, distance);
  out[n++] = feature2(313, ht, distance);
  out[n++] = feature2(314, dw, distance);
  out[n++] = feature4(315, ht, ha, db, dt * 3 + way);
  out[n++] = feature4(316, hb, ht, dt, da * 3 + way);
  out[n++] = feature4(317, hb, ht, db, dt * 3 + way);
  out[n++] = feature4(318, ht, ha, dt, da * 3 + way);
  out[n++] = feature3(319, ht, dt, db * 3 + way);
  out[n++] = feature3(320, ht, dt, da * 3 + way);
  out[n++] = feature3(321, ht, dt, hb * 3 + way);
  out[n++] = feature3(322, ht, dt, ha * 3 + way);
  out[n++] = feature4(323, ht, dt, commas, distance);
  out[n++] = feature4(324, ht, dt, deep, way);
  out[n++] = feature4(325, ht, dt, marks, way);
  out[n++] = feature4(326, ht, dt, after, way);
  out[n++] = feature4(327, ht, dt, agree, way);
  out[n++] = feature4(328, hw, dbw, dt, way);
  out[n++] = feature4(329, ht, dbw, dt, way);
  out[n++] = feature4(330, hw, dbbw, dt, way);
  out[n++] = feature4(331, ht, dbbw, dt, distance);
  out[n++] = feature4(332, ht, dbw, dw, way);
  out[n++] = feature3(333, clusters[head] as number, clusters[dependent] as number, way);
  out[n++] = feature4(334, clusters[head] as number, dbw, dt, way);
  out[n++] = feature4(335, ht, dm, agree, dt * 3 + way);
  out[n++] = feature4(336, ht, dt, commas, way);
  out[n++] = feature2(337, marks, distance);
  if (!root && right - left > 1) {
    let seen = 0;
    let marked = 0;
    for (let i = left + 1; i < right && n < ROOM - 6; i++) {
      const t = tags[i] as number;
      if (s.marksBefore[i]) marked++;
      if (t < 31 && (seen >> t) & 1) continue;
      seen |= 1 << t;
      out[n++] = feature4(340, ht, t, dt, way);
    }
    out[n++] = feature4(341, ht, seen, dt, way);
    out[n++] = feature4(342, ht, Math.min(marked, 3), dt, way);
  }
  out[n++] = feature1(343, way * 64 + distance);
  return n;
}

/** The best projective tree under arc scores `scores[h * size + d]`, h = n + 1 the root with one child; heads by position. */
export function bestTree(scores: Float64Array, n: number): Int32Array {
  const size = n + 2;
  const root = n + 1;
  const open = [new Float64Array(size * size), new Float64Array(size * size)];
  const shut = [new Float64Array(size * size), new Float64Array(size * size)];
  const openAt = [new Int16Array(size * size), new Int16Array(size * size)];
  const shutAt = [new Int16Array(size * size), new Int16Array(size * size)];
  const [openL, openR] = open as [Float64Array, Float64Array];
  const [shutL, shutR] = shut as [Float64Array, Float64Array];
  for (let width = 1; width < n; width++) {
    for (let i = 1; i + width <= n; i++) {
      const j = i + width;
      let top = Number.NEGATIVE_INFINITY;
      let at = i;
      for (let k = i; k < j; k++) {
        const sum = (shutR[i * size + k] as number) + (shutL[(k + 1) * size + j] as number);
        if (sum > top) {
          top = sum;
          at = k;
        }
      }
      openL[i * size + j] = top + (scores[j * size + i] as number);
      openR[i * size + j] = top + (scores[i * size + j] as number);
      (openAt[0] as Int16Array)[i * size + j] = at;
      top = Number.NEGATIVE_INFINITY;
      for (let k = i; k < j; k++) {
        const sum = (shutL[i * size + k] as number) + (openL[k * size + j] as number);
        if (sum > top) {
          top = sum;
          at = k;
        }
      }
      shutL[i * size + j] = top;
      (shutAt[0] as Int16Array)[i * size + j] = at;
      top = Number.NEGATIVE_INFINITY;
      for (let k = i + 1; k <= j; k++) {
        const sum = (openR[i * size + k] as number) + (shutR[k * size + j] as number);
        if (sum > top) {
          top = sum;
          at = k;
        }
      }
      shutR[i * size + j] = top;
      (shutAt[1] as Int16Array)[i * size + j] = at;
    }
  }
  const heads = new Int32Array(n + 2);
  let top = Number.NEGATIVE_INFINITY;
  let first = 1;
  for (let r = 1; r <= n; r++) {
    const sum = (shutL[1 * size + r] as number) + (shutR[r * size + n] as number) + (scores[root * size + r] as number);
    if (sum > top) {
      top = sum;
      first = r;
    }
  }
  heads[first] = root;
  const walk: [number, number, number][] = [
    [0, 1, first],
    [1, first, n],
  ];
  while (walk.length > 0) {
    const [kind, i, j] = walk.pop() as [number, number, number];
    if (i === j) continue;
    if (kind === 0) {
      const k = (shutAt[0] as Int16Array)[i * size + j] as number;
      walk.push([0, i, k], [2, k, j]);
    } else if (kind === 1) {
      const k = (shutAt[1] as Int16Array)[i * size + j] as number;
      walk.push([3, i, k], [1, k, j]);
    } else {
      const k = (openAt[0] as Int16Array)[i * size + j] as number;
      if (kind === 2) heads[i] = j;
      else heads[j] = i;
      walk.push([1, i, k], [0, k + 1, j]);
    }
  }
  return heads;
}

/** Arc scores of a started state. */
export function scoreArcs(s: ParseState, model: Scorer): Float64Array {
  const n = s.length;
  const size = n + 2;
  const out = new Float64Array(size * size);
  const features = new Int32Array(ROOM);
  const scores = new Int32Array(4);
  for (let h = 1; h <= n + 1; h++) {
    for (let d = 1; d <= n; d++) {
      if (h === d) continue;
      const count = arcFeatures(s, h, d, features);
      scores[0] = 0;
      model.add(features, count, scores);
      out[h * size + d] = scores[0] as number;
    }
  }
  return out;
}

/** Trains the arc model: an averaged structured perceptron that asks for a margin. */
export function trainGraph(
  sentences: readonly ParsedSentence[],
  isContent: Uint8Array,
  epochs: number,
  seed: number,
  log: (line: string) => void,
): Scorer {
  const model = new Perceptron(1, 20);
  const random = seededRandom(seed);
  const order = sentences.map((_, i) => i);
  const state = new ParseState();
  const features = new Int32Array(ROOM);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    let right = 0;
    let all = 0;
    for (const at of order) {
      const sentence = sentences[at] as ParsedSentence;
      if (sentence.weight < 1 && random() >= sentence.weight) continue;
      state.start(sentence.types, sentence.lemmas, sentence.tags, sentence.morphs, sentence.marks, isContent);
      const n = state.length;
      if (n < 2 || n > LONGEST_GRAPH) continue;
      const positions = new Int32Array(sentence.types.length + 1);
      for (let k = 1; k <= n; k++) positions[(state.places[k] as number) + 1] = k;
      const scores = scoreArcs(state, model);
      const size = n + 2;
      const gold = new Int32Array(n + 2);
      for (let k = 1; k <= n; k++) {
        const head = sentence.heads[state.places[k] as number] as number;
        gold[k] = head === 0 ? n + 1 : (positions[head] as number) || n + 1;
        const cell = (gold[k] as number) * size + k;
        scores[cell] = (scores[cell] as number) - 1;
      }
      const guess = bestTree(scores, n);
      for (let k = 1; k <= n; k++) {
        all++;
        if (guess[k] === gold[k]) {
          right++;
          continue;
        }
        model.adjust(features, arcFeatures(state, gold[k] as number, k, features), 0, 1);
        model.adjust(features, arcFeatures(state, guess[k] as number, k, features), 0, -1);
      }
      model.tick();
    }
    log(`  graph epoch ${epoch + 1}: ${((100 * right) / all).toFixed(2)} % of arcs right, ${model.size} features`);
  }
  return model.averaged(1);
}
