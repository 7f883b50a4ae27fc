/** Document -> who is named in it: actors, the spans that name them, places, nationalities, and what looks odd. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Actor, Mention } from "../model/actor.ts";
import type { Place } from "../model/event.ts";
import type { Flag } from "../model/reading.ts";
import type { Document } from "../model/sentence.ts";
import type { Span } from "../model/span.ts";
import type { DayInterval } from "../model/time.ts";
import type { NameWords } from "./name-index.ts";
import { linkAtoms } from "./name-link-atoms.ts";
import { linkAcronyms, linkUnits, linkWaiting } from "./name-link-bodies.ts";
import { linkGroups } from "./name-link-groups.ts";
import { linkBare, linkName, linkPair, linkTitle } from "./name-link-people.ts";
import { linkGrounds, linkLocalPlaces } from "./name-link-places.ts";
import { pair } from "./name-pairs.ts";
import { findPeople, type PersonSpan } from "./name-people.ts";
import type { Tense } from "./name-titles.ts";
import { beginWork } from "./name-work.ts";

export type { NameWords } from "./name-index.ts";
export type { Tense } from "./name-titles.ts";

/** A place named in the text. */
export interface PlaceMention extends Span {
  readonly place: Place;
}

/** An adjective or name that tells whose something is ("Russian troops"): `actor` is the id of the state or body. */
export interface Modifier extends Span {
  readonly actor: string;
}

/** A title as read: who holds it where that is known, and whether he does now. */
export interface Title extends Span {
  /** Role codes in the order in which they were tried. */
  readonly roles: readonly string[];
  /** Id of the state or body, or null where the text does not say. */
  readonly of: string | null;
  readonly tense: Tense;
  /** Id of the actor that the title was linked to; null for an open one ("the minister"). */
  readonly actor: string | null;
}

/** An office that the text gives somebody, with the intervals in which he held it: what dates an undated article. */
export interface NamedHolding {
  readonly actor: string;
  readonly office: string;
  readonly intervals: readonly DayInterval[];
  readonly span: Span;
}

export interface Linked {
  readonly actors: readonly Actor[];
  readonly mentions: readonly Mention[];
  readonly places: readonly PlaceMention[];
  readonly modifiers: readonly Modifier[];
  readonly titles: readonly Title[];
  readonly holdings: readonly NamedHolding[];
  readonly flags: readonly Flag[];
}

/** Links the names of a document. `published` is when the article appeared, null where that is not known. Linear in the text. */
export function linkNames(
  document: Document,
  article: { readonly published: DayInterval | null },
  words: NameWords,
  knowledge: Knowledge,
): Linked {
  const work = beginWork(document, article.published, words, knowledge);
  const spans = findPeople(document, work.index, work.tokens, work.scene.atoms, knowledge, work.tagged);
  for (const s of spans) if (s.how === "run" && s.to - s.from > 1) work.runs.fill(1, s.from, s.to);
  // Titled and full names first: they tell whom a bare family name and a title alone can mean.
  const pairs = pair(work, spans);
  const open = pairs.filter((p) => !p.person || !linkPair(work, p));
  const paired = new Set(pairs.map((p) => p.person));
  const bare: PersonSpan[] = spans.filter((s) => !paired.has(s) && !linkName(work, s));
  for (const s of bare) linkBare(work, s);
  for (const p of open) linkTitle(work, p);
  const waiting = linkUnits(work);
  linkGroups(work, spans);
  linkAtoms(work);
  linkWaiting(work, waiting);
  linkAcronyms(work);
  linkGrounds(work);
  linkLocalPlaces(work);
  return {
    actors: [...work.actors.values()],
    mentions: inOrder(work.mentions).map(({ start, end, actor, form, rule }) => ({ start, end, actor, form, rule })),
    places: inOrder(work.places),
    modifiers: inOrder(work.modifiers),
    titles: inOrder(work.titles),
    holdings: work.holdings,
    flags: inOrder(work.flags),
  };
}

const inOrder = <T extends Span>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => a.start - b.start || b.end - a.end);
