/** Second thoughts about a tree: the heads that a word could have instead are weighed, then the labels. */
import { ARC_FEATURES, arcFeatures } from "./arc-features.ts";
import { bestTree, LONGEST_WEIGHED, NEVER, TreeRoom } from "./best-tree.ts";
import { feature4 } from "./hash.ts";
import { relabelFeatures } from "./label-features.ts";
import type { ParseState } from "./parse-state.ts";
import type { Scorer } from "./tables.ts";
import { best } from "./tag.ts";

/** What second thoughts go by. */
export interface Reviser {
  readonly arcs: Scorer;
  readonly labels: Scorer;
  readonly rootLabel: number;
  /** Marks the labels without kin (nsubj:pass is kin of nsubj): the others may hang on what was attached later. */
  readonly alone: Uint8Array;
  /** How likely the arc of a cell (arcCell) is, 0 for hardly ever. */
  readonly likely: Uint8Array;
  /** Knows the kinds of heads (headKeys) and labels (labelKey) that the first parser gets right. */
  readonly sure: (key: number) => Uint32Array | null;
}

/** How many likely heads are weighed for a word, besides its nearest kin in the first tree. */
const LIKELY_HEADS = 2;

/** A label without kin that led by so much when it was given is not weighed again where its word keeps its head. */
const SURE_LEAD = 200;

function bucket(distance: number): number {
  if (distance < 7) return distance;
  if (distance < 10) return 7;
  if (distance < 15) return 8;
  return distance < 22 ? 9 : 10;
}

/** Number of the cells of arcs. */
export const ARC_CELLS = 64 * 64 * 33;

/** The cell of an arc: both tags, the way and the distance; of the root's arc the length of the sentence. */
export function arcCell(s: ParseState, head: number, dependent: number): number {
  const tags = ((s.tags[head] as number) * 64 + (s.tags[dependent] as number)) * 33;
  if (head > s.length) return tags + 22 + (s.length < 8 ? 0 : s.length < 20 ? 1 : 2);
  return tags + (dependent < head ? 11 : 0) + bucket(Math.abs(head - dependent));
}

/** Keys of the kinds of arcs that a word has in the first tree: by both tags and distance, or by the word itself. */
export function headKeys(s: ParseState, dependent: number): readonly [number, number] {
  const head = s.heads[dependent] as number;
  const label = s.labels[dependent] as number;
  const cell = arcCell(s, head, dependent);
  return [feature4(601, label, cell, 1, 0), feature4(603, label, cell, s.keys[dependent] as number, 0)];
}

/** The key of a label with the tags around it. */
export function labelKey(s: ParseState, dependent: number): number {
  const head = s.heads[dependent] as number;
  const pair = (s.tags[head] as number) * 64 + (s.tags[dependent] as number);
  return feature4(602, s.labels[dependent] as number, pair, dependent < head ? 1 : 0, 0);
}

/** Marks the heads to weigh for each word in room.scores: 0 for these, NEVER for the others. Is there any choice? */
export function markCandidates(s: ParseState, likely: Uint8Array, sure: Reviser["sure"], room: TreeRoom): boolean {
  const n = s.length;
  const size = n + 2;
  const { scores } = room;
  const { heads } = s;
  scores.fill(NEVER, 0, size * size);
  const top = new Int32Array(LIKELY_HEADS);
  const chance = new Int32Array(LIKELY_HEADS);
  let choice = false;
  for (let k = 1; k <= n; k++) {
    const own = heads[k] as number;
    scores[own * size + k] = 0;
    const [kind, ownKind] = headKeys(s, k);
    if (sure(kind) || sure(ownKind)) continue;
    chance.fill(0);
    const above = own <= n ? (heads[own] as number) : 0;
    let before = 0;
    let after = 0;
    for (let h = 1; h <= n + 1; h++) {
      if (h === k) continue;
      if (h === above || heads[h] === k) {
        scores[h * size + k] = 0;
        choice = true;
      } else if (heads[h] === own && h <= n) {
        if (h < k) before = h;
        else after ||= h;
      }
      const p = likely[arcCell(s, h, k)] as number;
      if (p <= (chance[LIKELY_HEADS - 1] as number)) continue;
      let at = LIKELY_HEADS - 1;
      while (at > 0 && p > (chance[at - 1] as number)) {
        chance[at] = chance[at - 1] as number;
        top[at] = top[at - 1] as number;
        at--;
      }
      chance[at] = p;
      top[at] = h;
    }
    if (before) scores[before * size + k] = 0;
    if (after) scores[after * size + k] = 0;
    choice ||= before + after > 0;
    for (let i = 0; i < LIKELY_HEADS; i++) {
      if (chance[i] === 0) break;
      scores[(top[i] as number) * size + k] = 0;
      choice ||= top[i] !== own;
    }
  }
  return choice;
}

const features = new Int32Array(ARC_FEATURES);
const one = new Int32Array(4);

/** Adds the scores of the marked arcs. Where a word has one candidate alone nothing is weighed. */
export function weighArcs(s: ParseState, arcs: Scorer, room: TreeRoom): void {
  const n = s.length;
  const size = n + 2;
  for (let k = 1; k <= n; k++) {
    let count = 0;
    for (let h = 1; h <= n + 1; h++) if (room.scores[h * size + k] === 0 && h !== k) count++;
    if (count < 2) continue;
    for (let h = 1; h <= n + 1; h++) {
      if (h === k || room.scores[h * size + k] !== 0) continue;
      one[0] = 0;
      arcs.add(features, arcFeatures(s, h, k, features), one);
      // Never exactly 0, which marks an arc that is still to be weighed.
      room.scores[h * size + k] = (one[0] as number) + 0.5;
    }
  }
}

/** Buffers that one revision after another reuses. */
export interface ReviseRoom {
  readonly tree: TreeRoom;
  readonly labelScores: Int32Array;
}

export function reviseRoom(reviser: Reviser): ReviseRoom {
  return { tree: new TreeRoom(), labelScores: new Int32Array(reviser.labels.classes) };
}

/** Weighs the tree of a parsed state again; heads and labels then stand in it. Very long sentences keep their heads. */
export function reviseTree(s: ParseState, reviser: Reviser, room: ReviseRoom): void {
  const n = s.length;
  if (n < 2) return;
  const sureLabels = new Int32Array(n + 1);
  for (let k = 1; k <= n; k++) {
    const clear = (s.leads[k] as number) >= SURE_LEAD && reviser.alone[s.labels[k] as number] === 1;
    if (clear || reviser.sure(labelKey(s, k))) sureLabels[k] = s.heads[k] as number;
  }
  if (n <= LONGEST_WEIGHED && markCandidates(s, reviser.likely, reviser.sure, room.tree)) {
    weighArcs(s, reviser.arcs, room.tree);
    s.adopt(bestTree(room.tree, n));
  }
  relabel(s, reviser, sureLabels, room.labelScores);
}

/** Labels every word anew but those that kept the head with which their label is sure. */
function relabel(s: ParseState, reviser: Reviser, sureLabels: Int32Array, scores: Int32Array): void {
  const fresh = new Uint8Array(s.length + 1);
  for (let k = 1; k <= s.length; k++) {
    const head = s.heads[k] as number;
    if (head > s.length) {
      fresh[k] = reviser.rootLabel;
      continue;
    }
    if (sureLabels[k] === head) {
      fresh[k] = s.labels[k] as number;
      continue;
    }
    scores.fill(0);
    reviser.labels.add(features, relabelFeatures(s, head, k, s.labels[k] as number, features), scores);
    scores[reviser.rootLabel] = -0x7fffffff;
    fresh[k] = best(scores);
  }
  s.labels.set(fresh.subarray(1), 1);
}
