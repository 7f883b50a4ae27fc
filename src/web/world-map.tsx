/** Where things happened, on an outline of the land that comes with the page. A place known only by its state is drawn broken. */
import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useMemo, useRef } from "preact/hooks";
import landFile from "world-atlas/land-110m.json?url";
import { filterQuery } from "./address.ts";
import { get, useGet } from "./api.ts";
import { Floating } from "./card.tsx";
import { frameOf, outlineOf, placeAt, type Topology } from "./earth.ts";
import { useRows } from "./keys.ts";
import { labelsOf } from "./labels.ts";
import { type Lens, useLens } from "./lens.ts";
import { useWidth } from "./measure.ts";
import { placeName } from "./names.ts";
import { State, tone } from "./pieces.tsx";
import { openPlace, Places, type Spot, spotOf } from "./places.tsx";
import type { MapView } from "./types.ts";
import { t } from "./words.ts";
import { Zoom } from "./zoom.tsx";

/** The picture of the whole earth, in its own measure. */
const w = 960;
const h = 460;

export function WorldMap() {
  const query = filterQuery.value;
  const answer = useGet<MapView>(`/api/places${query ? `?${query}` : ""}`);
  return (
    <section class="map" aria-label={t("nav.map")}>
      <State answer={answer.value} empty={(d) => d.places.length === 0 && d.placeless === 0}>
        {(data) => <Earth data={data} />}
      </State>
    </section>
  );
}

/** Moves a dot that lies on an earlier one beside it: a state known only by its capital, and the capital. */
function apart<T extends { readonly x: number; readonly y: number; readonly r: number }>(
  dots: readonly T[],
): readonly T[] {
  const placed: T[] = [];
  for (const d of dots) {
    const under = placed.find((p) => Math.hypot(p.x - d.x, p.y - d.y) < Math.max(p.r, d.r));
    placed.push(under ? { ...d, x: under.x + under.r + d.r + 2, y: under.y - 4 } : d);
  }
  return placed;
}

function Earth({ data }: { data: MapView }) {
  const spots = useMemo(() => data.places.map(spotOf), [data]);
  const ids = useMemo(() => spots.map((s) => s.place.name), [spots]);
  const open = useCallback(openPlace, []);
  useRows(ids, open);
  return (
    <>
      <div class="bar">
        <h1>{t("map.title", { n: spots.length })}</h1>
        {data.placeless > 0 && <span class="faint">{t("map.placeless", { n: data.placeless })}</span>}
      </div>
      <Picture key={filterQuery.value} spots={spots} />
      <div class="legend">
        <span class="swatch good">{t("tone.good")}</span>
        <span class="swatch bad">{t("tone.bad")}</span>
        <span class="swatch precise">{t("map.precise")}</span>
        <span class="swatch rough">{t("map.rough")}</span>
      </div>
      <Places spots={spots} ids={ids} />
    </>
  );
}

function Picture({ spots }: { spots: readonly Spot[] }) {
  const land = useSignal("");
  useEffect(() => {
    void get<Topology>(landFile).then(
      (topology) => {
        land.value = outlineOf(topology, "land", w, h);
      },
      () => undefined,
    );
  }, []);
  const drawn = useMemo(() => spots.filter((s) => s.at), [spots]);
  const box = useRef<HTMLDivElement>(null);
  const wide = useWidth(box).value;
  const high = Math.max(250, Math.min(640, wide * 0.48));
  const hover = useSignal<{ spot: Spot; x: number; y: number } | null>(null);
  const fitted = (): Lens => {
    const points = drawn.map((s) => placeAt(s.at!, w, h));
    const [left = 0, top = 0, across = w] = frameOf(points, w, h, wide / high)
      .split(" ")
      .map(Number);
    const scale = wide / across;
    return { x: -left * scale, y: -top * scale, scale };
  };
  const moves = useSignal(0);
  void moves.value;
  const frame = useRef(0);
  const { lens, zoom, fit, handlers, busy, dragged } = useLens({
    box,
    w: wide,
    h: high,
    whole: fitted,
    limits: [Math.min(wide / w, high / h) * 0.9, 60],
    onMove: () => {
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(() => {
        moves.value += 1;
        hover.value = null;
      });
    },
  });
  const { x: left, y: top, scale } = lens.current;
  const dots = apart(
    drawn.map((s) => {
      const [x, y] = placeAt(s.at!, w, h);
      const r = Math.min(18, 3.5 + 2.5 * Math.sqrt(s.events));
      return { x: left + x * scale, y: top + y * scale, r, name: placeName(s.place) };
    }),
  );
  const labels = labelsOf(dots, wide, high);
  return (
    <div class="world-frame">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table beneath does the same for keys */}
      <div
        ref={box}
        class="world"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture takes keys of its own; the table beneath says the same
        tabIndex={0}
        role="group"
        aria-label={t("map.label")}
        {...handlers}
        onPointerOver={(e) => {
          const g = (e.target as Element).closest<SVGGElement>("g.spot");
          const spot = g && !busy() ? drawn[Number(g.dataset.spot)] : undefined;
          hover.value = spot && e.pointerType === "mouse" ? { spot, x: e.clientX, y: e.clientY } : null;
        }}
        onPointerLeave={() => {
          hover.value = null;
        }}
        onClick={(e) => {
          const g = (e.target as Element).closest<SVGGElement>("g.spot");
          const spot = g && !dragged() ? drawn[Number(g.dataset.spot)] : undefined;
          if (spot) openPlace(spot.place.name);
        }}
      >
        <svg viewBox={`0 0 ${wide} ${high}`} width={wide} height={high} aria-hidden="true">
          <path class="land" d={land.value} transform={`translate(${left} ${top}) scale(${scale})`} />
          {drawn.map((s, i) => {
            const { x, y, r, name } = dots[i]!;
            const label = labels[i];
            if (x < -20 || x > wide + 20 || y < -20 || y > high + 20) return null;
            return (
              <g
                key={s.place.name}
                class={`spot ${tone(s.cooperation - s.conflict)}${s.rough ? " rough" : ""}`}
                data-spot={i}
                transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
              >
                <circle r={r} />
                {label && (
                  <text x={label.dx} y={label.dy} text-anchor={label.anchor}>
                    {name}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      </div>
      <Zoom onZoom={zoom} onFit={fit} />
      {hover.value && (
        <Floating x={hover.value.x} y={hover.value.y}>
          <b>
            <bdi>{placeName(hover.value.spot.place)}</bdi>
          </b>
          <div class="card-line">
            {t("timeline.title", { n: hover.value.spot.events })}
            <span class="faint">{t(hover.value.spot.rough ? "map.rough" : "map.precise")}</span>
          </div>
        </Floating>
      )}
    </div>
  );
}
