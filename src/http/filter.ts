/** Query string -> Filter. What is not understood is refused by name, never dropped in silence. */
import { eventTypes, statuses } from "../model/event.ts";
import { type Dispute, disputes, type Filter, type Values } from "../model/filter.ts";
import { acts } from "../model/statement.ts";
import { Fault } from "./fault.ts";

/** Filters with values that can be wanted or left out: key of the address -> field, and its values where they are fixed. */
const lists: Readonly<Record<string, readonly [field: keyof Values, allowed?: readonly string[]]>> = {
  actor: ["actors"],
  type: ["types", eventTypes],
  status: ["statuses", statuses],
  act: ["acts", acts],
  place: ["places"],
  source: ["sources"],
  asserts: ["asserts"],
  denies: ["denies"],
  via: ["via"],
  origin: ["origins"],
};

const known = new Set([
  ...Object.keys(lists),
  "pair",
  "from",
  "to",
  "origins",
  "dispute",
  "party",
  "q",
  "limit",
  "offset",
  "light",
  "format",
  "what",
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

function oneOf(key: string, values: readonly string[], allowed: readonly string[]): void {
  for (const v of values)
    if (!allowed.includes(v))
      throw new Fault(400, "bad-filter", `${key}: no such value`, `One of ${allowed.join(", ")}`);
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
  const wanted: Record<string, readonly string[]> = {};
  const not: Record<string, readonly string[]> = {};
  for (const [key, [field, allowed]] of Object.entries(lists)) {
    const values = sides(query, key);
    if (allowed) oneOf(key, [...values.wanted, ...values.left], allowed);
    if (values.wanted.length) wanted[field] = values.wanted;
    if (values.left.length) not[field] = values.left;
  }
  const from = day("from", text("from"));
  const to = day("to", text("to"));
  const minOrigins = whole("origins", text("origins"), 1000);
  const dispute = text("dispute");
  if (dispute) oneOf("dispute", [dispute], disputes);
  const party = text("party");
  if (party) oneOf("party", [party], ["yes", "no"]);
  const limit = whole("limit", text("limit"), 20_000);
  const offset = whole("offset", text("offset"), 10_000_000);
  const q = text("q");
  return {
    ...(wanted as Values),
    ...(pair ? { pair: [pair[0]!, pair[1]!] as const } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(dispute ? { dispute: dispute as Dispute } : {}),
    ...(party ? { party: party === "yes" } : {}),
    ...(q ? { query: q } : {}),
    ...(Object.keys(not).length ? { not } : {}),
    ...(minOrigins !== null ? { minOrigins } : {}),
    ...(limit !== null ? { limit } : {}),
    ...(offset !== null ? { offset } : {}),
  };
}
