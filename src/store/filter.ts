/** Filters become SQL here: what the rows of events and claims are narrowed to. */
import { stemsOf } from "../model/words.ts";
import type { Value } from "./database.ts";
import type { Store } from "./store.ts";

/** What rows must not carry: values of each kind, any of which leaves a row out. */
export interface Excluded {
  readonly actors?: readonly string[];
  readonly types?: readonly string[];
  readonly statuses?: readonly string[];
  readonly acts?: readonly string[];
  readonly places?: readonly string[];
  readonly sources?: readonly string[];
}

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
  readonly not?: Excluded;
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
  const told = (source: string, how: "in" | "not in"): void => {
    if (isOutlet(store, source)) put(`e.n ${how} (select event from event_actor where actor = ?)`, `outlet:${source}`);
    else
      put(
        `e.id ${how} (select i.cluster from item i where i.cluster is not null and i.article in (select id from article where id = ? union select id from article where source = ?))`,
        source,
        source,
      );
  };
  if (f.source) told(f.source, "in");
  const { not = {} } = f;
  if (not.actors?.length)
    put(`e.n not in (select event from event_actor where actor in (${holes(not.actors)}))`, ...not.actors);
  if (not.types?.length) put(`e.type not in (${holes(not.types)})`, ...not.types);
  if (not.statuses?.length) put(`e.status not in (${holes(not.statuses)})`, ...not.statuses);
  if (not.places?.length) put(`coalesce(e.place, '') not in (${holes(not.places)})`, ...not.places);
  for (const source of not.sources ?? []) told(source, "not in");
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
  const speaks = (how: "exists" | "not exists", list: readonly string[]): void =>
    put(
      `${how} (select 1 from item i where i.claim = c.id and json_extract((select view from told where n = i.n), '$.act') in (${holes(list)}))`,
      ...list,
    );
  const tells = (how: "exists" | "not exists", column: "type" | "status", list: readonly string[]): void =>
    put(
      `${how} (select 1 from item i join item j on j.article = i.article join event e on e.id = j.cluster where i.claim = c.id and (j.n = i.n or j.item in (select value from json_each((select view from told where n = i.n), '$.events'))) and e.${column} in (${holes(list)}))`,
      ...list,
    );
  const { not = {} } = f;
  if (not.actors?.length)
    put(`c.n not in (select claim from claim_actor where actor in (${holes(not.actors)}))`, ...not.actors);
  if (f.acts?.length) speaks("exists", f.acts);
  if (not.acts?.length) speaks("not exists", not.acts);
  if (f.types?.length) tells("exists", "type", f.types);
  if (not.types?.length) tells("not exists", "type", not.types);
  if (f.statuses?.length) tells("exists", "status", f.statuses);
  if (not.statuses?.length) tells("not exists", "status", not.statuses);
  if (f.from) put("c.day >= ?", f.from);
  if (f.to) put("c.day <= ? and c.day <> ''", f.to);
  const told = (source: string, how: "in" | "not in"): void => {
    if (isOutlet(store, source)) put(`c.n ${how} (select claim from claim_actor where actor = ?)`, `outlet:${source}`);
    else
      put(
        `c.id ${how} (select i.claim from item i where i.claim is not null and i.article in (select id from article where id = ? union select id from article where source = ?))`,
        source,
        source,
      );
  };
  if (f.source) told(f.source, "in");
  for (const source of not.sources ?? []) told(source, "not in");
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
