/** All views of a store in one object, for a face that is handed one. */
import type { Store } from "../store/store.ts";
import { actor, actors } from "./actors.ts";
import { article, articles } from "./articles.ts";
import { claim, claims } from "./claims.ts";
import { event, timeline } from "./events.ts";
import { facets, inbox } from "./facets.ts";
import { ledger } from "./ledger.ts";
import { network, pair } from "./network.ts";
import { places } from "./places.ts";
import { versions } from "./versions.ts";
import type { Views } from "./views.ts";

/** Binds the views to an open store. */
export const viewsOf = (store: Store): Views => ({
  timeline: (filter, sentences) => timeline(store, filter, sentences),
  event: (id) => event(store, id),
  claims: (filter, aSide) => claims(store, filter, aSide),
  claim: (id) => claim(store, id),
  actors: (filter) => actors(store, filter),
  actor: (id) => actor(store, id),
  network: (filter) => network(store, filter),
  articles: (filter) => articles(store, filter),
  article: (id) => article(store, id),
  versions: (id) => versions(store, id),
  pair: (left, right, filter, sentences) => pair(store, left, right, filter, sentences),
  facets: (filter) => facets(store, filter),
  ledger: (filter) => ledger(store, filter),
  places: (filter) => places(store, filter),
  inbox: (filter) => inbox(store, filter),
});
