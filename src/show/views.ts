/** The plain data that every face shows: terminal, page, export. Codes and names only; wording belongs to the face. */
import type { Actor } from "../model/actor.ts";
import type { EventType, Place, Status } from "../model/event.ts";
import type { Reading } from "../model/reading.ts";
import type { Span } from "../model/span.ts";
import type { Act } from "../model/statement.ts";
import type { DayInterval } from "../model/time.ts";

/** The sentence that something rests on, with what is lit in it. */
export interface EvidenceView {
  readonly article: string;
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

export interface OriginView {
  readonly name: string;
  /** Is the origin itself a party to what it tells? null: not known. */
  readonly party: boolean | null;
  readonly outlets: readonly string[];
}

export interface EventView {
  readonly id: string;
  readonly type: EventType;
  readonly mode: string | null;
  readonly actors: readonly Actor[];
  readonly recipients: readonly Actor[];
  readonly date: (DayInterval & { readonly basis: "said" | "implied" }) | null;
  readonly place: Place | null;
  /** As of the latest article. */
  readonly status: Status;
  readonly history: readonly { readonly status: Status; readonly article: string; readonly published: DayInterval | null }[];
  readonly outlets: readonly string[];
  readonly origins: readonly OriginView[];
  /** PLOVER intensity, -10..10. */
  readonly intensity: number;
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

export interface ClaimView {
  readonly id: string;
  /** The claim in a few codes and names made from its parts. */
  readonly about: string;
  readonly asserted: readonly StatementView[];
  readonly denied: readonly StatementView[];
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
  readonly events: readonly string[];
}

export interface NetworkView {
  readonly nodes: readonly (Actor & { readonly events: number })[];
  readonly edges: readonly EdgeView[];
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

/** What a view is narrowed to. Every field is optional; lists mean any of. */
export interface Filter {
  readonly actors?: readonly string[];
  /** Both must take part. */
  readonly pair?: readonly [string, string];
  readonly types?: readonly string[];
  readonly statuses?: readonly string[];
  readonly acts?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly place?: string;
  readonly source?: string;
  readonly minOrigins?: number;
  /** Full-text query over the evidence. */
  readonly query?: string;
  readonly limit?: number;
  readonly offset?: number;
}
