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

export const count = (store: Store, sql: string, values: readonly Value[]): number =>
  Number(store.db.get<{ n: number }>(sql, ...values)?.n ?? 0);

/** One page of events or claims and how many there are. */
function pageOf<T>(
  store: Store,
  table: "event" | "claim",
  order: string,
  w: Where,
  f: Filter,
): { total: number; records: T[] } {
  const name = table[0]!;
  const total = count(store, `select count(*) as n from ${table} ${name} ${w.sql}`, w.values);
  const [limit, offset] = page(f);
  if (limit === 0 || offset >= total) return { total, records: [] };
  const found = store.db.all<{ n: number }>(
    `select ${name}.n as n from ${table} ${name} ${w.sql} order by ${order} limit ? offset ?`,
    ...w.values,
    limit,
    offset,
  );
  const viewOf = ({ n }: { n: number }): T =>
    JSON.parse(store.db.get<{ view: string }>(`select view from ${table}_view where n = ?`, n)!.view) as T;
  return { total, records: found.map(viewOf) };
}

/** Merged events, the latest first. */
export function selectEvents(store: Store, f: Filter): { total: number; events: EventRecord[] } {
  const { total, records } = pageOf<EventRecord>(store, "event", "e.day desc, e.id", eventWhere(store, f), f);
  return { total, events: records };
}

const recordOf = <T>(store: Store, table: "event" | "claim", id: string): T | null => {
  const row = store.db.get<{ view: string }>(
    `select v.view as view from ${table} x join ${table}_view v on v.n = x.n where x.id = ?`,
    id,
  );
  return row ? (JSON.parse(row.view) as T) : null;
};

export const selectEvent = (store: Store, id: string): EventRecord | null => recordOf<EventRecord>(store, "event", id);

/** Claims, the disputed first, then those of several origins. */
export function selectClaims(store: Store, f: Filter): { total: number; claims: ClaimRecord[] } {
  const order = "c.heat desc, c.day desc, c.id";
  const { total, records } = pageOf<ClaimRecord>(store, "claim", order, claimWhere(store, f), f);
  return { total, claims: records };
}

export const selectClaim = (store: Store, id: string): ClaimRecord | null => recordOf<ClaimRecord>(store, "claim", id);

/** How many statements a claim has on either side. */
export function sidesOf(store: Store, claim: string): { asserted: number; denied: number } {
  return (
    store.db.get<{ asserted: number; denied: number }>("select asserted, denied from claim where id = ?", claim) ?? {
      asserted: 0,
      denied: 0,
    }
  );
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
      `select ${itemColumns} from (select * from item where ${column} = ? order by lo, article, n limit ?) i
       join told t on t.n = i.n order by i.lo, i.article, i.n`,
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
