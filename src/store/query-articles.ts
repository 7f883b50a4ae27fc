/** Reading the articles of the floor. */
import type { Filter } from "../model/filter.ts";
import type { Row } from "./database.ts";
import { Conditions, eventWhere, matchOf, mentioning, toldBy } from "./filter.ts";
import { keptOf } from "./query.ts";
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
    [f.sources, ""],
    [not.sources, "not "],
  ] as const) {
    if (!sources?.length) continue;
    const told = toldBy(sources);
    to.put(`${how}${told.sql}`, ...told.values);
  }
  if (f.types?.length || f.statuses?.length || f.places?.length || f.minOrigins) {
    const { actors: _a, pair: _p, query: _q, from: _f, to: _t, sources: _s, not: _n, ...rest } = f;
    const w = eventWhere(store, rest);
    to.put(`a.id in (select i.article from event e cross join item i on i.cluster = e.id ${w.sql})`, ...w.values);
  }
  for (const [column, list] of [
    ["type", not.types],
    ["status", not.statuses],
    ["place", not.places],
  ] as const)
    to.any(
      `a.id not in (select i.article from event e cross join item i on i.cluster = e.id where e.${column} in (?))`,
      list,
    );
  if (f.query?.trim()) {
    const match = matchOf(f.query);
    const like = `%${f.query
      .trim()
      .slice(0, 200)
      .replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
    if (match)
      to.put(
        `(a.n in ${mentioning("doc")} or a.n in (select rowid from page where page match ?) or a.title like ? escape '\\')`,
        match,
        match,
        like,
      );
    else to.put("0");
  }
  const w = to.where();
  const order = ["pub_lo desc", "id"];
  const { total, found } = keptOf(
    store,
    `select a.n as n, a.pub_lo as pub_lo, a.id as id from article a ${w.sql}`,
    w,
    order,
    f,
  );
  const articles = store.db.all<StoredLine & Row>(
    `select ${columns} from json_each(?) j cross join article a on a.n = j.value order by j.key`,
    JSON.stringify(found),
  );
  return { total, articles };
}

const columns =
  "a.id as id, a.source as source, a.language as language, a.title as title, a.outlet as outlet, a.pub_lo as pub_lo, a.pub_hi as pub_hi, a.basis as basis, a.events as events, a.statements as statements, a.unread as unread";

export function articleLine(store: Store, id: string): StoredLine | null {
  return store.db.get<StoredLine & Row>(`select ${columns} from article a where a.id = ?`, id) ?? null;
}

/** Ids of all current articles, in the order of publication. */
export function articleIds(store: Store): string[] {
  return store.db
    .all<{ id: string }>("select id from article where replaced_by is null order by pub_lo is null, pub_lo, id")
    .map((r) => r.id);
}
