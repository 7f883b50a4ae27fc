/** Furniture that is told by its shape alone: counters, addresses, credits, doubled titles, signatures. */
import { endsInFullStop, endsInStop, isHeadline, isSentence, mayDate, wordCount } from "./lines.ts";
import { NAME } from "./phrases.ts";

/** A line on its own that is furniture whatever stands around it; gives the rule's name or null. */
export function loneLine(line: string): string | null {
  if (line.length > 300) return null;
  if (/^[([]?\d{1,3}(?:[.,' ]?\d{3})*(?:[.,]\d+)?\s?[kKmM]?[)\]]?$/u.test(line)) return mayDate(line) ? null : "number";
  if (/^(?:(?:https?:\/\/|www\.)\S+[\s,|·•-]*)+$/i.test(line)) return "address";
  if (/^(?:[\w.+-]+@[\w-]+\.[\w.-]+[\s,|]*)+$/.test(line)) return "address";
  if (/^(?:@[\w.]{2,30}[\s,|]*)+$/.test(line)) return "handle";
  if (/^(?:#[\p{L}\p{N}_]+[\s,|]*)+$/u.test(line)) return "hashtags";
  // `00:00 / 03:24` of a player; a single hour heads an entry of a live report.
  if (/^\d{1,2}:\d\d(?:\s*[/|–-]\s*\d{1,2}:\d\d)+$/u.test(line)) return "player";
  if (isAgencyCredit(line)) return "credit";
  return null;
}

/** `Sputnik/Ivan Rossi/Pool`: names with capitals joined by bars, three words or more. */
function isAgencyCredit(line: string): boolean {
  if (
    line.length > 90 ||
    !/\p{L}\s?\/\s?\p{Lu}/u.test(line) ||
    /[:.,;!?"“«\d]/.test(line.replace(/\.(?=\p{Lu})/gu, ""))
  )
    return false;
  const words = line.split(/[\s/()[\]]+/).filter(Boolean);
  return words.length >= 3 && words.every((w) => /^\p{Lu}/u.test(w));
}

/**
 * The credit at the end of a caption, as an offset into the line, or null.
 * `Two ministers in Rome © Photo: Ann Lee, WIRE |` -> the offset of `©`.
 */
export function creditAt(line: string): number | null {
  const found = /[\s|,(–—-]*(?:©|Ⓒ|\([cC]\)\s)/u.exec(line.slice(-140));
  if (!found) return null;
  const offset = Math.max(0, line.length - 140);
  const rest = line.slice(offset + found.index + found[0].length);
  // `(c)` also numbers items: a sentence after it is body.
  if (wordCount(rest) > 12 || (isSentence(rest) && offset + found.index > 0)) return null;
  return offset + found.index;
}

/** `Anna Maria Rossi`: a bare name of two to four words. */
const SIGNATURE = new RegExp(`^${NAME}$`, "u");
export const isSignature = (line: string): boolean =>
  line.length <= 40 && wordCount(line) <= 4 && SIGNATURE.test(line) && !endsInStop(line) && !/\p{Lu}{4,}/u.test(line);

/** `Thinker. Reader. Friend of cats.` -> 3: the fragments of a closing self-description, or 0. */
export function fragments(line: string): number {
  const bare = line.replace(/^["“«‘'„\s]+|["”»’'\s]+$/gu, "");
  if (bare.length > 260 || !/[.!]$/.test(bare)) return 0;
  const parts = bare.split(/[.!]+\s*/).filter((p) => p.trim() !== "");
  if (parts.length < 3) return 0;
  let words = 0;
  for (const part of parts) {
    const n = wordCount(part);
    if (n > 7 || n === 0) return 0;
    words += n;
  }
  return words / parts.length <= 4.5 ? parts.length : 0;
}

/** A line of a menu: up to three words, no stop, no date. */
export const isMenuItem = (line: string): boolean =>
  line.length <= 32 &&
  wordCount(line) <= 3 &&
  /\p{L}/u.test(line) &&
  !endsInStop(line) &&
  !endsInFullStop(line) &&
  !mayDate(line);

/** Marks around a few words, as pages set off what is not theirs: `- Advertisement -`, `[ad]`, `*** Promo ***`. */
const isDecorated = (line: string): boolean =>
  line.length <= 60 && /^[-–—*=_~[<|]+\s*[^\p{P}\p{S}]+\s*[-–—*=_~\]>|]+$/u.test(line);

/**
 * Furniture by repetition: short lines without a stop that stand three times or more, set off by marks or doubled on
 * the spot. Interview labels and refrains, which stand apart and undecorated, stay.
 */
export function repeatedShort(lines: readonly string[]): ReadonlySet<string> {
  const seen = new Map<string, { count: number; doubled: boolean }>();
  let previous = "";
  for (const line of lines) {
    if (line === "") continue;
    if (line.length <= 60 && wordCount(line) <= 6 && !endsInStop(line)) {
      const entry = seen.get(line) ?? { count: 0, doubled: false };
      entry.count++;
      entry.doubled ||= line === previous;
      seen.set(line, entry);
    }
    previous = line;
  }
  const found = new Set<string>();
  for (const [line, { count, doubled }] of seen)
    if ((count >= 2 && isDecorated(line)) || (count >= 3 && doubled)) found.add(line);
  return found;
}

/** Index of the second copy of a doubled title among the first lines, with the first copy's; null where there is none. */
export function doubledTitle(lines: readonly string[]): { first: number; second: number } | null {
  const filled: number[] = [];
  for (let i = 0; i < lines.length && filled.length < 12; i++) if (lines[i] !== "") filled.push(i);
  for (let k = 0; k < filled.length; k++) {
    const first = filled[k] ?? 0;
    const line = lines[first] ?? "";
    if (isSentence(line) && endsInFullStop(line)) return null;
    if (!isHeadline(line) || wordCount(line) < 4) continue;
    for (const second of filled.slice(k + 1, k + 4)) if (lines[second] === line) return { first, second };
  }
  return null;
}
