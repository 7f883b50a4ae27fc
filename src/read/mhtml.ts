/** MHTML: a page saved by a browser -> its main HTML part with its address. */

export interface SavedPage {
  readonly html: Uint8Array;
  readonly url: string | null;
  readonly contentType: string | null;
}

/** The first part in HTML; null where there is none. `source` is the file decoded as Latin-1, so that bytes stay. */
export function savedPage(source: string): SavedPage | null {
  const boundary = /boundary\s*=\s*"?([^"\r\n;]+)"?/i.exec(source.slice(0, 16_384))?.[1];
  if (!boundary) return null;
  const address =
    /^(?:Snapshot-Content-Location|Content-Location):\s*(\S+)/im.exec(source.slice(0, 16_384))?.[1] ?? null;
  for (const part of source.split(`--${boundary}`).slice(1)) {
    const gap = /\r?\n\r?\n/.exec(part);
    if (!gap) continue;
    const head = part.slice(0, gap.index).replace(/\r?\n[ \t]+/g, " ");
    if (!/^content-type:\s*text\/html/im.test(head)) continue;
    const body = part.slice(gap.index + gap[0].length);
    const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase();
    const bytes =
      encoding === "base64"
        ? Buffer.from(body, "base64")
        : encoding === "quoted-printable"
          ? quotedPrintable(body)
          : Buffer.from(body, "latin1");
    const type = /^content-type:\s*(.+)$/im.exec(head)?.[1]?.trim() ?? null;
    const own = /^content-location:\s*(\S+)/im.exec(head)?.[1] ?? address;
    return { html: bytes, url: own && /^https?:/i.test(own) ? own : address, contentType: type };
  }
  return null;
}

/** `perch=C3=A9=\n` -> bytes. */
function quotedPrintable(text: string): Uint8Array {
  const joined = text.replace(/[ \t]*=\r?\n/g, "");
  return Buffer.from(
    joined.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}
