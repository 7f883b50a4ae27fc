/** Where things happened. */
import { selectPlaces } from "../store/query-relations.ts";
import type { Store } from "../store/store.ts";
import type { Filter, MapView } from "./views.ts";

const MOST = 5000;

/** Places of the events that the filter leaves, and how many events have none. */
export function places(store: Store, filter: Filter): MapView {
  const { places: found, placeless } = selectPlaces(store, filter, MOST);
  return {
    places: found.map(({ place, events, good, bad }) => ({ place, events, cooperation: good, conflict: bad })),
    placeless,
  };
}
