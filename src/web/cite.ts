/** Sentences as they are cited: outlet, date, words, and the address with the words in it, so that a browser goes to them. */
import { dateText } from "./dates.ts";
import { kindText, namesOf } from "./names.ts";
import type { ClaimView, EventView, EvidenceView } from "./types.ts";
import { label, t } from "./words.ts";

/** Words of a text fragment at either end of a long sentence. */
const atEnds = 6;

/** An address that a browser may be sent to; null for the name of a file. */
export function addressOf(source: string): string | null {
  try {
    const url = new URL(source);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

// a comma and a hyphen part the pieces of a fragment
const piece = (text: string): string => encodeURIComponent(text).replace(/-/g, "%2D");

/** `https://a.example/x` and a sentence -> `https://a.example/x#:~:text=first%20words,last%20words`; null where the source has no address. */
export function fragmentOf(source: string, sentence: string): string | null {
  const address = addressOf(source);
  if (address === null) return null;
  const words = sentence
    .trim()
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split(/\s+/);
  const text =
    words.length <= 2 * atEnds
      ? piece(words.join(" "))
      : `${piece(words.slice(0, atEnds).join(" "))},${piece(words.slice(-atEnds).join(" "))}`;
  return `${address}${address.includes("#") ? "" : "#"}:~:text=${text}`;
}

/** `Outlet, 3 May 2024: “sentence” <address>`; the name of the source where it has no address. */
export function citationOf(e: EvidenceView): string {
  const head = [e.outlet ?? t("source.unknown"), ...(e.published ? [dateText(e.published)] : [])].join(", ");
  const where = fragmentOf(e.source, e.sentence) ?? e.source;
  return `${head}: “${e.sentence.trim().replace(/\s+/g, " ")}”${where === e.outlet ? "" : ` <${where}>`}`;
}

/** An event in one line, and beneath it a citation for each of its sentences. */
export function eventText(e: EventView): string {
  const who = namesOf(e.actors) || t("event.nobody");
  const whom = e.recipients.length ? ` → ${namesOf(e.recipients)}` : "";
  const head = `${who}${whom}: ${kindText(e)} (${label("status", e.status)}, ${dateText(e.date)})`;
  return [head, ...new Set(e.evidence.map((v) => `- ${citationOf(v)}`))].join("\n");
}

/** A claim with both of its sides, sentence by sentence. */
export function claimText(title: string, claim: ClaimView): string {
  const side = (key: string, list: ClaimView["asserted"]): string[] =>
    list.length
      ? [
          t(key, { n: list.length }),
          ...list.map((s) => {
            const who = namesOf(s.speaker);
            return `- ${who ? `${who} ${label("act", s.act)}. ` : ""}${citationOf(s.evidence)}`;
          }),
        ]
      : [];
  return [title, ...side("claims.asserted", claim.asserted), ...side("claims.denied", claim.denied)].join("\n");
}
