/** The feeds that a page says it has: its `link rel=alternate` of a feed's type, those of readers' comments last. */
import { declaredCharset, decode } from "./decode.ts";
import { parsePage } from "./markup.ts";
import { elementsNamed } from "./tree.ts";

const LINK = new Set(["LINK"]);
const TYPE = /^\s*application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)\s*(?:;|$)/i;
const COMMENTS = /comment/i;
/** More than these are a catalogue. */
const MOST = 20;

/** Addresses of the feeds in the order of the page; empty where the bytes are no page or name none. */
export function feedLinks(bytes: Uint8Array, address: string, contentType: string | null = null): string[] {
  const text = decode(bytes, declaredCharset(bytes, contentType))?.text;
  if (text === undefined || !/<link\b/i.test(text)) return [];
  const found = new Set<string>();
  const later = new Set<string>();
  for (const link of elementsNamed(parsePage(text).document.body, LINK)) {
    const href = link.getAttribute("href");
    if (!href || !TYPE.test(link.getAttribute("type") ?? "") || !isAlternate(link.getAttribute("rel"))) continue;
    try {
      const to = new URL(href.trim(), address);
      to.hash = "";
      if (/^https?:$/.test(to.protocol)) (COMMENTS.test(to.pathname) ? later : found).add(to.href);
    } catch {
      // no address
    }
  }
  return [...found, ...later].filter((a) => a !== address).slice(0, MOST);
}

const isAlternate = (rel: string | null): boolean => /(?:^|\s)alternate(?:\s|$)/i.test(rel ?? "");

/** The address of a whole site rather than of an article. */
export function isFrontPage(address: string): boolean {
  try {
    const { pathname, search } = new URL(address);
    return search === "" && /^\/(?:index\.\w{1,5})?$/.test(pathname);
  } catch {
    return false;
  }
}
