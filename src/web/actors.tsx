/** All actors, the most present first; and the page of one. */
import { useCallback, useMemo } from "preact/hooks";
import { filterQuery, go, linkTo, subject } from "./address.ts";
import { useGet } from "./api.ts";
import { StatementItem } from "./claims.tsx";
import { EventTable } from "./event-table.tsx";
import { current, useRows } from "./keys.ts";
import { lanesOf } from "./lanes.ts";
import { Legend } from "./legend.tsx";
import { nameOf, stateName } from "./names.ts";
import { More, useShown } from "./paged.tsx";
import { Count, State } from "./pieces.tsx";
import { Plot } from "./plot.tsx";
import type { ActorView, EventView, Part, Said } from "./types.ts";
import { label, t } from "./words.ts";

export function Actors() {
  const query = filterQuery.value;
  const answer = useGet<Part<ActorView>>(`/api/actors?limit=1000${query ? `&${query}` : ""}`);
  return (
    <section aria-label={t("nav.actors")}>
      <State answer={answer.value} empty={(d) => d.items.length === 0}>
        {(data) => <List part={data} />}
      </State>
    </section>
  );
}

function List({ part }: { part: Part<ActorView> }) {
  const ids = useMemo(() => part.items.map((a) => a.id), [part]);
  const open = useCallback((id: string) => {
    location.hash = linkTo(`actor/${id}`);
  }, []);
  const shown = useShown(ids);
  useRows(ids, open);
  return (
    <div class="table-wrap">
      <table class="actors">
        <caption>
          <h1>{t("actors.title", { n: part.total })}</h1>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("column.actor")}</th>
            <th scope="col" class="wide-only">
              {t("column.kind")}
            </th>
            <th scope="col" class="wide-only">
              {t("column.country")}
            </th>
            <th scope="col" class="count">
              {t("column.events")}
            </th>
            <th scope="col" class="count">
              {t("column.statements")}
            </th>
            <th scope="col" class="count">
              {t("column.articles")}
            </th>
          </tr>
        </thead>
        <tbody>
          {part.items.slice(0, shown.value).map((a) => (
            <tr key={a.id} data-row={a.id} class={current.value === a.id ? "pointed" : undefined}>
              <td class="what">
                <a class="plain" href={linkTo(`actor/${a.id}`)}>
                  <bdi>{nameOf(a)}</bdi>
                </a>
                {a.offices[0] && (
                  <span class="snippet">
                    <bdi>{a.offices.at(-1)!.title}</bdi>
                  </span>
                )}
              </td>
              <td class="wide-only">{label("kind", a.kind)}</td>
              <td class="wide-only">{a.country && a.kind !== "state" ? stateName(a.country) : ""}</td>
              <Count n={a.events} />
              <Count n={a.statements} />
              <Count n={a.articles} />
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={shown} of={ids.length} />
    </div>
  );
}

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
  const span = (from: string | null, to: string | null) => [from ?? "…", to ?? "…"].join(" – ");
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
      <div class="sides">
        <Speech title={t("actor.said", { n: page.said.length })} list={page.said} />
        <Speech title={t("actor.about", { n: page.about.length })} list={page.about} />
      </div>
    </section>
  );
}

function Speech({ title, list }: { title: string; list: readonly Said[] }) {
  return (
    <div class="side">
      <h2>{title}</h2>
      {list.length === 0 ? (
        <p class="faint none">{t("actor.nothing")}</p>
      ) : (
        <ul>
          {list.slice(0, 100).map((s) => (
            <li key={`${s.article} ${s.id}`}>
              <StatementItem said={s} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
