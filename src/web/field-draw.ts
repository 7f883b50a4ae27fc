/** Draws a network of thousands on a canvas: every relation a line, every actor a dot, names where there is room. */
import { labelsOf } from "./labels.ts";
import type { Lens } from "./lens.ts";

export interface FieldNode {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly events: number;
}

/** A relation by the places of its actors in the list, with its weight, and whether it leans to conflict. */
export interface FieldEdge {
  readonly a: number;
  readonly b: number;
  readonly events: number;
  readonly bad: boolean;
}

export interface Field {
  readonly nodes: readonly FieldNode[];
  /** The heaviest first. */
  readonly edges: readonly FieldEdge[];
  /** [x0, y0, x1, y1 ...] in a measure whose width is one. */
  readonly at: Float64Array;
}

export interface Colours {
  readonly ground: string;
  readonly ink: string;
  readonly accent: string;
  readonly good: string;
  readonly bad: string;
}

/** Relations and actors drawn while the picture moves. */
const inMotion = 700;
const actorsInMotion = 4000;
/** Names shown at once. */
const mostNames = 60;

const radiusOf = (n: FieldNode, heaviest: number, lens: Lens): number =>
  Math.min(13, (1.2 + 9 * Math.sqrt(n.events / heaviest)) * Math.min(1.6, Math.max(0.6, lens.scale / 900)));

/** The whole field; fewer relations while it `moves`. */
export function drawField(
  g: CanvasRenderingContext2D,
  field: Field,
  lens: Lens,
  size: { readonly w: number; readonly h: number },
  colours: Colours,
  moves: boolean,
): void {
  const { nodes, edges, at } = field;
  const { w, h } = size;
  const px = (i: number) => lens.x + at[2 * i]! * lens.scale;
  const py = (i: number) => lens.y + at[2 * i + 1]! * lens.scale;
  g.clearRect(0, 0, w, h);
  const drawn = moves ? Math.min(inMotion, edges.length) : edges.length;
  g.lineWidth = edges.length > 600 ? 1 : 1.8;
  for (const bad of [false, true]) {
    g.beginPath();
    for (let k = 0; k < drawn; k++) {
      const e = edges[k]!;
      if (e.bad !== bad) continue;
      const x0 = px(e.a);
      const y0 = py(e.a);
      const x1 = px(e.b);
      const y1 = py(e.b);
      // a line wholly to one side of the window is not seen
      if ((x0 < 0 && x1 < 0) || (x0 > w && x1 > w) || (y0 < 0 && y1 < 0) || (y0 > h && y1 > h)) continue;
      g.moveTo(x0, y0);
      g.lineTo(x1, y1);
    }
    g.globalAlpha = edges.length > 2000 ? 0.22 : edges.length > 600 ? 0.4 : 0.6;
    g.strokeStyle = bad ? colours.bad : colours.good;
    g.stroke();
  }
  g.globalAlpha = 1;
  const heaviest = nodes[0]?.events || 1;
  const named: { x: number; y: number; r: number; name: string }[] = [];
  g.fillStyle = colours.accent;
  g.beginPath();
  for (let i = Math.min(nodes.length, moves ? actorsInMotion : nodes.length) - 1; i >= 0; i--) {
    const x = px(i);
    const y = py(i);
    if (x < -20 || x > w + 20 || y < -20 || y > h + 20) continue;
    const r = radiusOf(nodes[i]!, heaviest, lens);
    // thousands of small ones: squares are drawn much faster than circles, and nobody sees the difference
    if (r < 2.2 && nodes.length > 1500) g.fillRect(x - r, y - r, 2 * r, 2 * r);
    else {
      g.moveTo(x + r, y);
      g.arc(x, y, r, 0, 2 * Math.PI);
    }
  }
  g.fill();
  for (let i = 0; i < nodes.length && named.length < mostNames; i++) {
    const x = px(i);
    const y = py(i);
    if (x < 0 || x > w || y < 0 || y > h) continue;
    named.push({ x, y, r: radiusOf(nodes[i]!, heaviest, lens), name: nodes[i]!.name });
  }
  if (!moves) writeNames(g, named, size, colours);
}

function writeNames(
  g: CanvasRenderingContext2D,
  dots: readonly { x: number; y: number; r: number; name: string }[],
  { w, h }: { readonly w: number; readonly h: number },
  colours: Colours,
): void {
  g.font = "12px system-ui, sans-serif";
  g.lineJoin = "round";
  g.lineWidth = 3;
  g.strokeStyle = colours.ground;
  g.fillStyle = colours.ink;
  for (const [i, place] of labelsOf(dots, w, h).entries()) {
    if (!place) continue;
    const d = dots[i]!;
    g.textAlign = place.anchor === "middle" ? "center" : place.anchor;
    g.strokeText(d.name, d.x + place.dx, d.y + place.dy);
    g.fillText(d.name, d.x + place.dx, d.y + place.dy);
  }
}

/** One actor with its relations over a dimmed field. */
export function drawLit(
  g: CanvasRenderingContext2D,
  field: Field,
  lit: number | null,
  lens: Lens,
  size: { readonly w: number; readonly h: number },
  colours: Colours,
): void {
  g.clearRect(0, 0, size.w, size.h);
  if (lit === null) return;
  const { nodes, edges, at } = field;
  const px = (i: number) => lens.x + at[2 * i]! * lens.scale;
  const py = (i: number) => lens.y + at[2 * i + 1]! * lens.scale;
  g.globalAlpha = 0.8;
  g.fillStyle = colours.ground;
  g.fillRect(0, 0, size.w, size.h);
  g.globalAlpha = 1;
  const beside = [lit];
  g.lineWidth = 1.6;
  for (const e of edges) {
    if (e.a !== lit && e.b !== lit) continue;
    beside.push(e.a === lit ? e.b : e.a);
    g.strokeStyle = e.bad ? colours.bad : colours.good;
    g.beginPath();
    g.moveTo(px(e.a), py(e.a));
    g.lineTo(px(e.b), py(e.b));
    g.stroke();
  }
  const heaviest = nodes[0]?.events || 1;
  g.fillStyle = colours.accent;
  const dots = beside.map((i) => {
    const r = Math.max(3, radiusOf(nodes[i]!, heaviest, lens));
    g.beginPath();
    g.arc(px(i), py(i), r, 0, 2 * Math.PI);
    g.fill();
    return { x: px(i), y: py(i), r, name: nodes[i]!.name };
  });
  writeNames(g, dots.slice(0, mostNames), size, colours);
}

/** Cells along each side of the index of places. */
const cells = 80;

/** Finds the actor nearest to a point within `reach`, or null. */
export function finderOf(field: Field): (x: number, y: number, reach: number) => number | null {
  const index = new Map<number, number[]>();
  const cell = (v: number) => Math.max(0, Math.min(cells - 1, Math.floor(v * cells)));
  for (let i = 0; i < field.nodes.length; i++) {
    const key = cell(field.at[2 * i]!) * cells + cell(field.at[2 * i + 1]!);
    const list = index.get(key);
    if (list) list.push(i);
    else index.set(key, [i]);
  }
  return (x, y, reach) => {
    let best: number | null = null;
    let nearest = reach;
    for (let cx = cell(x - reach); cx <= cell(x + reach); cx++)
      for (let cy = cell(y - reach); cy <= cell(y + reach); cy++)
        for (const i of index.get(cx * cells + cy) ?? []) {
          const d = Math.hypot(field.at[2 * i]! - x, field.at[2 * i + 1]! - y);
          if (d < nearest) {
            nearest = d;
            best = i;
          }
        }
    return best;
  };
}
