/** Page source -> a small safe source: no scripts, styles or comments, one body, and no more than reading needs. */
import { leanMarkup } from "./page-markup.ts";

export interface PageSource {
  /** Markup of one body, ready to parse. */
  readonly html: string;
  /** Texts of the JSON-LD scripts. */
  readonly jsonLd: readonly string[];
  /** Strings of the scripts that carry a page's content for a client-side framework. */
  readonly payload: string;
  /** What the html element says of its language, or null. */
  readonly language: string | null;
}

/** Longest source that is parsed, in UTF-16 units. */
const LONGEST = 8_000_000;
const RAW = /<(script|style|noscript|svg|template|iframe|textarea|select|object|math)\b|<!--/gi;
/** Cuts a page's source down, in linear time. */
export function pageSource(raw: string): PageSource {
  const source = raw.length > LONGEST ? raw.slice(0, LONGEST) : raw;
  const language =
    /<html\b[^>]{0,2000}?\blang\s*=\s*["']?([a-z]{2,3}(?:[-_][a-z0-9]{2,8})*)/i.exec(source.slice(0, 20_000))?.[1] ??
    null;
  const pieces: string[] = [];
  const jsonLd: string[] = [];
  const payload: string[] = [];
  // Names that are not closed again: looked for once, so that the time stays linear.
  const unclosed = new Set<string>();
  let at = 0;
  RAW.lastIndex = 0;
  for (let found = RAW.exec(source); found; found = RAW.exec(source)) {
    pieces.push(source.slice(at, found.index));
    const name = found[1]?.toLowerCase();
    if (name === undefined) {
      const end = source.indexOf("-->", found.index + 4);
      at = end < 0 ? source.length : end + 3;
    } else {
      const close = unclosed.has(name) ? -1 : closingTag(source, name, found.index + name.length);
      const open = source.indexOf(">", found.index);
      if (close < 0) unclosed.add(name);
      if (close < 0 || open < 0) at = open < 0 ? source.length : open + 1;
      else {
        const end = source.indexOf(">", close);
        at = end < 0 ? source.length : end + 1;
        const inner = open < close ? source.slice(open + 1, close) : "";
        if (name === "script" && inner !== "") keepScript(source.slice(found.index, open), inner, jsonLd, payload);
        // A framework's first state often hides the article in a noscript or an svg title: neither is the body.
        else if (name === "noscript" && /<p[\s>]/i.test(inner) && inner.length > 2000) pieces.push(inner);
      }
    }
    pieces.push(" ");
    if (at >= source.length) break;
    RAW.lastIndex = at;
  }
  pieces.push(source.slice(at));
  return {
    html: `<!DOCTYPE html><html><head></head><body>${leanMarkup(pieces.join(""))}</body></html>`,
    jsonLd,
    payload: payload.join("\n"),
    language,
  };
}

const closings = new Map<string, RegExp>();

/** Where the element's end tag stands, from an offset on; -1 where there is none. */
function closingTag(source: string, name: string, from: number): number {
  let tag = closings.get(name);
  if (!tag) {
    tag = new RegExp(`</${name}`, "gi");
    closings.set(name, tag);
  }
  tag.lastIndex = from;
  return tag.exec(source)?.index ?? -1;
}

function keepScript(tag: string, inner: string, jsonLd: string[], payload: string[]): void {
  if (/ld\+json/i.test(tag)) jsonLd.push(inner);
  else if (
    /self\.__next_f\.push|__NEXT_DATA__|__INITIAL_STATE__|__PRELOADED_STATE__|Fusion\.globalContent/.test(
      tag + inner.slice(0, 400),
    )
  )
    payload.push(inner);
}
