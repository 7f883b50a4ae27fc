/** What the drawn tables hold as JSON: plain records of items, merged events and claims, with ids for actors. */
import type { Place, Status } from "../model/event.ts";
import type { MergedEvent, Origin } from "../model/merged.ts";
import type { Span } from "../model/span.ts";
import type { Act } from "../model/statement.ts";
import type { DayInterval } from "../model/time.ts";

export interface EvidenceRecord {
  readonly sentence: string;
  readonly at: Span;
  readonly lit: readonly Span[];
  readonly rule: string;
}

/** The far end of a chain, by id; names are looked up when shown. */
export interface SourceRecord {
  readonly id: string;
  readonly name: string;
  readonly side: string | null;
  readonly official: boolean;
}

/** One mention as its article gives it. Actor ids are the dossier's. */
export interface ItemRecord {
  readonly outlet: string;
  readonly named: boolean;
  readonly published: DayInterval | null;
  readonly evidence: readonly EvidenceRecord[];
  readonly via: readonly string[];
  readonly sources: readonly SourceRecord[];
  readonly status: Status | null;
  /** Of an event. */
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  readonly place: Place | null;
  readonly offices: Readonly<Record<string, string>>;
  /** Of a statement. */
  readonly speaker: readonly string[];
  readonly act: Act | null;
  readonly about: readonly string[];
  readonly quote: string | null;
  readonly events: readonly string[];
}

export interface OriginRecord extends Origin {
  readonly id: string;
}

export interface EventRecord extends MergedEvent {
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  readonly offices: Readonly<Record<string, string>>;
  readonly origins: readonly OriginRecord[];
}

export interface ClaimRecord {
  readonly id: string;
  /** What it is about: family or act, who, to whom, topic; ids of sides. */
  readonly what: {
    readonly code: string;
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly topic: string | null;
  };
  readonly outlets: readonly string[];
  readonly origins: readonly OriginRecord[];
}
