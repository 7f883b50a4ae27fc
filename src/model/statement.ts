/** Somebody's words or position, as one article gives them. */
import type { Evidence, Span } from "./span.ts";

export const acts = [
  "says",
  "announces",
  "promises",
  "praises",
  "accuses",
  "denies",
  "rejects",
  "warns",
  "calls-for",
  "claims",
] as const;
export type Act = (typeof acts)[number];

export interface Statement {
  /** Unique in its reading: `s1`, `s2` ... in the order of the text. */
  readonly id: string;
  /** Ids of actors of the reading; never empty. */
  readonly speaker: readonly [string, ...string[]];
  readonly act: Act;
  readonly about: readonly string[];
  /** Who passed the words on, nearest to the reader first. */
  readonly via: readonly string[];
  /** What stands between quotation marks; null for indirect speech. A slice of the text, never a copy. */
  readonly quote: Span | null;
  /** What is said, quote or clause. */
  readonly content: Span | null;
  /** Ids of the events of the reading that it speaks of. */
  readonly events: readonly string[];
  readonly evidence: readonly [Evidence, ...Evidence[]];
}
