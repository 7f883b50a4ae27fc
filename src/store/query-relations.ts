/** Reading relations, counts of what there is, and pairs that are in doubt. */
import type { Place, Status } from "../model/event.ts";
import type { Filter } from "../model/filter.ts";
import type { Row } from "./database.ts";
import { eventWhere, holes, page, type Where } from "./filter.ts";
import { type Counted, mostOf, sizeOf, tally, textsOf } from "./marks.ts";
import { sumPairs } from "./pairs.ts";
import { count } from "./query.ts";
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
  if (w.sql) return countEdges(store, w, actors ?? [], most);
  const order = "order by events desc, l, r limit ?";
  if (!actors?.length)
    return {
      total: count(store, "select count(*) as n from pair", []),
      edges: store.db.all<StoredEdge & Row>(`select ${edgeColumns} from pair ${order}`, most),
    };
  const kept = `from pair where n in (${egoPairs(actors)})`;
  return {
    total: count(store, `select count(*) as n ${kept}`, [...actors, ...actors]),
    edges: store.db.all<StoredEdge & Row>(`select ${edgeColumns} ${kept} ${order}`, ...actors, ...actors, most),
  };
}

const edgeColumns = "l, r, events, good, bad, origins";
const egoPairs = (actors: readonly string[]): string =>
  `select n from pair where l in (${holes(actors)}) union select n from pair where r in (${holes(actors)})`;

/** Counts relations off the events that a filter leaves: all of them, or those of the actors. */
function countEdges(
  store: Store,
  w: Where,
  actors: readonly string[],
  most: number,
): { total: number; edges: StoredEdge[] } {
  const { text } = store.db.get<{ text: string | null }>(
    `select group_concat(e.pairs, '') as text from event e ${w.sql}`,
    ...w.values,
  )!;
  const wanted = actors.length
    ? new Set(store.db.all<{ n: number }>(egoPairs(actors), ...actors, ...actors).map((r) => r.n))
    : null;
  const sums = sumPairs(text ?? "", count(store, "select coalesce(max(n), 0) as n from pair", []));
  const present: number[] = [];
  for (let n = 0; n < sums.events.length; n++) if (sums.events[n]! > 0 && (!wanted || wanted.has(n))) present.push(n);
  present.sort((a, b) => sums.events[b]! - sums.events[a]!);
  const least = sums.events[present[Math.min(most, present.length) - 1] ?? 0] ?? 0;
  const edges = store.db
    .all<{ n: number; l: string; r: string }>(
      "select n, l, r from pair where n in (select value from json_each(?)) order by l, r",
      JSON.stringify(present.filter((n) => sums.events[n]! >= least)),
    )
    .map(({ n, l, r }) => ({
      l,
      r,
      events: sums.events[n]!,
      good: sums.good[n]!,
      bad: sums.bad[n]!,
      origins: sums.origins[n]!,
    }))
    .sort((a, b) => b.events - a.events)
    .slice(0, most);
  return { total: present.length, edges };
}

/** The marks of the events that a filter leaves, put together. */
const marksOf = (store: Store, w: Where): string =>
  store.db.get<{ marks: string | null }>(`select group_concat(e.marks, '') as marks from event e ${w.sql}`, ...w.values)
    ?.marks ?? "";

export interface PlaceCount {
  readonly place: Place;
  readonly events: number;
  readonly good: number;
  readonly bad: number;
}

/** Places of the events that a filter leaves, the fullest first, and how many of the events have none. */
export function selectPlaces(store: Store, f: Filter, most: number): { places: PlaceCount[]; placeless: number } {
  const marks = marksOf(store, eventWhere(store, f));
  const { g, b, q, t } = tally(marks, ["g", "b", "q", "t"], sizeOf(store.db));
  const all = q.map((n, i) => n + g[i]! + b[i]!);
  const numbers = [...all.keys()].filter((i) => all[i]! > 0);
  const byName = new Map<string, PlaceCount>();
  // one name may stand for places that articles know more or less of: the one of most events is shown
  const forms = textsOf(store.db, numbers).sort((x, y) => all[y.n]! - all[x.n]! || (x.text < y.text ? -1 : 1));
  for (const { n, text } of forms) {
    const place = JSON.parse(text) as Place;
    const had = byName.get(place.name) ?? { place, events: 0, good: 0, bad: 0 };
    byName.set(place.name, {
      place: had.place,
      events: had.events + all[n]!,
      good: had.good + g[n]!,
      bad: had.bad + b[n]!,
    });
  }
  const places = [...byName.values()].sort((x, y) => y.events - x.events || (x.place.name < y.place.name ? -1 : 1));
  const placed = places.reduce((sum, p) => sum + p.events, 0);
  // each event has one type
  return { places: places.slice(0, most), placeless: t.reduce((sum, n) => sum + n, 0) - placed };
}

export interface EventCounts {
  readonly types: readonly Counted[];
  readonly statuses: readonly Counted[];
  readonly places: readonly Counted[];
  readonly actors: readonly Counted[];
  readonly outlets: readonly Counted[];
}

/** Counts of the events that a filter leaves, the most frequent values first, at most `most` of each. */
export function countEvents(store: Store, f: Filter, most: number): EventCounts {
  const counts = tally(marksOf(store, eventWhere(store, f)), ["t", "s", "p", "a", "o"], sizeOf(store.db));
  const list = (role: keyof typeof counts): Counted[] => mostOf(store.db, counts[role], most);
  return { types: list("t"), statuses: list("s"), places: list("p"), actors: list("a"), outlets: list("o") };
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
    total: number;
  }>(
    `with open as materialized (
       select d.score as score, d.l as l, d.r as r, a.article as la, a.item as li, a.cluster as lc, b.article as ra, b.item as ri, b.cluster as rc
       from doubt d join item a on a.n = d.l join item b on b.n = d.r where a.cluster is not b.cluster)
     select open.*, (select count(*) from open) as total, (select because from doubt d where d.l = open.l and d.r = open.r) as because
     from open order by score desc, la, li, ra, ri limit ? offset ?`,
    ...page(f),
  );
  return {
    total: rows[0]?.total ?? countDoubts(store),
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

const countDoubts = (store: Store): number =>
  count(
    store,
    "select count(*) as n from doubt d join item a on a.n = d.l join item b on b.n = d.r where a.cluster is not b.cluster",
    [],
  );

/** An event of a relation, as far as its months need it. */
export interface Step {
  readonly id: string;
  /** Its first day; null where it has no date. */
  readonly day: string | null;
  readonly status: Status;
  readonly intensity: number;
}

/** All events that a filter leaves, in the order of their ids. */
export function selectSteps(store: Store, f: Filter): Step[] {
  const w = eventWhere(store, f);
  return store.db.all<Step & Row>(
    `select e.id as id, iif(e.hi is null, null, e.day) as day, e.status as status, e.weight as intensity from event e ${w.sql} order by e.id`,
    ...w.values,
  );
}
