/** Reading actors, their offices and what they said. */
import type { Filter } from "../model/filter.ts";
import { fold } from "../model/words.ts";
import type { Row } from "./database.ts";
import { Conditions, page, toldBy } from "./filter.ts";
import { count, itemColumns, itemRows, type StoredItem } from "./query.ts";
import type { Store } from "./store.ts";

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

export function selectActors(store: Store, f: Filter): { total: number; actors: StoredActor[] } {
  const to = new Conditions("articles > 0");
  const who = JSON.stringify(f.actors ?? []);
  if (f.actors?.length)
    to.put("(id in (select value from json_each(?)) or country in (select value from json_each(?)))", who, who);
  for (const [sources, how] of [
    [f.sources, "in"],
    [f.not?.sources, "not in"],
  ] as const) {
    if (!sources?.length) continue;
    const told = toldBy(sources);
    to.put(
      `id ${how} (select actor from actor_article where article in (select a.id from article a where a.replaced_by is null and ${told.sql}))`,
      ...told.values,
    );
  }
  to.any("id not in (?)", f.not?.actors);
  to.any("coalesce(country, '') not in (?)", f.not?.actors);
  const { sql: where, values } = to.where();
  const folded = f.query ? fold(f.query).trim() : "";
  // the few thousand actors are folded here: SQLite knows no accents
  if (folded) {
    const rows = store.db.all<StoredActor>(`select * from actor ${where} order by articles desc, id`, ...values);
    const words = folded.split(/\s+/);
    const hits = rows.filter((r) => {
      const name = fold(`${r.name} ${r.id} ${r.country ?? ""}`);
      return words.every((w) => name.includes(w));
    });
    const [limit, offset] = page(f);
    return { total: hits.length, actors: hits.slice(offset, offset + limit) };
  }
  const actors = store.db.all<StoredActor>(
    `select * from actor ${where} order by articles desc, id limit ? offset ?`,
    ...values,
    ...page(f),
  );
  return { total: count(store, `select count(*) as n from actor ${where}`, values), actors };
}

export function actorsById(store: Store, ids: Iterable<string>): Map<string, StoredActor> {
  const rows = store.db.all<StoredActor & Row>(
    "select a.* from json_each(?) j cross join actor a on a.id = j.value",
    JSON.stringify([...ids]),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Offices that articles gave an actor, with the first and last day on which, and its other names; of at most `most` articles. */
export function officesOf(
  store: Store,
  actor: string,
  most: number,
): { offices: { title: string; from: string | null; to: string | null }[]; aliases: string[] } {
  const rows = store.db.all<{ office: string | null; names: string; lo: string | null; hi: string | null }>(
    "select aa.office as office, aa.names as names, a.pub_lo as lo, a.pub_hi as hi from (select * from actor_article where actor = ? order by article limit ?) aa join article a on a.id = aa.article where aa.office is not null or aa.names <> '[]'",
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
    `select ${itemColumns} from said s join item i on i.n = s.n join told t on t.n = i.n left join article a on a.id = i.article where s.actor = ? and s.role = ? order by s.day desc, i.article, i.item limit ?`,
    actor,
    role,
    most,
  );
  return itemRows(rows);
}
