/** What the arc model looks at: two words, what lies between them, and where they stand in a first tree of the sentence. */
import { feature2, feature3, feature4 } from "./hash.ts";
import type { ParseState } from "./parse-state.ts";
import { agreement, commasBetween, deeper, near } from "./word-pairs.ts";

/** Room for the features of one arc. */
export const ARC_FEATURES = 160;

/** Stand-ins for the label of the root and of no word. */
const ROOT_LABEL = 61;
const NO_LABEL = 60;

/** How `head` stands to `dependent` in the first tree. */
export const KIN = { head: 0, grandparent: 1, sibling: 2, child: 3, nephew: 4, ancestor: 5, none: 6 } as const;

/** The kinship of `head` to `dependent` in the state's tree. */
export function kinship(s: ParseState, head: number, dependent: number): number {
  const { heads, length } = s;
  const own = heads[dependent] as number;
  if (own === head) return KIN.head;
  const above = heads[head] as number;
  if (above === dependent) return KIN.child;
  if (own <= length && heads[own] === head) return KIN.grandparent;
  if (head > length) {
    return own <= length && (heads[own] as number) <= length && heads[heads[own] as number] === head
      ? KIN.ancestor
      : KIN.none;
  }
  if (above === own) return KIN.sibling;
  if (above <= length && heads[above] === own) return KIN.nephew;
  return own <= length && (heads[own] as number) <= length && heads[heads[own] as number] === head
    ? KIN.ancestor
    : KIN.none;
}

/** Writes the features of the arc head -> dependent in a state with a first tree into `out`; the root is n + 1. */
export function arcFeatures(s: ParseState, head: number, dependent: number, out: Int32Array): number {
  const n = pairFeatures(s, head, dependent, out);
  return treeFeatures(s, head, dependent, out, n);
}

/** The two words, their neighbours and what lies between. */
function pairFeatures(s: ParseState, head: number, dependent: number, out: Int32Array): number {
  const { keys, tags, length, lemmas } = s;
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
  const commas = root ? 4 : commasBetween(s, left, right);
  const deep = root ? 3 : deeper(s, dependent, head);
  const marks = s.marksBefore[dependent] as number;
  const after = s.marksBefore[dependent + 1] as number;
  const dm = s.morphs[dependent] as number;
  const agree = agreement(s.morphs[head] as number, dm);
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
  out[n++] = feature3(333, lemmas[head] as number, lemmas[dependent] as number, way);
  out[n++] = feature4(334, lemmas[head] as number, dbw, dt, way);
  out[n++] = feature4(335, ht, dm, agree, dt * 3 + way);
  out[n++] = feature4(336, ht, dt, commas, way);
  out[n++] = feature2(337, marks, distance);
  if (!root && right - left > 1) {
    let seen = 0;
    let marked = 0;
    for (let i = left + 1; i < right && n < ARC_FEATURES - 48; i++) {
      const t = tags[i] as number;
      if (s.marksBefore[i]) marked++;
      if (t < 31 && (seen >> t) & 1) continue;
      seen |= 1 << t;
      out[n++] = feature4(340, ht, t, dt, way);
    }
    out[n++] = feature4(341, ht, seen, dt, way);
    out[n++] = feature4(342, ht, Math.min(marked, 3), dt, way);
  }
  return n;
}

/** Where the two words stand in the first tree, from place `n` of `out` on. */
function treeFeatures(s: ParseState, head: number, dependent: number, out: Int32Array, from: number): number {
  const { keys, tags, lemmas, heads, labels, length } = s;
  const root = head > length;
  const way = root ? 2 : dependent < head ? 1 : 0;
  const distance = root ? 9 : near(Math.abs(head - dependent)) * 2 + way;
  const hw = keys[head] as number;
  const dw = keys[dependent] as number;
  const ht = tags[head] as number;
  const dt = tags[dependent] as number;
  const kin = kinship(s, head, dependent);
  const own = heads[dependent] as number;
  const label = labels[dependent] as number;
  const above = root ? ROOT_LABEL : (labels[head] as number);
  const kl = kin * 64 + label;
  const grand = root ? 0 : (heads[head] as number);
  const dl = s.leftmost[dependent] as number;
  const dr = s.rightmost[dependent] as number;
  const dlw = keys[dl] as number;
  const dlt = tags[dl] as number;
  const drt = tags[dr] as number;
  const drw = keys[dr] as number;
  const sibling = root ? 0 : innerSibling(s, head, dependent);
  const outer = root ? 0 : ((dependent < head ? s.leftmost[head] : s.rightmost[head]) as number);
  const st = tags[sibling] as number;
  const sl = sibling ? (labels[sibling] as number) : NO_LABEL;
  const edge = outer === dependent ? 1 : outer ? (tags[outer] as number) + 2 : 0;
  const counts = Math.min(3, s.leftCount[head] as number) * 4 + Math.min(3, s.rightCount[head] as number);
  let n = from;
  out[n++] = feature2(501, kin, way);
  out[n++] = feature2(502, kl, way);
  out[n++] = feature3(503, kl, ht, dt);
  out[n++] = feature3(504, kl, dw, way);
  out[n++] = feature3(505, kl, hw, way);
  out[n++] = feature3(506, kl, distance, dt);
  out[n++] = feature3(507, kin, above, label);
  out[n++] = feature4(508, kin, above, ht, dt);
  out[n++] = feature4(509, ht, dt, above, way);
  out[n++] = feature3(510, hw, above, dt);
  out[n++] = feature4(511, ht, dt, tags[grand] as number, way);
  out[n++] = feature3(512, kl, keys[own] as number, dt);
  out[n++] = feature4(513, kl, ht, tags[own] as number, dt);
  out[n++] = feature4(514, ht, dt, dlw, way);
  out[n++] = feature3(515, hw, dlw, dt);
  out[n++] = feature3(516, hw, dw, dlw);
  out[n++] = feature4(517, ht, dt, dlt * 64 + drt, way);
  out[n++] = feature3(518, lemmas[head] as number, dlw, way);
  out[n++] = feature4(519, ht, dlw, distance, dt);
  out[n++] = feature4(520, above, dlw, ht, dt);
  out[n++] = feature3(521, ht, drw, dt);
  out[n++] = feature4(522, ht, dt, st, way);
  out[n++] = feature4(523, ht, dt, sl, label);
  out[n++] = feature4(524, hw, dt, sl, way);
  out[n++] = feature4(525, dlw, st, keys[s.leftmost[sibling] as number] as number, ht);
  out[n++] = feature3(526, dw, keys[sibling] as number, way);
  out[n++] = feature4(527, ht, dt, edge, way);
  out[n++] = feature4(528, dt, ht, counts, way);
  out[n++] = feature4(529, kin, label, dlw, ht);
  out[n++] = feature4(530, kl, dlw, hw, dt);
  return n;
}

/** The first tree's child of `head` nearest to it between head and dependent, 0 when there is none. */
function innerSibling(s: ParseState, head: number, dependent: number): number {
  const step = dependent < head ? -1 : 1;
  for (let i = head + step; i !== dependent; i += step) if (s.heads[i] === head) return i;
  return 0;
}
