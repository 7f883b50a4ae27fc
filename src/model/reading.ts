/** What one article says, and where in its text it says so. */
import type { Actor, Mention } from "./actor.ts";
import type { Article } from "./article.ts";
import type { Event } from "./event.ts";
import type { Span } from "./span.ts";
import type { Statement } from "./statement.ts";
import type { TimeExpression } from "./time.ts";

/** Something odd that a person should know: a title that disagrees with the dated offices, an impossible date. */
export interface Flag extends Span {
  readonly code: string;
  readonly message: string;
}

/** Code of the flag of an article whose language no pack reads. */
export const noPack = "no-pack";

export interface Reading {
  readonly article: Article;
  readonly actors: readonly Actor[];
  readonly mentions: readonly Mention[];
  readonly times: readonly TimeExpression[];
  readonly events: readonly Event[];
  readonly statements: readonly Statement[];
  readonly flags: readonly Flag[];
}
