/** Reading merged events, claims and their members. Order is always total and stable. */
import type { Filter } from "../model/filter.ts";
import type { Row, Value } from "./database.ts";
import { claimWhere, eventWhere, page, type Where } from "./filter.ts";
import type { ClaimRecord, EventRecord, ItemRecord } from "./records.ts";
import type { Store } from "./store.ts";

export interface StoredItem {
  readonly article: string;
  readonly item: string;
  readonly kind: "event" | "statement";
  readonly cluster: string | null;
  readonly claim: string | null;
  readonly side: "asserted" | "denied" | null;
  readonly view: ItemRecord;
}

const records = <T>(rows: readonly { view: string }[]): T[] => rows.map((r) => JSON.parse(r.view) as T);
export const count = (store: Store, sql: string, values: readonly Value[]): number =>
  Number(store.db.get<{ n: number }>(sql, ...values)?.n ?? 0);

/** One page of a table and how long the whole is; what a filter leaves is found once for both. */
function pageOf(
  store: Store,
  table: string,
  order: string,
  w: Where,
  f: Filter,
): { total: number; rows: { view: string }[] } {
  const name = table.slice(-1);
  const counted = (): number => count(store, `select count(*) as n from ${table} ${w.sql}`, w.values);
  if (!w.sql)
    return {
      total: counted(),
      rows: store.db.all(`select ${name}.view as view from ${table} order by ${order} limit ? offset ?`, ...page(f)),
    };
  const found = store.db.all<{ n: number; total: number }>(
    `select ${name}.n as n, count(*) over () as total from ${table} ${w.sql} order by ${order} limit ? offset ?`,
    ...w.values,
    ...page(f),
  );
  const rows = found.map(
    (x) => store.db.get<{ view: string }>(`select view from ${table.slice(0, -2)} where n = ?`, x.n)!,
  );
  return { total: found[0]?.total ?? counted(), rows };
}

/** Merged events, the latest first. */
export function selectEvents(store: Store, f: Filter): { total: number; events: EventRecord[] } {
  const { total, rows } = pageOf(store, "event e", "e.day desc, e.id", eventWhere(store, f), f);
  return { total, events: records<EventRecord>(rows) };
}

export function selectEvent(store: Store, id: string): EventRecord | null {
  const row = store.db.get<{ view: string }>("select view from event where id = ?", id);
  return row ? (JSON.parse(row.view) as EventRecord) : null;
}

/** Claims, the disputed first, then those of several origins. */
export function selectClaims(store: Store, f: Filter): { total: number; claims: ClaimRecord[] } {
  const { total, rows } = pageOf(store, "claim c", "c.heat desc, c.day desc, c.id", claimWhere(store, f), f);
  return { total, claims: records<ClaimRecord>(rows) };
}

export function selectClaim(store: Store, id: string): ClaimRecord | null {
  const row = store.db.get<{ view: string }>("select view from claim where id = ?", id);
  return row ? (JSON.parse(row.view) as ClaimRecord) : null;
}

export const itemColumns =
  "i.article as article, i.item as item, i.kind as kind, i.cluster as cluster, i.claim as claim, i.side as side, t.view as view";

export function itemRows(rows: readonly Row[]): StoredItem[] {
  return rows.map((r) => ({ ...r, view: JSON.parse(r.view as string) as ItemRecord }) as unknown as StoredItem);
}

/** Mentions of merged events, or of claims, by their id, in the order of publication; at most `most` of each. */
export function selectMembers(
  store: Store,
  column: "cluster" | "claim",
  ids: readonly string[],
  most: number,
): Map<string, StoredItem[]> {
  const members = new Map<string, StoredItem[]>();
  for (const id of ids) {
    const rows = store.db.all(
      // the records of those alone that are kept are fetched, after they were put in order
      `select i.article as article, i.item as item, i.kind as kind, i.cluster as cluster, i.claim as claim, i.side as side, t.view as view
       from (select i.*, a.pub_lo as lo from item i join article a on a.id = i.article where i.${column} = ? order by lo is null, lo, i.article, i.n limit ?) i
       join told t on t.n = i.n order by i.lo is null, i.lo, i.article, i.n`,
      id,
      most,
    );
    members.set(id, itemRows(rows));
  }
  return members;
}

/** References of all members, without their records. */
export function memberRefs(
  store: Store,
  column: "cluster" | "claim",
  id: string,
): { article: string; item: string; side: string | null }[] {
  return store.db.all(`select article, item, side from item where ${column} = ? order by article, n`, id);
}

/** Clusters of the items of an article: of its events, and of its statements the claims. */
export function clustersOf(store: Store, article: string): Record<string, string> {
  const rows = store.db.all<{ item: string; kind: string; cluster: string | null; claim: string | null }>(
    "select item, kind, cluster, claim from item where article = ? order by n",
    article,
  );
  const found: Record<string, string> = {};
  for (const r of rows) {
    const id = r.kind === "event" ? r.cluster : r.claim;
    if (id) found[r.item] = id;
  }
  return found;
}

/** The merged event of an event of an article. */
export function eventOf(store: Store, article: string, item: string): string | null {
  return (
    store.db.get<{ cluster: string | null }>("select cluster from item where article = ? and item = ?", article, item)
      ?.cluster ?? null
  );
}
