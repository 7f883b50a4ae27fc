/** What the server needs of a dossier: the views as functions, and the hand that judges. Tests give one of their own. */
import type { ItemRef, Verdict } from "../model/judgement.ts";
import type {
  ActorView,
  ArticleLine,
  ArticleView,
  ClaimView,
  EventView,
  Filter,
  NetworkView,
  StatementView,
} from "../show/views.ts";

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

/** An actor with what was said by it and of it, and what it took part in. */
export interface ActorPage {
  readonly actor: ActorView;
  readonly events: readonly EventView[];
  readonly said: readonly StatementView[];
  readonly about: readonly StatementView[];
}

/** Two merged items of which the machine is not sure. */
export interface Question {
  readonly left: ItemRef;
  readonly right: ItemRef;
  readonly score: number;
  readonly because: readonly string[];
  readonly leftEvent: EventView | null;
  readonly rightEvent: EventView | null;
}

/** Some of a list, and how long the whole is. */
export interface Part<T> {
  readonly total: number;
  readonly items: readonly T[];
}

export interface Dossier {
  timeline(filter: Filter): Part<EventView>;
  event(id: string): EventView | null;
  claims(filter: Filter): Part<ClaimView>;
  actors(filter: Filter): Part<ActorView>;
  actor(id: string): ActorPage | null;
  network(filter: Filter): NetworkView;
  articles(filter: Filter): Part<ArticleLine>;
  article(id: string): ArticleView | null;
  facets(filter: Filter): Facets;
  inbox(filter: Filter): Part<Question>;
  judge(left: ItemRef, right: ItemRef, verdict: Verdict): void;
  undo(): boolean;
}

/** One input handed to the page: pasted text, a dropped file, or an address. */
export type Input =
  | { readonly kind: "text"; readonly source: string; readonly text: string; readonly published: string | null }
  | { readonly kind: "file"; readonly source: string; readonly bytes: Uint8Array; readonly published: string | null };

/** What became of one input. `article` is its id where it was taken in. */
export interface Progress {
  readonly source: string;
  readonly state: "reading" | "added" | "known" | "new-version" | "skipped";
  readonly article?: string | null;
  readonly reason?: string | null;
  readonly message?: string | null;
}

export type Ingest = (inputs: readonly Input[]) => AsyncIterable<Progress>;
