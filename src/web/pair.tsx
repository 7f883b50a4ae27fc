/** Two sides: their relation month by month, with the months in which it turned, and the events. */
import { useCallback, useMemo } from "preact/hooks";
import { filterQuery, go, linkTo, subject } from "./address.ts";
import { useGet } from "./api.ts";
import { formatter } from "./dates.ts";
import { EventTable } from "./event-table.tsx";
import { useRows } from "./keys.ts";
import { stateName } from "./names.ts";
import { nameOf } from "./names.ts";
import { monthsOf } from "./months.ts";
import { State } from "./pieces.tsx";
import type { EventView, Part } from "./types.ts";
import { number, t } from "./words.ts";

export function Pair() {
  const [left = "", right = ""] = subject.value.split(",");
  const query = new URLSearchParams(filterQuery.value);
  query.set("pair", `${left},${right}`);
  query.set("limit", "5000");
  const answer = useGet<Part<EventView>>(`/api/pair?${query}`);
  return (
    <State answer={answer.value} empty={(d) => d.items.length === 0}>
      {(data) => <Relation left={left} right={right} events={data.items} />}
    </State>
  );
}

function Relation({ left, right, events }: { left: string; right: string; events: readonly EventView[] }) {
  const ids = useMemo(() => events.map((e) => e.id), [events]);
  const open = useCallback((id: string) => go({ open: `event:${id}` }), []);
  useRows(ids, open);
  const months = useMemo(() => monthsOf(events), [events]);
  const name = (id: string) => {
    const actor = events.flatMap((e) => [...e.actors, ...e.recipients]).find((a) => a.id === id);
    return actor ? nameOf(actor) : stateName(id);
  };
  const tallest = Math.max(1, ...months.flatMap((m) => [m.good, m.bad]));
  const format = formatter({ month: "short", year: "numeric" });
  const step = Math.max(1, Math.ceil(months.length / 12));
  return (
    <section class="pair" aria-label={t("nav.pair")}>
      <div class="bar">
        <h1>
          <a class="plain" href={linkTo(`actor/${left}`)}><bdi>{name(left)}</bdi></a> – <a class="plain" href={linkTo(`actor/${right}`)}><bdi>{name(right)}</bdi></a>
        </h1>
      </div>
      <div class="months-wrap">
        <svg class="months" viewBox={`0 0 ${Math.max(12, months.length) * 24} 130`} aria-hidden="true">
          <line class="zero" x2={Math.max(12, months.length) * 24} y1="55" y2="55" />
          {months.map((m, i) => (
            <g key={m.month} transform={`translate(${i * 24} 0)`}>
              <rect class="good" x="4" width="15" y={55 - (m.good / tallest) * 44} height={(m.good / tallest) * 44} />
              <rect class="bad" x="4" width="15" y="55" height={(m.bad / tallest) * 44} />
              {m.turn && <path class={`turn ${m.turn}`} d={m.turn === "good" ? "M11.5 1l5 7h-10z" : "M11.5 109l5-7h-10z"} />}
              {i % step === 0 && <text x="4" y="124">{format.format(new Date(`${m.month}-01T00:00:00Z`))}</text>}
            </g>
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
              <th scope="col" class="count">{t("tone.good")}</th>
              <th scope="col" class="count">{t("tone.bad")}</th>
            </tr>
          </thead>
          <tbody>
            {months.filter((m) => m.good || m.bad).map((m) => (
              <tr key={m.month}>
                <td>{format.format(new Date(`${m.month}-01T00:00:00Z`))}</td>
                <td class="count">{number(m.good)}</td>
                <td class="count">{number(m.bad)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <EventTable events={events} caption={t("actor.events", { n: events.length })} />
    </section>
  );
}
