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

/** Slots beyond the number of keys: few, for what does not fit the processor's caches is slow. */
const SPARE = 1.25;

function slotsFor(count: number): { size: number; shift: number } {
  let bits = 4;
  while (2 ** bits < count * SPARE) bits++;
  return { size: 2 ** bits, shift: 32 - bits };
}

/** Bits of a filter for each key; most features of a text are unknown, and a miss here spares a look at the large table. */
const FILTER_BITS = 5;

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

/** The longest list of features that is scored at once. */
const MOST_FEATURES = 256;

/** Where the features of one call are narrowed down, for all tables: one call ends before the next begins. */
const left = new Int32Array(MOST_FEATURES);

/**
 * What both kinds of tables share. Features are looked up in passes (which may be known, where they stand, what they
 * weigh), so that no pass waits for the memory of another.
 */
abstract class HashedTable {
  protected readonly shift: number;
  protected readonly mask: number;
  protected readonly slots: Int32Array;
  private readonly width: number;
  private readonly bits: Int32Array;
  private readonly filterShift: number;

  /** Slots are `width` numbers wide: the key, then what `put` writes. */
  protected constructor(keys: Int32Array, width: number, put: (row: number, slots: Int32Array, at: number) => void) {
    const { size, shift } = slotsFor(keys.length);
    this.shift = shift;
    this.mask = size - 1;
    this.width = width;
    const slots = new Int32Array(size * width);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as number;
      let slot = key >>> shift;
      while (slots[slot * width] !== 0) slot = (slot + 1) & (size - 1);
      slots[slot * width] = key;
      put(i, slots, slot * width + 1);
    }
    this.slots = slots;
    const { bits, filterShift } = filterOf(keys);
    this.bits = bits;
    this.filterShift = filterShift;
  }

  /** Leaves in `left` where each feature stands that may be known (where it would, with nothing beside it, if it is not); returns their number. */
  protected find(features: Int32Array, count: number): number {
    const { bits, filterShift, slots, shift, mask, width } = this;
    let n = 0;
    for (let f = 0; f < count; f++) {
      const key = features[f] as number;
      const bit = key >>> filterShift;
      left[n] = key;
      n += ((bits[bit >>> 5] as number) >>> (bit & 31)) & 1;
    }
    for (let i = 0; i < n; i++) {
      const key = left[i] as number;
      let slot = key >>> shift;
      let found = slots[slot * width] as number;
      while (found !== key && found !== 0) {
        slot = (slot + 1) & mask;
        found = slots[slot * width] as number;
      }
      left[i] = slot * width + 1;
    }
    return n;
  }
}

/** A weight in a cell of 16 bits, below its class. */
const CELL_BITS = 10;
const CELL_ZERO = 1 << (CELL_BITS - 1);
const CELL_MASK = (1 << CELL_BITS) - 1;
/** Rows are read so many cells at a time, and filled up with cells of no weight. */
const STRIDE = 4;
const LENGTH_BITS = 8;

/** Writes a weight as cells that sum up to it; returns where the next cell goes. */
function putCells(cell: number, out: Uint16Array, at: number): number {
  let next = at;
  for (let rest = (cell & 0xffff) - 32768; rest !== 0; ) {
    const step = Math.max(-CELL_ZERO, Math.min(CELL_ZERO - 1, rest));
    out[next++] = ((cell >>> 16) << CELL_BITS) | (step + CELL_ZERO);
    rest -= step;
  }
  return next;
}

/** Room for all rows of a table. */
function cellsFor(cells: Uint32Array, rows: number): number {
  let count = rows * (STRIDE - 1) + cells.length;
  for (let c = 0; c < cells.length; c++) {
    const weight = ((cells[c] as number) & 0xffff) - 32768;
    if (weight <= -CELL_ZERO || weight >= CELL_ZERO) count += (Math.abs(weight) / (CELL_ZERO - 1)) | 0;
  }
  return count;
}

class SparseTable extends HashedTable implements Scorer {
  readonly classes: number;
  private readonly cells: Uint16Array;

  constructor({ keys, offsets, cells, classes }: TableData) {
    if (classes > 63) throw new RangeError("a sparse table holds at most 63 classes");
    const pool = new Uint16Array(cellsFor(cells, keys.length));
    let end = 0;
    super(keys, 2, (i, slots, at) => {
      const from = end;
      for (let c = offsets[i] as number; c < (offsets[i + 1] as number); c++)
        end = putCells(cells[c] as number, pool, end);
      while ((end - from) % STRIDE !== 0) pool[end++] = CELL_ZERO;
      slots[at] = (from << LENGTH_BITS) | (end - from);
    });
    this.classes = classes;
    this.cells = pool.slice(0, end);
  }

  add(features: Int32Array, count: number, scores: Int32Array): void {
    const n = this.find(features, count);
    const { slots, cells } = this;
    for (let i = 0; i < n; i++) left[i] = slots[left[i] as number] as number;
    for (let i = 0; i < n; i++) {
      const row = left[i] as number;
      let c = row >>> LENGTH_BITS;
      for (const to = c + (row & ((1 << LENGTH_BITS) - 1)); c < to; c += STRIDE) {
        const w = cells[c] as number;
        const x = cells[c + 1] as number;
        const y = cells[c + 2] as number;
        const z = cells[c + 3] as number;
        scores[w >>> CELL_BITS] = (scores[w >>> CELL_BITS] as number) + (w & CELL_MASK) - CELL_ZERO;
        scores[x >>> CELL_BITS] = (scores[x >>> CELL_BITS] as number) + (x & CELL_MASK) - CELL_ZERO;
        scores[y >>> CELL_BITS] = (scores[y >>> CELL_BITS] as number) + (y & CELL_MASK) - CELL_ZERO;
        scores[z >>> CELL_BITS] = (scores[z >>> CELL_BITS] as number) + (z & CELL_MASK) - CELL_ZERO;
      }
    }
  }
}

class PackedTable extends HashedTable implements Scorer {
  readonly classes: number;
  private readonly wide: boolean;

  constructor({ keys, offsets, cells, classes }: TableData) {
    if (classes > 4) throw new RangeError("a packed table holds at most 4 classes");
    const weights = new Int32Array(4);
    const wide = classes > 2;
    super(keys, wide ? 3 : 2, (i, slots, at) => {
      weights.fill(0);
      for (let c = offsets[i] as number; c < (offsets[i + 1] as number); c++) {
        const cell = cells[c] as number;
        weights[cell >>> 16] = (cell & 0xffff) - 32768;
      }
      slots[at] = ((weights[0] as number) & 0xffff) | ((weights[1] as number) << 16);
      if (wide) slots[at + 1] = ((weights[2] as number) & 0xffff) | ((weights[3] as number) << 16);
    });
    this.classes = classes;
    this.wide = wide;
  }

  add(features: Int32Array, count: number, scores: Int32Array): void {
    const n = this.find(features, count);
    const { slots } = this;
    addPairs(slots, n, 0, scores);
    if (this.wide) addPairs(slots, n, 1, scores);
  }
}

/** Adds the weights of two classes, which share a word `beside` the place of each feature. */
function addPairs(slots: Int32Array, count: number, beside: number, scores: Int32Array): void {
  let low = 0;
  let high = 0;
  for (let i = 0; i < count; i++) {
    const pair = slots[(left[i] as number) + beside] as number;
    low += (pair << 16) >> 16;
    high += pair >> 16;
  }
  scores[beside * 2] = (scores[beside * 2] as number) + low;
  scores[beside * 2 + 1] = (scores[beside * 2 + 1] as number) + high;
}

/** A scorer of many classes; each feature keeps only the classes that it weighs. At most 63 classes. */
export const sparseScorer = (data: TableData): Scorer => new SparseTable(data);

/** A scorer of at most four classes, whose weights lie beside the key in two words. */
export const packedScorer = (data: TableData): Scorer => new PackedTable(data);

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
