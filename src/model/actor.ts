/** Who acts and speaks, and where a text names them. */
import type { Span } from "./span.ts";

export type ActorKind = "state" | "person" | "organisation" | "agency" | "outlet" | "group";

export interface Actor {
  /** Knowledge id (`RUS`, `person/vladimir-putin`, `agency/tass`), or `local/...` for one that only the article knows. */
  readonly id: string;
  readonly kind: ActorKind;
  /** Canonical name in English, in Latin letters. */
  readonly name: string;
  /** ISO 3166-1 alpha-3 of the state that the actor belongs to; null for international bodies. */
  readonly country: string | null;
  /** The office held at the article's date, where known. */
  readonly office?: string | null;
  readonly wikidata?: string | null;
}

export type MentionForm = "name" | "title" | "metonym" | "pronoun";

export interface Mention extends Span {
  /** id of an actor of the reading. */
  readonly actor: string;
  readonly form: MentionForm;
  readonly rule: string;
}
