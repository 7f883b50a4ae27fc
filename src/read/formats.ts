/** One input's bytes -> its articles: tells the kind by content and hands on to the reader of that kind. */
import { gunzipSync } from "node:zlib";
import type { Article, Published, Skipped } from "../model/article.ts";
import type { DayInterval } from "../model/time.ts";
import { declaredCharset, decode } from "./decode.ts";
import { type FeedEntry, feedEntries, jsonFeedEntries, opmlFeeds } from "./feed.ts";
import { entryArticle } from "./feed-document.ts";
import { lettersOf } from "./mbox.ts";
import { savedPage } from "./mhtml.ts";
import { readPage, readPageParts } from "./page.ts";
import { dayIn } from "./page-dates.ts";
import type { FurniturePacks } from "./phrases.ts";
import { sniffBytes, sniffText } from "./sniff.ts";
import { type Columns, cell, type Row, rowOf, tableRows, usualColumns } from "./table.ts";
import { readText, type TextOptions } from "./text.ts";
import { warcPages } from "./warc.ts";
import { zipEntries } from "./zip.ts";

export interface ReadOptions {
  readonly furniture: FurniturePacks;
  readonly identify?: (text: string, stated?: string | null) => { readonly language: string };
  /** Publication given by the user for everything read. */
  readonly published?: DayInterval | null;
  /** Largest article in bytes. */
  readonly maxBytes: number;
  /** Columns of tables and JSON lines. */
  readonly columns?: Columns;
  /** Hears of the bytes in which the articles that come next stand: a page, a feed, a table. */
  readonly leaf?: (bytes: Uint8Array, source: string, contentType: string | null) => void;
}

/** Options with the usual limit: 20 MB an article. */
export const readOptions = (options: Omit<ReadOptions, "maxBytes"> & { readonly maxBytes?: number }): ReadOptions => ({
  ...options,
  maxBytes: options.maxBytes ?? 20_000_000,
});

/** Archives in archives are opened this deep. */
const DEEPEST = 3;
/** Most bytes that one packed input may unpack to. */
const UNPACKED = 1_500_000_000;

const skip = (source: string, reason: string, message: string): Skipped => ({ source, reason, message });

/** Reads bytes of any kind. `source` is a file name or an address; `contentType` the header where there was one. */
export function* readBytes(
  bytes: Uint8Array,
  source: string,
  options: ReadOptions,
  contentType: string | null = null,
  depth = 0,
): Generator<Article | Skipped> {
  if (bytes.length === 0) {
    yield skip(source, "empty", "it is empty");
    return;
  }
  const packed = sniffBytes(bytes);
  if (packed !== null && depth >= DEEPEST) {
    yield skip(source, "binary", "archives lie too deep in one another");
    return;
  }
  if (packed === "zip") {
    yield* readZip(bytes, source, options, depth);
    return;
  }
  if (packed === "warc" || (packed === "gzip" && /\.warc\.gz$|\.warc$/i.test(source))) {
    let pages = 0;
    for (const page of warcPages(bytes, options.maxBytes)) {
      if ("fault" in page) {
        yield skip(page.url || source, page.fault, page.message);
        continue;
      }
      pages++;
      yield* readBytes(page.bytes, page.url || source, options, page.contentType, depth + 1);
    }
    if (pages === 0) yield skip(source, "no-article", "the archive holds no page");
    return;
  }
  if (packed === "gzip") {
    let inner: Uint8Array;
    try {
      inner = gunzipSync(bytes, { maxOutputLength: options.maxBytes });
    } catch (e) {
      const large = (e as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
      yield large
        ? skip(source, "too-large", "it unpacks to more than one article may have")
        : skip(source, "unreadable", "it cannot be unpacked");
      return;
    }
    yield* readBytes(inner, source.replace(/\.gz$/i, ""), options, contentType, depth + 1);
    return;
  }
  if (bytes.length > options.maxBytes && !/\.(?:jsonl|ndjson|csv|tsv|mbox)$/i.test(source)) {
    yield skip(source, "too-large", `${Math.round(bytes.length / 1e6)} MB are too much for one article`);
    return;
  }
  options.leaf?.(bytes, source, contentType);
  const decoded = decode(bytes, declaredCharset(bytes, contentType));
  if (decoded === null) {
    yield skip(source, "binary", "this is no text");
    return;
  }
  yield* readDecoded(decoded.text, source, options, bytes);
}

function* readZip(
  bytes: Uint8Array,
  source: string,
  options: ReadOptions,
  depth: number,
): Generator<Article | Skipped> {
  // WACZ keeps its pages in WARC files; its index files are no articles.
  const wacz = /\.wacz$/i.test(source);
  try {
    for (const entry of zipEntries(bytes, /\.(?:wacz|zip)$/i.test(source) ? UNPACKED / 3 : options.maxBytes)) {
      if (wacz && !/\.warc(?:\.gz)?$/i.test(entry.name)) continue;
      if (entry.bytes === null)
        yield skip(`${source}!${entry.name}`, entry.fault ?? "unreadable", "it cannot be unpacked");
      else yield* readBytes(entry.bytes, `${source}!/${entry.name}`, options, null, depth + 1);
    }
  } catch (e) {
    yield skip(source, "unreadable", e instanceof Error ? e.message : "the archive is broken");
  }
}

/** Reads a decoded text of any kind. `bytes` are the undecoded ones, which MHTML needs. */
function* readDecoded(
  text: string,
  source: string,
  options: ReadOptions,
  bytes?: Uint8Array,
): Generator<Article | Skipped> {
  if (!/[\p{L}\p{N}]/u.test(text)) {
    yield skip(source, "empty", "there are no words in it");
    return;
  }
  const kind = sniffText(text, source);
  if (kind === "html") yield* readPageParts(text, { ...options, source });
  else if (kind === "mhtml") {
    const page = savedPage(bytes ? new TextDecoder("latin1").decode(bytes) : text);
    if (page)
      yield* readPageParts(page.html, { ...options, source: page.url ?? source, contentType: page.contentType });
    else yield skip(source, "no-article", "there is no page in it");
  } else if (kind === "mbox") yield* readLetters(bytes ?? new TextEncoder().encode(text), source, options);
  else if (kind === "feed" && opmlFeeds(text).length > 0)
    yield skip(source, "feed-list", `it lists ${opmlFeeds(text).length} feeds: relazione watch takes them in`);
  else if (kind === "feed") yield* readEntries(feedEntries(text), source, options);
  else if (kind === "json") yield* readJson(text, source, options);
  else if (kind === "json-lines") yield* readRows(jsonLines(text), source, options);
  else if (kind === "table") yield* readRows(tableRows(text), source, options);
  else {
    const article = readText(text, source, options);
    yield article.text.trim() === "" ? skip(source, "no-article", "nothing is left beside page furniture") : article;
  }
}

function* readLetters(bytes: Uint8Array, source: string, options: ReadOptions): Generator<Article | Skipped> {
  let n = 0;
  for (const letter of lettersOf(bytes)) {
    const where = `${source}#${++n}`;
    const known = {
      title: letter.subject,
      outlet: letter.from,
      published: publishedOn(letter.date ? dayIn(letter.date) : null, "date of the letter"),
    };
    if (letter.html !== null) {
      const page = readPage(letter.html, { ...options, source: where });
      if (!("reason" in page)) {
        const { title, outlet, published } = page;
        yield {
          ...page,
          title: known.title ?? title,
          outlet: outlet ?? known.outlet,
          published: known.published ?? published,
        };
        continue;
      }
      if (letter.text === null) {
        yield page;
        continue;
      }
    }
    yield letter.text === null || letter.text.trim() === ""
      ? skip(where, "no-article", "the letter has no text")
      : readText(letter.text, where, withKnown(options, known));
  }
}

function* readJson(text: string, source: string, options: ReadOptions): Generator<Article | Skipped> {
  const value: unknown = JSON.parse(text);
  const entries = [...jsonFeedEntries(value)];
  if (entries.length > 0) yield* readEntries(entries, source, options);
  else
    yield* readRows(
      (Array.isArray(value) ? value : [value]).map((v) => rowOf(v) ?? "this item is no object"),
      source,
      options,
    );
}

function* jsonLines(text: string): Generator<Row | string> {
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    try {
      yield rowOf(JSON.parse(line)) ?? "this line is no object";
    } catch {
      yield "this line is no JSON";
    }
  }
}

const publishedOn = (day: string | null, because: string): Published | null =>
  day ? { from: day, to: day, basis: "metadata", because: [because] } : null;

function* readEntries(
  entries: Iterable<FeedEntry>,
  source: string,
  options: ReadOptions,
): Generator<Article | Skipped> {
  let n = 0;
  for (const entry of entries) {
    const where = `${source}#${++n}`;
    yield entryArticle(entry, where, options) ?? skip(entry.url ?? where, "no-article", "the entry has no text");
  }
  if (n === 0) yield skip(source, "no-article", "the feed has no entries");
}

function* readRows(rows: Iterable<Row | string>, source: string, options: ReadOptions): Generator<Article | Skipped> {
  const columns = options.columns ?? usualColumns;
  let n = 0;
  for (const row of rows) {
    n++;
    const place = `${source}#${n}`;
    const body = typeof row === "string" ? null : cell(row, columns.text);
    if (typeof row === "string" || body === null) {
      yield skip(place, "no-article", typeof row === "string" ? row : "no column holds a text");
      continue;
    }
    const date = cell(row, columns.published);
    const title = cell(row, columns.title);
    const url = cell(row, columns.url);
    const text = title !== null && !body.trimStart().startsWith(title) ? `${title}\n\n${body}` : body;
    yield readText(
      text,
      url !== null && /^https?:/i.test(url) ? url : place,
      withKnown(options, {
        title,
        author: cell(row, columns.author),
        outlet: cell(row, columns.outlet),
        published: publishedOn(date ? dayIn(date) : null, "column date"),
      }),
    );
  }
  if (n === 0) yield skip(source, "no-article", "there are no rows in it");
}

const withKnown = (options: ReadOptions, known: NonNullable<TextOptions["known"]>): TextOptions => ({
  ...options,
  known: {
    title: known.title ?? null,
    author: known.author ?? null,
    outlet: known.outlet ?? null,
    published: known.published ?? null,
  },
});
