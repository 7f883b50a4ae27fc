/** Two sides: their relation month by month, with the months in which it turned, and the events. */
import { useCallback, useMemo } from "preact/hooks";
import { filterQuery, go, linkTo, subject } from "./address.ts";
import { useGet } from "./api.ts";
import { formatter } from "./dates.ts";
import { EventTable } from "./event-table.tsx";
import { useRows } from "./keys.ts";
import { type Slot, slotsOf } from "./months.ts";
import { nameOf } from "./names.ts";
import { State } from "./pieces.tsx";
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

const step = 34;
const middle = 70;
const reach = 52;

function Side({ actor }: { actor: Actor }) {
  return (
    <a class="plain" href={linkTo(`actor/${actor.id}`)}>
      <bdi>{nameOf(actor)}</bdi>
    </a>
  );
}

/** One month: cooperation above the line, conflict below, a triangle where the balance turned. */
function Column({ slot, x, tallest, name }: { slot: Slot; x: number; tallest: number; name: string }) {
  if (slot.kind === "gap")
    return (
      <text class="gap" x={x + step / 2} y={middle - 6} text-anchor="middle">
        ⋯
      </text>
    );
  const up = (slot.good / tallest) * reach;
  const down = (slot.bad / tallest) * reach;
  return (
    <g transform={`translate(${x} 0)`}>
      <rect class="good" x="6" width="20" y={middle - up} height={up} />
      <rect class="bad" x="6" width="20" y={middle} height={down} />
      {slot.turn && (
        <path
          class={`turn ${slot.turn}`}
          d={slot.turn === "good" ? `M16 ${middle - up - 12}l6 9h-12z` : `M16 ${middle + down + 12}l6-9h-12z`}
        />
      )}
      <text x="16" y="154" text-anchor="middle">
        {name}
      </text>
    </g>
  );
}

function Relation({ pair }: { pair: PairView }) {
  const events = pair.events.items;
  const ids = useMemo(() => events.map((e) => e.id), [events]);
  const open = useCallback((id: string) => go({ open: `event:${id}` }), []);
  useRows(ids, open);
  const slots = useMemo(() => slotsOf(pair.months, pair.turns), [pair]);
  const tallest = Math.max(1, ...pair.months.flatMap((m) => [m.cooperation, m.conflict]));
  const short = formatter({ month: "short", year: "2-digit" });
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
      <div class="months-wrap" tabIndex={0} role="group" aria-label={t("pair.table")}>
        <svg class="months" width={slots.length * step} height="164" aria-hidden="true">
          <line class="zero" x2={slots.length * step} y1={middle} y2={middle} />
          {slots.map((s, i) => (
            <Column
              key={i}
              slot={s}
              x={i * step}
              tallest={tallest}
              name={
                s.kind === "month" && (s.good > 0 || s.bad > 0 || s.month.endsWith("-01"))
                  ? short.format(date(s.month))
                  : ""
              }
            />
          ))}
        </svg>
      </div>
      <div class="legend">
        <span class="swatch good">{t("tone.good")}</span>
        <span class="swatch bad">{t("tone.bad")}</span>
        <span class="faint">▲▼ {t("pair.turn")}</span>
      </div>
      <details>
        <summary>{t("pair.table")}</summary>
        <table class="narrow-table">
          <thead>
            <tr>
              <th scope="col">{t("pair.month")}</th>
              <th scope="col" class="count">
                {t("tone.good")}
              </th>
              <th scope="col" class="count">
                {t("tone.bad")}
              </th>
            </tr>
          </thead>
          <tbody>
            {pair.months.map((m) => (
              <tr key={m.month}>
                <td>{format.format(date(m.month))}</td>
                <td class="count">{number(m.cooperation)}</td>
                <td class="count">{number(m.conflict)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <EventTable events={events} caption={t("actor.events", { n: pair.events.total })} />
    </section>
  );
}
