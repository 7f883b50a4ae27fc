/** Filters become SQL here: what the rows of events and claims are narrowed to. */
import type { Filter } from "../model/filter.ts";
import { queryOf } from "../model/query.ts";
import type { Value } from "./database.ts";
import type { Role } from "./marks.ts";
import type { Store } from "./store.ts";

const DEFAULT_LIMIT = 200;

export interface Where {
  readonly sql: string;
  readonly values: readonly Value[];
  /** It narrows nothing beyond what always holds. */
  readonly bare?: boolean;
}

/** Conditions of a query, each with the values of its holes. */
export class Conditions {
  readonly #parts: string[];
  readonly #always: number;
  readonly #values: Value[] = [];

  constructor(...always: string[]) {
    this.#always = always.length;
    this.#parts = always;
  }

  put(sql: string, ...values: readonly Value[]): void {
    this.#parts.push(sql);
    this.#values.push(...values);
  }

  /** A condition on any of a list; nothing where the list is empty. `(?)` stands for its values. */
  any(sql: string, list: readonly string[] | undefined): void {
    if (list?.length) this.put(sql.replace("(?)", `(${holes(list)})`), ...list);
  }

  where(): Where {
    return {
      sql: this.#parts.length ? `where ${this.#parts.join(" and ")}` : "",
      values: this.#values,
      bare: this.#parts.length === this.#always,
    };
  }
}

export const holes = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

/** Any text as a full-text query that cannot fail: stems in quotes, each word as a beginning. Null where no word is left. */
export function matchOf(query: string): string | null {
  const words = (stems: readonly string[]): string =>
    stems.length > 1 ? `"${stems.join(" ")}"` : `"${stems[0]}"${stems[0]!.length > 2 ? "*" : ""}`;
  const alternatives = queryOf(query).map((a) => {
    const all = [...new Set(a.all.map(words))].join(" AND ");
    return a.none.length ? `((${all}) NOT (${a.none.map(words).join(" OR ")}))` : `(${all})`;
  });
  return alternatives.length ? alternatives.join(" OR ") : null;
}

export const page = (f: Filter): [number, number] => [
  Math.max(0, Math.min(f.limit ?? DEFAULT_LIMIT, 100_000)),
  Math.max(0, f.offset ?? 0),
];

/** Articles `a` of one of these outlets, sources or ids. */
export const toldBy = (sources: readonly string[]): Where => ({
  sql: `(coalesce(a.outlet, '') in (${holes(sources)}) or a.source in (${holes(sources)}) or a.id in (${holes(sources)}))`,
  values: [...sources, ...sources, ...sources],
});

/** The name stands for an outlet, else for a source or an article. */
const isOutlet = (store: Store, name: string): boolean =>
  store.db.get("select 1 as one from event_actor where actor = ? limit 1", `outlet:${name}`) !== undefined;

/** What events and claims have in common: their row, who takes part, and the column of their mentions that numbers them. */
interface Kind {
  readonly row: "e" | "c";
  readonly parts: string;
  readonly mention: "home" | "ledger";
}

/** Numbers of the events, claims or articles in one of whose items the words of a query stand. */
export const mentioning = (what: "home" | "ledger" | "doc"): string =>
  `(select i.${what} from words w cross join item i on i.n = w.rowid where words match ? and i.${what} is not null)`;

/** Conditions on who takes part, who told it, how many origins there are and which words are in the sentences. */
function common(store: Store, f: Filter, to: Conditions, { row, parts, mention }: Kind): void {
  const actors = (how: "in" | "not in") => `${row}.n ${how} (${parts} where actor in (?))`;
  to.any(actors("in"), f.actors);
  to.any(actors("not in"), f.not?.actors);
  for (const a of f.pair ?? []) to.put(`${row}.n in (${parts} where actor = ?)`, a);
  const told = (sources: readonly string[], how: "in" | "not in"): void => {
    const rows: string[] = [];
    const values: string[] = [];
    for (const source of sources) {
      if (isOutlet(store, source)) {
        rows.push(`${row}.n in (${parts} where actor = ?)`);
        values.push(`outlet:${source}`);
      } else {
        rows.push(
          `${row}.n in (select i.${mention} from item i where i.${mention} is not null and i.article in (select id from article where id = ? union select id from article where source = ?))`,
        );
        values.push(source, source);
      }
    }
    if (rows.length) to.put(`${how === "in" ? "" : "not "}(${rows.join(" or ")})`, ...values);
  };
  told(f.sources ?? [], "in");
  told(f.not?.sources ?? [], "not in");
  if (f.minOrigins && f.minOrigins > 1) to.put(`${row}.origins >= ?`, f.minOrigins);
  if (!f.query?.trim()) return;
  const match = matchOf(f.query);
  if (match) to.put(`${row}.n in ${mentioning(mention)}`, match);
  else to.put("0");
}

export function eventWhere(store: Store, f: Filter): Where {
  const to = new Conditions();
  const { not = {} } = f;
  to.any("e.type in (?)", f.types);
  to.any("e.status in (?)", f.statuses);
  to.any("e.place in (?)", f.places);
  to.any("e.type not in (?)", not.types);
  to.any("e.status not in (?)", not.statuses);
  to.any("coalesce(e.place, '') not in (?)", not.places);
  if (f.from) to.put("coalesce(e.hi, e.day) >= ?", f.from);
  if (f.to) to.put("e.day <= ? and e.day <> ''", f.to);
  common(store, f, to, { row: "e", parts: "select event from event_actor", mention: "home" });
  return to.where();
}

/** Claims with a part of one of these values in a role. */
const part = (role: Role, values: string): string =>
  `(select claim from claim_part where role = '${role}' and value in (${values}))`;
const named = "select n from value where text in (?)";
/** An actor, or somebody of a state. */
const someone =
  "select n from value where text in (select value from json_each(?)) union select v.n from actor a join value v on v.text = a.id where a.country in (select value from json_each(?))";

export function claimWhere(store: Store, f: Filter): Where {
  const to = new Conditions();
  const { not = {} } = f;
  for (const [list, sql] of [
    ["acts", part("k", named)],
    ["types", part("e", "select n from event where type in (?)")],
    ["statuses", part("e", "select n from event where status in (?)")],
    ["via", part("v", named)],
    ["origins", part("o", named)],
  ] as const) {
    to.any(`c.n in ${sql}`, f[list]);
    to.any(`c.n not in ${sql}`, not[list]);
  }
  for (const [list, role] of [
    ["asserts", "A"],
    ["denies", "D"],
  ] as const) {
    const put = (how: string, who: readonly string[] | undefined) => {
      if (who?.length) to.put(`c.n ${how} ${part(role, someone)}`, JSON.stringify(who), JSON.stringify(who));
    };
    put("in", f[list]);
    put("not in", not[list]);
  }
  if (f.dispute === "both") to.put("c.asserted > 0 and c.denied > 0");
  if (f.dispute === "asserted") to.put("c.denied = 0");
  if (f.dispute === "denied") to.put("c.asserted = 0");
  if (f.party !== undefined) to.put(`c.party & ${f.party ? 1 : 2}`);
  if (f.from) to.put("c.day >= ?", f.from);
  if (f.to) to.put("c.day <= ? and c.day <> ''", f.to);
  common(store, f, to, { row: "c", parts: "select claim from claim_actor", mention: "ledger" });
  return to.where();
}
