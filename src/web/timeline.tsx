/** Events on lanes by pair or by actor, and the same events as a table beneath. */
import { useSignal } from "@preact/signals";
import { useCallback, useMemo } from "preact/hooks";
import { go, mostEvents, param, timelinePath } from "./address.ts";
import { useGet } from "./api.ts";
import { EventTable } from "./event-table.tsx";
import { current, useRows } from "./keys.ts";
import { type Grouping, lanesOf } from "./lanes.ts";
import { Legend } from "./legend.tsx";
import { State } from "./pieces.tsx";
import { Plot } from "./plot.tsx";
import type { EventView, Part } from "./types.ts";
import { t } from "./words.ts";

export function Timeline() {
  const answer = useGet<Part<EventView>>(timelinePath.value);
  return (
    <State answer={answer.value} empty={(d) => d.items.length === 0}>
      {(data) => <Events events={data.items} total={data.total} />}
    </State>
  );
}

function Events({ events, total }: { events: readonly EventView[]; total: number }) {
  const by = (param("lanes") === "actor" ? "actor" : "pair") as Grouping;
  const lanes = useMemo(() => lanesOf(events, by), [events, by]);
  const ids = useMemo(() => events.map((e) => e.id), [events]);
  const open = useCallback((id: string) => {
    current.value = id;
    go({ open: `event:${id}` });
  }, []);
  useRows(ids, open);
  const only = useSignal<readonly string[] | null>(null);
  const undated = useMemo(() => events.filter((e) => !e.date).map((e) => e.id), [events]);
  const drawn = useMemo(() => lanes.filter((l) => l.events.some((e) => e.date)), [lanes]);
  const shown = only.value ? events.filter((e) => only.value!.includes(e.id)) : events;
  return (
    <section class="timeline" aria-label={t("nav.timeline")}>
      <div class="bar">
        <h1>{t("timeline.title", { n: total })}</h1>
        {events.length < total && (
          <>
            <span class="faint">{t("timeline.cut", { n: events.length, total })}</span>
            {events.length < mostEvents && (
              <button type="button" class="link" onClick={() => go({ n: String(events.length * 3) }, { quiet: true })}>
                {t("timeline.earlier")}
              </button>
            )}
          </>
        )}
        {undated.length > 0 && (
          <button
            type="button"
            class="link"
            onClick={() => {
              only.value = undated;
              document.querySelector("table.events")?.scrollIntoView({ block: "start" });
            }}
          >
            {t("timeline.undated", { n: undated.length })}
          </button>
        )}
        <span class="space" />
        <div class="choice" role="group" aria-label={t("timeline.lanes")}>
          {(["pair", "actor"] as const).map((g) => (
            <button
              key={g}
              type="button"
              aria-pressed={by === g}
              onClick={() => go({ lanes: g === "pair" ? null : g })}
            >
              {t(`timeline.by.${g}`)}
            </button>
          ))}
        </div>
      </div>
      <Plot
        lanes={drawn}
        events={events}
        onOpen={open}
        onCluster={(list) => {
          only.value = list.map((e) => e.id);
        }}
      />
      <Legend events={events} />
      <EventTable
        events={shown}
        caption={t("timeline.table")}
        note={
          only.value && (
            <button
              type="button"
              onClick={() => {
                only.value = null;
              }}
            >
              {t("timeline.all")}
            </button>
          )
        }
      />
    </section>
  );
}
