/** Who takes part: a list by how often, and a page for each. */

import { selectEvents } from "../store/query.ts";
import { actorsById, officesOf, type StoredActor, selectActors, selectStatements } from "../store/query-actors.ts";
import type { Store } from "../store/store.ts";
import { statementView } from "./claims.ts";
import { eventViews } from "./events.ts";
import { actorFrom, Lookup } from "./lookup.ts";
import type { ActorPage, ActorView, Filter, Part } from "./views.ts";

const ON_PAGE = 100;
/** Articles from which offices and other names are gathered: in a list, and on the actor's own page. */
const SAMPLE = 40;
const ALL = 3000;

/** Actors, those of most articles first. */
export function actors(store: Store, filter: Filter): Part<ActorView> {
  const { total, actors } = selectActors(store, filter);
  return { total, items: actors.map((a) => actorView(store, a, SAMPLE)) };
}

function actorView(store: Store, row: StoredActor, most: number): ActorView {
  const { offices, aliases } = officesOf(store, row.id, most);
  return {
    ...actorFrom(row),
    aliases,
    offices,
    events: row.events,
    statements: row.statements,
    articles: row.articles,
  };
}

/** One actor with its latest events and statements, or null. */
export function actor(store: Store, id: string): ActorPage | null {
  const row = actorsById(store, [id]).get(id);
  if (!row) return null;
  const lookup = new Lookup(store);
  const statements = (role: "speaker" | "about") =>
    selectStatements(store, id, role, ON_PAGE).flatMap((i) => statementView(i, lookup) ?? []);
  return {
    actor: actorView(store, row, ALL),
    events: eventViews(store, selectEvents(store, { actors: [id], limit: ON_PAGE }).events, 5, lookup),
    said: statements("speaker"),
    about: statements("about"),
  };
}
