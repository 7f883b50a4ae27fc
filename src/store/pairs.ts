/** The pairs that an event relates, packed into one text with its weight and its origins; relations are counted off such texts. */
import { pack, unpackAt } from "./marks.ts";

export interface EventPairs {
  /** Intensity of the event, in halves at the finest. */
  readonly weight: number;
  readonly origins: number;
  readonly numbers: readonly number[];
}

const END = "~";
const END_CODE = END.charCodeAt(0);
/** Intensities run from -10 to 10; they are packed as twice their distance from the least. */
const LEAST = -10;

/** Empty where nothing is related. */
export const packPairs = ({ weight, origins, numbers }: EventPairs): string =>
  numbers.length ? pack(Math.round((weight - LEAST) * 2)) + pack(origins) + numbers.map(pack).join("") + END : "";

/** What stands in one packed text, or in many of them put together. */
export function* pairsIn(text: string): Generator<EventPairs> {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf(END, at);
    const numbers: number[] = [];
    for (let i = at + 8; i < end; i += 4) numbers.push(unpackAt(text, i));
    yield { weight: unpackAt(text, at) / 2 + LEAST, origins: unpackAt(text, at + 4), numbers };
    at = end + 1;
  }
}

/** Sums of the pairs in a text, by their number. */
export interface PairSums {
  readonly events: Int32Array;
  readonly good: Float64Array;
  readonly bad: Float64Array;
  readonly origins: Int32Array;
}

/** Sums up many packed texts put together, in one pass; numbers run up to `size`. */
export function sumPairs(text: string, size: number): PairSums {
  const events = new Int32Array(size + 1);
  const good = new Float64Array(size + 1);
  const bad = new Float64Array(size + 1);
  const origins = new Int32Array(size + 1);
  for (let at = 0; at < text.length; at++) {
    const weight = unpackAt(text, at) / 2 + LEAST;
    const told = unpackAt(text, at + 4);
    for (at += 8; text.charCodeAt(at) !== END_CODE; at += 4) {
      const n = unpackAt(text, at);
      events[n]!++;
      origins[n]! += told;
      if (weight > 0) good[n]! += weight;
      else bad[n]! -= weight;
    }
  }
  return { events, good, bad, origins };
}
