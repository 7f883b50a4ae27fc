/** What of an event or statement of one reading is compared with those of other readings. */
import type { Actor } from "../model/actor.ts";
import type { Event, EventType, Status } from "../model/event.ts";
import type { ItemRef } from "../model/judgement.ts";
import type { Reading } from "../model/reading.ts";
import { overlaps, type Span, sliceOf } from "../model/span.ts";
import type { Act, Statement } from "../model/statement.ts";
import { dayNumber } from "../model/time.ts";
import { digest, fold, stemsOf } from "../model/words.ts";
import { sentenceAround } from "./excerpt.ts";
import { familyOf, isVerbal } from "./families.ts";
import { globalId, isWholeSide, sideOf } from "./sides.ts";

/** What merging needs to know of the world and of languages, handed in so that it names neither. */
export interface MergeContext {
  /** Codes of what a text speaks of (arms, troops, energy ...), the most frequent first. */
  readonly topics: (text: string, language: string) => readonly string[];
  /** The actor of a knowledge id, where it is known. */
  readonly actor?: (id: string) => Actor | null | undefined;
}

/** One side of an event: a state or a body, with the people and organisations that act for it. */
export interface Side {
  readonly side: string;
  /** Acts, receives, or both where several mentions disagree. */
  readonly role: "from" | "to" | "both";
  readonly people: readonly string[];
}

/** Days are counted since 1970. A single mention and a cluster have the same shape: a cluster's lists are longer. */
export interface EventFeature {
  readonly kind: "event";
  readonly ref: ItemRef;
  readonly hash: string;
  readonly types: readonly EventType[];
  readonly family: string;
  readonly modes: readonly string[];
  readonly sides: readonly Side[];
  /** The days said or implied; null where the text tells none. */
  readonly days: readonly [number, number] | null;
  readonly said: boolean;
  readonly published: readonly [number, number] | null;
  readonly places: readonly { readonly name: string; readonly country: string | null }[];
  readonly status: Status;
  readonly topics: readonly string[];
  /** Articles in which it lies ahead, and in which it lies behind. */
  readonly ahead: readonly string[];
  readonly behind: readonly string[];
}

/** What is asserted: who does what to whom, of which topic. */
export interface Proposition {
  readonly event: string;
  readonly family: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export interface StatementFeature {
  readonly kind: "statement";
  readonly ref: ItemRef;
  readonly hash: string;
  readonly act: Act | null;
  readonly speakers: readonly string[];
  readonly speakerSides: readonly string[];
  readonly aboutSides: readonly string[];
  readonly proposition: Proposition | null;
  /** An event that is the saying itself (it accuses, it asks). */
  readonly saying: string | null;
  readonly denies: boolean;
  /** An assertion that rests on somebody: a claim, an accusation, or one of an alleged event. */
  readonly contested: boolean;
  readonly topics: readonly string[];
  /** Fingerprints of the words between quotation marks. */
  readonly quote: readonly string[];
  readonly published: readonly [number, number] | null;
  readonly at: number;
}

const future: ReadonlySet<Status> = new Set<Status>(["planned", "pledged", "called-for", "hypothetical"]);

/** It lies ahead, or may never come. */
export const isAhead = (status: Status): boolean => future.has(status);

/** The days of an interval that may be malformed, or null. */
export function daysOf(
  interval: { readonly from: string; readonly to: string } | null | undefined,
): readonly [number, number] | null {
  if (!interval) return null;
  try {
    const from = dayNumber(interval.from);
    const to = dayNumber(interval.to);
    return from <= to ? [from, to] : [to, from];
  } catch {
    return null;
  }
}

/** The features of all events, then of all statements and of the alleged or denied events that no statement tells. */
export function featuresOf(
  reading: Reading,
  context: MergeContext,
): { events: EventFeature[]; statements: StatementFeature[] } {
  const { article } = reading;
  const actors = new Map(reading.actors.map((a) => [a.id, a]));
  const published = daysOf(article.published);
  const resolve = (ids: readonly string[]): Actor[] => ids.map((id) => actors.get(id)).filter((a) => a !== undefined);
  const topicsAt = (spans: readonly Span[]): readonly string[] => {
    const text = spans.map((s) => sliceOf(article.text, sentenceAround(article.text, s)));
    return context.topics([...new Set(text)].join("\n"), article.language);
  };
  const sideNames = (ids: readonly string[]): string[] =>
    [...new Set(resolve(ids).map((a) => sideOf(a, article.id)))].sort();

  const events = reading.events.map((e): EventFeature => {
    const ref = { article: article.id, item: e.id };
    return {
      kind: "event",
      ref,
      hash: digest(`${article.id}:${e.id}`),
      types: [e.type],
      family: familyOf(e.type, e.mode),
      modes: e.mode ? [e.mode] : [],
      sides: sidesOf(e, resolve, article.id),
      days: daysOf(e.date),
      said: e.date?.basis === "said",
      published,
      places: e.place ? [{ name: fold(e.place.name), country: e.place.country }] : [],
      status: e.status,
      topics: topicsAt(e.evidence),
      ahead: isAhead(e.status) ? [article.id] : [],
      behind: isAhead(e.status) || e.status === "denied" ? [] : [article.id],
    };
  });

  const told = new Set<string>();
  const propositionOf = (e: Event): Proposition => ({
    event: e.id,
    family: familyOf(e.type, e.mode),
    from: sideNames(e.actors),
    to: sideNames(e.recipients),
  });
  const speaksOf = (s: Statement): Event[] => {
    const linked = s.events.length
      ? reading.events.filter((e) => s.events.includes(e.id))
      : reading.events.filter((e) => e.evidence.some((x) => spansOf(s).some((y) => overlaps(x, y))));
    return [...linked].sort((a, b) => rank(a.status) - rank(b.status) || a.evidence[0].start - b.evidence[0].start);
  };
  const statements = reading.statements.map((s): StatementFeature => {
    const linked = speaksOf(s);
    for (const e of linked) told.add(e.id);
    const main = linked.find((e) => !isVerbal(e.type)) ?? null;
    const denies = s.act === "denies" || s.act === "rejects" || main?.status === "denied";
    return {
      kind: "statement",
      ref: { article: article.id, item: s.id },
      hash: digest(`${article.id}:${s.id}`),
      act: s.act,
      speakers: resolve(s.speaker).map((a) => globalId(a, article.id)),
      speakerSides: sideNames(s.speaker),
      aboutSides: sideNames(s.about),
      proposition: main ? propositionOf(main) : null,
      saying: linked.find((e) => isVerbal(e.type))?.id ?? null,
      denies,
      contested: !denies && main !== null && (s.act === "claims" || s.act === "accuses" || main.status === "alleged"),
      topics: topicsAt([...s.evidence, ...(main ? main.evidence.slice(0, 1) : [])]),
      quote: s.quote ? fingerprints(sliceOf(article.text, s.quote)) : [],
      published,
      at: s.evidence[0].start,
    };
  });
  for (const e of reading.events) {
    if (told.has(e.id) || isVerbal(e.type) || (e.status !== "alleged" && e.status !== "denied")) continue;
    const sources = e.via.slice(-1);
    statements.push({
      kind: "statement",
      ref: { article: article.id, item: e.id },
      hash: digest(`${article.id}:${e.id}`),
      act: null,
      speakers: resolve(sources).map((a) => globalId(a, article.id)),
      speakerSides: sideNames(sources),
      aboutSides: sideNames([...e.actors, ...e.recipients]),
      proposition: propositionOf(e),
      saying: null,
      denies: e.status === "denied",
      contested: e.status === "alleged",
      topics: topicsAt(e.evidence),
      quote: [],
      published,
      at: e.evidence[0].start,
    });
  }
  return { events, statements };
}

const spansOf = (s: Statement): Span[] => [
  ...s.evidence,
  ...(s.content ? [s.content] : []),
  ...(s.quote ? [s.quote] : []),
];

const rank = (status: Status): number => (status === "alleged" || status === "denied" ? 0 : 1);

function sidesOf(e: Event, resolve: (ids: readonly string[]) => Actor[], article: string): Side[] {
  const sides = new Map<string, { role: Side["role"]; people: Set<string> }>();
  const put = (actor: Actor, role: "from" | "to"): void => {
    const name = sideOf(actor, article);
    const had = sides.get(name);
    const entry = had ?? { role, people: new Set<string>() };
    if (had && had.role !== role) had.role = "both";
    if (!isWholeSide(actor) && globalId(actor, article) !== name) entry.people.add(globalId(actor, article));
    sides.set(name, entry);
  };
  for (const a of resolve(e.actors)) put(a, "from");
  for (const a of resolve(e.recipients)) put(a, "to");
  // a visit names its host by the place alone: "X arrived in Y"
  const host = e.place?.country;
  if (e.type === "CONSULT" && sides.size === 1 && host && !sides.has(host))
    sides.set(host, { role: "to", people: new Set() });
  return [...sides]
    .map(([side, s]) => ({ side, role: s.role, people: [...s.people].sort() }))
    .sort((a, b) => (a.side < b.side ? -1 : 1));
}

/** Hashes of runs of four stems, at most 24 of them, the least first: two quotes that share one share words. */
export function fingerprints(text: string): string[] {
  const stems = stemsOf(text).filter((w) => w.length > 2);
  const found = new Set<string>();
  for (let i = 0; i + 4 <= stems.length; i++) found.add(digest(stems.slice(i, i + 4).join(" ")).slice(0, 12));
  return [...found].sort().slice(0, 24);
}
