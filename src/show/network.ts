/** Relations: the network of actors, and one pair month by month. */

import { selectEvents } from "../store/query.ts";
import { actorsById } from "../store/query-actors.ts";
import { type Step, type StoredEdge, selectEdges, selectSteps } from "../store/query-relations.ts";
import type { Store } from "../store/store.ts";
import { eventViews } from "./events.ts";
import { actorFrom, Lookup } from "./lookup.ts";
import type { EdgeView, Filter, NetworkView, PairView } from "./views.ts";

const MOST_EDGES = 300;
/** Relations of one answer, however many are asked for. */
const ALL_EDGES = 20_000;
const MOST_OF_PAIR = 2000;

/** Actors and their relations, those of most events first, at most `limit` edges; with actors given, theirs alone. */
export function network(store: Store, filter: Filter): NetworkView {
  const { total, edges: rows } = selectEdges(store, filter, Math.min(filter.limit ?? MOST_EDGES, ALL_EDGES));
  const known = actorsById(store, new Set(rows.flatMap((e) => [e.l, e.r])));
  const edges: EdgeView[] = rows.map(edgeView);
  const nodes = [...known.values()]
    .sort((a, b) => b.events - a.events || (a.id < b.id ? -1 : 1))
    .map((a) => ({ ...actorFrom(a), events: a.events }));
  return { nodes, edges, relations: total };
}

const edgeView = (e: StoredEdge): EdgeView => ({
  left: e.l,
  right: e.r,
  cooperation: round(e.good),
  conflict: round(e.bad),
  origins: e.origins,
  events: e.events,
});

const round = (x: number): number => Math.round(x * 10) / 10;

/** The relation of two actors: every month with its events, and the months that turned it. */
export function pair(store: Store, left: string, right: string, filter: Filter, sentences = 10): PairView {
  const lookup = new Lookup(store);
  const joint: Filter = { ...filter, pair: [left, right] };
  const months = new Map<string, Step[]>();
  for (const e of selectSteps(store, joint)) {
    const month = e.day?.slice(0, 7);
    if (month && counts(e)) months.set(month, [...(months.get(month) ?? []), e]);
  }
  const rows = [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, list]) => ({
      month,
      cooperation: round(sum(list, (e) => Math.max(e.intensity, 0))),
      conflict: round(sum(list, (e) => Math.max(-e.intensity, 0))),
      events: list.map((e) => e.id),
    }));
  const limit = Math.min(filter.limit ?? 200, MOST_OF_PAIR);
  const { total, events } = selectEvents(store, { ...joint, limit });
  return {
    left: lookup.actor(left),
    right: lookup.actor(right),
    months: rows,
    turns: turnsOf(rows),
    events: { total, items: eventViews(store, events, sentences, lookup) },
  };
}

/** What was only asked, supposed or denied moves no relation. */
const counts = (e: Step): boolean => e.status !== "called-for" && e.status !== "hypothetical" && e.status !== "denied";

const sum = (list: readonly Step[], of: (e: Step) => number): number => list.reduce((n, e) => n + of(e), 0);

/** Months after which the balance stands on the other side of nought, or moved by more than ten. */
function turnsOf(rows: PairView["months"]): PairView["turns"] {
  const turns: { month: string; from: number; to: number; events: readonly string[] }[] = [];
  let before: number | null = null;
  for (const r of rows) {
    const now = round(r.cooperation - r.conflict);
    if (before !== null && (Math.sign(now) * Math.sign(before) < 0 || Math.abs(now - before) > 10))
      turns.push({ month: r.month, from: before, to: now, events: r.events });
    before = now;
  }
  return turns;
}
