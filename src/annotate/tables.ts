/** Frozen linear models: hash tables from a feature to its weights, scored by adding small integers. */

/** Scores of classes: anything that adds a feature list's weights into `scores`. */
export interface Scorer {
  readonly classes: number;
  /** Adds the weights of the first `count` features to `scores`, which the caller has cleared. */
  add(features: Int32Array, count: number, scores: Int32Array): void;
}

/** Features with their weights, the shape that is kept on disk: keys ascending as unsigned numbers. */
export interface TableData {
  readonly classes: number;
  readonly keys: Int32Array;
  /** Row i is cells[offsets[i], offsets[i + 1]): `class << 16 | weight + 32768`, or plain numbers below 65536. */
  readonly offsets: Int32Array;
  readonly cells: Uint32Array;
}

function slotsFor(count: number): { size: number; shift: number } {
  let bits = 4;
  while (2 ** bits < count * 1.6) bits++;
  return { size: 2 ** bits, shift: 32 - bits };
}

/** Bits of a filter for each key; most features of a text are unknown, and a miss here spares a look at the large table. */
const FILTER_BITS = 8;

/** A set of the first bits of the keys: where the bit `key >>> shift` is not set, the key is not in the table. */
function filterOf(keys: Int32Array): { bits: Int32Array; filterShift: number } {
  let width = 10;
  while (2 ** width < keys.length * FILTER_BITS && width < 23) width++;
  const bits = new Int32Array(2 ** (width - 5));
  const filterShift = 32 - width;
  for (let i = 0; i < keys.length; i++) {
    const bit = (keys[i] as number) >>> filterShift;
    bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << (bit & 31));
  }
  return { bits, filterShift };
}

/** A scorer of many classes; each feature keeps only the classes that it weighs. At most 63 classes. */
export function sparseScorer(data: TableData): Scorer {
  const { keys, offsets, cells, classes } = data;
  if (classes > 63) throw new RangeError("a sparse table holds at most 63 classes");
  const { size, shift } = slotsFor(keys.length);
  const { bits, filterShift } = filterOf(keys);
  const mask = size - 1;
  const slots = new Int32Array(size * 2);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    let slot = key >>> shift;
    while (slots[slot * 2] !== 0) slot = (slot + 1) & mask;
    const from = offsets[i] as number;
    slots[slot * 2] = key;
    slots[slot * 2 + 1] = (from << 6) | ((offsets[i + 1] as number) - from);
  }
  return {
    classes,
    add(features, count, scores) {
      for (let f = 0; f < count; f++) {
        const key = features[f] as number;
        const bit = key >>> filterShift;
        if ((((bits[bit >>> 5] as number) >>> (bit & 31)) & 1) === 0) continue;
        let slot = key >>> shift;
        let found = slots[slot * 2] as number;
        while (found !== key && found !== 0) {
          slot = (slot + 1) & mask;
          found = slots[slot * 2] as number;
        }
        if (found === 0) continue;
        const row = slots[slot * 2 + 1] as number;
        const from = row >>> 6;
        const to = from + (row & 63);
        for (let c = from; c < to; c++) {
          const cell = cells[c] as number;
          scores[cell >>> 16] = (scores[cell >>> 16] as number) + (cell & 0xffff) - 32768;
        }
      }
    },
  };
}

/** A scorer of at most four classes, whose weights lie beside the key in two words. */
export function packedScorer(data: TableData): Scorer {
  const { keys, offsets, cells, classes } = data;
  if (classes > 4) throw new RangeError("a packed table holds at most 4 classes");
  const { size, shift } = slotsFor(keys.length);
  const { bits, filterShift } = filterOf(keys);
  const mask = size - 1;
  const slots = new Int32Array(size * 3);
  const weights = new Int32Array(4);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    let slot = key >>> shift;
    while (slots[slot * 3] !== 0) slot = (slot + 1) & mask;
    weights.fill(0);
    for (let c = offsets[i] as number; c < (offsets[i + 1] as number); c++) {
      const cell = cells[c] as number;
      weights[cell >>> 16] = (cell & 0xffff) - 32768;
    }
    slots[slot * 3] = key;
    slots[slot * 3 + 1] = ((weights[0] as number) & 0xffff) | ((weights[1] as number) << 16);
    slots[slot * 3 + 2] = ((weights[2] as number) & 0xffff) | ((weights[3] as number) << 16);
  }
  return {
    classes,
    add(features, count, scores) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let f = 0; f < count; f++) {
        const key = features[f] as number;
        const bit = key >>> filterShift;
        if ((((bits[bit >>> 5] as number) >>> (bit & 31)) & 1) === 0) continue;
        let slot = key >>> shift;
        let found = slots[slot * 3] as number;
        while (found !== key && found !== 0) {
          slot = (slot + 1) & mask;
          found = slots[slot * 3] as number;
        }
        if (found === 0) continue;
        const low = slots[slot * 3 + 1] as number;
        const high = slots[slot * 3 + 2] as number;
        s0 += (low << 16) >> 16;
        s1 += low >> 16;
        s2 += (high << 16) >> 16;
        s3 += high >> 16;
      }
      scores[0] = (scores[0] as number) + s0;
      scores[1] = (scores[1] as number) + s1;
      scores[2] = (scores[2] as number) + s2;
      scores[3] = (scores[3] as number) + s3;
    },
  };
}

/** Looks keys up in a table as lists of numbers (of a lexicon): null where the key is unknown. */
export function listLookup(data: TableData): (key: number) => Uint32Array | null {
  const { keys, offsets, cells } = data;
  const { size, shift } = slotsFor(keys.length);
  const mask = size - 1;
  const slots = new Int32Array(size);
  for (let i = 0; i < keys.length; i++) {
    let slot = (keys[i] as number) >>> shift;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = i + 1;
  }
  return (key) => {
    let slot = key >>> shift;
    for (;;) {
      const i = slots[slot] as number;
      if (i === 0) return null;
      if (keys[i - 1] === key) return cells.subarray(offsets[i - 1] as number, offsets[i] as number);
      slot = (slot + 1) & mask;
    }
  };
}
