/** Trains second thoughts: arcs and labels weighed again beside the trees of a parser that had not seen the sentence. */
import { ARC_FEATURES, arcFeatures } from "../annotate/arc-features.ts";
import { bestTree, LONGEST_WEIGHED, NEVER, TreeRoom } from "../annotate/best-tree.ts";
import { relabelFeatures } from "../annotate/label-features.ts";
import { type ParseModels, parseRoom, parseSentence } from "../annotate/parse.ts";
import { ParseState } from "../annotate/parse-state.ts";
import { ARC_CELLS, arcCell, headKeys, labelKey, markCandidates, weighArcs } from "../annotate/revise.ts";
import { listLookup, type TableData } from "../annotate/tables.ts";
import { listTable } from "./compile-lexicon.ts";
import { Perceptron } from "./perceptron.ts";
import { seededRandom, shuffle } from "./random.ts";
import { goldArcs, type ParsedSentence, type ParserOptions, trainParser } from "./train-parser.ts";

/** A parser's tree of a lesson, by position in the state: 1 to n, the root n + 1. */
interface Draft {
  readonly heads: Int32Array;
  readonly labels: Uint8Array;
}

/** The tables of second thoughts. */
export interface TrainedRevision {
  readonly arcs: Perceptron;
  readonly labels: Perceptron;
  readonly likely: TableData;
  readonly sure: TableData;
}

/** How to train second thoughts. */
export interface RevisionOptions {
  readonly folds: number;
  readonly epochs: number;
  readonly labelEpochs: number;
}

/** An arc is learned until it beats the others by so much; so are labels. */
const ARC_MARGIN = 20;
const LABEL_MARGIN = 4;
/** Kinds of arcs that the first parser gets right so often, seen so often, are not weighed. */
const SURE_SHARE = 0.985;
const SURE_COUNT = 20;
/** Kinds of arcs whose label is right so often where the head is are not labelled again. */
const SURE_LABEL = 0.99;

/** Trees of the lessons by parsers that learned from the other folds. */
function draftTrees(lessons: readonly ParsedSentence[], options: ParserOptions, folds: number): Draft[] {
  const out: Draft[] = [];
  const state = new ParseState();
  for (let fold = 0; fold < folds; fold++) {
    options.progress?.(` drafts of fold ${fold + 1} of ${folds}`);
    const trained = trainParser(
      lessons.filter((_, i) => i % folds !== fold),
      options,
    );
    const models: ParseModels = {
      moves: trained.moves.averaged(2),
      labels: trained.labels.averaged(2),
      rootLabel: options.labels.indexOf("root"),
    };
    const room = parseRoom(models);
    lessons.forEach((lesson, i) => {
      if (i % folds !== fold) return;
      begin(state, lesson, options.isContent);
      parseSentence(state, models, room);
      out[i] = { heads: state.heads.slice(0, state.length + 1), labels: state.labels.slice(0, state.length + 1) };
    });
  }
  return out;
}

function begin(state: ParseState, s: ParsedSentence, isContent: Uint8Array): void {
  state.start(s.types, s.lemmas, s.tags, s.morphs, s.marks, isContent);
}

function beginWithDraft(state: ParseState, s: ParsedSentence, draft: Draft, isContent: Uint8Array): void {
  begin(state, s, isContent);
  state.labels.set(draft.labels);
  state.adopt(draft.heads);
}

/** Which arcs are likely, by tags and distance, and which arcs of drafts are always right. */
function countArcs(
  lessons: readonly ParsedSentence[],
  drafts: readonly Draft[],
  isContent: Uint8Array,
): { likely: TableData; sure: TableData; dense: Uint8Array } {
  const state = new ParseState();
  const hits = new Float64Array(ARC_CELLS);
  const seen = new Float64Array(ARC_CELLS);
  const kinds = new Map<number, { right: number; all: number; readonly share: number }>();
  const count = (key: number, isRight: boolean, share: number): void => {
    const kind = kinds.get(key) ?? { right: 0, all: 0, share };
    kind.all++;
    if (isRight) kind.right++;
    kinds.set(key, kind);
  };
  lessons.forEach((lesson, i) => {
    beginWithDraft(state, lesson, drafts[i] as Draft, isContent);
    const n = state.length;
    if (n === 0 || n > LONGEST_WEIGHED) return;
    const { heads } = goldArcs(state, lesson);
    for (let k = 1; k <= n; k++) {
      for (let h = 1; h <= n + 1; h++) {
        if (h === k) continue;
        const cell = arcCell(state, h, k);
        seen[cell] = (seen[cell] as number) + 1;
        if (heads[k] === h) hits[cell] = (hits[cell] as number) + 1;
      }
      const right = heads[k] === state.heads[k];
      for (const key of headKeys(state, k)) count(key, right, SURE_SHARE);
      if (right) count(labelKey(state, k), lesson.labels[state.places[k] as number] === state.labels[k], SURE_LABEL);
    }
  });
  const dense = new Uint8Array(ARC_CELLS);
  const cells: { key: number; ids: number[] }[] = [];
  for (let cell = 0; cell < ARC_CELLS; cell++) {
    if (hits[cell] === 0) continue;
    const share = ((hits[cell] as number) + 0.02) / ((seen[cell] as number) + 2);
    if (share < 0.002) continue;
    dense[cell] = Math.max(1, Math.round(255 + Math.log(share) * 18));
    cells.push({ key: cell + 1, ids: [dense[cell] as number] });
  }
  const sure = [...kinds]
    .filter(([, kind]) => kind.all >= SURE_COUNT && kind.right >= kind.all * kind.share)
    .map(([key]) => ({ key, ids: [1] }));
  return { likely: listTable(cells), sure: listTable(sure), dense };
}

/** Trains arcs and labels. */
export function trainRevision(
  lessons: readonly ParsedSentence[],
  options: ParserOptions,
  { folds, epochs, labelEpochs }: RevisionOptions,
): TrainedRevision {
  const drafts = draftTrees(lessons, options, folds);
  const { likely, sure, dense } = countArcs(lessons, drafts, options.isContent);
  const known = listLookup(sure);
  const arcs = trainArcs(lessons, drafts, options, epochs, dense, known);
  const labels = trainRelabels(lessons, drafts, options, labelEpochs);
  return { arcs, labels, likely, sure };
}

/** A structured perceptron over the best trees, which asks for a margin. */
function trainArcs(
  lessons: readonly ParsedSentence[],
  drafts: readonly Draft[],
  options: ParserOptions,
  epochs: number,
  likely: Uint8Array,
  sure: (key: number) => Uint32Array | null,
): Perceptron {
  const model = new Perceptron(1, 20);
  const random = seededRandom(options.seed);
  const order = lessons.map((_, i) => i);
  const state = new ParseState();
  const room = new TreeRoom();
  const features = new Int32Array(ARC_FEATURES);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    let right = 0;
    let all = 0;
    for (const at of order) {
      const lesson = lessons[at] as ParsedSentence;
      if (lesson.weight < 1 && random() >= lesson.weight) continue;
      beginWithDraft(state, lesson, drafts[at] as Draft, options.isContent);
      const n = state.length;
      if (n < 2 || n > LONGEST_WEIGHED) continue;
      const { heads } = goldArcs(state, lesson);
      const size = n + 2;
      markCandidates(state, likely, sure, room);
      for (let k = 1; k <= n; k++) room.scores[(heads[k] as number) * size + k] = 0;
      weighArcs(state, model, room);
      for (let k = 1; k <= n; k++) {
        const cell = (heads[k] as number) * size + k;
        if (room.scores[cell] !== NEVER) room.scores[cell] = (room.scores[cell] as number) - ARC_MARGIN;
      }
      const guess = bestTree(room, n);
      for (let k = 1; k <= n; k++) {
        all++;
        if (guess[k] === heads[k]) {
          right++;
          continue;
        }
        model.adjust(features, arcFeatures(state, heads[k] as number, k, features), 0, 1);
        model.adjust(features, arcFeatures(state, guess[k] as number, k, features), 0, -1);
      }
      model.tick();
    }
    options.progress?.(
      `  arcs, epoch ${epoch + 1}: ${((100 * right) / all).toFixed(2)} % right by the margin, ${model.size} features`,
    );
  }
  return model;
}

/** Labels of the right heads, from the labels of the drafts. */
function trainRelabels(
  lessons: readonly ParsedSentence[],
  drafts: readonly Draft[],
  options: ParserOptions,
  epochs: number,
): Perceptron {
  const { labels } = options;
  const root = labels.indexOf("root");
  const bare = labels.map((label) => label.split(":")[0] as string);
  const model = new Perceptron(labels.length, 18);
  const random = seededRandom(options.seed + 1);
  const order = lessons.map((_, i) => i);
  const state = new ParseState();
  const features = new Int32Array(ARC_FEATURES);
  const scores = new Float32Array(labels.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    let right = 0;
    let all = 0;
    for (const at of order) {
      const lesson = lessons[at] as ParsedSentence;
      if (lesson.weight < 1 && random() >= lesson.weight) continue;
      const draft = drafts[at] as Draft;
      begin(state, lesson, options.isContent);
      state.labels.set(draft.labels);
      state.adopt(goldArcs(state, lesson).heads);
      for (let k = 1; k <= state.length; k++) {
        const head = state.heads[k] as number;
        if (head > state.length) continue;
        const count = relabelFeatures(state, head, k, state.labels[k] as number, features);
        scores.fill(0);
        model.add(features, count, scores);
        scores[root] = -1e9;
        let gold = lesson.labels[state.places[k] as number] as number;
        if (gold === root) continue;
        if (lesson.coarse) {
          for (let c = 0; c < labels.length; c++)
            if (bare[c] === bare[gold] && (scores[c] as number) > (scores[gold] as number)) gold = c;
        }
        let rival = gold === 0 ? 1 : 0;
        for (let c = 0; c < labels.length; c++) {
          if (c === gold || (lesson.coarse && bare[c] === bare[gold])) continue;
          if ((scores[c] as number) > (scores[rival] as number)) rival = c;
        }
        all++;
        if ((scores[gold] as number) > (scores[rival] as number)) right++;
        if ((scores[gold] as number) - (scores[rival] as number) < LABEL_MARGIN)
          model.update(features, count, gold, rival);
        model.tick();
      }
    }
    options.progress?.(
      `  labels, epoch ${epoch + 1}: ${((100 * right) / all).toFixed(2)} % right, ${model.size} features`,
    );
  }
  return model;
}
