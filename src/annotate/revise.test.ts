import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutKin } from "./annotator.ts";
import { ARC_FEATURES, arcFeatures, KIN, kinship } from "./arc-features.ts";
import { bestTree, TreeRoom } from "./best-tree.ts";
import { ParseState } from "./parse-state.ts";
import { ARC_CELLS, arcCell, labelKey, type Reviser, reviseRoom, reviseTree } from "./revise.ts";
import type { Scorer } from "./tables.ts";
import type { WordType } from "./word-type.ts";

/** Every projective tree with one root over n words, heads by position, the root n + 1. */
function trees(n: number): number[][] {
  const out: number[][] = [];
  const heads: number[] = [];
  const fits = (): boolean => {
    if (heads.filter((h) => h === n + 1).length !== 1) return false;
    const above = (k: number): number => heads[k - 1] as number;
    for (let k = 1; k <= n; k++) {
      let at = k;
      for (let steps = 0; at !== n + 1; steps++) {
        if (steps > n) return false;
        at = above(at);
      }
    }
    for (let k = 1; k <= n; k++) {
      const head = above(k);
      if (head === n + 1) continue;
      for (let i = Math.min(k, head) + 1; i < Math.max(k, head); i++) {
        let up = i;
        while (up !== head && up !== n + 1) up = above(up);
        if (up !== head) return false;
      }
    }
    return true;
  };
  const go = (k: number): void => {
    if (k > n) {
      if (fits()) out.push([...heads]);
      return;
    }
    for (let h = 1; h <= n + 1; h++) {
      if (h === k) continue;
      heads.push(h);
      go(k + 1);
      heads.pop();
    }
  };
  go(1);
  return out;
}

const word = (key: number): WordType => ({ key, mark: 0 }) as WordType;

/** A state over words of the given tags, with a first tree. */
function stateOf(tags: readonly number[], heads: readonly number[], labels: readonly number[]): ParseState {
  const state = new ParseState();
  const n = tags.length;
  const zeros = new Uint8Array(n);
  state.start(
    tags.map((_, i) => word(100 + i)),
    new Int32Array(n),
    Uint8Array.from(tags),
    zeros,
    zeros,
    new Uint8Array(64),
  );
  state.labels.set(labels, 1);
  state.adopt(Int32Array.from([0, ...heads]));
  return state;
}

const always = (classes: number, favour: number): Scorer => ({
  classes,
  add: (_features, _count, scores) => {
    scores[favour] = (scores[favour] as number) + 10;
  },
});

describe("best tree", () => {
  it("finds what a look at every projective tree finds", () => {
    const room = new TreeRoom();
    for (const n of [1, 2, 3, 4]) {
      const all = trees(n);
      fc.assert(
        fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 36, maxLength: 36 }), (values) => {
          const size = n + 2;
          for (let i = 0; i < size * size; i++) room.scores[i] = values[i] as number;
          const sum = (heads: readonly number[]): number =>
            heads.reduce((total, head, i) => total + (room.scores[head * size + i + 1] as number), 0);
          const found = [...bestTree(room, n).subarray(1, n + 1)];
          expect(sum(found)).toBe(Math.max(...all.map(sum)));
        }),
        { numRuns: 60 },
      );
    }
  });
});

describe("second thoughts", () => {
  it("knows how a head stands to a word in the first tree", () => {
    const state = stateOf([1, 1, 1, 1], [2, 5, 2, 3], [0, 0, 0, 0]);
    expect(kinship(state, 2, 1)).toBe(KIN.head);
    expect(kinship(state, 3, 1)).toBe(KIN.sibling);
    expect(kinship(state, 2, 4)).toBe(KIN.grandparent);
    expect(kinship(state, 4, 3)).toBe(KIN.child);
    expect(kinship(state, 5, 4)).toBe(KIN.ancestor);
    expect(state.leftmost[2]).toBe(1);
    expect(state.rightmost[2]).toBe(3);
  });

  it("moves a word to the better head, labels it anew and leaves what is sure", () => {
    const state = stateOf([1, 2, 3], [4, 1, 2], [0, 1, 1]);
    const likely = new Uint8Array(ARC_CELLS);
    likely[arcCell(state, 1, 3)] = 200;
    const sureKey = labelKey(state, 2);
    const wanted = [ownFeature(state, 1, 3), ownFeature(state, 1, 2)];
    const arcs: Scorer = {
      classes: 1,
      add: (features, count, scores) => {
        for (const f of features.subarray(0, count)) {
          if (wanted.includes(f)) scores[0] = (scores[0] as number) + 100;
        }
      },
    };
    const reviser: Reviser = {
      arcs,
      labels: always(3, 2),
      rootLabel: 0,
      alone: withoutKin(["root", "nsubj", "obj"]),
      likely,
      sure: (key) => (key === sureKey ? Uint32Array.of(1) : null),
    };
    reviseTree(state, reviser, reviseRoom(reviser));
    expect([...state.heads.subarray(1, 4)]).toEqual([4, 1, 1]);
    expect([...state.labels.subarray(1, 4)]).toEqual([0, 1, 2]);
    expect(state.rightmost[1]).toBe(3);
  });

  it("leaves a label that led clearly when it was given, unless it has kin", () => {
    const state = stateOf([1, 2, 3], [4, 1, 2], [0, 1, 1]);
    state.leads.set([0, 0, 5000, 5]);
    const reviser: Omit<Reviser, "alone"> = {
      arcs: always(1, 0),
      labels: always(3, 2),
      rootLabel: 0,
      likely: new Uint8Array(ARC_CELLS),
      sure: () => null,
    };
    const labelsBeside = (labels: readonly string[]): number[] => {
      const mine = { ...reviser, alone: withoutKin(labels) };
      state.labels.set([0, 0, 1, 1]);
      reviseTree(state, mine, reviseRoom(mine));
      return [...state.labels.subarray(1, 4)];
    };
    expect(labelsBeside(["root", "nsubj", "obj"])).toEqual([0, 1, 2]);
    expect(labelsBeside(["root", "nsubj", "nsubj:pass"])).toEqual([0, 2, 2]);
  });
});

/** A feature that the arc head -> dependent has and no other arc of the sentence. */
function ownFeature(state: ParseState, head: number, dependent: number): number {
  const list = (h: number, d: number): number[] => {
    const out = new Int32Array(ARC_FEATURES);
    return [...out.subarray(0, arcFeatures(state, h, d, out))];
  };
  const others = new Set<number>();
  for (let h = 1; h <= state.length + 1; h++) {
    for (let d = 1; d <= state.length; d++) {
      if (h !== d && (h !== head || d !== dependent)) for (const f of list(h, d)) others.add(f);
    }
  }
  return list(head, dependent).find((f) => !others.has(f)) as number;
}
