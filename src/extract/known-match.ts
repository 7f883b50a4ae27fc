/** Which dated events a sentence may speak of: its actors and places held against those of the knowledge. */
import type { Dated, Knowledge } from "../knowledge/knowledge.ts";
import type { KnownKind } from "../language/known.ts";
import { type DatedKind, datedKinds } from "../model/dated.ts";

/** Whom and what a sentence names. */
export interface Scene {
  /** Actors named as such: people, bodies, states. */
  readonly named: ReadonlySet<string>;
  /** States named, by name, metonym, adjective, place or body of theirs. */
  readonly states: ReadonlySet<string>;
  /** States named as a place, or by their own name. */
  readonly places: ReadonlySet<string>;
  /** Places named, as `state English-name`. */
  readonly cities: ReadonlySet<string>;
  /** How many named people belong to each state. */
  readonly people: ReadonlyMap<string, readonly string[]>;
}

/** Kinds of the knowledge that a word of each kind may tell of. */
export const tells: Readonly<Record<KnownKind, readonly DatedKind[]>> = {
  ...(Object.fromEntries(datedKinds.map((kind) => [kind, [kind]])) as Record<DatedKind, DatedKind[]>),
  visit: ["visit", "meeting", "summit"],
  host: ["visit", "meeting", "summit"],
  meeting: ["meeting", "visit", "summit"],
  summit: ["summit", "meeting", "visit"],
  attack: ["attack", "war"],
};
const encounters = new Set<DatedKind>(["visit", "meeting", "summit"]);
/** Kinds whose events are told apart by the people and places in them. */
const ranked = new Set<DatedKind>([
  "visit",
  "meeting",
  "summit",
  "gathering",
  "election",
  "inauguration",
  "death",
  "release",
  "resignation",
  "impeachment",
  "arrest",
  "warrant",
]);
/** Kinds that come to a person seldom, wherever they do. */
const single = new Set<DatedKind>([
  "election",
  "inauguration",
  "death",
  "resignation",
  "impeachment",
  "arrest",
  "warrant",
]);
/** Kinds that need the first one himself, whom his state does not stand for. */
const personal = new Set<DatedKind>([
  "inauguration",
  "death",
  "release",
  "resignation",
  "impeachment",
  "arrest",
  "warrant",
]);
/** Kinds that come to a state so often that its name beside a day of the week tells nothing. */
const common = new Set<DatedKind>(["launch", "emergency", "independence"]);

/** Kinds that two states come to but once or twice, wherever they do. */
const rare = new Set<DatedKind>(["rupture", "recognition"]);

/** How well a sentence names an actor: 2 himself, 1 his state and nobody else of it, 0 not at all. */
function namedness(id: string, scene: Scene, knowledge: Knowledge): number {
  if (scene.named.has(id)) return 2;
  const person = knowledge.people.get(id);
  if (person) {
    const own = person.country;
    return own !== null && scene.states.has(own) && !scene.people.get(own)?.length ? 1 : 0;
  }
  return knowledge.states.has(id) && (scene.states.has(id) || scene.people.has(id)) ? 1 : 0;
}

/** Whether a sentence names the city by which an event is known. */
const atCity = (event: Dated, scene: Scene): boolean =>
  event.city !== undefined && scene.cities.has(`${event.place} ${event.city}`);

/** How well a sentence fits an event, more being better; 0 where it does not. */
export function fit(event: Dated, scene: Scene, knowledge: Knowledge): number {
  const marks = event.actors.map((a) => namedness(a, scene, knowledge));
  const first = marks[0]!;
  const atPlace = event.place !== null && scene.places.has(event.place) ? 1 : 0;
  const exact = marks.filter((m, i) => m === 2 && knowledge.people.has(event.actors[i]!)).length;
  const sum = 2 * exact + marks.reduce((a, b) => a + b, 0) + atPlace;
  if (encounters.has(event.kind)) {
    const others = marks.slice(1).some((m) => m > 0);
    const people = event.actors.some((a) => knowledge.people.has(a));
    // Who travels is named rather than whom he sees.
    return first > 0 && (others || atPlace) && (exact > 0 || !people) ? sum + (first === 2 ? 2 : 0) : 0;
  }
  if (personal.has(event.kind)) return first === 2 ? sum : 0;
  if (event.kind === "gathering") return first === 2 ? sum + 2 * atPlace : 0;
  // Who was elected, or the state that votes where the sentence names no other winner.
  if (event.kind === "election") {
    const state = marks.some((m, i) => m > 0 && knowledge.states.has(event.actors[i]!)) || atPlace > 0;
    return first === 2 || state ? sum : 0;
  }
  // What a city stands for is told by the city, and by nothing else of the state.
  if (event.city !== undefined) return atCity(event, scene) ? sum + 2 : 0;
  if (knowledge.people.has(event.actors[0]!)) return first === 2 ? sum : 0;
  const needed = marks.slice(0, 2);
  return needed.every((m) => m > 0) ? sum : 0;
}

/** Whether who travels may be told to come to the place: a visit abroad, and the place is named or whom he visits. */
const isVisit = (event: Dated, scene: Scene, knowledge: Knowledge): boolean => {
  const home = knowledge.people.get(event.actors[0]!)?.country ?? event.actors[0]!;
  return event.place !== home && event.place !== null && scene.places.has(event.place);
};

/** Whether somebody named may be the host: where people are named, one of them is at home where the event was. */
const isHosted = (event: Dated, scene: Scene): boolean =>
  scene.people.size === 0 || (event.place !== null && scene.people.has(event.place));

/** Every event that a word of a kind may tell of in the sentence and that fits best; empty for none. */
export function meantBy(kind: KnownKind, scene: Scene, knowledge: Knowledge): readonly Dated[] {
  const kinds = tells[kind];
  const seen = new Set<Dated>();
  let best: Dated[] = [];
  let most = 0;
  for (const id of [...scene.named, ...scene.states])
    for (const event of knowledge.datedWith(id)) {
      if (!kinds.includes(event.kind) || seen.has(event)) continue;
      seen.add(event);
      const unlike =
        (kind === "visit" && !isVisit(event, scene, knowledge)) || (kind === "host" && !isHosted(event, scene));
      const marks = unlike ? 0 : fit(event, scene, knowledge);
      // Between states any of the events may be meant; where people are named, those of the best named.
      const score = marks > 0 && !ranked.has(event.kind) ? 1 : marks;
      if (score === 0 || score < most) continue;
      if (score > most) best = [];
      most = score;
      best.push(event);
    }
  return best;
}

/** Whether an event is told by a city of which the press speaks as of a city alone, and not as of the government in it. */
export const byCityAlone = (event: Dated, scene: Scene, knowledge: Knowledge): boolean =>
  atCity(event, scene) && event.city !== knowledge.states.get(event.place ?? "")?.capital;

/** Whether the sentence names all that makes an event one: each actor, two of them themselves, and the place as a place. */
export function isNamedWhole(event: Dated, scene: Scene, knowledge: Knowledge): boolean {
  const own = event.actors.filter((a) => scene.named.has(a)).length;
  if (byCityAlone(event, scene, knowledge)) return true;
  if (!event.actors.every((a) => namedness(a, scene, knowledge) > 0)) return false;
  if (single.has(event.kind)) return scene.named.has(event.actors[0]!) && knowledge.people.has(event.actors[0]!);
  if (event.city !== undefined) return atCity(event, scene);
  if (common.has(event.kind)) return false;
  if (event.place === null) return rare.has(event.kind) && own >= 2;
  return scene.places.has(event.place) && own >= Math.min(2, event.actors.length);
}
