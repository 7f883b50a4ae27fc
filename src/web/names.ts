/** Names of actors as the reader's language has them. */

import type { Actor } from "./types.ts";
import { label, language } from "./words.ts";

const tables = import.meta.glob<string>("../../knowledge/states.tsv", {
  query: "?raw",
  import: "default",
  eager: true,
});

interface State {
  readonly iso2: string;
  readonly name: string;
  readonly lat: number | null;
  readonly lon: number | null;
}

const states = new Map<string, State>();
for (const text of Object.values(tables)) {
  const [head = "", ...rows] = text.split(/\r?\n/);
  const column = (name: string) => head.split("\t").indexOf(name);
  const [id, iso2, name, lat, lon] = ["id", "iso2", "name", "lat", "lon"].map(column) as [
    number,
    number,
    number,
    number,
    number,
  ];
  for (const row of rows) {
    const cells = row.split("\t");
    const degree = (i: number) => (cells[i] ? Number(cells[i]) : null);
    if (cells[id])
      states.set(cells[id], { iso2: cells[iso2] ?? "", name: cells[name] ?? "", lat: degree(lat), lon: degree(lon) });
  }
}

const byName = new Map([...states].map(([code, s]) => [s.name, code]));

/** Names of states in one language, made once. */
const spoken = new Map<string, Map<string, string>>();

function namesIn(code: string): Map<string, string> {
  const known = spoken.get(code);
  if (known) return known;
  const regions = new Intl.DisplayNames(code || undefined, { type: "region", fallback: "none" });
  const names = new Map<string, string>();
  for (const [id, s] of states) {
    // a code that the browser does not know keeps the name of the knowledge file
    const name = /^[A-Z]{2}$/.test(s.iso2) ? regions.of(s.iso2) : undefined;
    names.set(id, name || s.name || id);
  }
  spoken.set(code, names);
  return names;
}

/** Name of a state by its three-letter code; the code itself where it is not known. */
export const stateName = (code: string): string => namesIn(language.value).get(code) ?? code;

/** A state by its code or by a name of it, in English or in the reader's language; what is no state stands as given. */
export function codeOfState(text: string): string {
  const wanted = text.toLocaleLowerCase();
  if (states.has(text.toUpperCase())) return text.toUpperCase();
  for (const [code, name] of [...namesIn(language.value), ...[...byName].map(([name, code]) => [code, name] as const)])
    if (name.toLocaleLowerCase() === wanted) return code;
  return text;
}

/** The reader's name of a state by its English one; another name stands as given. */
export function stateByName(name: string): string {
  const code = byName.get(name);
  return code === undefined ? name : stateName(code);
}

type Placed = { readonly name: string; readonly country: string | null };

/** Is the place a whole state, known no closer? */
export const isState = (place: Placed): boolean =>
  place.country !== null && states.get(place.country)?.name === place.name;

/** A place by its name; a state that is the place itself by its name in the reader's language. */
export const placeName = (place: Placed): string => (isState(place) ? stateName(place.country!) : place.name);

/** Where a state lies, by its capital: [longitude, latitude]. */
export function stateAt(code: string): readonly [number, number] | null {
  const s = states.get(code);
  return s?.lat != null && s.lon != null ? [s.lon, s.lat] : null;
}

export const nameOf = (a: Actor): string => (a.kind === "state" && states.has(a.id) ? stateName(a.id) : a.name);

/** Name of a side, given the actors among which it was found. */
export function sideName(side: string, among: readonly Actor[]): string {
  if (states.has(side)) return stateName(side);
  return among.find((a) => a.id === side)?.name ?? side;
}

export const namesOf = (list: readonly Actor[]): string => list.map(nameOf).join(", ");

/** Type and mode in words: `Meeting · visit`. */
export function kindText(e: { readonly type: string; readonly mode: string | null }): string {
  const type = label("type", e.type);
  return e.mode ? `${type} · ${label("mode", e.mode)}` : type;
}
