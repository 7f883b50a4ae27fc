/** A web page -> Article. Hostile markup is data: nothing in it is run, its size and depth are bounded. */
import type { Article, Skipped } from "../model/article.ts";
import { declaredCharset, decode } from "./decode.ts";
import { type LiveEntry, liveEntries } from "./live-blog.ts";
import { parsePage } from "./markup.ts";
import { findBody, fold } from "./page-body.ts";
import { pageDay } from "./page-dates.ts";
import { type Metadata, namesOf, readMetadata, stringOf } from "./page-metadata.ts";
import { payloadBody } from "./page-payload.ts";
import { prune } from "./page-prune.ts";
import { blocksOf } from "./page-text.ts";
import { pageTitle } from "./page-title.ts";
import { STUB, wallBefore, wallMessage } from "./page-walls.ts";
import { readText, type TextOptions } from "./text.ts";
import { type Document, type Element, elementsNamed, firstBelow, following, type Node } from "./tree.ts";

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

interface Taken {
  readonly article: Article;
  readonly live: readonly LiveEntry[];
}

function takePage(html: Uint8Array | string, options: PageOptions): Taken | Skipped {
  const { source } = options;
  const raw = typeof html === "string" ? html : decode(html, declaredCharset(html, options.contentType))?.text;
  if (raw === undefined) return { source, reason: "binary", message: "this is no page" };
  if (raw.trim() === "") return { source, reason: "empty", message: "the page is empty" };
  const page = parsePage(raw);
  const { document } = page;
  const meta = readMetadata(document, page.jsonLd);
  const outlet = outletOf(meta);
  const { title, forms } = pageTitle(document, meta, outlet);
  const address = canonical(document, meta, options.url ?? (/^https?:/i.test(source) ? source : null));
  const published = pageDay(document, meta, address);
  const author = authorOf(document, meta);
  const lead = leadOf(document, meta);
  const stated = statedBody(meta);
  const live = liveEntries(document, meta, address ?? source);
  const { consent } = prune(document.body);
  const body = findBody(document, stated, forms);
  const shown = body.blocks.reduce((n, b) => n + b.text.length, 0);
  const blocks = (shown < 200 && page.payload !== "" ? payloadBody(page.payload) : null) ?? body.blocks;
  const texts = blocks.map((b) => b.text);
  if (lead !== null && !isAmong(lead, texts)) texts.unshift(lead);
  const article = readText(texts.join("\n\n"), options.url ?? address ?? source, {
    ...options,
    known: { title, outlet, author, published, language: page.language },
  });
  const wall = wallBefore(article.text, meta, page.names, consent);
  if (wall && !wall.stub) return { source, reason: wall.wall, message: wallMessage[wall.wall] };
  if (article.text.trim().length < 40)
    return { source, reason: "no-article", message: "there is no article on this page" };
  const furniture = wall
    ? [...article.furniture, { at: article.text.length, text: wallMessage[wall.wall], rule: STUB }]
    : article.furniture;
  return { article: { ...article, title, furniture }, live };
}

/** Reads one page as one article. A page without an article (a question for consent, a gate, an index) is Skipped. */
export function readPage(html: Uint8Array | string, options: PageOptions): Article | Skipped {
  const read = takePage(html, options);
  return "reason" in read ? read : read.article;
}

/** Reads one page: its article, or the entries of a live blog, each with its own day. */
export function readPageParts(html: Uint8Array | string, options: PageOptions): readonly (Article | Skipped)[] {
  const read = takePage(html, options);
  if ("reason" in read) return [read];
  const { article, live } = read;
  if (live.length === 0) return [article];
  return live.map((entry) => ({
    ...readText(entry.text, `${article.source.replace(/#.*$/, "")}#${entry.key}`, {
      ...options,
      known: {
        title: entry.title ?? article.title,
        outlet: article.outlet,
        author: entry.author ?? article.author,
        published: entry.published ?? article.published,
        language: article.language,
      },
    }),
    title: entry.title ?? article.title,
  }));
}

const textOf = (e: Element | null): string => (e?.textContent ?? "").replace(/[\s\u00a0]+/g, " ").trim();

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

const AUTHOR_CLASS = /author-name|authorName|byline-name|article-author/;

/** Is called the author's name, or is a link within what is called so. */
function isAuthor(element: Element): boolean {
  if (element.getAttribute("rel") === "author" || element.getAttribute("itemprop") === "author") return true;
  if (AUTHOR_CLASS.test(element.className)) return true;
  if (element.nodeName !== "A") return false;
  for (let e = element.parentElement; e; e = e.parentElement) if (/byline|author/.test(e.className)) return true;
  return false;
}

function authorOf(document: Document, meta: Metadata): string | null {
  const stated = namesOf(meta.articles, "author").filter((n) => n.length < 100 && !/^https?:/i.test(n));
  if (stated.length > 0) return stated.join(", ");
  for (const name of ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"]) {
    const value = meta.meta.get(name)?.trim();
    if (value && value.length < 120 && !/^https?:|^@|^\d/i.test(value)) return value;
  }
  const shown = textOf(firstBelow(document.body, isAuthor));
  return shown.length >= 3 && shown.length < 80 ? shown : null;
}

const isCanonical = (e: Element): boolean => e.nodeName === "LINK" && e.getAttribute("rel") === "canonical";

/** The address that the page gives itself, where it lies on the site that the page was got from; else that it was got from. */
function canonical(document: Document, meta: Metadata, url: string | null): string | null {
  const own = firstBelow(document.body, isCanonical)?.getAttribute("href") ?? meta.meta.get("og:url") ?? null;
  try {
    const address = own ? new URL(own, url ?? undefined) : null;
    if (address && /^https?:$/.test(address.protocol) && (url === null || isOneSite(address, new URL(url))))
      return address.href;
  } catch {
    // no address
  }
  return url;
}

/** Same host, or one stands below the other, as `www.` does. A page may not pass itself off as another site's. */
function isOneSite(a: URL, b: URL): boolean {
  const [left, right] = [a.hostname.replace(/^(?:www|m|amp)\./, ""), b.hostname.replace(/^(?:www|m|amp)\./, "")];
  return left === right || left.endsWith(`.${right}`) || right.endsWith(`.${left}`);
}

const LEADS = new Set(["H2", "H3", "P", "DIV", "SPAN", "STRONG"]);

/** The text under the title, where the page shows it and says the same in its description. */
function leadOf(document: Document, meta: Metadata): string | null {
  const described =
    stringOf(meta.articles, "description") ?? meta.meta.get("og:description") ?? meta.meta.get("description");
  if (!described || described.length < 40) return null;
  const start = fold(described).slice(0, 40);
  const head = firstBelow(document.body, (e) => e.nodeName === "H1");
  if (start.length < 20 || !head) return null;
  for (const element of elementsNamed(document.body, LEADS)) {
    if (!begins(element, start)) continue;
    if (element.children.length > 4) continue;
    const text = textOf(element);
    if (text.length < 40 || text.length > 700 || !fold(text).startsWith(start)) continue;
    return text;
  }
  return null;
}

/** The texts hold the beginning of the lead; they do so in the first of them, or hardly at all. */
function isAmong(lead: string, texts: readonly string[]): boolean {
  const start = fold(lead).slice(0, 80);
  return fold(texts.slice(0, 3).join(" ")).includes(start) || fold(texts.slice(2).join(" ")).includes(start);
}

/** The first words under the element are the first of `start`, or `start` and more. */
function begins(element: Element, start: string): boolean {
  let node: Node | null = element;
  while (node) {
    if (node.nodeType === 3) {
      const text = fold((node.nodeValue ?? "").slice(0, 120)).slice(0, start.length);
      if (text !== "") return start.startsWith(text);
    }
    node = following(node, element);
  }
  return false;
}

function statedBody(meta: Metadata): string | null {
  const text = stringOf(meta.articles, "articleBody");
  if (text === null || text.length < 300) return null;
  if (!/<\/?(?:p|br|div|a|strong|em|h\d)\b/i.test(text)) return text;
  return blocksOf(parsePage(text).document.body)
    .map((b) => b.text)
    .join("\n");
}
