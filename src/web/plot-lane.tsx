/** One lane of the timeline: its label, how many events it holds, and their marks. */
import { useMemo, useRef } from "preact/hooks";
import { filterQuery, linkTo } from "./address.ts";
import { type Lane, type Mark, marksOf, type Scale } from "./lanes.ts";
import { kindText, sideName } from "./names.ts";
import { StatusShape, tone } from "./pieces.tsx";
import type { EventView } from "./types.ts";
import { language, number, t } from "./words.ts";

const rowHeight = 22;

/** Height of a lane in pixels; where the window is narrow its label stands above its marks. */
export const heightOf = (lane: Lane, narrow: boolean): number => lane.rows * rowHeight + 16 + (narrow ? 14 : 0);

interface RowProps {
  readonly lane: Lane;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly scale: Scale;
  readonly labels: number;
  /** While the window moves no mark has a caption: words are what takes longest to draw. */
  readonly moves: boolean;
  readonly opened: string | null;
  readonly pointed: string | null;
  readonly onUndated: (events: readonly EventView[]) => void;
}

/** A lane with its label and its marks. */
export function LaneRow({ lane, index, top, height, scale, labels, moves, opened, pointed, onUndated }: RowProps) {
  const marks = marksOf(lane, scale);
  const head = labels === 0 ? 14 : 0;
  const undated = useRef(onUndated);
  undated.current = onUndated;
  // the label is the same in every frame of a motion
  const title = useMemo(
    () => <Title lane={lane} labels={labels} onUndated={(list) => undated.current(list)} />,
    [lane, labels, language.value, filterQuery.value],
  );
  return (
    <div class="lane" style={{ top: `${top}px`, height: `${height}px` }}>
      {title}
      <svg width={scale.width} height={height}>
        {marks.map((m, i) => (
          <MarkShape
            key={m.events[0]!.id}
            mark={m}
            lane={index}
            index={i}
            y={head + 8 + m.row * rowHeight + rowHeight / 2}
            on={opened !== null && m.events.some((e) => e.id === opened)}
            near={pointed !== null && m.events.some((e) => e.id === pointed)}
            bare={moves}
          />
        ))}
      </svg>
    </div>
  );
}

interface TitleProps {
  readonly lane: Lane;
  readonly labels: number;
  readonly onUndated: (events: readonly EventView[]) => void;
}

/** Whose lane it is, and how many events it holds. */
function Title({ lane, labels, onUndated }: TitleProps) {
  const undated = lane.events.length - lane.dated.length;
  const [a, b] = lane.sides;
  return (
    <div class="lane-label" style={labels ? { width: `${labels}px` } : {}}>
      <a class="plain" href={b ? linkTo(`pair/${a},${b}`) : linkTo(`actor/${a}`)} tabIndex={-1}>
        <bdi>{lane.sides.map((s) => (s === "?" ? t("event.nobody") : sideName(s, lane.actors))).join(" – ")}</bdi>
      </a>
      <span class="lane-counts">
        {number(lane.dated.length)}
        {undated > 0 && (
          <button
            type="button"
            class="link"
            tabIndex={-1}
            title={t("timeline.undated", { n: undated })}
            onClick={() => onUndated(lane.events.filter((e) => !e.date))}
          >
            +{number(undated)}?
          </button>
        )}
      </span>
    </div>
  );
}

function MarkShape(p: {
  mark: Mark;
  lane: number;
  index: number;
  y: number;
  on: boolean;
  near: boolean;
  bare: boolean;
}) {
  const { mark } = p;
  const event = mark.events[0]!;
  const many = mark.events.length > 1;
  const sum = mark.events.reduce((n, e) => n + Math.sign(e.intensity), 0);
  const wide = mark.x1 - mark.x0 > 16;
  const width = Math.min(mark.x1, 4000) - Math.max(mark.x0, -40);
  const text = many || p.bare ? "" : kindText(event).split(" · ").at(-1)!;
  const changed = !many && event.history.some((h) => h.status !== event.history[0]!.status);
  return (
    <g
      class={`mark ${tone(sum)}${p.on ? " on" : ""}${p.near ? " near" : ""}`}
      data-lane={p.lane}
      data-mark={p.index}
      transform={`translate(${mark.x.toFixed(1)} ${p.y})`}
    >
      {wide && (
        <rect
          class={many ? "interval many" : "interval"}
          x={Math.max(mark.x0, -40) - mark.x}
          y="-4"
          width={Math.max(0, width)}
          height="8"
          rx="4"
        />
      )}
      <circle class="aim" r="11" />
      {many ? (
        <>
          <circle class="cluster" r="9" />
          <text class="count" y="3.5" text-anchor="middle">
            {mark.events.length > 99 ? "99+" : mark.events.length}
          </text>
        </>
      ) : (
        <StatusShape status={event.status} />
      )}
      {changed && <circle class="changed" cx="6.5" cy="-6.5" r="2.6" />}
      {text && mark.room > text.length * 6 + 14 && (
        <text class="caption" x="12" y="4">
          {text}
        </text>
      )}
    </g>
  );
}
