/** Lets several parsers of different kinds vote on unlabelled sentences; the fast parser learns from the trees agreed on. */
import { type ParseModels, parseRoom, parseSentence } from "../annotate/parse.ts";
import { ParseState } from "../annotate/parse-state.ts";
import { bestTree, LONGEST_GRAPH, scoreArcs, trainGraph } from "./graph-parser.ts";
import { type ParsedSentence, type ParserOptions, trainParser } from "./train-parser.ts";
import { UNLABELLED } from "./unlabelled.ts";

/** A tree is taken when so many of the votes stand behind its arcs. */
const LEAST_AGREEMENT = 0.85;

/** A sentence read from right to left. */
export function reversed(s: ParsedSentence): ParsedSentence {
  const n = s.types.length;
  return {
    ...s,
    types: [...s.types].reverse(),
    lemmas: s.lemmas.slice().reverse(),
    tags: s.tags.slice().reverse(),
    morphs: s.morphs.slice().reverse(),
    marks: s.marks.slice().reverse(),
    heads: s.heads.map((head) => (head === 0 ? 0 : n + 1 - head)).reverse(),
    labels: s.labels.slice().reverse(),
  };
}

interface Voter {
  /** Heads and labels by place in the sentence, 1-based heads; heads of marks are -1. */
  readonly vote: (s: ParsedSentence) => { heads: Int32Array; labels: Uint8Array };
}

function transitionVoter(gold: readonly ParsedSentence[], options: ParserOptions, backward: boolean): Voter {
  const trained = trainParser(backward ? gold.map(reversed) : gold, options);
  const models: ParseModels = {
    moves: trained.moves.averaged(1),
    labels: trained.labels.averaged(1),
    rootLabel: options.labels.indexOf("root"),
  };
  const state = new ParseState();
  const room = parseRoom(models);
  return {
    vote: (sentence) => {
      const s = backward ? reversed(sentence) : sentence;
      const total = s.types.length;
      state.start(s.types, s.lemmas, s.tags, s.morphs, s.marks, options.isContent);
      parseSentence(state, models, room);
      const heads = new Int32Array(total).fill(-1);
      const labels = new Uint8Array(total);
      for (let k = 1; k <= state.length; k++) {
        const place = state.places[k] as number;
        const head = state.heads[k] as number;
        const headPlace = head > state.length ? -1 : (state.places[head] as number);
        const own = backward ? total - 1 - place : place;
        heads[own] = headPlace < 0 ? 0 : (backward ? total - 1 - headPlace : headPlace) + 1;
        labels[own] = state.labels[k] as number;
      }
      return { heads, labels };
    },
  };
}

function graphVoter(gold: readonly ParsedSentence[], options: ParserOptions, epochs: number): Voter {
  const model = trainGraph(gold, options.isContent, epochs, options.seed, options.progress ?? (() => {}));
  const state = new ParseState();
  return {
    vote: (s) => {
      state.start(s.types, s.lemmas, s.tags, s.morphs, s.marks, options.isContent);
      const heads = new Int32Array(s.types.length).fill(-1);
      const labels = new Uint8Array(s.types.length).fill(UNLABELLED);
      const n = state.length;
      if (n === 0 || n > LONGEST_GRAPH) return { heads, labels };
      const tree = bestTree(scoreArcs(state, model), n);
      for (let k = 1; k <= n; k++) {
        const head = tree[k] as number;
        heads[state.places[k] as number] = head > n ? 0 : (state.places[head] as number) + 1;
      }
      return { heads, labels };
    },
  };
}

/** The tree that most votes stand behind, with its share of them. */
function agreed(
  s: ParsedSentence,
  votes: readonly { heads: Int32Array; labels: Uint8Array }[],
): { sentence: ParsedSentence; share: number } {
  const places: number[] = [];
  const positions = new Int32Array(s.types.length + 1);
  for (let i = 0; i < s.types.length; i++) if (!s.marks[i]) positions[i + 1] = places.push(i);
  const n = places.length;
  const size = n + 2;
  const scores = new Float64Array(size * size);
  places.forEach((place, at) => {
    votes.forEach(({ heads }, v) => {
      const head = heads[place] as number;
      if (head < 0) return;
      const cell = (head === 0 ? n + 1 : (positions[head] as number)) * size + at + 1;
      scores[cell] = (scores[cell] as number) + 1 + (v === 0 ? 0.01 : 0);
    });
  });
  const tree = bestTree(scores, n);
  const heads = new Int32Array(s.types.length);
  const labels = new Uint8Array(s.types.length).fill(UNLABELLED);
  let behind = 0;
  places.forEach((place, at) => {
    const head = tree[at + 1] as number;
    heads[place] = head > n ? 0 : (places[head - 1] as number) + 1;
    for (const vote of votes) {
      if (vote.heads[place] !== heads[place]) continue;
      behind++;
      const label = vote.labels[place] as number;
      if (labels[place] === UNLABELLED) labels[place] = label;
    }
  });
  return { sentence: { ...s, heads, labels }, share: n === 0 ? 0 : behind / (n * votes.length) };
}

/** The voters' parse of `raw`; sentences on which they differ too much are left out. */
export function teach(
  gold: readonly ParsedSentence[],
  raw: readonly ParsedSentence[],
  options: ParserOptions,
  weight: number,
): ParsedSentence[] {
  const log = options.progress ?? (() => {});
  const voters: Voter[] = [];
  log(" graph parser");
  voters.push(graphVoter(gold, options, Math.min(5, options.epochs)));
  log(" parser from left to right");
  voters.unshift(transitionVoter(gold, { ...options, seed: options.seed + 101 }, false));
  log(" parser from right to left");
  voters.unshift(transitionVoter(gold, { ...options, seed: options.seed + 202 }, true));
  const out: ParsedSentence[] = [];
  for (const sentence of raw) {
    const { sentence: tree, share } = agreed(
      sentence,
      voters.map((voter) => voter.vote(sentence)),
    );
    if (share >= LEAST_AGREEMENT) out.push({ ...tree, weight });
  }
  log(` ${out.length} of ${raw.length} raw sentences taken`);
  return out;
}
