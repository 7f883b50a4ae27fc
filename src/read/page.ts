/** A web page -> Article. Hostile markup is data: nothing in it is run, its size and depth are bounded. */
import type { Article, Skipped } from "../model/article.ts";
import { declaredCharset, decode } from "./decode.ts";
import { type Document, type Element, parsePage } from "./dom.ts";
import { findBody, fold } from "./page-body.ts";
import { pageDay } from "./page-dates.ts";
import { type Metadata, namesOf, readMetadata, stringOf } from "./page-metadata.ts";
import { payloadBody } from "./page-payload.ts";
import { prune } from "./page-prune.ts";
import { pageSource } from "./page-source.ts";
import { blocksOf } from "./page-text.ts";
import { pageTitle } from "./page-title.ts";
import { readText, type TextOptions } from "./text.ts";

export interface PageOptions extends Omit<TextOptions, "known" | "repeated"> {
  /** File name or address; `url` is the address where that is known apart from it. */
  readonly source: string;
  readonly url?: string | null;
  readonly contentType?: string | null;
}

/** What `relazione page` prints. */
export interface PageJson {
  readonly title: string | null;
  readonly author: string | null;
  readonly outlet: string | null;
  /** ISO day. */
  readonly published: string | null;
  readonly language: string;
  readonly text: string;
}

export const pageJson = (a: Article): PageJson => ({
  title: a.title,
  author: a.author,
  outlet: a.outlet,
  published: a.published?.from ?? null,
  language: a.language,
  text: a.text,
});

/** Reads one page. A page without an article (a consent wall, a stub before a paywall, an index) is Skipped. */
export function readPage(html: Uint8Array | string, options: PageOptions): Article | Skipped {
  const { source } = options;
  const raw = typeof html === "string" ? html : decode(html, declaredCharset(html, options.contentType))?.text;
  if (raw === undefined) return { source, reason: "binary", message: "this is no page" };
  if (raw.trim() === "") return { source, reason: "empty", message: "the page is empty" };
  const page = pageSource(raw);
  const document = parsePage(page.html);
  const meta = readMetadata(document, page.jsonLd);
  const outlet = outletOf(meta);
  const { title, forms } = pageTitle(document, meta, outlet);
  const address = canonical(document, meta, options.url ?? (/^https?:/i.test(source) ? source : null));
  const published = pageDay(document, meta, address);
  const author = authorOf(document, meta);
  const lead = leadOf(document, meta);
  const stated = statedBody(meta);
  const wall = wallOf(document);
  prune(document.body);
  const body = findBody(document, stated, forms);
  const shown = body.blocks.reduce((n, b) => n + b.text.length, 0);
  const blocks = (shown < 200 && page.payload !== "" ? payloadBody(page.payload) : null) ?? body.blocks;
  const texts = blocks.map((b) => b.text);
  if (lead !== null && !fold(texts.join(" ")).includes(fold(lead).slice(0, 80))) texts.unshift(lead);
  const article = readText(texts.join("\n\n"), options.url ?? address ?? source, {
    ...options,
    known: { title, outlet, author, published, language: page.language },
  });
  const named = { ...article, title };
  if (article.text.trim().length < 140) {
    if (wall !== null) return { source, reason: wall, message: wallMessage[wall] };
    if (article.text.trim().length < 40)
      return { source, reason: "no-article", message: "there is no article on this page" };
  }
  return named;
}

type Wall = "consent-page" | "paywall";
const wallMessage: Readonly<Record<Wall, string>> = {
  "consent-page": "the page asks for consent and holds no article",
  paywall: "the page holds only the beginning of an article for subscribers",
};

/** A wall that stands before the article, by the names of its elements. */
function wallOf(document: Document): Wall | null {
  if (
    document.querySelector(
      "[class*='paywall'], [id*='paywall'], [class*='piano'], [class*='subscribe-wall'], [class*='regwall']",
    )
  )
    return "paywall";
  if (
    document.querySelector(
      "form[action*='consent'], [id*='consent'], [class*='consent'], [id*='cmp'], [class*='cookie'], [id*='cookie']",
    )
  )
    return "consent-page";
  return null;
}

const textOf = (e: Element | null | undefined): string => (e?.textContent ?? "").replace(/[\s\u00a0]+/g, " ").trim();

function outletOf(meta: Metadata): string | null {
  const name =
    namesOf(meta.articles, "publisher")[0] ??
    meta.meta.get("og:site_name") ??
    meta.meta.get("application-name") ??
    stringOf(
      meta.objects.filter((o) => [o["@type"]].flat().some((t) => t === "WebSite" || t === "NewsMediaOrganization")),
      "name",
    );
  const text = name?.replace(/[\s\u00a0]+/g, " ").trim();
  return text && text.length <= 120 ? text : null;
}

const AUTHOR =
  "[rel='author'], [itemprop='author'] [itemprop='name'], [itemprop='author'], [class*='author-name'], [class*='authorName'], [class*='byline-name'], [class*='article-author'], [class*='byline'] a, [class*='author'] a";

function authorOf(document: Document, meta: Metadata): string | null {
  const stated = namesOf(meta.articles, "author").filter((n) => n.length < 100 && !/^https?:/i.test(n));
  if (stated.length > 0) return stated.join(", ");
  for (const name of ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"]) {
    const value = meta.meta.get(name)?.trim();
    if (value && value.length < 120 && !/^https?:|^@|^\d/i.test(value)) return value;
  }
  const shown = textOf(document.querySelector(AUTHOR));
  return shown.length >= 3 && shown.length < 80 ? shown : null;
}

/** The address that the page gives itself, where it lies on the site the page was got from. */
function canonical(document: Document, meta: Metadata, url: string | null): string | null {
  const own = document.querySelector("link[rel='canonical']")?.getAttribute("href") ?? meta.meta.get("og:url") ?? null;
  try {
    const address = own ? new URL(own, url ?? undefined) : null;
    if (address && /^https?:$/.test(address.protocol)) return address.href;
  } catch {
    // no address
  }
  return url;
}

/** The text under the title, where the page shows it and says the same in its description. */
function leadOf(document: Document, meta: Metadata): string | null {
  const described =
    stringOf(meta.articles, "description") ?? meta.meta.get("og:description") ?? meta.meta.get("description");
  if (!described || described.length < 40) return null;
  const start = fold(described).slice(0, 40);
  const head = document.querySelector("h1");
  if (start.length < 20 || !head) return null;
  for (const element of document.querySelectorAll("h2, h3, p, div, span, strong")) {
    if (element.children.length > 4) continue;
    const text = textOf(element);
    if (text.length < 40 || text.length > 700 || !fold(text).startsWith(start)) continue;
    return text;
  }
  return null;
}

function statedBody(meta: Metadata): string | null {
  const text = stringOf(meta.articles, "articleBody");
  if (text === null || text.length < 300) return null;
  if (!/<\/?(?:p|br|div|a|strong|em|h\d)\b/i.test(text)) return text;
  return blocksOf(parsePage(pageSource(text).html).body)
    .map((b) => b.text)
    .join("\n");
}
