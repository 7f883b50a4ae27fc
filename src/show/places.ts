/** Where things happened. */
import { selectEvents } from "../store/query.ts";
import { selectPlaces } from "../store/query-relations.ts";
import type { Store } from "../store/store.ts";
import type { Filter, MapView } from "./views.ts";

const MOST = 5000;

/** Places of the events that the filter leaves, and how many events have none. */
export function places(store: Store, filter: Filter): MapView {
  const found = selectPlaces(store, filter, MOST);
  const { total } = selectEvents(store, { ...filter, limit: 0, offset: 0 });
  return {
    places: found.map(({ place, events, good, bad }) => ({ place, events, cooperation: good, conflict: bad })),
    placeless: total - found.reduce((n, p) => n + p.events, 0),
  };
}
