/** Who stands at the end of the chain: outlets that pass on one agency or one side's word are one origin. */
import type { Actor } from "../model/actor.ts";
import type { Reading } from "../model/reading.ts";
import { globalId, sideOf } from "./sides.ts";

/** The source that an item rests on; null where the article names none: then nobody knows how many there are. */
export interface Source {
  /** Id of the state, body, agency or outlet. */
  readonly id: string;
  readonly name: string;
  /** Country of an agency or outlet, the side itself for all others. */
  readonly side: string | null;
  /** It is a state, its officials or its bodies: a voice with an interest, not a witness. */
  readonly official: boolean;
}

export interface Origin {
  readonly id: string;
  readonly name: string;
  readonly party: boolean | null;
  readonly outlets: readonly string[];
}

/** Name of the origin of all that is told without a source. */
export const UNKNOWN = "unknown";

/** The sources of an item: of a statement its speakers, of an event the far end of its chain. */
export function sourcesOf(
  reading: Reading,
  ids: readonly string[],
  nameOfSide: (side: string) => string | null,
): Source[] {
  const actors = new Map(reading.actors.map((a) => [a.id, a]));
  const found = new Map<string, Source>();
  for (const id of ids) {
    const actor = actors.get(id);
    if (!actor) continue;
    const source = sourceOf(actor, reading, nameOfSide);
    found.set(source.id, source);
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function sourceOf(actor: Actor, reading: Reading, nameOfSide: (side: string) => string | null): Source {
  const article = reading.article.id;
  if (actor.kind === "agency" || actor.kind === "outlet")
    return { id: globalId(actor, article), name: actor.name, side: actor.country, official: false };
  const side = sideOf(actor, article);
  const state = reading.actors.find((a) => a.kind === "state" && a.country === side);
  const name = actor.country ? (nameOfSide(side) ?? state?.name ?? side) : actor.name;
  return { id: side, name, side, official: true };
}

/** One telling of an event or claim, as far as origins go. */
export interface Telling {
  readonly outlet: string;
  readonly sources: readonly Source[];
  /** Group of articles with nearly the same text. */
  readonly copy: number | string;
}

/**
 * Counts the origins of tellings. A telling without a source takes that of another one whose text it shares; what is left
 * is one origin of which nothing is known. `parties` are the sides of the event; `contested` is set where the accused
 * deny: then whoever accuses them is a party to the dispute as well.
 */
export function originsOf(tellings: readonly Telling[], parties: ReadonlySet<string>, contested: boolean): Origin[] {
  const bySource = new Map<string, { source: Source; outlets: Set<string> }>();
  const byCopy = new Map<number | string, Source[]>();
  for (const t of tellings) if (t.sources.length && !byCopy.has(t.copy)) byCopy.set(t.copy, [...t.sources]);
  const unknown = new Set<string>();
  for (const t of tellings) {
    const sources = t.sources.length ? t.sources : (byCopy.get(t.copy) ?? []);
    if (sources.length === 0) unknown.add(t.outlet);
    for (const source of sources) {
      const entry = bySource.get(source.id) ?? { source, outlets: new Set<string>() };
      entry.outlets.add(t.outlet);
      bySource.set(source.id, entry);
    }
  }
  const origins: Origin[] = [...bySource.values()].map(({ source, outlets }) => ({
    id: source.id,
    name: source.name,
    party: partyOf(source, parties, contested),
    outlets: [...outlets].sort(),
  }));
  origins.sort((a, b) => (a.id < b.id ? -1 : 1));
  if (unknown.size > 0) origins.push({ id: UNKNOWN, name: UNKNOWN, party: null, outlets: [...unknown].sort() });
  return origins;
}

function partyOf(source: Source, parties: ReadonlySet<string>, contested: boolean): boolean | null {
  if (source.side === null) return parties.has(source.id) ? true : null;
  if (parties.has(source.side) || parties.has(source.id)) return true;
  if (source.official && contested) return true;
  return source.official ? null : false;
}
