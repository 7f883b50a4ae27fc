import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packedScorer, type Scorer, sparseScorer, type TableData } from "./tables.ts";

type Rows = Map<number, Map<number, number>>;

/** Rows of weights by key and class. */
const rows = (classes: number): fc.Arbitrary<Rows> =>
  fc
    .dictionary(
      fc.integer({ min: 1, max: 0xffffffff }).map(String),
      fc.dictionary(fc.nat(classes - 1).map(String), fc.integer({ min: -3000, max: 3000 }), { minKeys: 1 }),
      { maxKeys: 60 },
    )
    .map(
      (all) =>
        new Map(
          Object.entries(all).map(([key, row]) => [
            Number(key),
            new Map(Object.entries(row).map(([c, w]): [number, number] => [Number(c), w])),
          ]),
        ),
    );

function tableOf(all: Rows, classes: number): TableData {
  const keys = [...all.keys()].sort((a, b) => a - b);
  const offsets = [0];
  const cells: number[] = [];
  for (const key of keys) {
    for (const [c, w] of all.get(key) ?? []) cells.push((c << 16) | (w + 32768));
    offsets.push(cells.length);
  }
  return { classes, keys: Int32Array.from(keys), offsets: Int32Array.from(offsets), cells: Uint32Array.from(cells) };
}

describe.each<[string, number, (data: TableData) => Scorer]>([
  ["sparse", 40, sparseScorer],
  ["packed, one class", 1, packedScorer],
  ["packed, four classes", 4, packedScorer],
])("%s", (_, classes, make) => {
  it("adds the weights of the features that it knows to what stood there", () => {
    fc.assert(
      fc.property(
        rows(classes),
        fc.array(fc.integer({ min: 1, max: 0xffffffff }), { maxLength: 40 }),
        (all, others) => {
          const features = Int32Array.from([...all.keys(), ...others, ...all.keys()]);
          const scores = new Int32Array(Math.max(4, classes)).fill(7);
          make(tableOf(all, classes)).add(features, features.length, scores);
          const sums = new Int32Array(scores.length).fill(7);
          for (const feature of features)
            for (const [c, w] of all.get(feature >>> 0) ?? []) sums[c] = (sums[c] as number) + w;
          expect([...scores]).toEqual([...sums]);
        },
      ),
    );
  });
});
