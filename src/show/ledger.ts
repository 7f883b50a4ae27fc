/** What the ledger of claims can be narrowed by, with counts. */
import { countLedger } from "../store/query-ledger.ts";
import type { Store } from "../store/store.ts";
import { Lookup } from "./lookup.ts";
import type { FacetCount, Filter, LedgerFacets } from "./views.ts";

const MOST = 60;

/** Counts of the claims that the filter leaves. */
export function ledger(store: Store, filter: Filter): LedgerFacets {
  const lookup = new Lookup(store);
  const { parties, disputes, ...lists } = countLedger(store, filter, MOST);
  lookup.load(Object.values(lists).flatMap((list) => list.map((c) => c.value)));
  const named = (list: readonly FacetCount[]): FacetCount[] =>
    list.map((c) => ({ ...c, label: lookup.actor(c.value).name }));
  return {
    asserts: named(lists.asserts),
    denies: named(lists.denies),
    via: named(lists.via),
    origins: named(lists.origins),
    parties,
    disputes,
  };
}
