/** What one article says that somebody did, plans or denies. */
import type { Evidence, Span } from "./span.ts";
import type { DayInterval } from "./time.ts";

export const eventTypes = [
  "AGREE",
  "CONSULT",
  "SUPPORT",
  "CONCEDE",
  "COOPERATE",
  "AID",
  "RETREAT",
  "REQUEST",
  "ACCUSE",
  "REJECT",
  "THREATEN",
  "PROTEST",
  "SANCTION",
  "MOBILIZE",
  "COERCE",
  "ASSAULT",
] as const;
export type EventType = (typeof eventTypes)[number];

export const statuses = [
  "occurred",
  "ongoing",
  "planned",
  "pledged",
  "alleged",
  "denied",
  "called-for",
  "hypothetical",
] as const;
export type Status = (typeof statuses)[number];

/** How the article presents it. Stored on the mention, per source; the status is derived from it. */
export interface Perspective {
  /** asserted as fact; hearsay of a party or a conditional; promised; asked for; supposed. */
  readonly certainty: "fact" | "hearsay" | "promise" | "request" | "supposition";
  readonly polarity: "positive" | "negative";
  readonly time: "past" | "present" | "future";
}

/** The visible status of a perspective. */
export function statusOf(p: Perspective): Status {
  if (p.polarity === "negative") return "denied";
  if (p.certainty === "request") return "called-for";
  if (p.certainty === "supposition") return "hypothetical";
  if (p.certainty === "hearsay") return "alleged";
  if (p.certainty === "promise") return "pledged";
  return p.time === "future" ? "planned" : p.time === "present" ? "ongoing" : "occurred";
}

/** `said`: the text dates the event; `implied`: from the tense, the publication date or the event it belongs to. */
export interface EventDate extends DayInterval {
  readonly basis: "said" | "implied";
  readonly rule: string;
  /** The words that date it, where there are any. */
  readonly span: Span | null;
}

export interface Place {
  /** English name. */
  readonly name: string;
  readonly country: string | null;
  readonly lat?: number;
  readonly lon?: number;
}

export interface Event {
  /** Unique in its reading: `e1`, `e2` ... in the order of the text. */
  readonly id: string;
  readonly type: EventType;
  readonly mode: string | null;
  /** Ids of actors of the reading. */
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  readonly date: EventDate | null;
  readonly place: Place | null;
  readonly perspective: Perspective;
  readonly status: Status;
  /** Who passed it on, nearest to the reader first. */
  readonly via: readonly string[];
  readonly evidence: readonly [Evidence, ...Evidence[]];
}
