/** Near-duplicate texts: wire copy that many outlets print. MinHash over runs of five words, in bands. */
import { fold } from "../model/words.ts";

const ROWS = 4;
const BANDS = 12;
const SIZE = ROWS * BANDS;

const seeds = Uint32Array.from({ length: SIZE }, (_, i) => Math.imul(i + 1, 0x9e3779b1) ^ 0x5bd1e995);

/** The sketch of a text: 48 least hashes; null where the text is too short to tell. Only its first 20,000 units count. */
export function sketchOf(text: string): Uint32Array | null {
  const words = fold(text.slice(0, 20_000)).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < 24) return null;
  const hashes = Uint32Array.from(words, hash32);
  const sketch = new Uint32Array(SIZE).fill(0xffffffff);
  for (let i = 0; i + 5 <= hashes.length; i++) {
    let h = 0x811c9dc5;
    for (let j = 0; j < 5; j++) h = Math.imul(h ^ hashes[i + j]!, 0x01000193) ^ (h >>> 13);
    for (let k = 0; k < SIZE; k++) {
      let x = Math.imul(h ^ seeds[k]!, 0x85ebca6b);
      x = (x ^ (x >>> 15)) >>> 0;
      if (x < sketch[k]!) sketch[k] = x;
    }
  }
  return sketch;
}

function hash32(word: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** Keys that two texts share if they are much alike; each is a number below 2^48. */
export function bandsOf(sketch: Uint32Array): number[] {
  return Array.from({ length: BANDS }, (_, b) => {
    let h = 0x811c9dc5 ^ b;
    for (let r = 0; r < ROWS; r++) h = Math.imul(h ^ sketch[b * ROWS + r]!, 0x01000193) ^ (h >>> 11);
    return b * 0x1_0000_0000 + (h >>> 0);
  });
}

/** Share of equal places, an estimate of how much of the text is common. */
export function likeness(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let i = 0; i < SIZE; i++) if (a[i] === b[i]) same++;
  return same / SIZE;
}

/** From here on two texts count as one text. */
export const COPY = 0.5;

/** A sketch as bytes, and back. */
export const sketchBits = (sketch: Uint32Array): Uint8Array =>
  new Uint8Array(sketch.buffer, sketch.byteOffset, sketch.byteLength);

export const sketchFrom = (bits: Uint8Array): Uint32Array => new Uint32Array(new Uint8Array(bits).buffer);
