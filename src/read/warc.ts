/** WARC archives: the web pages in them, with their addresses and the bytes that the server sent. */
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

export interface WarcPage {
  readonly url: string;
  readonly contentType: string | null;
  readonly bytes: Uint8Array;
}

const latin = new TextDecoder("latin1");

/** Response and resource records that hold text. Broken records end the reading of the rest. */
export function* warcPages(archive: Uint8Array, largest: number): Generator<WarcPage> {
  let at = 0;
  while (at < archive.length) {
    while (archive[at] === 13 || archive[at] === 10) at++;
    const head = headers(archive, at);
    if (!head || !/^WARC\/\d/.test(head.first)) return;
    const length = Number(head.fields.get("content-length") ?? Number.NaN);
    if (!Number.isFinite(length) || length < 0) return;
    const block = archive.subarray(head.end, head.end + length);
    at = head.end + length;
    const type = head.fields.get("warc-type");
    const url = (head.fields.get("warc-target-uri") ?? "").replace(/^<|>$/g, "");
    if (type === "resource" && length <= largest)
      yield { url, contentType: head.fields.get("content-type") ?? null, bytes: block };
    else if (type === "response") {
      const page = httpBody(block, largest);
      if (page) yield { url, ...page };
    }
  }
}

/** Undoes the chunks and the packing of an HTTP response; null for what is no text or no success. */
function httpBody(block: Uint8Array, largest: number): { contentType: string | null; bytes: Uint8Array } | null {
  const head = headers(block, 0);
  if (!head || !/^HTTP\/\S+ 2\d\d/.test(head.first)) return null;
  const contentType = head.fields.get("content-type") ?? null;
  if (contentType && !/text|html|xml|json/i.test(contentType)) return null;
  let bytes: Uint8Array = block.subarray(head.end);
  try {
    if (/chunked/i.test(head.fields.get("transfer-encoding") ?? "")) bytes = unchunk(bytes);
    const packing = head.fields.get("content-encoding")?.toLowerCase() ?? "";
    const options = { maxOutputLength: largest };
    if (/gzip/.test(packing)) bytes = gunzipSync(bytes, options);
    else if (packing === "br") bytes = brotliDecompressSync(bytes, options);
    else if (packing === "deflate") bytes = inflateSync(bytes, options);
  } catch {
    // Crawlers often store the unpacked body under the old header.
  }
  return bytes.length <= largest ? { contentType, bytes } : null;
}

/** `5\r\nhello\r\n0\r\n` -> `hello`; what is not in chunks is given back as it is. */
function unchunk(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const feed = bytes.indexOf(10, at);
    if (feed < 0) break;
    const line = latin.decode(bytes.subarray(at, feed)).trim();
    if (!/^[0-9a-f]{1,8}(?:;.*)?$/i.test(line)) return parts.length > 0 ? Buffer.concat(parts) : bytes;
    const size = Number.parseInt(line, 16);
    if (size === 0) break;
    parts.push(bytes.subarray(feed + 1, feed + 1 + size));
    at = feed + 1 + size + 2;
  }
  return Buffer.concat(parts);
}

/** First line and header fields from an offset; `end` is where the block begins. Null where they do not end. */
function headers(
  bytes: Uint8Array,
  at: number,
): { first: string; fields: ReadonlyMap<string, string>; end: number } | null {
  const window = latin.decode(bytes.subarray(at, at + 65_536));
  const found = /\r?\n\r?\n/.exec(window);
  if (!found) return null;
  const [first = "", ...lines] = window
    .slice(0, found.index)
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/);
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { first, fields, end: at + found.index + found[0].length };
}
