/** What two words of a sentence have to do with each other, as small numbers for features. */
import type { ParseState } from "./parse-state.ts";

/** A distance between two words, coarser as it grows: 0 to 7. */
export function near(distance: number): number {
  if (distance < 5) return distance;
  if (distance < 8) return 5;
  if (distance < 14) return 6;
  return 7;
}

/** Do two words agree in gender, number and person? Two bits for each: 0 unknown, 1 yes, 2 no. */
export function agreement(a: number, b: number): number {
  let out = 0;
  for (let shift = 0; shift < 6; shift += 2) {
    const x = (a >> shift) & 3;
    const y = (b >> shift) & 3;
    if (x !== 0 && y !== 0) out |= (x === y ? 1 : 2) << shift;
  }
  return out;
}

/** Commas between two positions, at most 3. */
export function commasBetween(s: ParseState, a: number, b: number): number {
  return Math.min(3, Math.abs((s.commas[b] as number) - (s.commas[a] as number)));
}

/** Does `to` stand deeper in brackets and quotes than `from` (1), less deep (-1) or as deep (0)? */
export function deeper(s: ParseState, from: number, to: number): number {
  return Math.max(-1, Math.min(1, (s.depths[to] as number) - (s.depths[from] as number)));
}
