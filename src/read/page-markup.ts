/** Markup -> lean markup: the frame of the document and the attributes that no reader looks at are left out, in one pass. */

/** Deepest nesting that is parsed; deeper elements lose their tags and keep their text. */
const DEEPEST = 120;

/** Elements that hold nothing, or whose end tags are often left out: they do not count for the depth. */
const FLAT = new Set(
  "area base br col embed hr img input link meta param source track wbr p li dd dt option tr td th tbody thead".split(
    " ",
  ),
);

/** Attributes that the reading of pages asks for; every other one would only be memory. */
const KEPT = new Set(
  "class id role rel href name property content itemprop itemtype datetime pubdate hidden aria-hidden aria-modal data-nosnippet data-testid lang action style summary".split(
    " ",
  ),
);

/** Elements that stand on lines of their own: spaces beside them show nothing. */
const APART = new Set(
  "address article aside blockquote br center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li link main meta nav ol p picture section source summary table tbody tfoot thead title tr ul".split(
    " ",
  ),
);

/** Elements that show nothing and of which nothing is read. */
const DROPPED = new Set(["source", "track", "wbr", "param", "base"]);

/** The frame, which the caller sets anew. */
const FRAME = new Set(["html", "head", "body"]);

const TAG = /<(\/?)([a-z][^\s<>/]{0,60})|<!doctype[^<>]*>/gi;
const ATTRIBUTE = /\s*\/*\s*(?:>|([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?|(?=<)|["'=]+)/gy;

/** Keeps text, tags and the attributes that are read. */
export function leanMarkup(html: string): string {
  const pieces: string[] = [];
  let at = 0;
  let depth = 0;
  let apart = true;
  TAG.lastIndex = 0;
  for (let found = TAG.exec(html); found; found = TAG.exec(html)) {
    const name = found[2]?.toLowerCase() ?? "";
    const beside = apart || APART.has(name);
    apart = APART.has(name);
    if (found.index > at) {
      const text = html.slice(at, found.index);
      if (!beside || !/^[ \t\r\n\f]*$/.test(text)) pieces.push(text);
    }
    if (name === "") {
      at = TAG.lastIndex;
      continue;
    }
    const closes = found[1] !== "";
    let tag = closes ? `</${name}` : `<${name}`;
    ATTRIBUTE.lastIndex = TAG.lastIndex;
    at = html.length;
    for (let from = TAG.lastIndex; ; from = ATTRIBUTE.lastIndex) {
      const m = ATTRIBUTE.exec(html);
      // what is no attribute ends the tag where it next can end
      if (!m || ATTRIBUTE.lastIndex === from) {
        const end = html.slice(from, from + 1) === "<" ? from : html.indexOf(">", from) + 1;
        at = end > 0 ? end : html.length;
        break;
      }
      if (m[1] === undefined) {
        if (!m[0].endsWith(">")) continue;
        at = ATTRIBUTE.lastIndex;
        break;
      }
      if (closes) continue;
      const key = m[1].toLowerCase();
      if (!KEPT.has(key)) continue;
      const value = m[2] ?? m[3] ?? m[4] ?? "";
      if (key === "style" && !/none|hidden/i.test(value)) continue;
      tag += value.includes('"') ? ` ${key}='${value}'` : ` ${key}="${value}"`;
    }
    TAG.lastIndex = at;
    if (DROPPED.has(name) || (name === "link" && !/ rel=["'][^"']*canonical/i.test(tag))) continue;
    if (FRAME.has(name)) {
      pieces.push("\n");
      continue;
    }
    let deep = depth > DEEPEST;
    if (!FLAT.has(name)) {
      if (closes) {
        deep = depth > DEEPEST;
        depth = Math.max(0, depth - 1);
      } else deep = ++depth > DEEPEST;
    }
    pieces.push(deep ? " " : `${tag}>`);
  }
  if (at < html.length) pieces.push(html.slice(at));
  return pieces.join("");
}
