/** Bytes -> text: finds the encoding by its mark, its declaration or its content, and tells binary data from text. */
import { encodingByContent, isEscaped } from "./content-encoding.ts";

export interface Decoded {
  readonly text: string;
  /** Label of the WHATWG encoding standard. */
  readonly encoding: string;
}

const SAMPLE = 65_536;

/** Decodes text; null where the bytes are no text. `declared` is the label that a header or a page gives. */
export function decode(bytes: Uint8Array, declared?: string | null): Decoded | null {
  const mark = byteOrderMark(bytes);
  if (mark) return decodeAs(bytes, mark);
  if (isBinary(bytes)) return null;
  const wide = wideEncoding(bytes);
  if (wide) return decodeAs(bytes, wide);
  if (hasNul(bytes)) return null;
  const utf8 = utf8Faults(bytes);
  if (utf8.faults === 0)
    return isEscaped(bytes) ? decodeAs(bytes, "iso-2022-jp") : { text: fromUtf8(bytes), encoding: "utf-8" };
  const label = declared ? knownLabel(declared) : null;
  if (label === "windows-1252") return decodeAs(bytes, encodingByContent(bytes, true) ?? label);
  if (label && label !== "utf-8") return decodeAs(bytes, label);
  // A page in UTF-8 with a few broken places has far more whole sequences than faults.
  if (utf8.sequences > utf8.faults * 4) return { text: fromUtf8(bytes), encoding: "utf-8" };
  return decodeAs(bytes, encodingByContent(bytes) ?? "windows-1252");
}

/** What Windows-1252 has in the places of the control characters 0x80 to 0x9f; the platform's decoder may leave them. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  if (encoding === "windows-1252") {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    return { text: text.replace(/[\u0080-\u009f]/g, (c) => WINDOWS[c.charCodeAt(0) - 0x80] ?? c), encoding };
  }
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder("utf-8").decode(bytes);

function byteOrderMark(b: Uint8Array): string | null {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return "utf-8";
  if (b[0] === 0xff && b[1] === 0xfe && !(b[2] === 0 && b[3] === 0)) return "utf-16le";
  if (b[0] === 0xfe && b[1] === 0xff) return "utf-16be";
  return null;
}

/** UTF-16 without a mark: almost every second byte is nought, on one side only. */
function wideEncoding(b: Uint8Array): string | null {
  const n = Math.min(b.length, SAMPLE) & ~1;
  if (n < 8) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < n; i += 2) {
    if (b[i] === 0) even++;
    if (b[i + 1] === 0) odd++;
  }
  const half = n / 2;
  if (odd > half * 0.6 && even < half * 0.05) return "utf-16le";
  if (even > half * 0.6 && odd < half * 0.05) return "utf-16be";
  return null;
}

const hasNul = (b: Uint8Array): boolean => b.subarray(0, SAMPLE).includes(0) || b.subarray(-SAMPLE).includes(0);

/** First bytes of formats that are never text. */
const magic: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0xd0, 0xcf, 0x11, 0xe0], // old Office
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x1f, 0x8b], // gzip
  [0x50, 0x4b, 0x03, 0x04], // ZIP
  [0x42, 0x5a, 0x68], // bzip2
  [0xfd, 0x37, 0x7a, 0x58], // xz
  [0x28, 0xb5, 0x2f, 0xfd], // zstd
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
];

/** By its first bytes, or by many control characters. */
function isBinary(b: Uint8Array): boolean {
  if (magic.some((m) => m.every((byte, i) => b[i] === byte))) return true;
  const n = Math.min(b.length, SAMPLE);
  let control = 0;
  for (let i = 0; i < n; i++) {
    const byte = b[i] ?? 0;
    if (
      (byte < 32 && byte > 0 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) ||
      byte === 127
    )
      control++;
  }
  return control > Math.max(8, n * 0.02);
}

/** Counts whole sequences of several bytes and broken ones; a sequence cut off by the end does not count, unless it is the only one. */
function utf8Faults(b: Uint8Array): { sequences: number; faults: number } {
  let sequences = 0;
  let faults = 0;
  for (let i = 0; i < b.length; ) {
    const byte = b[i] ?? 0;
    if (byte < 0x80) {
      i++;
      continue;
    }
    const length =
      byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
    let whole = length > 0;
    for (let k = 1; k < length && whole; k++) {
      if (i + k >= b.length) return { sequences, faults: sequences === 0 ? faults + 1 : faults };
      const next = b[i + k] ?? 0;
      if (next < 0x80 || next > 0xbf) whole = false;
    }
    const second = b[i + 1] ?? 0;
    if ((byte === 0xe0 && second < 0xa0) || (byte === 0xed && second > 0x9f)) whole = false;
    if ((byte === 0xf0 && second < 0x90) || (byte === 0xf4 && second > 0x8f)) whole = false;
    if (whole) sequences++;
    else faults++;
    i += whole ? length : 1;
  }
  return { sequences, faults };
}

/** The encoding standard's name of a label, or null where it knows none. */
function knownLabel(label: string): string | null {
  try {
    return new TextDecoder(label.trim().replace(/^["']|["']$/g, "")).encoding;
  } catch {
    return null;
  }
}

/** The encoding that a page declares in its first bytes, or null. */
export function declaredCharset(bytes: Uint8Array, contentType?: string | null): string | null {
  const header = contentType ? /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1] : null;
  // bytes that are UTF-8 are known by themselves: where they are not, a header that says so is wrong
  if (header && knownLabel(header) !== "utf-8") return header;
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  return (
    /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ??
    null
  );
}
