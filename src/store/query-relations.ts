/** Reading relations, counts of what there is, and pairs that are in doubt. */
import type { Place } from "../model/event.ts";
import type { Filter } from "../model/filter.ts";
import type { Row } from "./database.ts";
import { eventWhere, holes, page, type Where } from "./filter.ts";
import { type Counted, mostOf, sizeOf, tally } from "./marks.ts";
import { pairsIn } from "./pairs.ts";
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
  const sums = new Map<number, Sum>();
  for (const { weight, origins, numbers } of pairsIn(text ?? ""))
    for (const n of numbers) {
      if (wanted && !wanted.has(n)) continue;
      const sum = sums.get(n) ?? { events: 0, good: 0, bad: 0, origins: 0 };
      sums.set(n, sum);
      sum.events++;
      sum.good += Math.max(weight, 0);
      sum.bad += Math.max(-weight, 0);
      sum.origins += origins;
    }
  const heaviest = [...sums].sort((a, b) => b[1].events - a[1].events);
  const least = heaviest[Math.min(most, heaviest.length) - 1]?.[1].events ?? 0;
  const near = heaviest.filter(([, sum]) => sum.events >= least).map(([n]) => n);
  const edges = store.db
    .all<{ n: number; l: string; r: string }>(
      "select n, l, r from pair where n in (select value from json_each(?)) order by l, r",
      JSON.stringify(near),
    )
    .map(({ n, l, r }) => ({ l, r, ...sums.get(n)! }))
    .sort((a, b) => b.events - a.events)
    .slice(0, most);
  return { total: sums.size, edges };
}

interface Sum {
  events: number;
  good: number;
  bad: number;
  origins: number;
}

/** The marks of the events that a filter leaves, put together. */
const marksOf = (store: Store, w: Where): string =>
  store.db.get<{ marks: string | null }>(`select group_concat(e.marks, '') as marks from event e ${w.sql}`, ...w.values)
    ?.marks ?? "";

/** Places of the events that a filter leaves, the fullest first, and how many of the events have none. */
export function selectPlaces(
  store: Store,
  f: Filter,
  most: number,
): { places: { place: Place; events: number; good: number; bad: number }[]; placeless: number } {
  const w = eventWhere(store, f);
  const and = w.sql ? `${w.sql} and` : "where";
  const places = store.db.all<{ name: string; events: number; good: number; bad: number }>(
    `select e.place as name, count(*) as events, sum(e.weight > 0) as good, sum(e.weight < 0) as bad
     from event e ${and} e.place is not null group by e.place order by events desc, e.place limit ?`,
    ...w.values,
    most,
  );
  const placeless = count(store, `select count(*) as n from event e ${and} e.place is null`, w.values);
  const size = sizeOf(store.db);
  // one name may stand for places that articles know more or less of: the one of most events is shown
  const forms = new Map<string, Place>();
  const told = tally(marksOf(store, w), ["q"], size).q;
  for (const { value } of mostOf(store.db, told, size)) {
    const place = JSON.parse(value) as Place;
    if (!forms.has(place.name)) forms.set(place.name, place);
  }
  return {
    places: places.flatMap(({ name, ...sums }) => {
      const place = forms.get(name);
      return place ? [{ place, ...sums }] : [];
    }),
    placeless,
  };
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
