/** Everything that the dossier holds, for export: readings, and merged events and claims with all their members. */
import type { ItemRef } from "../model/judgement.ts";
import type { Reading } from "../model/reading.ts";
import { memberRefs, selectClaims, selectEvents } from "../store/query.ts";
import { articleIds } from "../store/query-articles.ts";
import type { Store } from "../store/store.ts";
import { Lookup } from "./lookup.ts";
import type { Filter, OriginView } from "./views.ts";

export type { Store } from "../store/store.ts";

export interface WholeEvent {
  readonly id: string;
  readonly type: string;
  readonly mode: string | null;
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  readonly date: { readonly from: string; readonly to: string; readonly basis: string } | null;
  readonly place: object | null;
  readonly status: string;
  readonly history: readonly { readonly status: string; readonly article: string }[];
  readonly members: readonly ItemRef[];
  readonly outlets: number;
  readonly origins: readonly OriginView[];
}

export interface WholeClaim {
  readonly id: string;
  readonly about: string;
  readonly asserted: readonly ItemRef[];
  readonly denied: readonly ItemRef[];
  readonly outlets: number;
  readonly origins: readonly OriginView[];
}

const PAGE = 500;

/** The current readings, one by one, in the order of publication. */
export function* readings(store: Store): Generator<Reading> {
  for (const id of articleIds(store)) {
    const reading = store.reading(id);
    if (reading) yield reading;
  }
}

/** All merged events, the latest first. */
export function* wholeEvents(store: Store, filter: Filter = {}): Generator<WholeEvent> {
  const lookup = new Lookup(store);
  for (let offset = 0; ; offset += PAGE) {
    const { events } = selectEvents(store, { ...filter, limit: PAGE, offset });
    for (const e of events)
      yield {
        id: e.id,
        type: e.type,
        mode: e.mode,
        actors: e.actors,
        recipients: e.recipients,
        date: e.date,
        place: e.place,
        status: e.status,
        history: e.history.map(({ status, article }) => ({ status, article })),
        members: memberRefs(store, "cluster", e.id).map(({ article, item }) => ({ article, item })),
        outlets: e.outlets.length,
        origins: lookup.origins(e.origins),
      };
    if (events.length < PAGE) return;
  }
}

/** All claims, in the order of the ledger. */
export function* wholeClaims(store: Store, filter: Filter = {}): Generator<WholeClaim> {
  const lookup = new Lookup(store);
  for (let offset = 0; ; offset += PAGE) {
    const { claims } = selectClaims(store, { ...filter, limit: PAGE, offset });
    for (const { record: c } of claims) {
      const refs = memberRefs(store, "claim", c.id);
      const of = (side: string): ItemRef[] =>
        refs.filter((r) => r.side === side).map(({ article, item }) => ({ article, item }));
      yield {
        id: c.id,
        about: lookup.about(c),
        asserted: of("asserted"),
        denied: of("denied"),
        outlets: c.outlets.length,
        origins: lookup.origins(c.origins),
      };
    }
    if (claims.length < PAGE) return;
  }
}
