/** RSS, Atom, RDF and JSON Feed -> entries; OPML -> addresses of feeds. Broken XML is read as far as it goes. */

import { parsePage } from "./markup.ts";
import { dayIn } from "./page-dates.ts";
import { decodeEntities } from "./page-metadata.ts";
import { blocksOf } from "./page-text.ts";

export interface FeedEntry {
  /** What the feed calls the entry, the same at every poll; null where it names none. */
  readonly key?: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly author: string | null;
  /** ISO day. */
  readonly day: string | null;
  /** Who published it: the entry's own source, else the feed's title. */
  readonly outlet: string | null;
  /** Plain text of content or summary. */
  readonly text: string;
}

/** Entries of an XML feed. */
export function* feedEntries(xml: string): Generator<FeedEntry> {
  const start = xml.search(/<(?:[\w-]+:)?(?:item|entry)[\s>]/i);
  const outlet = plain(element(start < 0 ? xml : xml.slice(0, start), "title"));
  for (const inner of elements(xml, ["item", "entry"])) {
    const body =
      element(inner, "content:encoded") ??
      element(inner, "content") ??
      element(inner, "description") ??
      element(inner, "summary");
    const link = plain(element(inner, "link")) ?? attribute(inner, "link", "href") ?? plain(element(inner, "guid"));
    const key = plain(element(inner, "guid")) ?? plain(element(inner, "id"));
    const date =
      element(inner, "pubDate") ??
      element(inner, "published") ??
      element(inner, "dc:date") ??
      element(inner, "updated");
    yield {
      key,
      title: plain(element(inner, "title")),
      url: link && /^https?:/i.test(link) ? link : null,
      author: plain(
        element(inner, "dc:creator") ?? element(element(inner, "author") ?? "", "name") ?? element(inner, "author"),
      ),
      day: date ? dayIn(date.trim()) : null,
      outlet: plain(element(inner, "source")) ?? outlet,
      text: textOfMarkup(unwrap(body ?? "")),
    };
  }
}

/** Entries of a JSON Feed; none where the value is something else. */
export function* jsonFeedEntries(value: unknown): Generator<FeedEntry> {
  const feed = value as { version?: unknown; title?: unknown; items?: unknown };
  if (!String(feed?.version ?? "").includes("jsonfeed.org") || !Array.isArray(feed.items)) return;
  const string = (v: unknown): string | null => (typeof v === "string" && v.trim() !== "" ? v.trim() : null);
  for (const item of feed.items as Record<string, unknown>[]) {
    const people = (item.authors ?? (item.author ? [item.author] : [])) as { name?: unknown }[];
    const html = string(item.content_html);
    yield {
      key: string(item.id),
      title: string(item.title),
      url: string(item.url) ?? string(item.external_url),
      author: Array.isArray(people) ? people.flatMap((p) => string(p?.name) ?? []).join(", ") || null : null,
      day: string(item.date_published) ? dayIn(String(item.date_published)) : null,
      outlet: string(feed.title),
      text: string(item.content_text) ?? (html ? textOfMarkup(html) : (string(item.summary) ?? "")),
    };
  }
}

/** What an XML feed says of itself: its title, and after how many minutes it is worth asking again; null where it is silent. */
export function feedHints(xml: string): { readonly title: string | null; readonly minutes: number | null } {
  const start = xml.search(/<(?:[\w-]+:)?(?:item|entry)[\s>]/i);
  const head = start < 0 ? xml : xml.slice(0, start);
  const ttl = Number(plain(element(head, "ttl")));
  const period = PERIODS[(plain(element(head, "sy:updatePeriod")) ?? "").toLowerCase()];
  const times = Number(plain(element(head, "sy:updateFrequency")) ?? 1);
  const hinted = ttl > 0 ? ttl : period !== undefined ? period / (times > 0 ? times : 1) : null;
  return { title: plain(element(head, "title")), minutes: hinted };
}

/** Minutes of the periods of the syndication module. */
const PERIODS: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
};

/** Addresses of the feeds in an OPML file, in its order. */
export const opmlFeeds = (xml: string): string[] =>
  [...xml.matchAll(/<outline\b[^>]*?\bxmlUrl\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)]
    .map((m) => decodeEntities(m[1] ?? m[2] ?? "").trim())
    .filter((u) => u !== "");

/** Inner markup of the elements of these names, one after the other, in linear time. */
function* elements(xml: string, names: readonly string[]): Generator<string> {
  const open = new RegExp(`<(${names.join("|")})(?:\\s[^>]*)?>`, "gi");
  for (let m = open.exec(xml); m; m = open.exec(xml)) {
    const end = xml.indexOf(`</${m[1]}`, open.lastIndex);
    yield xml.slice(open.lastIndex, end < 0 ? xml.length : end);
    if (end < 0) return;
    open.lastIndex = end;
  }
}

function element(xml: string, name: string): string | null {
  const open = new RegExp(`<${name}(?:\\s[^>]*)?>`, "i").exec(xml);
  if (!open || open[0].endsWith("/>")) return null;
  const from = open.index + open[0].length;
  const end = xml.indexOf(`</${name}`, from);
  return xml.slice(from, end < 0 ? xml.length : end);
}

const attribute = (xml: string, name: string, key: string): string | null =>
  decodeEntities(new RegExp(`<${name}\\b[^>]*?\\b${key}\\s*=\\s*["']([^"']+)["']`, "i").exec(xml)?.[1] ?? "") || null;

/** `<![CDATA[a]]>` -> `a`; escaped markup -> markup. */
function unwrap(markup: string): string {
  const cdata = /^\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*$/.exec(markup)?.[1];
  return cdata ?? (/&lt;/.test(markup) ? decodeEntities(markup) : markup);
}

const plain = (markup: string | null): string | null => {
  const text =
    markup === null
      ? ""
      : decodeEntities(unwrap(markup).replace(/<[^>]*>/g, " "))
          .replace(/\s+/g, " ")
          .trim();
  return text === "" ? null : text;
};

const textOfMarkup = (html: string): string =>
  /[<&]/.test(html)
    ? blocksOf(parsePage(html).document.body)
        .map((b) => b.text)
        .join("\n\n")
    : html.trim();
