/** MHTML: a page saved by a browser -> its main HTML part with its address. */
import { bytesOf, leavesOf, partOf } from "./mime.ts";

export interface SavedPage {
  readonly html: Uint8Array;
  readonly url: string | null;
  readonly contentType: string | null;
}

/** The first part in HTML; null where there is none. `source` is the file decoded as Latin-1, so that bytes stay. */
export function savedPage(source: string): SavedPage | null {
  const whole = partOf(source);
  const address = whole.fields.get("snapshot-content-location") ?? whole.fields.get("content-location") ?? null;
  for (const part of leavesOf(whole)) {
    const type = part.fields.get("content-type") ?? "";
    if (!/^(?:text\/html|application\/xhtml)/i.test(type)) continue;
    const own = part.fields.get("content-location") ?? address;
    const url = own && /^https?:/i.test(own) ? own : address;
    return { html: bytesOf(part), url: url && /^https?:/i.test(url) ? url : null, contentType: type };
  }
  return null;
}
