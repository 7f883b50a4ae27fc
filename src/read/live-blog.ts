/** A live blog -> its entries, each with the day on which it was written: by JSON-LD, else by its dated elements. */
import type { Published } from "../model/article.ts";
import { parsePage } from "./markup.ts";
import { dayIn } from "./page-dates.ts";
import { type JsonObject, type Metadata, namesOf, stringOf } from "./page-metadata.ts";
import { blocksOf } from "./page-text.ts";
import { type Document, type Element, elementsNamed } from "./tree.ts";

export interface LiveEntry {
  /** What the entry is called at its page's address: it stays the same while the blog grows. */
  readonly key: string;
  readonly title: string | null;
  readonly author: string | null;
  readonly published: Published | null;
  readonly text: string;
}

/** Fewer entries make no live blog. */
const FEWEST = 3;
/** Most entries read of one page. */
const MOST = 2000;
/** A shorter entry tells nothing. */
const SHORTEST = 40;

const LIVE = /live-?(?:blog|ticker|feed|update|post|entry|event|stream|coverage)|(?:^|[-_ ])live(?:$|[-_ ])/i;
const ENTRY = new Set(["ARTICLE", "LI", "SECTION", "DIV"]);
const TIME = new Set(["TIME"]);

/** The entries of a live blog; none for any other page. */
export function liveEntries(document: Document, meta: Metadata, address: string): readonly LiveEntry[] {
  const stated = meta.articles.flatMap((a) => [a.liveBlogUpdate].flat()).filter(isObject);
  const entries = stated.slice(0, MOST).flatMap(fromJson);
  if (entries.length >= FEWEST) return distinct(entries);
  const live = meta.articles.some((a) => [a["@type"]].flat().includes("LiveBlogPosting")) || LIVE.test(pathOf(address));
  return live ? distinct(fromElements(document)) : [];
}

const isObject = (v: unknown): v is JsonObject => typeof v === "object" && v !== null && !Array.isArray(v);

const pathOf = (address: string): string => {
  try {
    return new URL(address).pathname.replaceAll("/", " ");
  } catch {
    return "";
  }
};

function fromJson(update: JsonObject): LiveEntry[] {
  const body = stringOf([update], "articleBody") ?? stringOf([update], "text");
  const when = stringOf([update], "datePublished");
  const title = stringOf([update], "headline");
  if (body === null) return [];
  const text = (/<\w/.test(body) ? blocksOf(parsePage(body).document.body).map((b) => b.text) : [body]).join("\n\n");
  if (text.trim().length < SHORTEST) return [];
  const name = stringOf([update], "@id") ?? stringOf([update], "url") ?? when ?? title ?? text.slice(0, 60);
  return [
    {
      key: keyOf(name.includes("#") ? name.slice(name.lastIndexOf("#") + 1) : name),
      title,
      author: namesOf([update], "author").join(", ") || null,
      published: publishedOn(when, "json-ld liveBlogUpdate"),
      text: title && !text.startsWith(title) ? `${title}\n\n${text}` : text,
    },
  ];
}

/** Elements side by side that each hold one time of their own. */
function fromElements(document: Document): LiveEntry[] {
  const groups = new Map<Element, Map<Element, Element>>();
  const times = elementsNamed(document.body, TIME).filter((t) => t.hasAttribute("datetime"));
  for (const time of times.slice(0, MOST)) {
    const entry = entryOf(time);
    const parent = entry?.parentElement;
    if (!entry || !parent) continue;
    const group = groups.get(parent) ?? new Map<Element, Element>();
    if (!group.has(entry)) group.set(entry, time);
    groups.set(parent, group);
  }
  let best: Map<Element, Element> = new Map();
  for (const group of groups.values()) if (group.size > best.size) best = group;
  if (best.size < FEWEST) return [];
  return [...best].flatMap(([entry, time]) => {
    const when = time.getAttribute("datetime");
    const blocks = blocksOf(entry).filter((b) => b.linked < 0.5 && b.text !== time.textContent.trim());
    const text = blocks.map((b) => b.text).join("\n\n");
    if (text.trim().length < SHORTEST) return [];
    const head = blocks.find((b) => /^H[1-6]$/.test(b.tag))?.text ?? null;
    return [
      {
        key: keyOf(entry.getAttribute("id") ?? when ?? text.slice(0, 60)),
        title: head,
        author: null,
        published: publishedOn(when, "time element"),
        text,
      },
    ];
  });
}

/** The nearest element around a time that has brothers of its own name and class. */
function entryOf(time: Element): Element | null {
  for (let e: Element | null = time.parentElement, n = 0; e && n < 6; e = e.parentElement, n++) {
    const parent: Element | null = e.parentElement;
    if (!parent || !ENTRY.has(e.nodeName)) continue;
    const first = (e.getAttribute("class") ?? "").split(/\s+/)[0];
    let alike = 0;
    for (const brother of parent.children)
      if (brother.nodeName === e.nodeName && (brother.getAttribute("class") ?? "").split(/\s+/)[0] === first) alike++;
    if (alike >= FEWEST) return e;
  }
  return null;
}

const keyOf = (name: string): string => name.replace(/[^\p{L}\p{N}._:+-]+/gu, "-").slice(0, 120) || "entry";

const publishedOn = (when: string | null, because: string): Published | null => {
  const day = when ? dayIn(when) : null;
  return day ? { from: day, to: day, basis: "metadata", because: [because] } : null;
};

/** Two entries under one key: the first stays. */
function distinct(entries: readonly LiveEntry[]): LiveEntry[] {
  const seen = new Map<string, LiveEntry>();
  for (const entry of entries) if (!seen.has(entry.key)) seen.set(entry.key, entry);
  return seen.size >= FEWEST ? [...seen.values()] : [];
}
