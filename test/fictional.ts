/** States, people and dated events that are made up, for tests of what is known. */
import type { Dated, Person, State } from "../src/knowledge/knowledge.ts";
import type { DatedKind } from "../src/model/dated.ts";

export const state = (id: string, name: string): State => ({
  id,
  iso2: "",
  name,
  kind: "member",
  capital: "",
  lat: 0,
  lon: 0,
  region: "",
  wikidata: null,
  leader: "head-of-state",
  adjective: "",
});

/** A person called by the family name alone. */
export const person = (id: string, name: string, country: string): Person => ({
  id,
  name,
  family: name,
  given: "",
  aliases: [],
  country,
  gender: null,
  wikidata: null,
});

export const dated = (
  kind: DatedKind,
  [from, to]: readonly [string, string],
  actors: readonly string[],
  place: string | null = null,
): Dated => ({
  id: `${kind}/${from}`,
  kind,
  what: `${kind} ${from}`,
  actors,
  place,
  from,
  to,
  source: "",
  confidence: 1,
});
