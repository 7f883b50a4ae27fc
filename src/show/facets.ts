/** What there is to narrow by, with counts; and the pairs on which a person is asked. */

import { eventsById } from "../store/query.ts";
import { countActs, countEvents, periodOf, selectDoubts } from "../store/query-relations.ts";
import type { Store } from "../store/store.ts";
import { eventViews } from "./events.ts";
import { Lookup } from "./lookup.ts";
import type { Facets, Filter, Part, Question } from "./views.ts";

const MOST = 60;

/** Counts of the events that the filter leaves. */
export function facets(store: Store, filter: Filter): Facets {
  const lookup = new Lookup(store);
  const { types, statuses, places, actors, outlets } = countEvents(store, filter, MOST);
  lookup.load(actors.map((a) => a.value));
  return {
    actors: actors.map((a) => ({ ...a, label: lookup.actor(a.value).name })),
    types,
    statuses,
    acts: countActs(store),
    sources: outlets,
    places,
    ...periodOf(store),
  };
}

/** Pairs of merged events of which the machine is not sure, the likeliest first. */
export function inbox(store: Store, filter: Filter): Part<Question> {
  const lookup = new Lookup(store);
  const { total, doubts } = selectDoubts(store, filter);
  const ids = [...new Set(doubts.flatMap((d) => [d.leftCluster, d.rightCluster]).filter((id) => id !== null))];
  const events = new Map(eventViews(store, eventsById(store, ids), 10, lookup).map((e) => [e.id, e]));
  const view = (id: string | null) => (id ? (events.get(id) ?? null) : null);
  return {
    total,
    items: doubts.map((d) => ({
      left: d.left,
      right: d.right,
      score: d.score,
      because: d.because,
      leftEvent: view(d.leftCluster),
      rightEvent: view(d.rightCluster),
    })),
  };
}
