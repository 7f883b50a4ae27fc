/** An averaged perceptron over hashed features that grows as it learns and is frozen into a small table. */
import { packedScorer, type Scorer, sparseScorer, type TableData } from "../annotate/tables.ts";

/** Steps of a frozen weight within one update's worth. */
const STEPS = 24;

/** A model in training: scores like the frozen one, and learns. Weights are floats, averaged when frozen. */
export class Perceptron implements Scorer {
  readonly classes: number;
  private keys: Int32Array;
  private rowOf: Int32Array;
  private mask: number;
  private rows = 0;
  private weights: Float32Array;
  private sums: Float32Array;
  private hits: Uint16Array;
  private step = 1;
  /** One update adds this much; scores are integers in the frozen model, so keep it well above 1. */
  private readonly unit = 1;

  constructor(classes: number, bits = 18) {
    this.classes = classes;
    this.keys = new Int32Array(2 ** bits);
    this.rowOf = new Int32Array(2 ** bits);
    this.mask = 2 ** bits - 1;
    this.weights = new Float32Array(2 ** (bits - 1) * classes);
    this.sums = new Float32Array(2 ** (bits - 1) * classes);
    this.hits = new Uint16Array(2 ** (bits - 1));
  }

  get size(): number {
    return this.rows;
  }

  private find(key: number): number {
    let slot = (key ^ (key >>> 16)) & this.mask;
    for (;;) {
      const found = this.keys[slot] as number;
      if (found === key) return this.rowOf[slot] as number;
      if (found === 0) return -1;
      slot = (slot + 1) & this.mask;
    }
  }

  private row(key: number): number {
    const known = this.find(key);
    if (known >= 0) return known;
    if (this.rows * 2 >= this.keys.length) this.grow();
    let slot = (key ^ (key >>> 16)) & this.mask;
    while (this.keys[slot] !== 0) slot = (slot + 1) & this.mask;
    this.keys[slot] = key;
    this.rowOf[slot] = this.rows;
    return this.rows++;
  }

  private grow(): void {
    const size = this.keys.length * 2;
    const keys = new Int32Array(size);
    const rowOf = new Int32Array(size);
    const mask = size - 1;
    for (let i = 0; i < this.keys.length; i++) {
      const key = this.keys[i] as number;
      if (key === 0) continue;
      let slot = (key ^ (key >>> 16)) & mask;
      while (keys[slot] !== 0) slot = (slot + 1) & mask;
      keys[slot] = key;
      rowOf[slot] = this.rowOf[i] as number;
    }
    this.keys = keys;
    this.rowOf = rowOf;
    this.mask = mask;
    const weights = new Float32Array((size / 2) * this.classes);
    weights.set(this.weights);
    this.weights = weights;
    const sums = new Float32Array((size / 2) * this.classes);
    sums.set(this.sums);
    this.sums = sums;
    const hits = new Uint16Array(size / 2);
    hits.set(this.hits);
    this.hits = hits;
  }

  /** Adds the current weights; `scores` may be Int32Array (weights are whole numbers) or floats. */
  add(features: Int32Array, count: number, scores: Int32Array | Float32Array): void {
    const { classes, weights } = this;
    for (let f = 0; f < count; f++) {
      const row = this.find(features[f] as number);
      if (row < 0) continue;
      const base = row * classes;
      for (let c = 0; c < classes; c++) scores[c] = (scores[c] as number) + (weights[base + c] as number);
    }
  }

  /** Counts one decision; call once for each, updated or not. */
  tick(): void {
    this.step++;
  }

  /** Moves the features' weights towards `right` and away from `wrong`. */
  update(features: Int32Array, count: number, right: number, wrong: number, amount = this.unit): void {
    const { classes } = this;
    const weighted = amount * this.step;
    for (let f = 0; f < count; f++) {
      const row = this.row(features[f] as number);
      const base = row * classes;
      const { weights, sums, hits } = this;
      weights[base + right] = (weights[base + right] as number) + amount;
      sums[base + right] = (sums[base + right] as number) + weighted;
      weights[base + wrong] = (weights[base + wrong] as number) - amount;
      sums[base + wrong] = (sums[base + wrong] as number) - weighted;
      const hit = hits[row] as number;
      if (hit < 65535) hits[row] = hit + 1;
    }
  }

  /** Adds `amount` to one class's weight of each feature. */
  adjust(features: Int32Array, count: number, at: number, amount: number): void {
    const weighted = amount * this.step;
    for (let f = 0; f < count; f++) {
      const row = this.row(features[f] as number);
      const cell = row * this.classes + at;
      this.weights[cell] = (this.weights[cell] as number) + amount;
      this.sums[cell] = (this.sums[cell] as number) + weighted;
      const hit = this.hits[row] as number;
      if (hit < 65535) this.hits[row] = hit + 1;
    }
  }

  /**
   * The averaged weights in steps of 1 / STEPS. Features updated fewer than `minimum` times, and weights that round to
   * nothing, are dropped.
   */
  freeze(minimum: number): TableData {
    const { classes } = this;
    const kept: { key: number; row: number }[] = [];
    for (let i = 0; i < this.keys.length; i++) {
      const key = this.keys[i] as number;
      if (key !== 0 && (this.hits[this.rowOf[i] as number] as number) >= minimum) {
        kept.push({ key, row: this.rowOf[i] as number });
      }
    }
    kept.sort((a, b) => (a.key >>> 0) - (b.key >>> 0));
    const average = (at: number): number => (this.weights[at] as number) - (this.sums[at] as number) / this.step;
    const keys: number[] = [];
    const offsets: number[] = [0];
    const cells: number[] = [];
    for (const { key, row } of kept) {
      const before = cells.length;
      for (let c = 0; c < classes; c++) {
        const weight = Math.max(-32767, Math.min(32767, Math.round(average(row * classes + c) * STEPS)));
        if (weight !== 0) cells.push((c << 16) | (weight + 32768));
      }
      if (cells.length === before) continue;
      keys.push(key);
      offsets.push(cells.length);
    }
    return { classes, keys: Int32Array.from(keys), offsets: Int32Array.from(offsets), cells: Uint32Array.from(cells) };
  }

  /** The frozen model of now, as a scorer. */
  averaged(minimum = 1): Scorer {
    const table = this.freeze(minimum);
    return this.classes <= 4 ? packedScorer(table) : sparseScorer(table);
  }
}
