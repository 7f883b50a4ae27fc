/** Where things happened, on an outline of the land that comes with the page. A place known only by its state is drawn broken. */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import landFile from "world-atlas/land-110m.json?url";
import { filterQuery, go, param } from "./address.ts";
import { get, useGet } from "./api.ts";
import { frameOf, outlineOf, placeAt, type Topology } from "./earth.ts";
import { labelsOf } from "./labels.ts";
import { useWidth } from "./measure.ts";
import { placeName, stateAt } from "./names.ts";
import { State, tone } from "./pieces.tsx";
import type { EventView, Part } from "./types.ts";
import { number, t } from "./words.ts";

interface Spot {
  readonly name: string;
  readonly at: readonly [number, number] | null;
  /** Known only by its state. */
  readonly rough: boolean;
  readonly events: readonly EventView[];
}

const w = 960;
const h = 460;

export function WorldMap() {
  const query = filterQuery.value;
  const answer = useGet<Part<EventView>>(`/api/timeline?light=1&limit=1500${query ? `&${query}` : ""}`);
  return (
    <section class="map" aria-label={t("nav.map")}>
      <State answer={answer.value} empty={(d) => d.items.length === 0}>
        {(data) => <Earth events={data.items} />}
      </State>
    </section>
  );
}

/** Events -> places with their events, the fullest first. */
function spotsOf(events: readonly EventView[]): readonly Spot[] {
  const found = new Map<string, EventView[]>();
  for (const e of events) {
    if (!e.place) continue;
    const list = found.get(e.place.name);
    if (list) list.push(e);
    else found.set(e.place.name, [e]);
  }
  return [...found]
    .map(([name, list]): Spot => {
      const place = list[0]!.place!;
      const exact = place.lat !== undefined && place.lon !== undefined;
      const at = exact ? ([place.lon!, place.lat!] as const) : place.country ? stateAt(place.country) : null;
      return { name, at, rough: !exact, events: list };
    })
    .sort((a, b) => b.events.length - a.events.length || (a.name < b.name ? -1 : 1));
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

function Earth({ events }: { events: readonly EventView[] }) {
  const spots = useMemo(() => spotsOf(events), [events]);
  const land = useSignal("");
  useEffect(() => {
    void get<Topology>(landFile).then(
      (topology) => {
        land.value = outlineOf(topology, "land", w, h);
      },
      () => undefined,
    );
  }, []);
  const placeless = events.length - spots.reduce((n, s) => n + s.events.length, 0);
  const drawn = spots.filter((s) => s.at);
  const whole = param("world") === "1";
  const box = useRef<HTMLDivElement>(null);
  const wide = useWidth(box).value;
  const high = Math.max(250, Math.min(640, wide * 0.48));
  const frame = whole
    ? `0 0 ${w} ${h}`
    : frameOf(
        drawn.map((s) => placeAt(s.at!, w, h)),
        w,
        h,
        wide / high,
      );
  const [left = 0, top = 0, across = w, down = h] = frame.split(" ").map(Number);
  // units of the picture in one pixel of the screen
  const scale = Math.max(across / wide, down / high);
  const dots = apart(
    drawn.map((s) => {
      const [x, y] = placeAt(s.at!, w, h);
      const r = Math.min(18, 3.5 + 2.5 * Math.sqrt(s.events.length));
      return { x: (x - left) / scale, y: (y - top) / scale, r, name: placeName(s.events[0]!.place!) };
    }),
  );
  const labels = labelsOf(dots, wide, high);
  return (
    <>
      <div class="bar">
        <h1>{t("map.title", { n: spots.length })}</h1>
        {placeless > 0 && <span class="faint">{t("map.placeless", { n: placeless })}</span>}
        <span class="space" />
        <button type="button" aria-pressed={whole} onClick={() => go({ world: whole ? null : "1" })}>
          {t("map.whole")}
        </button>
      </div>
      <div ref={box} class="world">
        <svg viewBox={frame} width={wide} height={high} aria-hidden="true">
          <path class="land" d={land.value} stroke-width={scale} />
          {drawn.map((s, i) => {
            const { x, y, r, name } = dots[i]!;
            const place = labels[i];
            const sum = s.events.reduce((n, e) => n + Math.sign(e.intensity), 0);
            return (
              <g
                key={s.name}
                class={`spot ${tone(sum)}${s.rough ? " rough" : ""}`}
                transform={`translate(${(left + x * scale).toFixed(2)} ${(top + y * scale).toFixed(2)}) scale(${scale.toFixed(4)})`}
                onClick={() => go({ open: `place:${s.name}` })}
              >
                <title>{`${name}: ${number(s.events.length)}`}</title>
                <circle r={r} />
                {place && (
                  <text x={place.dx} y={place.dy} text-anchor={place.anchor}>
                    {name}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      </div>
      <div class="legend">
        <span class="swatch good">{t("tone.good")}</span>
        <span class="swatch bad">{t("tone.bad")}</span>
        <span class="faint">{t("map.rough")}</span>
      </div>
      <div class="table-wrap">
        <table class="places narrow-table">
          <caption>{t("map.table")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("column.where")}</th>
              <th scope="col" class="count">
                {t("column.events")}
              </th>
            </tr>
          </thead>
          <tbody>
            {spots.map((s) => (
              <tr key={s.name}>
                <td>
                  <button type="button" class="link" onClick={() => go({ open: `place:${s.name}` })}>
                    <bdi>{placeName(s.events[0]!.place!)}</bdi>
                  </button>
                  {!s.at && <span class="faint"> {t("map.unknown")}</span>}
                </td>
                <td class="count">{number(s.events.length)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
