/** Actors by id for one view: each is fetched once. */
import type { Actor, ActorKind } from "../model/actor.ts";
import { actorsById, type StoredActor } from "../store/query-actors.ts";
import type { ClaimRecord, OriginRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import type { OriginView } from "./views.ts";

export const actorFrom = (row: StoredActor): Actor => ({
  id: row.id,
  kind: row.kind as ActorKind,
  name: row.name,
  country: row.country,
  wikidata: row.wikidata,
});

const unknown = (id: string): Actor => ({ id, kind: "organisation", name: id, country: null });

export class Lookup {
  readonly #store: Store;
  readonly #known = new Map<string, Actor>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Fetches all that are not yet known, at once. */
  load(ids: Iterable<string>): void {
    const missing = new Set<string>();
    for (const id of ids) if (!this.#known.has(id)) missing.add(id);
    if (missing.size === 0) return;
    const found = actorsById(this.#store, missing);
    for (const id of missing) {
      const row = found.get(id);
      this.#known.set(id, row ? actorFrom(row) : unknown(id));
    }
  }

  /** The actor; one of that id alone where the dossier does not know it. */
  actor(id: string, office?: string | undefined): Actor {
    if (!this.#known.has(id)) this.load([id]);
    const actor = this.#known.get(id)!;
    return office ? { ...actor, office } : actor;
  }

  origins(records: readonly OriginRecord[]): OriginView[] {
    return records.map((o) => {
      const name = o.id === "unknown" ? o.name : this.actor(o.id).name;
      return { name: name === o.id ? o.name : name, party: o.party, outlets: o.outlets };
    });
  }

  /** A claim in a few codes and names: `aid: North Korea > Russia (arms)`. */
  about(record: ClaimRecord): string {
    const { code, from, to, topic } = record.what;
    const names = (ids: readonly string[]): string => ids.map((id) => this.actor(id).name).join(", ");
    return `${code}: ${names(from) || "?"}${to.length ? ` > ${names(to)}` : ""}${topic ? ` (${topic})` : ""}`;
  }
}
