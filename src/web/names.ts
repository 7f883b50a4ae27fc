/** Names of actors as the reader's language has them. */

import type { Actor } from "./types.ts";
import { language } from "./words.ts";

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

/** Name of a state by its three-letter code; the code itself where it is not known. */
export function stateName(code: string): string {
  const s = states.get(code);
  if (!s) return code;
  if (/^[A-Z]{2}$/.test(s.iso2)) {
    try {
      const name = new Intl.DisplayNames(language.value || undefined, { type: "region", fallback: "none" }).of(s.iso2);
      if (name) return name;
    } catch {
      // a code that the browser does not know keeps the name of the knowledge file
    }
  }
  return s.name || code;
}

/** The reader's name of a state by its English one; another name stands as given. */
export function stateByName(name: string): string {
  for (const [code, s] of states) if (s.name === name) return stateName(code);
  return name;
}

/** A place by its name; a state that is the place itself by its name in the reader's language. */
export function placeName(place: { readonly name: string; readonly country: string | null }): string {
  const state = place.country ? states.get(place.country) : undefined;
  return state && state.name === place.name ? stateName(place.country!) : place.name;
}

/** Where a state lies, by its capital: [longitude, latitude]. */
export function stateAt(code: string): readonly [number, number] | null {
  const s = states.get(code);
  return s?.lat != null && s.lon != null ? [s.lon, s.lat] : null;
}

export const nameOf = (a: Actor): string => (a.kind === "state" && states.has(a.id) ? stateName(a.id) : a.name);

/** The side that an actor stands on: its state, or itself where it has none. */
export const sideOf = (a: Actor): string => a.country ?? a.id;

/** Name of a side, given the actors among which it was found. */
export function sideName(side: string, among: readonly Actor[]): string {
  if (states.has(side)) return stateName(side);
  return among.find((a) => a.id === side)?.name ?? side;
}

export const namesOf = (list: readonly Actor[]): string => list.map(nameOf).join(", ");
