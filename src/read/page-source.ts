/** Page source -> a small safe source: no scripts, styles or comments, one body, and a bound on its nesting. */

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
/** Deepest nesting that is parsed; deeper elements lose their tags and keep their text. */
const DEEPEST = 120;

const RAW = /<(script|style|noscript|svg|template|iframe|textarea|select|object|math)\b|<!--/gi;
const VOID = new Set([
  "area",
  "base",
  "br",
  "col",
  "embed",
  "hr",
  "img",
  "input",
  "link",
  "meta",
  "param",
  "source",
  "track",
  "wbr",
  "p",
  "li",
  "dd",
  "dt",
  "option",
  "tr",
  "td",
  "th",
  "tbody",
  "thead",
]);

/** Cuts a page's source down, in linear time. */
export function pageSource(raw: string): PageSource {
  const source = raw.length > LONGEST ? raw.slice(0, LONGEST) : raw;
  const language =
    /<html\b[^>]{0,2000}?\blang\s*=\s*["']?([a-z]{2,3}(?:[-_][a-z0-9]{2,8})*)/i.exec(source.slice(0, 20_000))?.[1] ??
    null;
  const pieces: string[] = [];
  const jsonLd: string[] = [];
  const payload: string[] = [];
  const lower = asciiLower(source);
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
      const close = unclosed.has(name) ? -1 : lower.indexOf(`</${name}`, found.index + name.length);
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
  const bare = pieces
    .join("")
    .replace(/<!doctype[^<>]{0,2000}>/gi, "")
    .replace(/<\/?(?:html|head|body)(?:\s[^<>]{0,20000})?>/gi, "\n");
  return {
    html: `<!DOCTYPE html><html><head></head><body>${flatten(bare)}</body></html>`,
    jsonLd,
    payload: payload.join("\n"),
    language,
  };
}

/** Small letters of the Latin alphabet only: the length stays. */
const asciiLower = (text: string): string => text.replace(/[A-Z]+/g, (m) => m.toLowerCase());

function keepScript(tag: string, inner: string, jsonLd: string[], payload: string[]): void {
  if (/ld\+json/i.test(tag)) jsonLd.push(inner);
  else if (
    /self\.__next_f\.push|__NEXT_DATA__|__INITIAL_STATE__|__PRELOADED_STATE__|Fusion\.globalContent/.test(
      tag + inner.slice(0, 400),
    )
  )
    payload.push(inner);
}

/** Takes the tags off elements that are nested deeper than any honest page. */
function flatten(html: string): string {
  let depth = 0;
  let deepest = 0;
  const tag = /<(\/?)([a-z][a-z0-9-]{0,40})[^<>]*>/gi;
  for (let m = tag.exec(html); m; m = tag.exec(html)) {
    if (VOID.has((m[2] ?? "").toLowerCase())) continue;
    depth = m[1] ? Math.max(0, depth - 1) : depth + 1;
    if (depth > deepest) deepest = depth;
  }
  if (deepest <= DEEPEST) return html;
  depth = 0;
  const flat = html.replace(/<(\/?)([a-z][a-z0-9-]{0,40})[^<>]*>/gi, (whole, close: string, name: string) => {
    if (VOID.has(name.toLowerCase())) return depth > DEEPEST ? " " : whole;
    if (close) return depth-- > DEEPEST ? " " : whole;
    return ++depth > DEEPEST ? " " : whole;
  });
  return flat.replace(/ {2,}/g, " ");
}
