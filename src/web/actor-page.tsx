/** The page of one actor: offices, other names, relations, what it took part in, what it said and what is said of it. */
import { useSignal } from "@preact/signals";
import { useCallback, useMemo } from "preact/hooks";
import { go, linkTo, subject } from "./address.ts";
import { useGet } from "./api.ts";
import { dateText } from "./dates.ts";
import { EventTable } from "./event-table.tsx";
import { useRows } from "./keys.ts";
import { lanesOf } from "./lanes.ts";
import { Legend } from "./legend.tsx";
import { nameOf, stateName } from "./names.ts";
import { More } from "./paged.tsx";
import { State } from "./pieces.tsx";
import { Plot } from "./plot.tsx";
import { Relations } from "./relations.tsx";
import { StatementItem } from "./statement.tsx";
import type { ActorView, EventView, NetworkView, Said } from "./types.ts";
import { label, t } from "./words.ts";

interface Page {
  readonly actor: ActorView;
  readonly events: readonly EventView[];
  readonly said: readonly Said[];
  readonly about: readonly Said[];
}

export function ActorPage() {
  const id = subject.value;
  const answer = useGet<Page>(`/api/actors/${id.split("/").map(encodeURIComponent).join("/")}`);
  return <State answer={answer.value}>{(page) => <Whole page={page} />}</State>;
}

function Whole({ page }: { page: Page }) {
  const { actor, events } = page;
  const lanes = useMemo(() => lanesOf(events, "pair"), [events]);
  const ids = useMemo(() => events.map((e) => e.id), [events]);
  const open = useCallback((id: string) => go({ open: `event:${id}` }), []);
  useRows(ids, open);
  const span = (from: string | null, to: string | null) =>
    from && to ? dateText({ from, to }) : [from, to].map((d) => (d ? dateText({ from: d, to: d }) : "…")).join(" – ");
  return (
    <section class="actor" aria-label={nameOf(actor)}>
      <div class="bar">
        <a href={linkTo("actors")}>{t("nav.actors")}</a>
        <span class="space" />
        <a class="button" href={linkTo("timeline", { actor: actor.id })}>
          {t("actor.timeline")}
        </a>
        <a class="button" href={linkTo("network", { ego: actor.id })}>
          {t("actor.network")}
        </a>
      </div>
      <h1>
        <bdi>{nameOf(actor)}</bdi>
      </h1>
      <dl class="facts">
        <dt>{t("column.kind")}</dt>
        <dd>{label("kind", actor.kind)}</dd>
        {actor.country && actor.kind !== "state" && (
          <>
            <dt>{t("column.country")}</dt>
            <dd>
              <a href={linkTo(`actor/${actor.country}`)}>{stateName(actor.country)}</a>
            </dd>
          </>
        )}
        {actor.offices.length > 0 && (
          <>
            <dt>{t("actor.offices")}</dt>
            <dd>
              <ul class="bare">
                {actor.offices.map((o) => (
                  <li key={`${o.title}${o.from}`}>
                    <bdi>{o.title}</bdi> <span class="faint">{span(o.from, o.to)}</span>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {actor.aliases.length > 0 && (
          <>
            <dt>{t("actor.aliases")}</dt>
            <dd>
              {actor.aliases.map((a, i) => (
                <span key={a}>
                  {i > 0 && ", "}
                  <bdi>{a}</bdi>
                </span>
              ))}
            </dd>
          </>
        )}
      </dl>
      {events.length > 0 && (
        <>
          <Plot lanes={lanes} events={events} onOpen={open} onCluster={() => undefined} />
          <Legend events={events} />
          <EventTable events={events} caption={t("actor.events", { n: events.length })} />
        </>
      )}
      <Bonds id={actor.id} />
      <div class="sides">
        <Speech title={t("actor.said", { n: page.said.length })} list={page.said} />
        <Speech title={t("actor.about", { n: page.about.length })} list={page.about} />
      </div>
    </section>
  );
}

/** Statements drawn at first. */
const first = 20;

function Speech({ title, list }: { title: string; list: readonly Said[] }) {
  const shown = useSignal(first);
  return (
    <div class="side">
      <h2>{title}</h2>
      {list.length === 0 ? (
        <p class="faint none">{t("actor.nothing")}</p>
      ) : (
        <ul>
          {list.slice(0, shown.value).map((s) => (
            <li key={`${s.article} ${s.id}`}>
              <StatementItem said={s} />
            </li>
          ))}
        </ul>
      )}
      <More shown={shown} of={list.length} />
    </div>
  );
}

/** With whom the actor has to do, the most first. */
function Bonds({ id }: { id: string }) {
  const answer = useGet<NetworkView>(`/api/network?limit=500&actor=${encodeURIComponent(id)}`);
  const { data } = answer.value;
  if (!data || data.edges.length === 0) return null;
  return (
    <Relations
      nodes={data.nodes}
      edges={data.edges}
      of={id}
      walked={false}
      caption={t("network.table", { n: data.relations })}
    />
  );
}
