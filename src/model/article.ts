/** What was published: one article, its text without page furniture, and what is known of its publication. */
import type { DayInterval } from "./time.ts";

/** given by the user; the page's metadata; a full date in the text; inferred from what the text mentions. */
export type PublishedBasis = "given" | "metadata" | "text" | "inferred";

/** When the article appeared, as an interval of days. `because` tells the reasons in short codes with their words. */
export interface Published extends DayInterval {
  readonly basis: PublishedBasis;
  readonly because: readonly string[];
}

/** A piece of page furniture that was taken out: `at` is the offset in `Article.text` where it stood. */
export interface Removed {
  readonly at: number;
  readonly text: string;
  readonly rule: string;
}

export interface Article {
  /** Content hash of source and text: the same on every machine. */
  readonly id: string;
  /** File name or address. */
  readonly source: string;
  /** BCP 47; `und` where it could not be told. */
  readonly language: string;
  readonly title: string | null;
  /** Name of the outlet as the page gives it. */
  readonly outlet: string | null;
  readonly author: string | null;
  readonly published: Published | null;
  /** The body. It never changes once read; every span points into it. */
  readonly text: string;
  readonly furniture: readonly Removed[];
}

/** Input that could not be read, with the reason that a person is shown. */
export interface Skipped {
  readonly source: string;
  /** `empty`, `binary`, `too-large`, `broken-link`, `unreadable`, `no-article`, `no-pack` ... */
  readonly reason: string;
  readonly message: string;
}
