/** The timeline: merged events with every sentence they rest on. */
import { type StoredItem, selectEvent, selectEvents, selectMembers } from "../store/query.ts";
import type { EventRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import { Lookup } from "./lookup.ts";
import type { EventView, EvidenceView, Filter, Part } from "./views.ts";

/** Sentences of one event that a list holds; one event alone shows all of them up to `MOST`. */
const IN_LIST = 12;
const MOST = 2000;

/** Merged events, the latest first, each with its first `sentences` sentences. */
export function timeline(store: Store, filter: Filter, sentences = IN_LIST): Part<EventView> {
  const { total, events } = selectEvents(store, filter);
  return { total, items: eventViews(store, events, sentences) };
}

/** One merged event, or null. */
export function event(store: Store, id: string): EventView | null {
  const record = selectEvent(store, id);
  return record ? eventViews(store, [record], MOST)[0]! : null;
}

export function eventViews(
  store: Store,
  records: readonly EventRecord[],
  most: number,
  lookup = new Lookup(store),
): EventView[] {
  const members = selectMembers(
    store,
    "cluster",
    records.map((r) => r.id),
    most,
  );
  lookup.load([
    ...records.flatMap((r) => [...r.actors, ...r.recipients, ...r.origins.map((o) => o.id)]),
    ...[...members.values()].flat().flatMap((m) => m.view.via),
  ]);
  return records.map(
    (r): EventView => ({
      id: r.id,
      type: r.type,
      mode: r.mode,
      actors: r.actors.map((a) => lookup.actor(a, r.offices[a])),
      recipients: r.recipients.map((a) => lookup.actor(a, r.offices[a])),
      date: r.date,
      place: r.place,
      status: r.status,
      history: r.history,
      outlets: r.outlets,
      origins: lookup.origins(r.origins),
      intensity: r.intensity,
      evidence: (members.get(r.id) ?? []).flatMap((m) => evidenceViews(m, lookup)).slice(0, most),
    }),
  );
}

/** The sentences of one mention. */
export function evidenceViews(member: StoredItem, lookup: Lookup): EvidenceView[] {
  return member.view.evidence.map((e) => ({
    article: member.article,
    source: member.source ?? member.article,
    item: member.item,
    outlet: member.view.outlet,
    published: member.view.published,
    sentence: e.sentence,
    at: e.at,
    lit: e.lit,
    rule: e.rule,
    status: member.view.status,
    via: member.view.via.map((id) => lookup.actor(id)),
  }));
}
