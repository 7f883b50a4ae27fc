/** A folder of tables -> Knowledge; every fault of every file is told at once. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CORE_SCHEMA, load } from "js-yaml";
import { datedKinds } from "../model/dated.ts";
import type { Day } from "../model/time.ts";
import {
  type Body,
  type Dated,
  type Elsewhere,
  type Holding,
  type Knowledge,
  type KnownPlace,
  knowledgeOf,
  openEnd,
  type Person,
  type Role,
  type Source,
  type State,
  type Unit,
} from "./knowledge.ts";
import { type Faults, parts, type Row, readTable, throwFaults } from "./table.ts";

/** Reads `dir` (states, bodies, sources, places, people/*, offices/*) and `ontology/offices.yaml` beside it. */
export function loadKnowledge(dir: string, ontology: string = join(dir, "..", "ontology")): Knowledge {
  const faults: Faults = { list: [] };
  const { roles, units, elsewhere } = readOffices(join(ontology, "offices.yaml"), faults);
  const states = keyed(
    readTable(
      join(dir, "states.tsv"),
      ["id", "iso2", "name", "kind", "capital", "lat", "lon", "region", "wikidata", "leader", "adjective"],
      faults,
    ),
    (r): State => ({
      id: need(r, "id"),
      iso2: r.get("iso2"),
      name: need(r, "name"),
      kind: r.get("kind"),
      capital: r.get("capital"),
      lat: number(r, "lat"),
      lon: number(r, "lon"),
      region: r.get("region"),
      wikidata: r.get("wikidata") || null,
      leader: role(r, "leader", roles),
      adjective: r.get("adjective") || r.get("name"),
    }),
  );
  const country = (r: Row, column = "country"): string | null => {
    const id = r.get(column);
    if (id !== "" && !states.has(id)) r.fault(`${column} ${id} is not in states.tsv`);
    return id || null;
  };
  const bodies = keyed(
    readTable(join(dir, "bodies.tsv"), ["id", "name", "short", "kind", "country", "role", "wikidata"], faults),
    (r): Body => ({
      id: need(r, "id"),
      name: need(r, "name"),
      short: r.get("short"),
      kind: choice(r, "kind", ["organisation", "group"]),
      country: country(r),
      role: r.get("role"),
      wikidata: r.get("wikidata") || null,
    }),
  );
  const sources = keyed(
    readTable(
      join(dir, "sources.tsv"),
      ["id", "name", "kind", "country", "owner", "feeds", "domains", "aliases", "weak"],
      faults,
    ),
    (r): Source => ({
      id: need(r, "id"),
      name: need(r, "name"),
      kind: choice(r, "kind", ["agency", "outlet"]),
      country: country(r),
      owner: choice(r, "owner", ["state", "public", "cooperative", "private"]),
      feeds: parts(r.get("feeds")),
      domains: parts(r.get("domains")),
      aliases: parts(r.get("aliases")),
      weak: parts(r.get("weak")),
    }),
  );
  const places = existsSync(join(dir, "places.tsv"))
    ? readPlaces(join(dir, "places.tsv"), faults)
    : new Map<string, KnownPlace>();
  const people = new Map<string, Person>();
  for (const file of tables(join(dir, "people")))
    for (const r of readTable(
      file,
      ["id", "name", "family", "given", "aliases", "country", "gender", "wikidata"],
      faults,
    )) {
      const id = need(r, "id");
      // A person may stand in the files of two regions: the first has the word, the other adds its aliases.
      const before = people.get(id);
      const aliases = parts(r.get("aliases"));
      if (before) people.set(id, { ...before, aliases: [...new Set([...before.aliases, ...aliases])] });
      else
        people.set(id, {
          id,
          name: need(r, "name"),
          family: r.get("family"),
          given: r.get("given"),
          aliases,
          country: country(r),
          gender: r.get("gender") || null,
          wikidata: r.get("wikidata") || null,
        });
    }
  const holdings: Holding[] = [];
  for (const file of tables(join(dir, "offices")))
    for (const r of readTable(
      file,
      ["person", "office", "of", "from", "to", "title", "source", "confidence"],
      faults,
    )) {
      const h = holding(r, roles);
      if (!h) continue;
      if (!people.has(h.person)) r.fault(`person ${h.person} is in no file of people/`);
      if (!states.has(h.of) && !bodies.has(h.of)) r.fault(`${h.of} is neither a state nor a body`);
      holdings.push(h);
    }
  const named = (id: string): boolean => states.has(id) || people.has(id) || bodies.has(id);
  const dated = existsSync(join(dir, "events.tsv"))
    ? readDated(join(dir, "events.tsv"), named, country, places, faults)
    : [];
  throwFaults(faults, "knowledge");
  return knowledgeOf({ states, people, holdings, bodies, sources, places, roles, units, elsewhere, dated });
}

/** events.tsv: what happened on which days, in a state or a place of it; unknown actors and days that are none are faults. */
function readDated(
  path: string,
  named: (id: string) => boolean,
  country: (r: Row, column: string) => string | null,
  places: ReadonlyMap<string, KnownPlace>,
  faults: Faults,
): Dated[] {
  const columns = ["id", "kind", "what", "actors", "place", "from", "to", "source", "confidence"];
  const all = keyed(readTable(path, columns, faults), (r): Dated => {
    const actors = parts(r.get("actors"));
    if (actors.length === 0) r.fault("no actors");
    for (const a of actors) if (!named(a)) r.fault(`${a} is no state, person or body`);
    const from = dayOfPart(r.get("from"), false);
    const to = dayOfPart(r.get("to") || r.get("from"), true);
    if (!from || !to || from > to) r.fault(`no days: ${r.get("from")} to ${r.get("to")}`);
    const city = places.get(r.get("place"));
    return {
      id: need(r, "id"),
      kind: choice(r, "kind", datedKinds),
      what: need(r, "what"),
      actors,
      place: city ? city.country : country(r, "place"),
      ...(city ? { city: city.name } : {}),
      from: from ?? "",
      to: to ?? "",
      source: r.get("source"),
      confidence: number(r, "confidence"),
    };
  });
  return [...all.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

function tables(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((f) => f.endsWith(".tsv"))
    .sort()
    .map((f) => join(dir, f));
}

function keyed<T extends { readonly id: string }>(rows: readonly Row[], make: (r: Row) => T): Map<string, T> {
  const map = new Map<string, T>();
  for (const r of rows) {
    const item = make(r);
    if (map.has(item.id)) r.fault(`${item.id} stands twice`);
    map.set(item.id, item);
  }
  return map;
}

function need(r: Row, column: string): string {
  const value = r.get(column);
  if (value === "") r.fault(`no ${column}`);
  return value;
}

function number(r: Row, column: string): number {
  const n = Number(r.get(column));
  if (!Number.isFinite(n)) r.fault(`${column} is no number: ${r.get(column)}`);
  return n;
}

function choice<const T extends string>(r: Row, column: string, values: readonly T[]): T {
  const value = r.get(column) as T;
  if (!values.includes(value)) r.fault(`${column} is ${value || "empty"}, not one of ${values.join(", ")}`);
  return value;
}

function role(r: Row, column: string, roles: ReadonlyMap<string, Role>): string {
  const code = r.get(column);
  if (!roles.has(code)) r.fault(`${column} ${code || "(empty)"} is no role of ontology/offices.yaml`);
  return code;
}

const meantime = /\b(acting|interim|caretaker)\b/i;
const plainDay = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;
const dayShape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** `2004`, `2004-03`, `2004-03-07` -> the first or last day of it; null for what is no date. */
export function dayOfPart(text: string, end: boolean): Day | null {
  // A whole day before the 29th needs no calendar.
  if (text.length === 10 && plainDay.test(text)) return text;
  const m = dayShape.exec(text);
  if (!m) return null;
  const [, year, month, day] = m;
  if (!month) return end ? `${year}-12-31` : `${year}-01-01`;
  const m0 = Number(month);
  if (m0 < 1 || m0 > 12) return null;
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const last = m0 === 2 ? (leap ? 29 : 28) : m0 === 4 || m0 === 6 || m0 === 9 || m0 === 11 ? 30 : 31;
  if (day) return Number(day) >= 1 && Number(day) <= last ? text : null;
  return `${year}-${month}-${end ? last : "01"}`;
}

function holding(r: Row, roles: ReadonlyMap<string, Role>): Holding | null {
  const from = dayOfPart(r.get("from"), false);
  if (!from) r.fault(`from is no date: ${r.get("from") || "(empty)"}`);
  const to = r.get("to") === "" ? openEnd : dayOfPart(r.get("to"), true);
  if (!to) r.fault(`to is no date: ${r.get("to")}`);
  if (from && to && from > to) r.fault(`from ${from} is after to ${to}`);
  const confidence = number(r, "confidence");
  const office = role(r, "office", roles);
  if (!from || !to || from > to) return null;
  const title = r.get("title");
  return {
    person: need(r, "person"),
    office,
    of: need(r, "of"),
    from,
    to,
    title,
    source: r.get("source"),
    confidence,
    acting: title !== "" && meantime.test(title),
  };
}

/** Places are many: read by hand for speed. */
function readPlaces(path: string, faults: Faults): Map<string, KnownPlace> {
  const places = new Map<string, KnownPlace>();
  const lines = readFileSync(path, "utf8").split("\n");
  if (lines[0] !== "id\tname\tcountry\tlat\tlon\tkind\tpopulation\tforms")
    faults.list.push(`${path}:1: the header is not id name country lat lon kind population forms`);
  for (let i = 1; i < lines.length; i++) {
    if (lines[i] === "") continue;
    const c = lines[i]!.split("\t");
    const lat = Number(c[3]);
    const lon = Number(c[4]);
    if (c.length !== 8 || !(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) {
      faults.list.push(`${path}:${i + 1}: not eight fields with a latitude and a longitude`);
      continue;
    }
    const forms =
      c[7] === ""
        ? []
        : c[7]!.split("|").map((f): readonly [string, string] => {
            const colon = f.indexOf(":");
            return [f.slice(0, Math.max(0, colon)), f.slice(colon + 1)];
          });
    places.set(c[0]!, {
      id: c[0]!,
      name: c[1]!,
      country: c[2] || null,
      lat,
      lon,
      kind: c[5]!,
      population: Number(c[6]) || 0,
      forms,
    });
  }
  return places;
}

function readOffices(
  path: string,
  faults: Faults,
): { roles: Map<string, Role>; units: Map<string, Unit>; elsewhere: readonly Elsewhere[] } {
  const roles = new Map<string, Role>();
  const units = new Map<string, Unit>();
  let file: {
    roles?: Record<string, Omit<Role, "code">>;
    units?: Record<string, Omit<Unit, "code">>;
    elsewhere?: readonly Elsewhere[];
  };
  try {
    file = load(readFileSync(path, "utf8"), { schema: CORE_SCHEMA }) as typeof file;
  } catch (error) {
    faults.list.push(`${path}: ${(error as Error).message.split("\n")[0]}`);
    return { roles, units, elsewhere: [] };
  }
  for (const [code, r] of Object.entries(file.roles ?? {})) roles.set(code, { code, ...r });
  for (const [code, u] of Object.entries(file.units ?? {})) units.set(code, { code, ...u });
  for (const r of roles.values())
    if (r.unit !== null && !units.has(r.unit)) faults.list.push(`${path}: role ${r.code}: no unit ${r.unit}`);
  for (const u of units.values())
    for (const code of [u.head, u.spokesperson])
      if (code !== null && !roles.has(code)) faults.list.push(`${path}: unit ${u.code}: no role ${code}`);
  return { roles, units, elsewhere: file.elsewhere ?? [] };
}
