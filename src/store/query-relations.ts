/** Reading relations, counts of what there is, and pairs that are in doubt. */
import type { Place } from "../model/event.ts";
import type { Filter } from "../model/filter.ts";
import { eventWhere, holes, page } from "./filter.ts";
import { count } from "./query.ts";
import type { EventRecord } from "./records.ts";
import type { Store } from "./store.ts";

export interface StoredEdge {
  readonly l: string;
  readonly r: string;
  readonly events: number;
  readonly good: number;
  readonly bad: number;
  readonly origins: number;
}

/** Relations between actors, those of most events first. With a filter they are counted over the events that it leaves. */
export function selectEdges(store: Store, f: Filter, most: number): { total: number; edges: StoredEdge[] } {
  const { actors, limit: _l, offset: _o, ...rest } = f;
  const w = eventWhere(store, rest);
  const ego = actors?.length ? `(p.l in (${holes(actors)}) or p.r in (${holes(actors)}))` : "1";
  const egoValues = actors?.length ? [...actors, ...actors] : [];
  const rows = w.sql
    ? store.db.all<StoredEdge & { total: number }>(
        `select p.l as l, p.r as r, count(*) as events, sum(max(p.weight, 0)) as good, sum(max(-p.weight, 0)) as bad, sum(p.origins) as origins, count(*) over () as total
         from event e join edge p on p.event = e.n ${w.sql} and ${ego} group by p.l, p.r order by events desc, p.l, p.r limit ?`,
        ...w.values,
        ...egoValues,
        most,
      )
    : store.db.all<StoredEdge & { total: number }>(
        `select *, count(*) over () as total from pair p where ${ego} order by p.events desc, p.l, p.r limit ?`,
        ...egoValues,
        most,
      );
  return { total: rows[0]?.total ?? 0, edges: rows };
}

/** Places of the events that a filter leaves, the fullest first, each with one of its events. */
export function selectPlaces(
  store: Store,
  f: Filter,
  most: number,
): { place: Place; events: number; good: number; bad: number }[] {
  const w = eventWhere(store, f);
  const rows = store.db.all<{ n: number; events: number; good: number; bad: number }>(
    `select min(e.n) as n, count(*) as events, sum(e.weight > 0) as good, sum(e.weight < 0) as bad
     from event e ${w.sql ? `${w.sql} and` : "where"} e.place is not null group by e.place order by events desc, e.place limit ?`,
    ...w.values,
    most,
  );
  return rows.flatMap(({ n, ...sums }) => {
    const view = store.db.get<{ view: string }>("select view from event where n = ?", n)?.view;
    const { place } = JSON.parse(view ?? "{}") as Partial<EventRecord>;
    return place ? [{ place, ...sums }] : [];
  });
}

/** Counts of events by a column, the most frequent first. */
export function countEvents(
  store: Store,
  f: Filter,
  column: "type" | "status" | "place",
  most: number,
): { value: string; count: number }[] {
  const w = eventWhere(store, f);
  const present = w.sql ? `${w.sql} and e.${column} is not null` : `where e.${column} is not null`;
  return store.db.all(
    `select e.${column} as value, count(*) as count from event e ${present} group by e.${column} order by 2 desc, 1 limit ?`,
    ...w.values,
    most,
  );
}

/** Counts of events by actor or by outlet. Without a filter the actors' own counts are used. */
export function countByActor(
  store: Store,
  f: Filter,
  what: "actor" | "outlet",
  most: number,
): { value: string; count: number }[] {
  const w = eventWhere(store, f);
  if (!w.sql && what === "actor")
    return store.db.all(
      "select id as value, events as count from actor where events > 0 order by articles desc, id limit ?",
      most,
    );
  const range =
    what === "outlet"
      ? "x.actor >= 'outlet:' and x.actor < 'outlet;'"
      : "(x.actor < 'outlet:' or x.actor >= 'outlet;')";
  const rows = store.db.all<{ value: string; count: number }>(
    w.sql
      ? `select x.actor as value, count(*) as count from event e join event_actor x on x.event = e.n ${w.sql} and ${range} group by x.actor order by 2 desc, 1 limit ?`
      : `select x.actor as value, count(*) as count from event_actor x where ${range} group by x.actor order by 2 desc, 1 limit ?`,
    ...w.values,
    most,
  );
  return rows.map((r) => ({ value: what === "outlet" ? r.value.slice(7) : r.value, count: r.count }));
}

/** First and last day of the events. */
export function periodOf(store: Store): { from: string | null; to: string | null } {
  const from = store.db.get<{ day: string }>("select day from event where day <> '' order by day limit 1")?.day ?? null;
  const to = store.db.get<{ day: string }>("select day from event order by day desc limit 1")?.day ?? null;
  return { from, to: to || null };
}

/** Counts of statements by act, the most frequent first. */
export function countActs(store: Store): { value: string; count: number }[] {
  return store.db.all("select act as value, n as count from act where n > 0 order by n desc, act");
}

export interface StoredDoubt {
  readonly left: { article: string; item: string };
  readonly right: { article: string; item: string };
  readonly leftCluster: string | null;
  readonly rightCluster: string | null;
  readonly score: number;
  readonly because: readonly string[];
}

/** Pairs of which the machine is not sure, the likeliest first. */
export function selectDoubts(store: Store, f: Filter): { total: number; doubts: StoredDoubt[] } {
  const rows = store.db.all<{
    la: string;
    li: string;
    lc: string | null;
    ra: string;
    ri: string;
    rc: string | null;
    score: number;
    because: string;
  }>(
    `select a.article as la, a.item as li, a.cluster as lc, b.article as ra, b.item as ri, b.cluster as rc, d.score as score, d.because as because
     from doubt d join item a on a.n = d.l join item b on b.n = d.r
     where a.cluster is not b.cluster order by d.score desc, a.article, a.item, b.article, b.item limit ? offset ?`,
    ...page(f),
  );
  return {
    total: count(
      store,
      "select count(*) as n from doubt d join item a on a.n = d.l join item b on b.n = d.r where a.cluster is not b.cluster",
      [],
    ),
    doubts: rows.map((r) => ({
      left: { article: r.la, item: r.li },
      right: { article: r.ra, item: r.ri },
      leftCluster: r.lc,
      rightCluster: r.rc,
      score: r.score,
      because: JSON.parse(r.because) as string[],
    })),
  };
}
