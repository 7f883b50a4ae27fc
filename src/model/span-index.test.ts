import fc from "fast-check";
import { expect, it } from "vitest";
import { overlaps } from "./span.ts";
import { SpanIndex } from "./span-index.ts";

const span = fc.tuple(fc.nat(9000), fc.nat(3000)).map(([start, length]) => ({ start, end: start + length + 1 }));

it("finds what a look at every item finds, in the order of adding", () => {
  fc.assert(
    fc.property(fc.array(fc.array(span, { maxLength: 3 })), fc.array(span, { maxLength: 3 }), (items, asked) => {
      const index = new SpanIndex<number>();
      items.forEach((spans, i) => {
        index.add(i, spans);
      });
      const all = items.flatMap((spans, i) => (spans.some((a) => asked.some((b) => overlaps(a, b))) ? [i] : []));
      expect(index.over(...asked)).toEqual(all);
    }),
  );
});
