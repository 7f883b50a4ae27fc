/** Two sides: their relation month by month, with the months in which it turned, and the events. */
import { useCallback, useMemo, useRef } from "preact/hooks";
import { filterQuery, go, linkTo, subject } from "./address.ts";
import { useGet } from "./api.ts";
import { formatter } from "./dates.ts";
import { EventTable } from "./event-table.tsx";
import { useRows } from "./keys.ts";
import { useWidth } from "./measure.ts";
import { type Slot, slotsOf } from "./months.ts";
import { kindText, nameOf } from "./names.ts";
import { EventTitle, State, tone } from "./pieces.tsx";
import { ToneCells, ToneHeads } from "./tones.tsx";
import type { Actor, PairView } from "./types.ts";
import { number, t } from "./words.ts";

export function Pair() {
  const [left = "", right = ""] = subject.value.split(",");
  const query = new URLSearchParams(filterQuery.value);
  query.set("pair", `${left},${right}`);
  query.set("limit", "1000");
  const answer = useGet<PairView>(`/api/pair?${query}`);
  return (
    <State answer={answer.value} empty={(d) => d.events.items.length === 0}>
      {(data) => <Relation pair={data} />}
    </State>
  );
}

/** Pixels of a month: as many as there is room for, between these. */
const narrowest = 34;
const widest = 150;
/** Height of the picture and of what its columns share out, upwards and downwards; beneath stand the months. */
const height = 236;
const reach = 156;
const above = 20;

function Side({ actor }: { actor: Actor }) {
  return (
    <a class="plain" href={linkTo(`actor/${actor.id}`)}>
      <bdi>{nameOf(actor)}</bdi>
    </a>
  );
}

/** One month: cooperation above the line, conflict below, a triangle where the balance turned. */
function Column(p: { slot: Slot; x: number; step: number; middle: number; unit: number; name: string; year: string }) {
  const { slot, x, step, middle, unit } = p;
  if (slot.kind === "gap")
    return (
      <text class="gap" x={x + step / 2} y={middle - 6} text-anchor="middle">
        ⋯
      </text>
    );
  const up = slot.good * unit;
  const down = slot.bad * unit;
  const wide = Math.min(40, step * 0.55);
  return (
    <g transform={`translate(${x + step / 2} 0)`}>
      {up > 0 && <rect class="good" x={-wide / 2} width={wide} y={middle - up} height={up} />}
      {down > 0 && <rect class="bad" x={-wide / 2} width={wide} y={middle} height={down} />}
      {slot.turn && (
        <path
          class={`turn ${slot.turn}`}
          d={slot.turn === "good" ? `M0 ${middle - up - 13}l6 9h-12z` : `M0 ${middle + down + 13}l6-9h-12z`}
        />
      )}
      <text y={height - 26} text-anchor="middle">
        {p.name}
      </text>
      <text class="year" y={height - 10} text-anchor="middle">
        {p.year}
      </text>
    </g>
  );
}

/** Is a month the first of its year that is drawn? */
function firstOfYear(slots: readonly Slot[], i: number): boolean {
  const s = slots[i];
  const before = slots[i - 1];
  return s?.kind === "month" && (before?.kind !== "month" || before.month.slice(0, 4) !== s.month.slice(0, 4));
}

function Relation({ pair }: { pair: PairView }) {
  const events = pair.events.items;
  const ids = useMemo(() => events.map((e) => e.id), [events]);
  const open = useCallback((id: string) => go({ open: `event:${id}` }), []);
  useRows(ids, open);
  const slots = useMemo(() => slotsOf(pair.months, pair.turns), [pair]);
  // both directions share one measure, and the room by how much of it each needs
  const up = Math.max(1, ...pair.months.map((m) => m.cooperation));
  const down = Math.max(1, ...pair.months.map((m) => m.conflict));
  const unit = reach / (up + down);
  const middle = above + up * unit;
  const box = useRef<HTMLDivElement>(null);
  const room = useWidth(box).value;
  const step = Math.min(widest, Math.max(narrowest, Math.floor((room - 2) / Math.max(1, slots.length))));
  const short = formatter({ month: "short" });
  const years = formatter({ year: "numeric" });
  const format = formatter({ month: "long", year: "numeric" });
  const date = (month: string) => new Date(`${month}-01T00:00:00Z`);
  return (
    <section class="pair" aria-label={t("nav.pair")}>
      <div class="bar">
        <h1>
          <Side actor={pair.left} /> – <Side actor={pair.right} />
        </h1>
        <span class="faint">{t("pair.note")}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus */}
      <div ref={box} class="months-wrap" tabIndex={0} role="group" aria-label={t("pair.table")}>
        <svg class="months" width={Math.max(slots.length * step, room - 2)} height={height} aria-hidden="true">
          <line class="zero" x2={Math.max(slots.length * step, room)} y1={middle} y2={middle} />
          {slots.map((s, i) => (
            <Column
              key={i}
              slot={s}
              x={i * step}
              step={step}
              middle={middle}
              unit={unit}
              name={s.kind === "month" ? short.format(date(s.month)) : ""}
              year={s.kind === "month" && firstOfYear(slots, i) ? years.format(date(s.month)) : ""}
            />
          ))}
        </svg>
      </div>
      <div class="legend">
        <span class="swatch good">{t("tone.good")}</span>
        <span class="swatch bad">{t("tone.bad")}</span>
        <span class="faint">▲▼ {t("pair.turn")}</span>
      </div>
      <Turns pair={pair} />
      <details>
        <summary>{t("pair.table")}</summary>
        <table class="narrow-table">
          <thead>
            <tr>
              <th scope="col">{t("pair.month")}</th>
              <ToneHeads />
            </tr>
          </thead>
          <tbody>
            {pair.months.map((m) => (
              <tr key={m.month}>
                <td>{format.format(date(m.month))}</td>
                <ToneCells of={m} />
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <EventTable events={events} caption={t("actor.events", { n: pair.events.total })} />
    </section>
  );
}

/** The months that turned the relation: from what balance to what, by which events. */
function Turns({ pair }: { pair: PairView }) {
  if (pair.turns.length === 0) return null;
  const format = formatter({ month: "long", year: "numeric" });
  const balance = (n: number) => <b class={tone(n)}>{n > 0 ? `+${number(n)}` : number(n)}</b>;
  return (
    <>
      <h2>{t("pair.turns", { n: pair.turns.length })}</h2>
      <ol class="turns">
        {pair.turns.map((turn) => (
          <li key={turn.month}>
            <span class="turn-month">{format.format(new Date(`${turn.month}-01T00:00:00Z`))}</span>
            <span class="turn-balance">
              {balance(turn.from)} <span class="faint">→</span> {balance(turn.to)}
            </span>
            <ul>
              {turn.events.flatMap((id) => {
                const e = pair.events.items.find((x) => x.id === id);
                return e
                  ? [
                      <li key={id}>
                        <button type="button" class="link" onClick={() => go({ open: `event:${id}` })}>
                          <EventTitle event={e} />
                        </button>{" "}
                        <span class="faint">{kindText(e)}</span>
                      </li>,
                    ]
                  : [];
              })}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}
