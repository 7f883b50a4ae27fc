/** What stands before an article: a question for consent, or the gate of those who pay. Told by markup, never by words. */
import type { Metadata } from "./page-metadata.ts";
import type { Attribute } from "./tree.ts";

export type Wall = "consent-page" | "paywall";

/** What a person is told of each. */
export const wallMessage: Readonly<Record<Wall, string>> = {
  "consent-page": "the page asks for consent and holds no article",
  paywall: "the page holds only the beginning of an article for subscribers",
};

/** The rule that marks, among the furniture of an article, that only its beginning was shown. */
export const STUB = "page/paywall-stub";

/** A shown text of this length may be a whole article though the page has a gate, in UTF-16 units. */
const WHOLE = 1200;
/** Below this a page shows no article at all. */
const SCRAP = 140;

/** What classes and ids call a gate. */
const GATE =
  /paywall|pay-wall|piano-|tp-container|subscribe-?wall|regwall|registration-?wall|premium-?(?:wall|gate|content-?locked)|locked-?content|content-?gate|meteredContent/i;
/** What classes, ids, names and actions call a question for consent. */
const ASKING = /consent|cookie|gdpr|\bcmp\b/i;
/** Longer values are no names. */
const LONGEST_NAME = 300;

const speaks = (a: Attribute, of: RegExp): boolean => of.test(a.value.slice(0, LONGEST_NAME));

/** The page says for machines that it is not for all: `isAccessibleForFree` of schema.org, or a tier. */
function isGated(meta: Metadata, names: readonly Attribute[]): boolean {
  for (const object of meta.objects) {
    const parts = [object, object.hasPart].flat(2) as ({ isAccessibleForFree?: unknown } | undefined)[];
    if (parts.some((p) => /^(?:false|0)$/i.test(String(p?.isAccessibleForFree ?? "")))) return true;
  }
  const tier = meta.meta.get("article:content_tier") ?? "";
  return (
    /^(?:locked|metered|premium)$/i.test(tier) ||
    names.some((a) => (a.name === "class" || a.name === "id") && speaks(a, GATE))
  );
}

/** How many words the page says that the article has, or null. */
function statedWords(meta: Metadata): number | null {
  for (const object of meta.articles) {
    const count = Number(object.wordCount);
    if (Number.isFinite(count) && count > 0) return count;
  }
  return null;
}

/** What stands before the article of which `text` is shown; `stub` where its beginning is worth reading all the same. */
export function wallBefore(
  text: string,
  meta: Metadata,
  names: readonly Attribute[],
  consent: number,
): { readonly wall: Wall; readonly stub: boolean } | null {
  const length = text.trim().length;
  if (length >= WHOLE * 4) return null;
  const gated = isGated(meta, names);
  if (consent >= 0.6 && meta.articles.length === 0) return { wall: "consent-page", stub: false };
  if (gated && length < SCRAP) return { wall: "paywall", stub: false };
  if (length < SCRAP && meta.articles.length === 0 && names.some((a) => speaks(a, ASKING)))
    return { wall: "consent-page", stub: false };
  if (!gated) return null;
  const stated = statedWords(meta);
  const shown = text.trim().split(/\s+/).length;
  if (stated !== null ? shown < stated * 0.5 : length < WHOLE * 0.75) return { wall: "paywall", stub: true };
  return null;
}
