/** MIME: headers, encoded words and the parts of a message, as saved pages and letters have them. */

/** A message decoded as Latin-1, so that its bytes stay. */
export interface Part {
  /** Header fields by their names in small letters, unfolded. */
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Splits a message or a part into header and body. */
export function partOf(source: string): Part {
  const gap = /\r?\n\r?\n/.exec(source);
  const head = gap ? source.slice(0, gap.index) : source;
  const fields = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return { fields, body: gap ? source.slice(gap.index + gap[0].length) : "" };
}

/** Leaves of a message: the parts that hold something themselves, at most `DEEPEST` parts within parts. */
export function leavesOf(part: Part, depth = 0): Part[] {
  const type = part.fields.get("content-type") ?? "";
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))/i.exec(type);
  if (!/^multipart\//i.test(type) || !boundary || depth >= DEEPEST) return [part];
  const mark = `--${boundary[1] ?? boundary[2]}`;
  return part.body
    .split(mark)
    .slice(1)
    .filter((piece) => !piece.startsWith("--"))
    .flatMap((piece) => leavesOf(partOf(piece.replace(/^\r?\n/, "")), depth + 1));
}

const DEEPEST = 8;

/** The bytes of a part, without its transfer encoding. */
export function bytesOf(part: Part): Uint8Array {
  const encoding = part.fields.get("content-transfer-encoding")?.toLowerCase();
  if (encoding === "base64") return Buffer.from(part.body, "base64");
  return Buffer.from(encoding === "quoted-printable" ? quotedPrintable(part.body) : part.body, "latin1");
}

/** `perch=C3=A9=\n` -> bytes as Latin-1. */
const quotedPrintable = (text: string): string =>
  text
    .replace(/=[ \t]*\r?\n/g, "")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** `=?utf-8?Q?Citt=C3=A0?=` -> `Città`. */
export function decodeWords(text: string): string {
  const joined = text.replace(/(\?=)\s+(=\?)/g, "$1$2");
  return joined.replace(
    /=\?([\w-]+)(?:\*[\w-]+)?\?([bq])\?([^?]*)\?=/gi,
    (whole, charset: string, kind: string, data: string) => {
      try {
        const bytes =
          kind.toLowerCase() === "b"
            ? Buffer.from(data, "base64")
            : Buffer.from(quotedPrintable(data.replaceAll("_", " ")), "latin1");
        return new TextDecoder(charset).decode(bytes);
      } catch {
        return whole;
      }
    },
  );
}
