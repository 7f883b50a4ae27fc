/** WARC archives: the web pages in them, with their addresses and the bytes that the server sent. */
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

export interface WarcPage {
  readonly url: string;
  readonly contentType: string | null;
  readonly bytes: Uint8Array;
}

const latin = new TextDecoder("latin1");

/** A record that cannot be read, with the reason; the rest is read. */
export interface WarcFault {
  readonly url: string;
  readonly fault: string;
  readonly message: string;
}

/** Largest record that is unpacked, in bytes, beyond the largest page. */
const HEADERS = 1_000_000;

/** Largest archive that is unpacked in one piece. */
const WHOLE = 300_000_000;

/** Response and resource records that hold text. What is cut off at the end is told; what stands before it is read. */
export function* warcPages(archive: Uint8Array, largest: number): Generator<WarcPage | WarcFault> {
  if (archive[0] !== 0x1f) {
    yield* recordsIn(archive, largest);
    return;
  }
  for (const member of gzipMembers(archive, largest + HEADERS)) {
    if ("bytes" in member) yield* recordsIn(member.bytes, largest);
    else yield { url: "", ...member };
  }
}

function* recordsIn(archive: Uint8Array, largest: number): Generator<WarcPage | WarcFault> {
  let at = 0;
  while (at < archive.length) {
    while (archive[at] === 13 || archive[at] === 10) at++;
    if (at >= archive.length) return;
    const head = headers(archive, at);
    const length = Number(head?.fields.get("content-length") ?? Number.NaN);
    if (!head || !/^WARC\/\d/.test(head.first) || !Number.isFinite(length) || length < 0) {
      yield { url: "", fault: "unreadable", message: "a record of the archive is broken; what follows it is left out" };
      return;
    }
    const block = archive.subarray(head.end, head.end + length);
    at = head.end + length;
    const type = head.fields.get("warc-type");
    const url = (head.fields.get("warc-target-uri") ?? "").replace(/^<|>$/g, "");
    // crawlers keep their own logs, arguments and page lists under addresses of other kinds
    if ((type !== "response" && type !== "resource") || !/^(?:https?:|file:|$)/i.test(url)) continue;
    if (block.length < length) yield { url, fault: "truncated", message: "the archive ends in the middle of it" };
    else if (length > largest + HEADERS)
      yield { url, fault: "too-large", message: "it is larger than one article may be" };
    else if (type === "resource") yield { url, contentType: head.fields.get("content-type") ?? null, bytes: block };
    else {
      const page = httpBody(block, largest);
      if (page) yield { url, ...page };
    }
  }
}

/** The members of a gzip file one by one, each bounded: writers of archives pack every record by itself. */
function* gzipMembers(
  archive: Uint8Array,
  largest: number,
): Generator<{ bytes: Uint8Array } | { fault: string; message: string }> {
  for (let at = 0; at < archive.length; ) {
    const from = gzipBody(archive, at);
    if (from < 0) {
      if (archive.subarray(at).some((b) => b !== 0))
        yield { fault: "unreadable", message: "what follows in the archive is not packed" };
      return;
    }
    try {
      const { buffer, engine } = inflateRawSync(archive.subarray(from), {
        info: true,
        // an archive that was packed as a whole is one member
        maxOutputLength: at === 0 ? Math.max(largest, WHOLE) : largest,
      } as { maxOutputLength: number }) as unknown as { buffer: Uint8Array; engine: { bytesWritten: number } };
      yield { bytes: buffer };
      at = from + engine.bytesWritten + 8;
    } catch (e) {
      const { code } = e as NodeJS.ErrnoException;
      if (code !== "ERR_BUFFER_TOO_LARGE") {
        yield code === "Z_BUF_ERROR"
          ? { fault: "truncated", message: "the archive ends in the middle of a record" }
          : { fault: "unreadable", message: "a record of the archive cannot be unpacked; what follows it is left out" };
        return;
      }
      yield { fault: "too-large", message: "a record of the archive is larger than one article may be" };
      const next = nextMember(archive, from);
      if (next < 0) return;
      at = next;
    }
  }
}

/** Where the packed data of the member at `at` begins, or -1 where there is none. */
function gzipBody(b: Uint8Array, at: number): number {
  if (b[at] !== 0x1f || b[at + 1] !== 0x8b || b[at + 2] !== 8) return -1;
  const flags = b[at + 3] ?? 0;
  let from = at + 10;
  if (flags & 4) from += 2 + (b[from] ?? 0) + 256 * (b[from + 1] ?? 0);
  for (const flag of [8, 16])
    if (flags & flag) {
      const nul = b.indexOf(0, from);
      if (nul < 0) return -1;
      from = nul + 1;
    }
  return flags & 2 ? from + 2 : from;
}

/** The next place that looks like the head of a member, after one that is too large to unpack. */
function nextMember(b: Uint8Array, from: number): number {
  for (let at = b.indexOf(0x1f, from); at >= 0; at = b.indexOf(0x1f, at + 1)) {
    if (b[at + 1] !== 0x8b || b[at + 2] !== 8 || ((b[at + 3] ?? 255) & 0xe0) !== 0) continue;
    try {
      const body = gzipBody(b, at);
      const head = inflateRawSync(b.subarray(body, body + 4096), { finishFlush: constants.Z_SYNC_FLUSH });
      if (/^WARC\/\d/.test(latin.decode(head.subarray(0, 8)))) return at;
    } catch {
      // not the head of a member
    }
  }
  return -1;
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
