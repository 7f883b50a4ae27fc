/** The linguistic layers of a text: sentences of CoNLL-U words, and spans of names. */
import type { Span } from "./span.ts";

/**
 * A syntactic word, one row of CoNLL-U. A token of the text may hold several words (della = di + la): they share
 * its start and end.
 */
export interface Word extends Span {
  /** 1-based position in the sentence. */
  readonly id: number;
  readonly form: string;
  readonly lemma: string;
  readonly upos: string;
  /** CoNLL-U features, `Gender=Masc|Number=Sing`, or null. */
  readonly feats: string | null;
  /** id of the head, 0 for the root. */
  readonly head: number;
  readonly deprel: string;
}

export interface Sentence extends Span {
  readonly words: readonly Word[];
}

export type NameType = "PER" | "ORG" | "LOC";

export interface NameSpan extends Span {
  readonly type: NameType;
}

/** A text with its linguistic layers; what annotate makes and extract reads. */
export interface Document {
  readonly text: string;
  readonly language: string;
  readonly sentences: readonly Sentence[];
  readonly names: readonly NameSpan[];
}
