/** The best projective tree of a short sentence under scores of its arcs (Eisner's algorithm), in buffers that are kept. */

/** Longer sentences are not weighed arc by arc: time grows with the third power. */
export const LONGEST_WEIGHED = 80;

/** Below every score: an arc that is not to be had. */
export const NEVER = -1e7;

/** Buffers for sentences of up to LONGEST_WEIGHED words. */
export class TreeRoom {
  private readonly cells = (LONGEST_WEIGHED + 2) ** 2;
  /** Scores of arcs at [head * size + dependent] with size = n + 2; the root is n + 1. */
  readonly scores = new Float64Array(this.cells);
  readonly heads = new Int32Array(LONGEST_WEIGHED + 2);
  readonly openLeft = new Float64Array(this.cells);
  readonly openRight = new Float64Array(this.cells);
  readonly shutLeft = new Float64Array(this.cells);
  readonly shutRight = new Float64Array(this.cells);
  readonly openAt = new Uint8Array(this.cells);
  readonly shutLeftAt = new Uint8Array(this.cells);
  readonly shutRightAt = new Uint8Array(this.cells);
  readonly walk: number[] = [];
}

/** Fills room.heads[1..n] with the best tree under room.scores; the root n + 1 gets one child. */
export function bestTree(room: TreeRoom, n: number): Int32Array {
  const { scores, heads, openLeft, openRight, shutLeft, shutRight, openAt, shutLeftAt, shutRightAt } = room;
  const size = n + 2;
  for (let i = 1; i <= n; i++) {
    shutLeft[i * size + i] = 0;
    shutRight[i * size + i] = 0;
  }
  for (let width = 1; width < n; width++) {
    for (let i = 1; i + width <= n; i++) {
      const j = i + width;
      const cell = i * size + j;
      let top = Number.NEGATIVE_INFINITY;
      let at = i;
      for (let k = i; k < j; k++) {
        const sum = (shutRight[i * size + k] as number) + (shutLeft[(k + 1) * size + j] as number);
        if (sum > top) {
          top = sum;
          at = k;
        }
      }
      openLeft[cell] = top + (scores[j * size + i] as number);
      openRight[cell] = top + (scores[cell] as number);
      openAt[cell] = at;
      let left = Number.NEGATIVE_INFINITY;
      let right = Number.NEGATIVE_INFINITY;
      for (let k = i; k < j; k++) {
        const sum = (shutLeft[i * size + k] as number) + (openLeft[k * size + j] as number);
        if (sum > left) {
          left = sum;
          shutLeftAt[cell] = k;
        }
        const other = (openRight[i * size + k + 1] as number) + (shutRight[(k + 1) * size + j] as number);
        if (other > right) {
          right = other;
          shutRightAt[cell] = k + 1;
        }
      }
      shutLeft[cell] = left;
      shutRight[cell] = right;
    }
  }
  let top = Number.NEGATIVE_INFINITY;
  let first = 1;
  for (let r = 1; r <= n; r++) {
    const sum =
      (shutLeft[size + r] as number) + (shutRight[r * size + n] as number) + (scores[(n + 1) * size + r] as number);
    if (sum > top) {
      top = sum;
      first = r;
    }
  }
  heads[first] = n + 1;
  readBack(room, size, first, n);
  return heads;
}

const SHUT_LEFT = 0;
const SHUT_RIGHT = 1;
const OPEN_LEFT = 2;
const OPEN_RIGHT = 3;

/** Follows the remembered choices down from the root's child. */
function readBack(room: TreeRoom, size: number, first: number, n: number): void {
  const { heads, walk } = room;
  walk.push(SHUT_LEFT, 1, first, SHUT_RIGHT, first, n);
  while (walk.length > 0) {
    const j = walk.pop() as number;
    const i = walk.pop() as number;
    const kind = walk.pop() as number;
    if (i === j) continue;
    const cell = i * size + j;
    if (kind === SHUT_LEFT) {
      const k = room.shutLeftAt[cell] as number;
      walk.push(SHUT_LEFT, i, k, OPEN_LEFT, k, j);
    } else if (kind === SHUT_RIGHT) {
      const k = room.shutRightAt[cell] as number;
      walk.push(OPEN_RIGHT, i, k, SHUT_RIGHT, k, j);
    } else {
      if (kind === OPEN_LEFT) heads[i] = j;
      else heads[j] = i;
      const k = room.openAt[cell] as number;
      walk.push(SHUT_RIGHT, i, k, SHUT_LEFT, k + 1, j);
    }
  }
}
