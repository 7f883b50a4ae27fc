/** Reading the articles of the floor. */
import type { Filter } from "../model/filter.ts";
import { Conditions, eventWhere, matchOf, page } from "./filter.ts";
import { count } from "./query.ts";
import type { Store } from "./store.ts";

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
  /** 1 where no pack could read its language. */
  readonly unread: number;
}

export function selectArticles(store: Store, f: Filter): { total: number; articles: StoredLine[] } {
  const to = new Conditions("a.replaced_by is null");
  const { not = {} } = f;
  to.any("a.id in (select article from actor_article where actor in (?))", f.actors);
  to.any("a.id not in (select article from actor_article where actor in (?))", not.actors);
  for (const x of f.pair ?? []) to.put("a.id in (select article from actor_article where actor = ?)", x);
  if (f.from) to.put("coalesce(a.pub_hi, '') >= ?", f.from);
  if (f.to) to.put("a.pub_lo <= ?", f.to);
  for (const [sources, how] of [
    [f.sources, "exists"],
    [not.sources, "not exists"],
  ] as const)
    if (sources?.length)
      to.put(
        `${how} (select 1 from json_each(?) s where s.value in (a.outlet, a.source, a.id))`,
        JSON.stringify(sources),
      );
  if (f.types?.length || f.statuses?.length || f.places?.length || f.minOrigins) {
    const { actors: _a, pair: _p, query: _q, from: _f, to: _t, sources: _s, not: _n, ...rest } = f;
    const w = eventWhere(store, rest);
    to.put(`a.id in (select i.article from item i join event e on e.n = i.home ${w.sql})`, ...w.values);
  }
  for (const [column, list] of [
    ["type", not.types],
    ["status", not.statuses],
    ["place", not.places],
  ] as const)
    to.any(`a.id not in (select i.article from item i join event e on e.n = i.home where e.${column} in (?))`, list);
  if (f.query?.trim()) {
    const match = matchOf(f.query);
    const like = `%${f.query
      .trim()
      .slice(0, 200)
      .replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
    if (match)
      to.put(
        `(a.id in (select i.article from item i where i.n in (select rowid from words where words match ?)) or a.n in (select rowid from page where page match ?) or a.title like ? escape '\\')`,
        match,
        match,
        like,
      );
    else to.put("0");
  }
  const { sql: where, values } = to.where();
  const rows = store.db.all<StoredLine>(
    `select a.id, a.source, a.language, a.title, a.outlet, a.pub_lo, a.pub_hi, a.basis, a.events, a.statements, a.unread
     from article a ${where} order by a.pub_lo desc, a.id limit ? offset ?`,
    ...values,
    ...page(f),
  );
  return { total: count(store, `select count(*) as n from article a ${where}`, values), articles: rows };
}

export function articleLine(store: Store, id: string): StoredLine | null {
  return (
    store.db.get<StoredLine>(
      "select id, source, language, title, outlet, pub_lo, pub_hi, basis, events, statements, unread from article where id = ?",
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
