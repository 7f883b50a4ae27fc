/** The pairs that an event relates, packed into one text with its weight and its origins; relations are counted off such texts. */
import { pack, unpackAt } from "./marks.ts";

export interface EventPairs {
  /** Intensity of the event, in halves at the finest. */
  readonly weight: number;
  readonly origins: number;
  readonly numbers: readonly number[];
}

const END = "~";
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
