/** Plain text -> Article: takes the page furniture out and leaves every sentence of the body as it is. */
import type { Article, Published, Removed } from "../model/article.ts";
import type { DayInterval } from "../model/time.ts";
import type { Cut } from "./cuts.ts";
import { findFurniture } from "./furniture.ts";
import { articleId } from "./identity.ts";
import type { FurniturePacks } from "./phrases.ts";

export interface TextOptions {
  readonly furniture: FurniturePacks;
  /** The days between which the article appeared, where the user says so. */
  readonly published?: DayInterval | null;
  /** Tells the language of the body, for which the page may state one; `und` without it. */
  readonly identify?: (text: string, stated?: string | null) => { readonly language: string };
  /** Lines that stand in many articles of this outlet, from `repeatedLines`. */
  readonly repeated?: ReadonlySet<string>;
  /** What is known from elsewhere, a page's metadata or a feed; it wins over what the text shows. */
  readonly known?: {
    readonly title?: string | null;
    readonly outlet?: string | null;
    readonly author?: string | null;
    readonly published?: Published | null;
    readonly language?: string | null;
  };
}

/** Reads one article's text. `source` is its file name or address. */
export function readText(raw: string, source: string, options: TextOptions): Article {
  const clean = normalizeLines(raw);
  const found = findFurniture(clean, options.furniture, options.repeated ?? new Set());
  const { text, furniture } = cutOut(clean, found.cuts);
  const known = options.known ?? {};
  const given = options.published;
  const identified = text.trim() === "" ? "und" : (options.identify?.(text, known.language).language ?? "und");
  return {
    id: articleId(source, text),
    source,
    language: identified !== "und" ? identified : (known.language ?? "und"),
    title: known.title ?? found.title,
    outlet: known.outlet ?? found.outlet,
    author: known.author ?? found.author,
    published: given
      ? { from: given.from, to: given.to, basis: "given", because: ["given"] }
      : (known.published ?? null),
    text,
    furniture,
  };
}

/** Takes off the byte order mark and gives every line a line feed as its end. Nothing else is rewritten. */
export function normalizeLines(raw: string): string {
  const text = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** Takes the cuts (in order, apart) out of the text; of the blank lines around a cut line only one side stays. */
function cutOut(text: string, cuts: readonly Cut[]): { text: string; furniture: Removed[] } {
  const pieces: string[] = [];
  const furniture: Removed[] = [];
  let length = 0;
  let at = 0;
  const keep = (until: number): void => {
    if (until <= at) return;
    pieces.push(text.slice(at, until));
    length += until - at;
    at = until;
  };
  for (const cut of cuts) {
    keep(cut.from);
    furniture.push({ at: length, text: text.slice(cut.start, cut.end), rule: cut.rule });
    at = Math.max(at, cut.to);
  }
  keep(text.length);
  return { text: pieces.join(""), furniture };
}
