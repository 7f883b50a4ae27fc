/** Reading merged events, claims and their members. Order is always total and stable. */
import type { Filter } from "../model/filter.ts";
import type { Row, Value } from "./database.ts";
import { claimWhere, eventWhere, page, type Where } from "./filter.ts";
import { marksIn } from "./marks.ts";
import type { ClaimRecord, EventRecord, ItemRecord } from "./records.ts";
import type { Store } from "./store.ts";

export interface StoredItem {
  readonly article: string;
  readonly item: string;
  readonly kind: "event" | "statement";
  readonly cluster: string | null;
  readonly claim: string | null;
  readonly side: "asserted" | "denied" | null;
  /** Where its article came from. */
  readonly source: string | null;
  readonly view: ItemRecord;
}

export const count = (store: Store, sql: string, values: readonly Value[]): number =>
  Number(store.db.get<{ n: number }>(sql, ...values)?.n ?? 0);

/** One page of events or claims and how many there are. */
function pageOf<T>(
  store: Store,
  table: "event" | "claim",
  order: readonly string[],
  w: Where,
  f: Filter,
): { total: number; rows: T[] } {
  const name = table[0]!;
  const keys = order
    .map((k) => k.split(" ")[0])
    .map((k) => `${name}.${k} as ${k}`)
    .join(", ");
  const { total, found } = keptOf(store, `select ${name}.n as n, ${keys} from ${table} ${name} ${w.sql}`, w, order, f);
  return { total, rows: rowsOf(store, table, found) };
}

/** Numbers of one page of what a query keeps, and how many that is; what the filter leaves is found once for both. */
export function keptOf(
  store: Store,
  sql: string,
  w: Where,
  order: readonly string[],
  f: Filter,
): { total: number; found: number[] } {
  const [limit, offset] = page(f);
  const total = (): number => count(store, `select count(*) as n from (${sql})`, w.values);
  if (limit === 0) return { total: total(), found: [] };
  const by = `order by ${order.join(", ")} limit ? offset ?`;
  // an index gives the order of the whole
  if (w.bare) {
    const rows = store.db.all<{ n: number }>(`${sql} ${by}`, limit, offset);
    return { total: total(), found: rows.map((r) => r.n) };
  }
  const rows = store.db.all<{ n: number; total: number }>(
    `with kept as materialized (${sql}) select n, (select count(*) from kept) as total from kept ${by}`,
    ...w.values,
    limit,
    offset,
  );
  return { total: rows[0]?.total ?? (offset > 0 ? total() : 0), found: rows.map((r) => r.n) };
}

/** Rows of these numbers with their records, in this order. */
const rowsOf = <T>(store: Store, table: "event" | "claim", numbers: readonly number[]): T[] =>
  store.db.all(
    `select v.view as view${table === "claim" ? ", x.asserted as asserted, x.denied as denied, x.marks as marks" : ""}
     from json_each(?) j ${table === "claim" ? "cross join claim x on x.n = j.value" : ""} cross join ${table}_view v on v.n = j.value order by j.key`,
    JSON.stringify(numbers),
  ) as T[];

interface EventRow {
  readonly view: string;
}

const eventOfRow = (row: EventRow): EventRecord => JSON.parse(row.view) as EventRecord;

/** Merged events, the latest first. */
export function selectEvents(store: Store, f: Filter): { total: number; events: EventRecord[] } {
  const { total, rows } = pageOf<EventRow>(store, "event", ["day desc", "id"], eventWhere(store, f), f);
  return { total, events: rows.map(eventOfRow) };
}

/** Merged events by their ids; those that are not there are left out. */
export const eventsById = (store: Store, ids: readonly string[]): EventRecord[] =>
  store.db
    .all<{ view: string }>(
      "select v.view as view from json_each(?) j cross join event e on e.id = j.value cross join event_view v on v.n = e.n order by j.key",
      JSON.stringify(ids),
    )
    .map(eventOfRow);

export const selectEvent = (store: Store, id: string): EventRecord | null => eventsById(store, [id])[0] ?? null;

/** A claim with how many statements it has on either side, and the ids of the merged events that it speaks of. */
export interface StoredClaim {
  readonly record: ClaimRecord;
  readonly asserted: number;
  readonly denied: number;
  readonly events: readonly string[];
}

interface ClaimRow {
  readonly view: string;
  readonly asserted: number;
  readonly denied: number;
  readonly marks: string;
}

function claimsOf(store: Store, rows: readonly ClaimRow[]): StoredClaim[] {
  const spoken = rows.map(({ marks }) => [...marksIn(marks)].filter(([role]) => role === "e").map(([, n]) => n));
  const ids = new Map(
    store.db
      .all<{ n: number; id: string }>(
        "select n, id from event where n in (select value from json_each(?))",
        JSON.stringify([...new Set(spoken.flat())]),
      )
      .map(({ n, id }) => [n, id]),
  );
  return rows.map(({ view, asserted, denied }, i) => ({
    record: JSON.parse(view) as ClaimRecord,
    asserted,
    denied,
    events: spoken[i]!.flatMap((n) => ids.get(n) ?? []).sort(),
  }));
}

/** Claims, the disputed first, then those of several origins. */
export function selectClaims(store: Store, f: Filter): { total: number; claims: StoredClaim[] } {
  const order = ["heat desc", "day desc", "id"];
  const { total, rows } = pageOf<ClaimRow>(store, "claim", order, claimWhere(store, f), f);
  return { total, claims: claimsOf(store, rows) };
}

export function selectClaim(store: Store, id: string): StoredClaim | null {
  const n = store.db.get<{ n: number }>("select n from claim where id = ?", id)?.n;
  return n === undefined ? null : (claimsOf(store, rowsOf<ClaimRow>(store, "claim", [n]))[0] ?? null);
}

export const itemColumns =
  "i.article as article, i.item as item, i.kind as kind, i.cluster as cluster, i.claim as claim, i.side as side, a.source as source, t.view as view";

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
       join told t on t.n = i.n left join article a on a.id = i.article order by i.lo, i.article, i.n`,
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

/** Ids of the merged events and claims that hold these items, each once: of an event its merged event, of a statement its claim. */
export function homesOf(store: Store, items: readonly { readonly article: string; readonly item: string }[]): string[] {
  const ids = items.flatMap(({ article, item }) => clustersOf(store, article)[item] ?? []);
  return [...new Set(ids)].sort();
}
