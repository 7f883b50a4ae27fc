/** Counts how treebanks hang their marks, for languages whose treebanks agree. */
import { type MarkHabits, markPlaces, markRoom } from "../annotate/mark-habits.ts";
import { findPairs, freeWords } from "../annotate/punctuate.ts";
import type { GoldSentence } from "./conllu.ts";

/** A situation must be seen so often. */
const LEAST = 4;

/** For each situation the kind of place that is right most often; rougher situations are only asked where these miss. */
export function countHabits(sentences: readonly GoldSentence[]): MarkHabits {
  const hits = new Map<string, { all: number; right: Int32Array }>();
  const places = markRoom();
  for (const { words, heads: gold } of sentences) {
    const n = words.length;
    const heads = gold.slice();
    const marks = Uint8Array.from([0, ...words.map((w) => (w.deprel === "punct" ? 1 : 0))]);
    const root = freeWords(heads, marks, n);
    if (root === 0) continue;
    const tree = {
      heads,
      marks,
      formOf: (i: number) => words[i - 1]?.form ?? "",
      labelOf: (i: number) => words[i - 1]?.deprel ?? "",
      isConjunct: () => false,
      habits: null,
    };
    const partner = findPairs(tree, n);
    for (let i = 1; i <= n; i++) {
      if (!marks[i] || partner[i]) continue;
      for (const situation of markPlaces(tree, i, n, root, places)) {
        let seen = hits.get(situation);
        if (!seen) hits.set(situation, (seen = { all: 0, right: markRoom() }));
        seen.all++;
        for (let kind = 0; kind < places.length; kind++)
          if (places[kind] && places[kind] === gold[i]) seen.right[kind] = (seen.right[kind] as number) + 1;
      }
    }
  }
  const out: Record<string, number> = {};
  for (const [situation, { all, right }] of [...hits].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (all >= LEAST) out[situation] = right.indexOf(Math.max(...right));
  }
  return out;
}
