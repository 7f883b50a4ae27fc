/** The bytes of a feed -> its entries with keys and stamps, and how often it wants to be asked. */
import { createHash } from "node:crypto";
import type { Article } from "../model/article.ts";
import { declaredCharset, decode } from "./decode.ts";
import { type FeedEntry, feedEntries, feedHints, jsonFeedEntries, opmlFeeds } from "./feed.ts";
import { sniffText } from "./sniff.ts";
import { readText, type TextOptions } from "./text.ts";

export interface FeedDocument {
  readonly title: string | null;
  /** Minutes between two polls that it asks for, or null. */
  readonly minutes: number | null;
  readonly entries: readonly { readonly key: string; readonly stamp: string; readonly entry: FeedEntry }[];
}

/** Reads a feed; null where the bytes are none. Broken XML is read as far as it goes. */
export function readFeed(bytes: Uint8Array, source: string, contentType: string | null = null): FeedDocument | null {
  const text = decode(bytes, declaredCharset(bytes, contentType))?.text;
  if (text === undefined) return null;
  const kind = sniffText(text, source);
  if (kind === "json") {
    const value = JSON.parse(text) as { title?: unknown };
    const entries = [...jsonFeedEntries(value)];
    const title = typeof value?.title === "string" ? value.title : null;
    return entries.length > 0 || String((value as { version?: unknown })?.version ?? "").includes("jsonfeed.org")
      ? { title, minutes: null, entries: entries.map(stamped) }
      : null;
  }
  if (kind !== "feed" || opmlFeeds(text).length > 0) return null;
  return { ...feedHints(text), entries: [...feedEntries(text)].map(stamped) };
}

/** Addresses of the feeds that an OPML file lists; empty where it is none. */
export function feedsOf(bytes: Uint8Array): string[] {
  const text = decode(bytes, declaredCharset(bytes))?.text ?? "";
  return [...new Set(opmlFeeds(text))];
}

function stamped(entry: FeedEntry): FeedDocument["entries"][number] {
  const stamp = digest([entry.title, entry.url, entry.day, entry.text].join("\0"));
  return { key: entry.key ?? entry.url ?? stamp, stamp, entry };
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 24);

/** The article that a feed itself holds of an entry; null where it holds no text. */
export function entryArticle(entry: FeedEntry, source: string, options: TextOptions): Article | null {
  const text = [entry.title, entry.text].filter((t): t is string => t !== null && t !== "").join("\n\n");
  if (text === "") return null;
  const published = entry.day
    ? { from: entry.day, to: entry.day, basis: "metadata" as const, because: ["feed date"] }
    : null;
  return readText(text, entry.url ?? source, {
    ...options,
    known: { title: entry.title, author: entry.author, outlet: entry.outlet, published },
  });
}
