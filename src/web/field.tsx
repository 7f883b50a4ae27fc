/** The whole network on a canvas: laid out in a worker, moved by wheel, drag and keys, ten thousand actors at a time. */
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { go } from "./address.ts";
import { useClicks } from "./clicks.ts";
import { type Colours, type Field as Drawn, drawField, drawLit, finderOf } from "./field-draw.ts";
import { clip } from "./graph.tsx";
import { useLens } from "./lens.ts";
import { useWidth } from "./measure.ts";
import { nameOf } from "./names.ts";
import type { NetworkView } from "./types.ts";
import { language, t } from "./words.ts";
import { Zoom } from "./zoom.tsx";

/** Rounds of the layout: fewer where there is more to do. */
const roundsOf = (n: number): number => (n > 8000 ? 70 : n > 4000 ? 110 : n > 1000 ? 180 : 300);

/** Height of the field where its width is one. */
const flat = 0.55;

/** Milliseconds without motion after which all is drawn again. */
const rest = 140;

/** The page's colours as a canvas takes them. */
function coloursOf(el: HTMLElement): Colours {
  const probe = document.createElement("span");
  el.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const [ground, ink, accent, good, bad] = ["raised", "ink", "accent", "good", "bad"].map(colour) as [
    string,
    string,
    string,
    string,
    string,
  ];
  probe.remove();
  return { ground, ink, accent, good, bad };
}

export function Field({ data, onFocus }: { data: NetworkView; onFocus: (id: string) => void }) {
  const places = useSignal<Float64Array | null>(null);
  const parts = useMemo(() => {
    const nodes = [...data.nodes].sort((a, b) => b.events - a.events || (a.id < b.id ? -1 : 1));
    const index = new Map(nodes.map((n, i) => [n.id, i]));
    const edges = data.edges
      .filter((e) => e.left !== e.right)
      .map((e) => ({
        a: index.get(e.left)!,
        b: index.get(e.right)!,
        events: e.events,
        bad: e.conflict > e.cooperation,
      }))
      .sort((a, b) => b.events - a.events);
    return { nodes, edges };
  }, [data]);
  useEffect(() => {
    places.value = null;
    const worker = new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = (e: MessageEvent<Float64Array>) => {
      places.value = e.data;
    };
    worker.postMessage({
      n: parts.nodes.length,
      links: parts.edges.map((e) => ({ a: e.a, b: e.b, pull: Math.min(1, e.events / 10) })),
      rounds: roundsOf(parts.nodes.length),
    });
    return () => worker.terminate();
  }, [parts]);
  const field = useMemo(
    (): Drawn | null =>
      places.value && {
        nodes: parts.nodes.map((n) => ({ id: n.id, name: clip(nameOf(n)), kind: n.kind, events: n.events })),
        edges: parts.edges,
        at: places.value.map((v, i) => (i % 2 ? v * flat : v)),
      },
    [parts, places.value, language.value],
  );
  return (
    <div class="graph">
      {field ? (
        <Canvas field={field} onFocus={onFocus} />
      ) : (
        <p class="laying faint" role="status">
          {t("network.laying")}
        </p>
      )}
    </div>
  );
}

function Canvas({ field, onFocus }: { field: Drawn; onFocus: (id: string) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const under = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const w = useWidth(box).value;
  const h = Math.max(420, Math.min(720, w * 0.6));
  const lit = useRef<number | null>(null);
  const { click, double } = useClicks((id) => go({ open: `actor:${id}` }), onFocus);
  const frame = useRef(0);
  const resting = useRef<ReturnType<typeof setTimeout>>();
  const colours = useRef<Colours | null>(null);
  const find = useMemo(() => finderOf(field), [field]);

  const paint = (moves: boolean) => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const [a, b] = [under.current, above.current];
      const [g, o] = [a?.getContext("2d"), b?.getContext("2d")];
      if (!a || !g || !o || !box.current) return;
      colours.current ??= coloursOf(box.current);
      drawField(g, field, lens.current, { w, h }, colours.current, moves);
      drawLit(o, field, lit.current, lens.current, { w, h }, colours.current);
      a.dataset.drawn = moves ? "moving" : "whole";
    });
    clearTimeout(resting.current);
    if (moves) resting.current = setTimeout(() => paint(false), rest);
  };
  const { lens, zoom, fit, handlers, busy, dragged } = useLens({
    box,
    w,
    h,
    whole: () => {
      const scale = Math.min(w - 60, (h - 60) / flat);
      return { x: (w - scale) / 2, y: (h - scale * flat) / 2, scale };
    },
    limits: [200, 60_000],
    onMove: (_, moves) => paint(moves),
  });

  useLayoutEffect(() => {
    const sharp = devicePixelRatio || 1;
    for (const c of [under.current, above.current]) {
      if (!c) continue;
      c.width = Math.round(w * sharp);
      c.height = Math.round(h * sharp);
      c.getContext("2d")?.setTransform(sharp, 0, 0, sharp, 0, 0);
    }
    paint(false);
    const redress = () => {
      colours.current = null;
      paint(false);
    };
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", redress);
    const dressed = new MutationObserver(redress);
    dressed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      cancelAnimationFrame(frame.current);
      clearTimeout(resting.current);
      dark.removeEventListener("change", redress);
      dressed.disconnect();
    };
  }, [field, w, h]);

  const at = (e: { clientX: number; clientY: number }): number | null => {
    const edge = box.current?.getBoundingClientRect();
    if (!edge) return null;
    const { x, y, scale } = lens.current;
    return find((e.clientX - edge.left - x) / scale, (e.clientY - edge.top - y) / scale, 14 / scale);
  };
  const hover = (now: number | null, el: HTMLElement) => {
    if (now === lit.current) return;
    lit.current = now;
    el.style.cursor = now === null ? "" : "pointer";
    const o = above.current?.getContext("2d");
    if (o && colours.current) drawLit(o, field, now, lens.current, { w, h }, colours.current);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table beneath does the same for keys */}
      <div
        ref={box}
        class="field"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture takes keys of its own; the table beneath says the same
        tabIndex={0}
        role="group"
        aria-label={t("network.field")}
        style={{ height: `${h}px` }}
        {...handlers}
        onPointerMove={(e) => {
          handlers.onPointerMove(e);
          if (!busy()) hover(at(e), e.currentTarget);
        }}
        onPointerLeave={(e) => hover(null, e.currentTarget)}
        onClick={(e) => {
          const i = dragged() ? null : at(e);
          if (i !== null) click(field.nodes[i]!.id);
        }}
        onDblClick={(e) => {
          const i = at(e);
          if (i !== null) double(field.nodes[i]!.id);
        }}
      >
        <canvas ref={under} />
        <canvas ref={above} />
      </div>
      <Zoom onZoom={zoom} onFit={fit} />
    </>
  );
}
