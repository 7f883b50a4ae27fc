/** What kind of input is this, by its content? The name decides only where the content leaves it open. */

export type InputKind =
  | "text"
  | "html"
  | "feed"
  | "json"
  | "json-lines"
  | "table"
  | "zip"
  | "gzip"
  | "warc"
  | "mhtml"
  | "mbox";

/** Kind by the first bytes alone: what must be known before the bytes are decoded. */
export function sniffBytes(b: Uint8Array): "zip" | "gzip" | "warc" | null {
  if (b[0] === 0x50 && b[1] === 0x4b && b[2] === 3 && b[3] === 4) return "zip";
  if (b[0] === 0x1f && b[1] === 0x8b) return "gzip";
  if (b[0] === 0x57 && b[1] === 0x41 && b[2] === 0x52 && b[3] === 0x43 && b[4] === 0x2f) return "warc";
  return null;
}

/** Kind of a decoded text. `name` is a file name or address. */
export function sniffText(text: string, name: string): Exclude<InputKind, "zip" | "gzip" | "warc"> {
  const head = text
    .slice(0, 8192)
    .replace(/^\ufeff/, "")
    .trimStart();
  const low = head.slice(0, 4096).toLowerCase();
  if (
    /^(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*)*(?:<!--[\s\S]*?-->\s*|<!doctype (?!html)[^>]*>\s*)*<(?:rss|feed|opml|rdf:rdf)[\s>]/.test(
      low,
    )
  )
    return "feed";
  if (
    /^(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)[\s>]/.test(low) ||
    /^<\?xml[\s\S]*?<html[\s>]/.test(low)
  )
    return "html";
  if (/^From \S+[^\n]*\d{4}\r?\n(?:[\w-]+:[^\n]*\n)/.test(head)) return "mbox";
  if (
    /^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart\/related/im.test(low) &&
    /^[\w-]+:\s/.test(low)
  )
    return "mhtml";
  if (head.startsWith("{") || head.startsWith("[")) {
    if (/\.(?:jsonl|ndjson)$/i.test(name)) return "json-lines";
    if (isJson(text)) return "json";
    if (/^\{[^\n]*\}\s*\n\s*\{/.test(head) || (head.startsWith("{") && isJson(head.split("\n", 1)[0] ?? "")))
      return "json-lines";
  }
  if (/\.(?:csv|tsv)$/i.test(name) && /[,;\t]/.test(head.split("\n", 1)[0] ?? "")) return "table";
  // A piece of a page without its head: many tags of block elements.
  const tags =
    low.match(/<\/?(?:p|div|article|section|h[1-6]|span|a|br|meta|title|script|ul|li)(?:\s[^<>]*)?\/?>/g)?.length ?? 0;
  if (tags >= 4 && (/\.x?html?$/i.test(name) || low.startsWith("<") || tags * 60 > low.length)) return "html";
  return "text";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
