/** Points gathered into squares, so that far ones push together: Barnes and Hut, over plain arrays. */

/** Depth below which points that lie on one another share a square. */
const deepest = 24;
/** A square that is seen smaller than this, side by distance, counts as one point. */
const coarse = 1.1;

export class Quadtree {
  readonly #capacity: number;
  readonly #child: Int32Array;
  readonly #mass: Float64Array;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #side: Float64Array;
  /** The point of a square that holds one alone, else -1. */
  readonly #point: Int32Array;
  readonly #stack: Int32Array;
  #used = 0;

  constructor(points: number) {
    this.#capacity = Math.max(64, points * 8);
    this.#child = new Int32Array(this.#capacity * 4);
    this.#mass = new Float64Array(this.#capacity);
    this.#x = new Float64Array(this.#capacity);
    this.#y = new Float64Array(this.#capacity);
    this.#side = new Float64Array(this.#capacity);
    this.#point = new Int32Array(this.#capacity);
    this.#stack = new Int32Array(4 * deepest + 64);
  }

  /** Gathers `n` points, [x0, y0, x1, y1 ...]. */
  fill(at: Float64Array, n: number): void {
    let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < n; i++) {
      x0 = Math.min(x0, at[2 * i]!);
      x1 = Math.max(x1, at[2 * i]!);
      y0 = Math.min(y0, at[2 * i + 1]!);
      y1 = Math.max(y1, at[2 * i + 1]!);
    }
    this.#used = 0;
    this.#open(Math.max(x1 - x0, y1 - y0, 1e-9));
    for (let i = 0; i < n; i++) this.#add(at, i, (x0 + x1) / 2, (y0 + y1) / 2);
    for (let q = 0; q < this.#used; q++) {
      const mass = this.#mass[q]!;
      if (mass > 0) {
        this.#x[q]! /= mass;
        this.#y[q]! /= mass;
      }
    }
  }

  #open(side: number): number {
    const q = this.#used++;
    this.#child.fill(0, 4 * q, 4 * q + 4);
    this.#mass[q] = 0;
    this.#x[q] = 0;
    this.#y[q] = 0;
    this.#side[q] = side;
    this.#point[q] = -1;
    return q;
  }

  #add(at: Float64Array, i: number, middleX: number, middleY: number): void {
    const x = at[2 * i]!;
    const y = at[2 * i + 1]!;
    let q = 0;
    let cx = middleX;
    let cy = middleY;
    for (let depth = 0; ; depth++) {
      const lone = this.#mass[q] === 0;
      const other = this.#point[q]!;
      this.#mass[q]! += 1;
      this.#x[q]! += x;
      this.#y[q]! += y;
      if (lone) {
        this.#point[q] = i;
        return;
      }
      if (depth >= deepest || this.#used >= this.#capacity - 2) {
        this.#point[q] = -1;
        return;
      }
      const quarter = this.#side[q]! / 4;
      if (other >= 0) {
        // the one that was here alone moves a floor down
        const ox = at[2 * other]!;
        const oy = at[2 * other + 1]!;
        const down = this.#below(q, ox >= cx, oy >= cy);
        this.#mass[down] = 1;
        this.#x[down] = ox;
        this.#y[down] = oy;
        this.#point[down] = other;
        this.#point[q] = -1;
      }
      const right = x >= cx;
      const low = y >= cy;
      q = this.#below(q, right, low);
      cx += right ? quarter : -quarter;
      cy += low ? quarter : -quarter;
    }
  }

  #below(q: number, right: boolean, low: boolean): number {
    const slot = 4 * q + (right ? 1 : 0) + (low ? 2 : 0);
    let down = this.#child[slot]!;
    if (down === 0) {
      down = this.#open(this.#side[q]! / 2);
      this.#child[slot] = down;
    }
    return down;
  }

  /** Adds to `push` what all others do to point `i`: `strength / distance`, away from them. */
  repel(at: Float64Array, i: number, strength: number, push: Float64Array): void {
    const x = at[2 * i]!;
    const y = at[2 * i + 1]!;
    let top = 0;
    this.#stack[top++] = 0;
    let fx = 0;
    let fy = 0;
    while (top > 0) {
      const q = this.#stack[--top]!;
      if (this.#point[q] === i) continue;
      const dx = x - this.#x[q]!;
      const dy = y - this.#y[q]!;
      const d2 = dx * dx + dy * dy + 1e-9;
      const side = this.#side[q]!;
      const first = 4 * q;
      const leaf =
        this.#child[first] === 0 &&
        this.#child[first + 1] === 0 &&
        this.#child[first + 2] === 0 &&
        this.#child[first + 3] === 0;
      if (leaf || side * side < coarse * coarse * d2) {
        const f = (strength * this.#mass[q]!) / d2;
        fx += dx * f;
        fy += dy * f;
        continue;
      }
      for (let k = 0; k < 4; k++) {
        const down = this.#child[first + k]!;
        if (down !== 0) this.#stack[top++] = down;
      }
    }
    push[2 * i]! += fx;
    push[2 * i + 1]! += fy;
  }
}
