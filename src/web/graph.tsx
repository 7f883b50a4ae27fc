/** The heaviest relations drawn as shapes: cooperation and conflict, as wide as there are independent origins. */
import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { go } from "./address.ts";
import { useClicks } from "./clicks.ts";
import { layout } from "./force.ts";
import { labelsOf } from "./labels.ts";
import { useWidth } from "./measure.ts";
import { nameOf } from "./names.ts";
import type { NetworkView } from "./types.ts";
import { language } from "./words.ts";

type Node = NetworkView["nodes"][number];
type Edge = NetworkView["edges"][number];

/** Most relations and actors drawn at once; the table holds all. */
const mostEdges = 130;
const mostNodes = 70;

/** The heaviest relations, or those about one actor, with the actors they join. */
export function partOf(data: NetworkView, ego: string | null): { nodes: readonly Node[]; edges: readonly Edge[] } {
  const near = new Set<string>(ego ? [ego] : []);
  if (ego)
    for (const e of data.edges) {
      if (e.left === ego) near.add(e.right);
      if (e.right === ego) near.add(e.left);
    }
  const own = (e: Edge) => (e.left === ego || e.right === ego ? 1 : 0);
  const heavy = data.edges
    .filter((e) => e.left !== e.right)
    .filter((e) => !ego || (near.has(e.left) && near.has(e.right)))
    .sort(
      (a, b) =>
        own(b) - own(a) ||
        b.events - a.events ||
        b.origins - a.origins ||
        (a.left + a.right < b.left + b.right ? -1 : 1),
    )
    .slice(0, mostEdges);
  const touched = new Set(heavy.flatMap((e) => [e.left, e.right]));
  // an actor whose relations are all to itself or cut off has nothing to show
  const nodes = data.nodes
    .filter((n) => touched.has(n.id) || n.id === ego)
    .sort((a, b) => Number(b.id === ego) - Number(a.id === ego) || b.events - a.events || (a.id < b.id ? -1 : 1))
    .slice(0, mostNodes);
  const kept = new Set(nodes.map((n) => n.id));
  const edges = heavy.filter((e) => kept.has(e.left) && kept.has(e.right));
  const joined = new Set(edges.flatMap((e) => [e.left, e.right]));
  return { nodes: nodes.filter((n) => joined.has(n.id) || n.id === ego), edges };
}

interface Props {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly ego: string | null;
  readonly onFocus: (id: string) => void;
}

export function Graph({ nodes, edges, ego, onFocus }: Props) {
  const places = useMemo(() => {
    const index = new Map(nodes.map((n, i) => [n.id, i]));
    const links = edges.map((e) => ({
      a: index.get(e.left)!,
      b: index.get(e.right)!,
      pull: Math.min(1, (e.cooperation + e.conflict) / 10),
    }));
    return layout(nodes.length, links, ego ? (index.get(ego) ?? null) : null);
  }, [nodes, edges]);
  const box = useRef<HTMLDivElement>(null);
  const { click, double } = useClicks((id) => go({ open: `actor:${id}` }), onFocus);
  const over = useSignal<string | null>(null);
  const w = useWidth(box).value;
  const h = Math.max(420, Math.min(680, w * 0.55));
  const margin = { x: Math.min(110, w * 0.16), y: 46 };
  const point = (i: number) => ({
    x: margin.x + places[2 * i]! * (w - 2 * margin.x),
    y: margin.y + places[2 * i + 1]! * (h - 2 * margin.y),
  });
  const index = useMemo(() => new Map(nodes.map((n, i) => [n.id, i])), [nodes]);
  const lit = over.value;
  const beside = new Set(
    lit ? edges.flatMap((e) => (e.left === lit ? [e.right] : e.right === lit ? [e.left] : [])) : [],
  );
  const most = useMemo(() => Math.max(1, ...edges.map((e) => e.origins)), [edges]);
  const heaviest = useMemo(() => Math.max(1, ...nodes.map((n) => n.events)), [nodes]);
  const radius = (n: Node) => (w < 600 ? 3 : 4) + (w < 600 ? 7 : 11) * Math.sqrt(n.events / heaviest);
  const labels = useMemo(
    () =>
      labelsOf(
        nodes.map((n, i) => ({ ...point(i), r: radius(n), name: clip(nameOf(n)) })),
        w,
        h,
      ),
    [nodes, places, w, h, language.value],
  );
  return (
    <div ref={box} class="graph">
      <svg viewBox={`0 0 ${w} ${h}`} width={w} height={h} aria-hidden="true" class={lit ? "dim" : undefined}>
        {edges.map((e) => (
          <EdgeShape
            key={`${e.left} ${e.right}`}
            edge={e}
            a={point(index.get(e.left)!)}
            b={point(index.get(e.right)!)}
            on={lit === e.left || lit === e.right}
            most={most}
            onOpen={() => go({ open: `pair:${e.left},${e.right}` })}
          />
        ))}
        {nodes.map((n, i) => {
          const { x, y } = point(i);
          const r = radius(n);
          const place = labels[i];
          const on = lit === n.id || beside.has(n.id);
          return (
            <g
              key={n.id}
              class={`node ${n.kind}${on ? " on" : ""}${n.id === ego ? " ego" : ""}`}
              transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
              data-node={n.id}
              onPointerEnter={() => {
                over.value = n.id;
              }}
              onPointerLeave={() => {
                over.value = null;
              }}
              onClick={() => click(n.id)}
              onDblClick={() => double(n.id)}
            >
              <circle r={r} />
              {(place || on) && (
                <text x={place?.dx ?? 0} y={place?.dy ?? r + 12} text-anchor={place?.anchor ?? "middle"}>
                  {clip(nameOf(n))}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

export const clip = (name: string): string => (name.length > 26 ? `${name.slice(0, 25)}…` : name);

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Width in pixels of the relation with most origins. */
const widest = 11;

/** Two strokes side by side: cooperation and conflict, each by its share of the width. */
function EdgeShape({
  edge,
  a,
  b,
  on,
  most,
  onOpen,
}: {
  edge: Edge;
  a: Point;
  b: Point;
  on: boolean;
  most: number;
  onOpen: () => void;
}) {
  const total = edge.cooperation + edge.conflict || 1;
  const width = 1.4 + (widest - 1.4) * Math.sqrt(edge.origins / Math.max(6, most));
  const good = (width * edge.cooperation) / total;
  const bad = (width * edge.conflict) / total;
  const d = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const nx = -(b.y - a.y) / d;
  const ny = (b.x - a.x) / d;
  const line = (off: number) => ({ x1: a.x + nx * off, y1: a.y + ny * off, x2: b.x + nx * off, y2: b.y + ny * off });
  return (
    <g class={on ? "edge on" : "edge"} data-edge={`${edge.left},${edge.right}`} onClick={onOpen}>
      <line class="aim" {...line(0)} />
      {good > 0 && <line class="good" {...line(bad / 2)} stroke-width={good} />}
      {bad > 0 && <line class="bad" {...line(-good / 2)} stroke-width={bad} />}
      {good + bad === 0 && <line class="even" {...line(0)} stroke-width="1.4" />}
    </g>
  );
}
