/** The plain data that every face shows: terminal, page, export. Codes and names only; wording belongs to the face. */
import type { Actor } from "../model/actor.ts";
import type { Published } from "../model/article.ts";
import type { Place, Status } from "../model/event.ts";
import type { Dispute, Filter } from "../model/filter.ts";
import type { ItemRef } from "../model/judgement.ts";
import type { MergedEvent, Origin } from "../model/merged.ts";
import type { Reading } from "../model/reading.ts";
import type { Span } from "../model/span.ts";
import type { Act } from "../model/statement.ts";
import type { DayInterval } from "../model/time.ts";

export type { Filter } from "../model/filter.ts";

/** The sentence that something rests on, with what is lit in it. */
export interface EvidenceView {
  readonly article: string;
  /** Where the article came from: an address, or the name of a file. */
  readonly source: string;
  readonly item: string;
  readonly outlet: string | null;
  readonly published: DayInterval | null;
  readonly sentence: string;
  /** Span of the sentence in the article's text. */
  readonly at: Span;
  /** Spans within `sentence`. */
  readonly lit: readonly Span[];
  readonly rule: string;
  readonly status: Status | null;
  readonly via: readonly Actor[];
}

export type OriginView = Origin;

export interface EventView extends MergedEvent {
  readonly actors: readonly Actor[];
  readonly recipients: readonly Actor[];
  readonly origins: readonly OriginView[];
  readonly evidence: readonly EvidenceView[];
}

export interface StatementView {
  readonly article: string;
  readonly id: string;
  readonly speaker: readonly Actor[];
  readonly act: Act;
  readonly about: readonly Actor[];
  readonly via: readonly Actor[];
  readonly quote: string | null;
  readonly events: readonly string[];
  readonly evidence: EvidenceView;
}

/** What a claim says, in codes: a family of events or an act of speech, who, to whom, of which topic. */
export interface ClaimWhat {
  readonly code: string;
  readonly from: readonly Actor[];
  readonly to: readonly Actor[];
  readonly topic: string | null;
}

export interface ClaimView {
  readonly id: string;
  /** The claim in a few codes and names made from its parts. */
  readonly about: string;
  /** The same parts, for a face that words them. */
  readonly what: ClaimWhat;
  readonly asserted: readonly StatementView[];
  readonly denied: readonly StatementView[];
  /** How many statements there are on either side, of which a list may hold the first. */
  readonly counts: { readonly asserted: number; readonly denied: number };
  readonly outlets: readonly string[];
  readonly origins: readonly OriginView[];
  /** Ids of merged events that the claim speaks of. */
  readonly events: readonly string[];
}

export interface ActorView extends Actor {
  readonly aliases: readonly string[];
  readonly offices: readonly { readonly title: string; readonly from: string | null; readonly to: string | null }[];
  readonly events: number;
  readonly statements: number;
  readonly articles: number;
}

export interface EdgeView {
  readonly left: string;
  readonly right: string;
  readonly cooperation: number;
  readonly conflict: number;
  readonly origins: number;
  /** How many events join the two. */
  readonly events: number;
}

export interface NetworkView {
  readonly nodes: readonly (Actor & { readonly events: number })[];
  readonly edges: readonly EdgeView[];
  /** How many relations there are, of which `edges` may hold the heaviest. */
  readonly relations: number;
}

/** A place with the events that happened there, and how many of them were of cooperation and of conflict. */
export interface PlaceView {
  readonly place: Place;
  readonly events: number;
  readonly cooperation: number;
  readonly conflict: number;
}

export interface MapView {
  /** Those of most events first. */
  readonly places: readonly PlaceView[];
  /** Events of which no place is known. */
  readonly placeless: number;
}

export interface ArticleLine {
  readonly id: string;
  readonly source: string;
  readonly title: string | null;
  readonly outlet: string | null;
  readonly language: string;
  readonly published: DayInterval | null;
  readonly basis: string | null;
  readonly events: number;
  readonly statements: number;
  /** False where no pack could read its language. */
  readonly read: boolean;
}

/** One article with all that was read in it; `clusters` maps the ids of its events and statements to merged ones. */
export interface ArticleView {
  readonly line: ArticleLine;
  readonly reading: Reading;
  readonly clusters: Readonly<Record<string, string>>;
}

/** Some of a list, and how long the whole is. */
export interface Part<T> {
  readonly total: number;
  readonly items: readonly T[];
}

/** One value of a facet and how many events carry it; `label` where the value is an id. */
export interface FacetCount {
  readonly value: string;
  readonly label?: string;
  readonly count: number;
}

export interface Facets {
  readonly actors: readonly FacetCount[];
  readonly types: readonly FacetCount[];
  readonly statuses: readonly FacetCount[];
  readonly acts: readonly FacetCount[];
  readonly sources: readonly FacetCount[];
  readonly places: readonly FacetCount[];
  /** First and last day of the events, null when there are none. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Counts of the claims that a filter leaves: by who asserts, who denies, who passed them on, and their origins. */
export interface LedgerFacets {
  readonly asserts: readonly FacetCount[];
  readonly denies: readonly FacetCount[];
  readonly via: readonly FacetCount[];
  readonly origins: readonly FacetCount[];
  readonly parties: { readonly yes: number; readonly no: number };
  readonly disputes: Readonly<Record<Dispute, number>>;
}

/** An actor with what was said by it and of it, and what it took part in. */
export interface ActorPage {
  readonly actor: ActorView;
  readonly events: readonly EventView[];
  readonly said: readonly StatementView[];
  readonly about: readonly StatementView[];
}

/** Two merged events of which the machine is not sure whether they are one. */
export interface Question {
  readonly left: ItemRef;
  readonly right: ItemRef;
  readonly score: number;
  readonly because: readonly string[];
  readonly leftEvent: EventView | null;
  readonly rightEvent: EventView | null;
}

/** A relation month by month, `2024-09`, with the events that turned it. */
export interface PairView {
  readonly left: Actor;
  readonly right: Actor;
  readonly months: readonly {
    readonly month: string;
    readonly cooperation: number;
    readonly conflict: number;
    readonly events: readonly string[];
  }[];
  /** Months in which the balance changed its sign or moved furthest, with the events that made it. */
  readonly turns: readonly {
    readonly month: string;
    readonly from: number;
    readonly to: number;
    readonly events: readonly string[];
  }[];
  readonly events: Part<EventView>;
}

/** Everything that a face asks of a dossier. */
/** Of two states of a text: the earlier one without what was added, the later one without what was removed. */
export interface Piece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** One state of an article, and what became of the state before it. */
export interface VersionView {
  readonly article: string;
  readonly source: string;
  readonly title: string | null;
  readonly published: Published | null;
  /** The bytes that it was read from, under their hash, and when they came. */
  readonly originals: readonly { readonly hash: string; readonly at: string; readonly size: number }[];
  /** Words that came in and went out; null for the first state. */
  readonly changes: { readonly added: number; readonly removed: number } | null;
  readonly difference: readonly Piece[];
}

/** The states of an article, the first one first, and the articles whose text is nearly that of the last. */
export interface VersionsView {
  readonly versions: readonly VersionView[];
  readonly copies: readonly string[];
}

export interface Views {
  /** `sentences`: how many each event carries at most; `event` gives them all. */
  timeline(filter: Filter, sentences?: number): Part<EventView>;
  event(id: string): EventView | null;
  /** `aSide`: how many statements each claim carries at most on either side; `claim` gives them all. */
  claims(filter: Filter, aSide?: number): Part<ClaimView>;
  claim(id: string): ClaimView | null;
  actors(filter: Filter): Part<ActorView>;
  actor(id: string): ActorPage | null;
  network(filter: Filter): NetworkView;
  articles(filter: Filter): Part<ArticleLine>;
  article(id: string): ArticleView | null;
  versions(id: string): VersionsView | null;
  pair(left: string, right: string, filter: Filter, sentences?: number): PairView;
  facets(filter: Filter): Facets;
  ledger(filter: Filter): LedgerFacets;
  places(filter: Filter): MapView;
  inbox(filter: Filter): Part<Question>;
}
