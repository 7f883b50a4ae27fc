/** Places the nodes of a network: a force layout that starts from a spiral and knows no chance, so it never differs. */

import { Quadtree } from "./quadtree.ts";

/** Above so many nodes far ones push together. */
const exact = 300;

export interface Link {
  readonly a: number;
  readonly b: number;
  /** 0..1: how strongly it pulls. */
  readonly pull: number;
}

/** Positions of `n` nodes within the unit square, [x0, y0, x1, y1 ...]; node `centre` stays in the middle. */
export function layout(n: number, links: readonly Link[], centre: number | null, rounds = 300): Float64Array {
  const at = new Float64Array(n * 2);
  const push = new Float64Array(n * 2);
  const turn = Math.PI * (3 - Math.sqrt(5));
  for (let i = 0; i < n; i++) {
    const r = Math.sqrt((i + 0.5) / Math.max(1, n)) * 0.5;
    at[2 * i] = Math.cos(i * turn) * r;
    at[2 * i + 1] = Math.sin(i * turn) * r;
  }
  if (centre !== null) {
    at[2 * centre] = 0;
    at[2 * centre + 1] = 0;
  }
  const tree = n > exact ? new Quadtree(n) : null;
  const ideal = 0.9 / Math.sqrt(Math.max(1, n));
  for (let round = 0; round < rounds; round++) {
    const heat = 0.08 * (1 - round / rounds) ** 2 + 0.0005;
    push.fill(0);
    if (tree) {
      tree.fill(at, n);
      for (let i = 0; i < n; i++) tree.repel(at, i, ideal * ideal, push);
    } else pushApart(at, n, ideal * ideal, push);
    for (let i = 0; i < n; i++) {
      push[2 * i]! -= at[2 * i]! * 0.35;
      push[2 * i + 1]! -= at[2 * i + 1]! * 0.35;
    }
    for (const l of links) {
      const dx = at[2 * l.a]! - at[2 * l.b]!;
      const dy = at[2 * l.a + 1]! - at[2 * l.b + 1]!;
      const d = Math.sqrt(dx * dx + dy * dy) + 1e-6;
      const f = ((d - ideal) / d) * (0.4 + l.pull);
      push[2 * l.a]! -= dx * f;
      push[2 * l.a + 1]! -= dy * f;
      push[2 * l.b]! += dx * f;
      push[2 * l.b + 1]! += dy * f;
    }
    for (let i = 0; i < n; i++) {
      if (i === centre) continue;
      const dx = push[2 * i]!;
      const dy = push[2 * i + 1]!;
      const d = Math.sqrt(dx * dx + dy * dy) + 1e-9;
      const step = Math.min(d * 0.5, heat);
      at[2 * i]! += (dx / d) * step;
      at[2 * i + 1]! += (dy / d) * step;
    }
  }
  return toUnit(at, n);
}

/** Every node away from every other. */
function pushApart(at: Float64Array, n: number, strength: number, push: Float64Array): void {
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const dx = at[2 * i]! - at[2 * j]!;
      const dy = at[2 * i + 1]! - at[2 * j + 1]!;
      const f = strength / (dx * dx + dy * dy + 1e-6);
      push[2 * i]! += dx * f;
      push[2 * i + 1]! += dy * f;
      push[2 * j]! -= dx * f;
      push[2 * j + 1]! -= dy * f;
    }
}

function toUnit(at: Float64Array, n: number): Float64Array {
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    x0 = Math.min(x0, at[2 * i]!);
    x1 = Math.max(x1, at[2 * i]!);
    y0 = Math.min(y0, at[2 * i + 1]!);
    y1 = Math.max(y1, at[2 * i + 1]!);
  }
  for (let i = 0; i < n; i++) {
    at[2 * i] = x1 > x0 ? (at[2 * i]! - x0) / (x1 - x0) : 0.5;
    at[2 * i + 1] = y1 > y0 ? (at[2 * i + 1]! - y0) / (y1 - y0) : 0.5;
  }
  return at;
}
