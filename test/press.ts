/** A small press for tests: few states and a handful of articles a day, so that nearly everything touches something. */
import { readings } from "../bench/synthetic.ts";
import type { Reading } from "../src/model/reading.ts";

/** The first `count` articles of the press of a seed. */
export function press(seed: number, count: number): Reading[] {
  const found: Reading[] = [];
  for (const r of readings({ seed, states: 4, outlets: 6, perDay: 3 })) {
    if (found.length === count) return found;
    found.push(r);
  }
  return found;
}
