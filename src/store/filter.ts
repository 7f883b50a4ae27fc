/** Filters become SQL here: what the rows of events and claims are narrowed to. */
import { stemsOf } from "../model/words.ts";
import type { Value } from "./database.ts";
import type { Store } from "./store.ts";

/** What rows are narrowed to; the same fields as the filter of the views. */
export interface Narrowing {
  readonly actors?: readonly string[];
  readonly pair?: readonly [string, string];
  readonly types?: readonly string[];
  readonly statuses?: readonly string[];
  readonly acts?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly place?: string;
  readonly source?: string;
  readonly minOrigins?: number;
  readonly query?: string;
  readonly limit?: number;
  readonly offset?: number;
}

const DEFAULT_LIMIT = 200;
/** Matches of a full-text query that are followed. */
export const MOST_MATCHES = 30_000;

export interface Where {
  readonly sql: string;
  readonly values: readonly Value[];
}

export const holes = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

/** Any text as a full-text query that cannot fail: its stems, each as a beginning, all of them needed. Null where none is left. */
export function matchOf(query: string): string | null {
  const stems = [...new Set(stemsOf(query.slice(0, 400)))].slice(0, 12);
  return stems.length ? stems.map((s) => `"${s}"${s.length > 2 ? "*" : ""}`).join(" AND ") : null;
}

export const page = (f: Narrowing): [number, number] => [
  Math.max(0, Math.min(f.limit ?? DEFAULT_LIMIT, 100_000)),
  Math.max(0, f.offset ?? 0),
];

/** The name stands for an outlet, else for a source or an article. */
const isOutlet = (store: Store, name: string): boolean =>
  store.db.get("select 1 as one from event_actor where actor = ? limit 1", `outlet:${name}`) !== undefined;

export function eventWhere(store: Store, f: Narrowing): Where {
  const parts: string[] = [];
  const values: Value[] = [];
  const put = (sql: string, ...v: Value[]): void => {
    parts.push(sql);
    values.push(...v);
  };
  if (f.actors?.length) put(`e.n in (select event from event_actor where actor in (${holes(f.actors)}))`, ...f.actors);
  for (const a of f.pair ?? []) put("e.n in (select event from event_actor where actor = ?)", a);
  if (f.types?.length) put(`e.type in (${holes(f.types)})`, ...f.types);
  if (f.statuses?.length) put(`e.status in (${holes(f.statuses)})`, ...f.statuses);
  if (f.from) put("coalesce(e.hi, e.day) >= ?", f.from);
  if (f.to) put("e.day <= ? and e.day <> ''", f.to);
  if (f.place) put("e.place = ?", f.place);
  if (f.source) {
    if (isOutlet(store, f.source)) put("e.n in (select event from event_actor where actor = ?)", `outlet:${f.source}`);
    else
      put(
        "e.id in (select i.cluster from item i where i.article in (select id from article where id = ? union select id from article where source = ?))",
        f.source,
        f.source,
      );
  }
  if (f.minOrigins && f.minOrigins > 1) put("e.origins >= ?", f.minOrigins);
  if (f.query?.trim()) {
    const match = matchOf(f.query);
    if (match)
      put(
        `e.id in (select i.cluster from item i where i.n in (select rowid from words where words match ? limit ${MOST_MATCHES}))`,
        match,
      );
    else put("0");
  }
  return { sql: parts.length ? `where ${parts.join(" and ")}` : "", values };
}

export function claimWhere(store: Store, f: Narrowing): Where {
  const parts: string[] = [];
  const values: Value[] = [];
  const put = (sql: string, ...v: Value[]): void => {
    parts.push(sql);
    values.push(...v);
  };
  if (f.actors?.length) put(`c.n in (select claim from claim_actor where actor in (${holes(f.actors)}))`, ...f.actors);
  for (const a of f.pair ?? []) put("c.n in (select claim from claim_actor where actor = ?)", a);
  if (f.acts?.length)
    put(
      `exists (select 1 from item i where i.claim = c.id and json_extract((select view from told where n = i.n), '$.act') in (${holes(f.acts)}))`,
      ...f.acts,
    );
  if (f.types?.length)
    put(
      `exists (select 1 from item i join item j on j.article = i.article join event e on e.id = j.cluster where i.claim = c.id and (j.n = i.n or j.item in (select value from json_each((select view from told where n = i.n), '$.events'))) and e.type in (${holes(f.types)}))`,
      ...f.types,
    );
  if (f.statuses?.length)
    put(
      `exists (select 1 from item i join item j on j.article = i.article join event e on e.id = j.cluster where i.claim = c.id and (j.n = i.n or j.item in (select value from json_each((select view from told where n = i.n), '$.events'))) and e.status in (${holes(f.statuses)}))`,
      ...f.statuses,
    );
  if (f.from) put("c.day >= ?", f.from);
  if (f.to) put("c.day <= ? and c.day <> ''", f.to);
  if (f.source) {
    if (isOutlet(store, f.source)) put("c.n in (select claim from claim_actor where actor = ?)", `outlet:${f.source}`);
    else
      put(
        "c.id in (select i.claim from item i where i.article in (select id from article where id = ? union select id from article where source = ?))",
        f.source,
        f.source,
      );
  }
  if (f.minOrigins && f.minOrigins > 1) put("c.origins >= ?", f.minOrigins);
  if (f.query?.trim()) {
    const match = matchOf(f.query);
    if (match)
      put(
        `c.id in (select i.claim from item i where i.n in (select rowid from words where words match ? limit ${MOST_MATCHES}))`,
        match,
      );
    else put("0");
  }
  return { sql: parts.length ? `where ${parts.join(" and ")}` : "", values };
}
