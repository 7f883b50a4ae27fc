/** Query string -> Filter. What is not understood is refused by name, never dropped in silence. */
import { eventTypes, statuses } from "../model/event.ts";
import { acts } from "../model/statement.ts";
import type { Filter } from "../show/views.ts";
import { Fault } from "./fault.ts";

const known = new Set([
  "actor",
  "pair",
  "type",
  "status",
  "act",
  "from",
  "to",
  "place",
  "source",
  "origins",
  "q",
  "limit",
  "offset",
  "light",
  "format",
]);
const longest = 400;

/** Values of a key; those with a minus before them apart: they leave out. */
interface Sides {
  readonly wanted: readonly string[];
  readonly left: readonly string[];
}

function sides(query: URLSearchParams, key: string): Sides {
  const all = query.getAll(key).filter((v) => v !== "" && v !== "-");
  return {
    wanted: all.filter((v) => !v.startsWith("-")),
    left: all.filter((v) => v.startsWith("-")).map((v) => v.slice(1)),
  };
}

function oneOf(key: string, values: Sides, allowed: readonly string[]): Sides {
  for (const v of [...values.wanted, ...values.left])
    if (!allowed.includes(v))
      throw new Fault(400, "bad-filter", `${key}: no such value`, `One of ${allowed.join(", ")}`);
  return values;
}

function whole(key: string, value: string | null, most: number): number | null {
  if (value === null) return null;
  const n = Number(value);
  if (!/^\d+$/.test(value) || n > most) throw new Fault(400, "bad-filter", `${key}: a whole number up to ${most}`);
  return n;
}

function day(key: string, value: string | null): string | null {
  if (value === null) return null;
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) throw new Fault(400, "bad-filter", `${key}: a day such as 2024-09-14`);
  if (new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) !== value)
    throw new Fault(400, "bad-filter", `${key}: no such day`);
  return value;
}

/** `?actor=RUS&actor=-PRK&type=AID&from=2024-01-01` -> a Filter. */
export function filterOf(query: URLSearchParams): Filter {
  for (const [k, v] of query) {
    if (!known.has(k)) throw new Fault(400, "bad-filter", `no such filter: ${k.slice(0, 40)}`, [...known].join(", "));
    if (v.length > longest) throw new Fault(400, "bad-filter", `${k}: longer than ${longest} characters`);
  }
  const pair = query.get("pair")?.split(",");
  if (pair && (pair.length !== 2 || !pair[0] || !pair[1]))
    throw new Fault(400, "bad-filter", "pair: two ids, LEFT,RIGHT");
  const text = (k: string) => query.get(k) || null;
  const actor = sides(query, "actor");
  const type = oneOf("type", sides(query, "type"), eventTypes);
  const status = oneOf("status", sides(query, "status"), statuses);
  const act = oneOf("act", sides(query, "act"), acts);
  const place = sides(query, "place");
  const source = sides(query, "source");
  const from = day("from", text("from"));
  const to = day("to", text("to"));
  const minOrigins = whole("origins", text("origins"), 1000);
  const limit = whole("limit", text("limit"), 20_000);
  const offset = whole("offset", text("offset"), 10_000_000);
  const q = text("q");
  const not = {
    ...(actor.left.length ? { actors: actor.left } : {}),
    ...(type.left.length ? { types: type.left } : {}),
    ...(status.left.length ? { statuses: status.left } : {}),
    ...(act.left.length ? { acts: act.left } : {}),
    ...(place.left.length ? { places: place.left } : {}),
    ...(source.left.length ? { sources: source.left } : {}),
  };
  return {
    ...(actor.wanted.length ? { actors: actor.wanted } : {}),
    ...(pair ? { pair: [pair[0]!, pair[1]!] as const } : {}),
    ...(type.wanted.length ? { types: type.wanted } : {}),
    ...(status.wanted.length ? { statuses: status.wanted } : {}),
    ...(act.wanted.length ? { acts: act.wanted } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(place.wanted[0] ? { place: place.wanted[0] } : {}),
    ...(source.wanted[0] ? { source: source.wanted[0] } : {}),
    ...(q ? { query: q } : {}),
    ...(Object.keys(not).length ? { not } : {}),
    ...(minOrigins !== null ? { minOrigins } : {}),
    ...(limit !== null ? { limit } : {}),
    ...(offset !== null ? { offset } : {}),
  };
}
