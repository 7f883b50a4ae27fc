/** The id of an article: a content hash, the same on every machine. */
import { createHash } from "node:crypto";

/** The part of a source that does not depend on the machine: an address as it is, a file's name without its folder. */
function sourceName(source: string): string {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(source)) return source.normalize("NFC");
  return (source.split(/[\\/]/).filter(Boolean).at(-1) ?? source).normalize("NFC");
}

/** Sixteen hexadecimal digits of the SHA-256 of source name and text. */
export function articleId(source: string, text: string): string {
  return createHash("sha256").update(sourceName(source)).update("\0").update(text).digest("hex").slice(0, 16);
}
