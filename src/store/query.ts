/** Reading the drawn tables: filters become SQL here, rows leave as records. Order is always total and stable. */
import { fold, stemsOf } from "../model/words.ts";
import type { Row, Value } from "./database.ts";
import type { ClaimRecord, EventRecord, ItemRecord } from "./records.ts";
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

export interface StoredItem {
  readonly article: string;
  readonly item: string;
  readonly kind: "event" | "statement";
  readonly cluster: string | null;
  readonly claim: string | null;
  readonly side: "asserted" | "denied" | null;
  readonly view: ItemRecord;
}

export interface StoredActor {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly country: string | null;
  readonly wikidata: string | null;
  readonly events: number;
  readonly statements: number;
  readonly articles: number;
}

export interface StoredLine {
  readonly id: string;
  readonly source: string;
  readonly language: string;
  readonly title: string | null;
  readonly outlet: string | null;
  readonly pub_lo: string | null;
  readonly pub_hi: string | null;
  readonly basis: string | null;
  readonly events: number;
  readonly statements: number;
  readonly replaced_by: string | null;
}

const DEFAULT_LIMIT = 200;
const MOST_MATCHES = 30_000;

interface Where {
  readonly sql: string;
  readonly values: readonly Value[];
}

const holes = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

/** Any text as a full-text query that cannot fail: its stems, each as a beginning, all of them needed. Null where none is left. */
export function matchOf(query: string): string | null {
  const stems = [...new Set(stemsOf(query.slice(0, 400)))].slice(0, 12);
  return stems.length ? stems.map((s) => `"${s}"${s.length > 2 ? "*" : ""}`).join(" AND ") : null;
}

const page = (f: Narrowing): [number, number] => [
  Math.max(0, Math.min(f.limit ?? DEFAULT_LIMIT, 100_000)),
  Math.max(0, f.offset ?? 0),
];

/** The name stands for an outlet, else for a source or an article. */
const isOutlet = (store: Store, name: string): boolean =>
  store.db.get("select 1 as one from event_actor where actor = ? limit 1", `outlet:${name}`) !== undefined;

function eventWhere(store: Store, f: Narrowing): Where {
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

function claimWhere(store: Store, f: Narrowing): Where {
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
      `exists (select 1 from item i where i.claim = c.id and json_extract(i.view, '$.act') in (${holes(f.acts)}))`,
      ...f.acts,
    );
  if (f.types?.length)
    put(
      `exists (select 1 from item i join item j on j.article = i.article join event e on e.id = j.cluster where i.claim = c.id and (j.n = i.n or j.item in (select value from json_each(i.view, '$.events'))) and e.type in (${holes(f.types)}))`,
      ...f.types,
    );
  if (f.statuses?.length)
    put(
      `exists (select 1 from item i join item j on j.article = i.article join event e on e.id = j.cluster where i.claim = c.id and (j.n = i.n or j.item in (select value from json_each(i.view, '$.events'))) and e.status in (${holes(f.statuses)}))`,
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

const records = <T>(rows: readonly { view: string }[]): T[] => rows.map((r) => JSON.parse(r.view) as T);
const count = (store: Store, sql: string, values: readonly Value[]): number =>
  Number(store.db.get<{ n: number }>(sql, ...values)?.n ?? 0);

/** Merged events, the latest first. */
export function selectEvents(store: Store, f: Narrowing): { total: number; events: EventRecord[] } {
  const w = eventWhere(store, f);
  const rows = store.db.all<{ view: string }>(
    `select e.view as view from event e ${w.sql} order by e.day desc, e.id limit ? offset ?`,
    ...w.values,
    ...page(f),
  );
  return {
    total: count(store, `select count(*) as n from event e ${w.sql}`, w.values),
    events: records<EventRecord>(rows),
  };
}

export function selectEvent(store: Store, id: string): EventRecord | null {
  const row = store.db.get<{ view: string }>("select view from event where id = ?", id);
  return row ? (JSON.parse(row.view) as EventRecord) : null;
}

/** Claims, the disputed first, then those of several origins. */
export function selectClaims(store: Store, f: Narrowing): { total: number; claims: ClaimRecord[] } {
  const w = claimWhere(store, f);
  const rows = store.db.all<{ view: string }>(
    `select c.view as view from claim c ${w.sql} order by c.heat desc, c.day desc, c.id limit ? offset ?`,
    ...w.values,
    ...page(f),
  );
  return {
    total: count(store, `select count(*) as n from claim c ${w.sql}`, w.values),
    claims: records<ClaimRecord>(rows),
  };
}

export function selectClaim(store: Store, id: string): ClaimRecord | null {
  const row = store.db.get<{ view: string }>("select view from claim where id = ?", id);
  return row ? (JSON.parse(row.view) as ClaimRecord) : null;
}

const itemColumns =
  "i.article as article, i.item as item, i.kind as kind, i.cluster as cluster, i.claim as claim, i.side as side, i.view as view";

function itemRows(rows: readonly Row[]): StoredItem[] {
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
      `select ${itemColumns} from item i join article a on a.id = i.article where i.${column} = ? order by a.pub_lo is null, a.pub_lo, i.article, i.n limit ?`,
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

export function selectActors(store: Store, f: Narrowing): { total: number; actors: StoredActor[] } {
  const parts: string[] = ["articles > 0"];
  const values: Value[] = [];
  if (f.actors?.length) {
    parts.push(`(id in (${holes(f.actors)}) or country in (${holes(f.actors)}))`);
    values.push(...f.actors, ...f.actors);
  }
  if (f.source) {
    parts.push(
      "id in (select actor from actor_article aa join article a on a.id = aa.article where a.outlet = ? or a.source = ? or a.id = ?)",
    );
    values.push(f.source, f.source, f.source);
  }
  const folded = f.query ? fold(f.query).trim() : "";
  // the few thousand actors are folded here: SQLite knows no accents
  if (folded) {
    const rows = store.db.all<StoredActor>(
      `select * from actor where ${parts.join(" and ")} order by articles desc, id`,
      ...values,
    );
    const words = folded.split(/\s+/);
    const hits = rows.filter((r) => {
      const name = fold(`${r.name} ${r.id} ${r.country ?? ""}`);
      return words.every((w) => name.includes(w));
    });
    const [limit, offset] = page(f);
    return { total: hits.length, actors: hits.slice(offset, offset + limit) };
  }
  const where = `where ${parts.join(" and ")}`;
  const actors = store.db.all<StoredActor>(
    `select * from actor ${where} order by articles desc, id limit ? offset ?`,
    ...values,
    ...page(f),
  );
  return { total: count(store, `select count(*) as n from actor ${where}`, values), actors };
}

export function actorsById(store: Store, ids: Iterable<string>): Map<string, StoredActor> {
  const found = new Map<string, StoredActor>();
  for (const id of ids) {
    const row = store.db.get<StoredActor>("select * from actor where id = ?", id);
    if (row) found.set(id, row);
  }
  return found;
}

/** Offices that articles gave an actor, with the first and last day on which, and its other names; of at most `most` articles. */
export function officesOf(
  store: Store,
  actor: string,
  most: number,
): { offices: { title: string; from: string | null; to: string | null }[]; aliases: string[] } {
  const rows = store.db.all<{ office: string | null; names: string; lo: string | null; hi: string | null }>(
    "select aa.office as office, aa.names as names, a.pub_lo as lo, a.pub_hi as hi from (select * from actor_article where actor = ? order by article limit ?) aa join article a on a.id = aa.article",
    actor,
    most,
  );
  const offices = new Map<string, { title: string; from: string | null; to: string | null }>();
  const aliases = new Map<string, number>();
  for (const r of rows) {
    if (r.names !== "[]") for (const n of JSON.parse(r.names) as string[]) aliases.set(n, (aliases.get(n) ?? 0) + 1);
    if (r.office === null) continue;
    const o = offices.get(r.office) ?? { title: r.office, from: null, to: null };
    offices.set(r.office, { title: r.office, from: least(o.from, r.lo), to: greatest(o.to, r.hi) });
  }
  const order = [...offices.values()].sort(
    (a, b) => compareText(a.from ?? "9", b.from ?? "9") || compareText(a.title, b.title),
  );
  const names = [...aliases].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0])).map(([n]) => n);
  return { offices: order, aliases: names.slice(0, 20) };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const least = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a < b ? a : b);
const greatest = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a > b ? a : b);

/** Statements that an actor made, or that speak of it, the latest first. */
export function selectStatements(store: Store, actor: string, role: "speaker" | "about", most: number): StoredItem[] {
  const rows = store.db.all(
    `select ${itemColumns} from said s join item i on i.n = s.n where s.actor = ? and s.role = ? order by s.day desc, i.article, i.item limit ?`,
    actor,
    role,
    most,
  );
  return itemRows(rows);
}

export function selectArticles(store: Store, f: Narrowing): { total: number; articles: StoredLine[] } {
  const parts: string[] = ["a.replaced_by is null"];
  const values: Value[] = [];
  const put = (sql: string, ...v: Value[]): void => {
    parts.push(sql);
    values.push(...v);
  };
  if (f.actors?.length)
    put(`a.id in (select article from actor_article where actor in (${holes(f.actors)}))`, ...f.actors);
  for (const x of f.pair ?? []) put("a.id in (select article from actor_article where actor = ?)", x);
  if (f.from) put("coalesce(a.pub_hi, '') >= ?", f.from);
  if (f.to) put("a.pub_lo <= ?", f.to);
  if (f.source) put("(a.outlet = ? or a.source = ? or a.id = ?)", f.source, f.source, f.source);
  if (f.types?.length || f.statuses?.length || f.place || f.minOrigins) {
    const { actors: _a, pair: _p, query: _q, from: _f, to: _t, source: _s, ...rest } = f;
    const w = eventWhere(store, rest);
    put(`a.id in (select i.article from item i join event e on e.id = i.cluster ${w.sql})`, ...w.values);
  }
  if (f.query?.trim()) {
    const match = matchOf(f.query);
    const like = `%${f.query
      .trim()
      .slice(0, 200)
      .replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
    if (match)
      put(
        `(a.id in (select i.article from item i where i.n in (select rowid from words where words match ? limit ${MOST_MATCHES})) or a.title like ? escape '\\')`,
        match,
        like,
      );
    else put("0");
  }
  const where = `where ${parts.join(" and ")}`;
  const rows = store.db.all<StoredLine>(
    `select a.id, a.source, a.language, a.title, a.outlet, a.pub_lo, a.pub_hi, a.basis, a.events, a.statements, a.replaced_by
     from article a ${where} order by a.pub_lo desc, a.id limit ? offset ?`,
    ...values,
    ...page(f),
  );
  return { total: count(store, `select count(*) as n from article a ${where}`, values), articles: rows };
}

export function articleLine(store: Store, id: string): StoredLine | null {
  return (
    store.db.get<StoredLine>(
      "select id, source, language, title, outlet, pub_lo, pub_hi, basis, events, statements, replaced_by from article where id = ?",
      id,
    ) ?? null
  );
}

/** Ids of all current articles, in the order of publication. */
export function articleIds(store: Store): string[] {
  return store.db
    .all<{ id: string }>("select id from article where replaced_by is null order by pub_lo is null, pub_lo, id")
    .map((r) => r.id);
}

export interface StoredEdge {
  readonly l: string;
  readonly r: string;
  readonly events: number;
  readonly good: number;
  readonly bad: number;
  readonly origins: number;
}

/** Relations between actors, those of most events first. With a filter they are counted over the events that it leaves. */
export function selectEdges(store: Store, f: Narrowing, most: number): StoredEdge[] {
  const { actors, limit: _l, offset: _o, ...rest } = f;
  const w = eventWhere(store, rest);
  const ego = actors?.length ? `(p.l in (${holes(actors)}) or p.r in (${holes(actors)}))` : "1";
  const egoValues = actors?.length ? [...actors, ...actors] : [];
  if (!w.sql)
    return store.db.all<StoredEdge>(
      `select * from pair p where ${ego} order by p.events desc, p.l, p.r limit ?`,
      ...egoValues,
      most,
    );
  return store.db.all<StoredEdge>(
    `select p.l as l, p.r as r, count(*) as events, sum(max(p.weight, 0)) as good, sum(max(-p.weight, 0)) as bad, sum(p.origins) as origins
     from event e join edge p on p.event = e.n ${w.sql} and ${ego} group by p.l, p.r order by events desc, p.l, p.r limit ?`,
    ...w.values,
    ...egoValues,
    most,
  );
}

/** Ids of the latest events of an edge, and how many origins they have in all. */
export function eventsOfEdge(store: Store, l: string, r: string, most: number): string[] {
  return store.db
    .all<{ id: string }>(
      "select e.id as id from edge g join event e on e.n = g.event where g.l = ? and g.r = ? order by g.day desc, e.id limit ?",
      l,
      r,
      most,
    )
    .map((x) => x.id);
}

/** Counts of events by a column, the most frequent first. */
export function countEvents(
  store: Store,
  f: Narrowing,
  column: "type" | "status" | "place",
  most: number,
): { value: string; count: number }[] {
  const w = eventWhere(store, f);
  const present = w.sql ? `${w.sql} and e.${column} is not null` : `where e.${column} is not null`;
  return store.db.all(
    `select e.${column} as value, count(*) as count from event e ${present} group by e.${column} order by 2 desc, 1 limit ?`,
    ...w.values,
    most,
  );
}

/** Counts of events by actor or by outlet. Without a filter the actors' own counts are used. */
export function countByActor(
  store: Store,
  f: Narrowing,
  what: "actor" | "outlet",
  most: number,
): { value: string; count: number }[] {
  const w = eventWhere(store, f);
  if (!w.sql && what === "actor")
    return store.db.all(
      "select id as value, events as count from actor where events > 0 order by articles desc, id limit ?",
      most,
    );
  const range =
    what === "outlet"
      ? "x.actor >= 'outlet:' and x.actor < 'outlet;'"
      : "(x.actor < 'outlet:' or x.actor >= 'outlet;')";
  const rows = store.db.all<{ value: string; count: number }>(
    w.sql
      ? `select x.actor as value, count(*) as count from event e join event_actor x on x.event = e.n ${w.sql} and ${range} group by x.actor order by 2 desc, 1 limit ?`
      : `select x.actor as value, count(*) as count from event_actor x where ${range} group by x.actor order by 2 desc, 1 limit ?`,
    ...w.values,
    most,
  );
  return rows.map((r) => ({ value: what === "outlet" ? r.value.slice(7) : r.value, count: r.count }));
}

/** First and last day of the events. */
export function periodOf(store: Store): { from: string | null; to: string | null } {
  const from = store.db.get<{ day: string }>("select day from event where day <> '' order by day limit 1")?.day ?? null;
  const to = store.db.get<{ day: string }>("select day from event order by day desc limit 1")?.day ?? null;
  return { from, to: to || null };
}

export interface StoredDoubt {
  readonly left: { article: string; item: string };
  readonly right: { article: string; item: string };
  readonly leftCluster: string | null;
  readonly rightCluster: string | null;
  readonly score: number;
  readonly because: readonly string[];
}

/** Pairs of which the machine is not sure, the likeliest first. */
export function selectDoubts(store: Store, f: Narrowing): { total: number; doubts: StoredDoubt[] } {
  const rows = store.db.all<{
    la: string;
    li: string;
    lc: string | null;
    ra: string;
    ri: string;
    rc: string | null;
    score: number;
    because: string;
  }>(
    `select a.article as la, a.item as li, a.cluster as lc, b.article as ra, b.item as ri, b.cluster as rc, d.score as score, d.because as because
     from doubt d join item a on a.n = d.l join item b on b.n = d.r
     where a.cluster is not b.cluster order by d.score desc, a.article, a.item, b.article, b.item limit ? offset ?`,
    ...page(f),
  );
  return {
    total: count(
      store,
      "select count(*) as n from doubt d join item a on a.n = d.l join item b on b.n = d.r where a.cluster is not b.cluster",
      [],
    ),
    doubts: rows.map((r) => ({
      left: { article: r.la, item: r.li },
      right: { article: r.ra, item: r.ri },
      leftCluster: r.lc,
      rightCluster: r.rc,
      score: r.score,
      because: JSON.parse(r.because) as string[],
    })),
  };
}

/** The merged event of an event of an article. */
export function eventOf(store: Store, article: string, item: string): string | null {
  return (
    store.db.get<{ cluster: string | null }>("select cluster from item where article = ? and item = ?", article, item)
      ?.cluster ?? null
  );
}

/** Counts of statements by act, the most frequent first. */
export function countActs(store: Store): { value: string; count: number }[] {
  return store.db.all("select act as value, n as count from act where n > 0 order by n desc, act");
}
