/** Who is who: states and their bodies, people and the offices they held from-to, agencies and outlets, places. */

import type { Actor } from "../model/actor.ts";
import type { DatedKind } from "../model/dated.ts";
import { type Day, type DayInterval, meet } from "../model/time.ts";

export interface State {
  readonly id: string;
  readonly iso2: string;
  readonly name: string;
  /** member, observer, contested, territory, associated, former. */
  readonly kind: string;
  readonly capital: string;
  readonly lat: number;
  readonly lon: number;
  readonly region: string;
  readonly wikidata: string | null;
  /** Role code of the office that leads it. */
  readonly leader: string;
  /** English adjective, to name whom a text leaves without a name. */
  readonly adjective: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** The family name as the press uses it alone; "" where there is none. */
  readonly family: string;
  readonly given: string;
  readonly aliases: readonly string[];
  readonly country: string | null;
  readonly gender: string | null;
  readonly wikidata: string | null;
}

/** One spell in an office. `to` is 9999-12-31 while it lasts; partial dates are widened to whole months and years. */
export interface Holding extends DayInterval {
  readonly person: string;
  readonly office: string;
  /** Id of the state or body. */
  readonly of: string;
  readonly title: string;
  readonly source: string;
  readonly confidence: number;
  /** Held in the meantime until somebody else was named. */
  readonly acting: boolean;
}

export interface Body {
  readonly id: string;
  readonly name: string;
  readonly short: string;
  readonly kind: "organisation" | "group";
  readonly country: string | null;
  readonly role: string;
  readonly wikidata: string | null;
}

export interface Source {
  readonly id: string;
  readonly name: string;
  readonly kind: "agency" | "outlet";
  readonly country: string | null;
  /** state, public, cooperative, private. */
  readonly owner: string;
  readonly feeds: readonly string[];
  readonly domains: readonly string[];
  readonly aliases: readonly string[];
  /** Names that are also common words: only to be trusted beside a word for the press. */
  readonly weak: readonly string[];
}

export interface KnownPlace {
  readonly id: string;
  readonly name: string;
  readonly country: string | null;
  readonly lat: number;
  readonly lon: number;
  readonly kind: string;
  readonly population: number;
  /** [language or "", form]. */
  readonly forms: readonly (readonly [string, string])[];
}

export interface Role {
  readonly code: string;
  readonly single: boolean;
  /** Weight in the news, 1..5. */
  readonly rank: number;
  /** Code of the body of the state that the holder leads or speaks for. */
  readonly unit: string | null;
  readonly name: string;
}

/** A body that every state has. */
export interface Unit {
  readonly code: string;
  /** English name, `%s` for the state's. */
  readonly name: string;
  readonly kind: Actor["kind"];
  readonly head: string | null;
  readonly spokesperson: string | null;
  readonly bare: boolean;
}

/** An office of a body that another body's head fills. */
export interface Elsewhere {
  readonly office: string;
  readonly of: string;
  readonly is: string;
  readonly in: string;
}

/** What happened on known days, so that a text which tells of it can be dated by it. */
export interface Dated extends DayInterval {
  readonly id: string;
  readonly kind: DatedKind;
  /** In plain English, for the reasons that a person is shown. */
  readonly what: string;
  /** Ids of states, people and bodies; the first acts, travels or is elected. */
  readonly actors: readonly string[];
  /** Id of the state in which it happened. */
  readonly place: string | null;
  /** English name of the city there by which it is known. */
  readonly city?: string;
  readonly source: string;
  readonly confidence: number;
}

/** What the tables hold. */
export interface Tables {
  readonly states: ReadonlyMap<string, State>;
  readonly people: ReadonlyMap<string, Person>;
  readonly holdings: readonly Holding[];
  readonly bodies: ReadonlyMap<string, Body>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly places: ReadonlyMap<string, KnownPlace>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly elsewhere: readonly Elsewhere[];
  /** Earliest first. */
  readonly dated?: readonly Dated[];
}

export interface Knowledge extends Tables {
  /** The actor of an id, bodies of states such as `RUS/defence-ministry` included; null for an unknown id. */
  readonly actor: (id: string) => Actor | null;
  /** Offices of a person, those that were held on any of the days `on` where given; earliest first. */
  readonly offices: (person: string, on?: DayInterval | null) => readonly Holding[];
  /** Who held the office of a state or body on any of the days; most certain first. */
  readonly holders: (office: string, of: string, on: DayInterval | null) => readonly Holding[];
  /** The intervals in which a person held an office, for dating what names them by it. */
  readonly held: (person: string, office: string, of: string) => readonly DayInterval[];
  /** Spells in the office that leads the state or body. */
  readonly leaders: (of: string, on: DayInterval | null) => readonly Holding[];
  /** Dated events that have the actor, his state or the place among them; earliest first. */
  readonly datedWith: (id: string) => readonly Dated[];
  /** The outlet or agency of a host name, by its longest known domain. */
  readonly sourceOf: (host: string) => Source | null;
}

/** Last day of an open spell. */
export const openEnd: Day = "9999-12-31";

/** Offices that lead a body that is no state, in the order in which they are tried. */
const bodyOffices = ["body-head", "armed-group-leader", "party-leader", "head-of-state", "head-of-government"];

const none: readonly Holding[] = [];

/** Indexes the tables and answers questions on them. */
export function knowledgeOf(tables: Tables): Knowledge {
  const byPerson = new Map<string, Holding[]>();
  const byOffice = new Map<string, Holding[]>();
  const push = (map: Map<string, Holding[]>, key: string, h: Holding) => {
    const list = map.get(key);
    if (list) list.push(h);
    else map.set(key, [h]);
  };
  for (const h of tables.holdings) {
    push(byPerson, h.person, h);
    push(byOffice, `${h.office} ${h.of}`, h);
  }
  for (const e of tables.elsewhere) {
    const filled = byOffice.get(`${e.is} ${e.in}`);
    if (filled && !byOffice.has(`${e.office} ${e.of}`)) byOffice.set(`${e.office} ${e.of}`, filled);
  }
  for (const list of byPerson.values()) list.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const byNamed = new Map<string, Dated[]>();
  for (const d of tables.dated ?? [])
    for (const id of new Set([
      ...d.actors,
      ...d.actors.map((a) => tables.people.get(a)?.country ?? a),
      d.place ?? "",
    ])) {
      const list = byNamed.get(id);
      if (list) list.push(d);
      else byNamed.set(id, [d]);
    }
  const domains = new Map<string, Source>();
  for (const s of tables.sources.values()) for (const d of s.domains) domains.set(d, s);

  const actor = (id: string): Actor | null => {
    const state = tables.states.get(id);
    if (state) return { id, kind: "state", name: state.name, country: id, wikidata: state.wikidata };
    const person = tables.people.get(id);
    if (person) return { id, kind: "person", name: person.name, country: person.country, wikidata: person.wikidata };
    const body = tables.bodies.get(id);
    if (body) return { id, kind: body.kind, name: body.name, country: body.country, wikidata: body.wikidata };
    const source = tables.sources.get(id);
    if (source) return { id, kind: source.kind, name: source.name, country: source.country, wikidata: null };
    const slash = id.indexOf("/");
    const owner = tables.states.get(id.slice(0, slash));
    const unit = tables.units.get(id.slice(slash + 1));
    if (slash > 0 && owner && unit)
      return { id, kind: unit.kind, name: unit.name.replace("%s", owner.name), country: owner.id, wikidata: null };
    return null;
  };
  const offices = (person: string, on?: DayInterval | null): readonly Holding[] => {
    const all = byPerson.get(person) ?? none;
    return on ? all.filter((h) => meet(h, on)) : all;
  };
  const holders = (office: string, of: string, on: DayInterval | null): readonly Holding[] => {
    const all = byOffice.get(`${office} ${of}`) ?? none;
    const met = on ? all.filter((h) => meet(h, on)) : [...all];
    return met.sort(
      (a, b) => coverage(b, on) - coverage(a, on) || b.confidence - a.confidence || (a.from < b.from ? 1 : -1),
    );
  };
  return {
    ...tables,
    actor,
    offices,
    holders,
    held: (person, office, of) =>
      (byPerson.get(person) ?? none)
        .filter((h) => h.office === office && h.of === of)
        .map((h) => ({ from: h.from, to: h.to })),
    leaders: (of, on) => {
      const state = tables.states.get(of);
      for (const role of state ? [state.leader] : bodyOffices) {
        const found = holders(role, of, on);
        if (found.length > 0) return found;
      }
      return none;
    },
    datedWith: (id) => byNamed.get(id) ?? [],
    sourceOf: (host) => {
      for (let name = host.toLowerCase(); name.includes("."); name = name.slice(name.indexOf(".") + 1)) {
        const source = domains.get(name);
        if (source) return source;
      }
      return null;
    },
  };
}

/** 1 where the spell covers all of the days asked for: on a day of change the one who stays longer comes first. */
function coverage(h: DayInterval, on: DayInterval | null): number {
  if (!on) return 0;
  return h.from <= on.from && h.to > on.to ? 1 : 0;
}
