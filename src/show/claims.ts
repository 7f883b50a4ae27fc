/** The ledger: who asserts and who denies the same thing, in which words, through whom. */
import { type StoredClaim, type StoredItem, selectClaim, selectClaims, selectMembers } from "../store/query.ts";
import type { Store } from "../store/store.ts";
import { evidenceViews } from "./events.ts";
import { Lookup } from "./lookup.ts";
import type { ClaimView, Filter, Part, StatementView } from "./views.ts";

const IN_LIST = 20;
const MOST = 2000;

/** Claims: the disputed first, then those of several origins, then the latest; each with its first `aSide` statements on either side. */
export function claims(store: Store, filter: Filter, aSide = IN_LIST): Part<ClaimView> {
  const { total, claims } = selectClaims(store, filter);
  return { total, items: claimViews(store, claims, IN_LIST, aSide) };
}

/** One claim with all its statements, or null. */
export function claim(store: Store, id: string): ClaimView | null {
  const found = selectClaim(store, id);
  return found ? claimViews(store, [found], MOST, MOST)[0]! : null;
}

function claimViews(store: Store, claims: readonly StoredClaim[], most: number, aSide: number): ClaimView[] {
  const lookup = new Lookup(store);
  const members = selectMembers(
    store,
    "claim",
    claims.map((c) => c.record.id),
    most,
  );
  const all = [...members.values()].flat();
  lookup.load([
    ...claims.flatMap(({ record: { what, origins } }) => [...what.from, ...what.to, ...origins.map((o) => o.id)]),
    ...all.flatMap(({ view: v }) => [...v.speaker, ...v.about, ...v.via, ...v.actors, ...v.recipients]),
  ]);
  return claims.map(({ record: r, asserted, denied, events }): ClaimView => {
    const items = members.get(r.id) ?? [];
    const views = (side: "asserted" | "denied"): StatementView[] =>
      items
        .filter((i) => i.side === side)
        .slice(0, aSide)
        .flatMap((i) => statementView(i, lookup) ?? []);
    return {
      id: r.id,
      about: lookup.about(r),
      what: {
        code: r.what.code,
        from: r.what.from.map((a) => lookup.actor(a)),
        to: r.what.to.map((a) => lookup.actor(a)),
        topic: r.what.topic,
      },
      asserted: views("asserted"),
      denied: views("denied"),
      counts: { asserted, denied },
      outlets: r.outlets,
      origins: lookup.origins(r.origins),
      events,
    };
  });
}

/** A statement as a view; an alleged or denied event that nobody is quoted on stands as one that its source makes. */
export function statementView(item: StoredItem, lookup: Lookup): StatementView | null {
  const { view } = item;
  const evidence = evidenceViews(item, lookup)[0];
  if (!evidence) return null;
  const isEvent = item.kind === "event";
  return {
    article: item.article,
    id: item.item,
    speaker: (isEvent ? view.via.slice(-1) : view.speaker).map((id) => lookup.actor(id, view.offices[id])),
    act: view.act ?? (item.side === "denied" ? "denies" : "claims"),
    about: (isEvent ? [...view.actors, ...view.recipients] : view.about).map((id) =>
      lookup.actor(id, view.offices[id]),
    ),
    via: (isEvent ? view.via.slice(0, -1) : view.via).map((id) => lookup.actor(id)),
    quote: view.quote,
    events: isEvent ? [item.item] : view.events,
    evidence,
  };
}
