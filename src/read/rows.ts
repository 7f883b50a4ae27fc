/** Lines made of pieces that are furniture by themselves: rows of buttons, trails of sections, dates among bars. */
import { endsInFullStop, endsInStop, wordCount } from "./lines.ts";

/** Tells whether a few words are furniture by themselves. */
export type Known = (item: string) => boolean;

/** The items of a line that bars set apart: `Share: Facebook | X | Print` -> four; empty where there are no bars. */
function barred(line: string): string[] {
  if (line.length > 160 || !/[|·•/]/.test(line)) return [];
  return line
    .split(/\s*[|·•/]\s*|:\s+/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** `Home > World`: its first item is furniture. */
function isTrail(line: string, known: Known): boolean {
  if (line.includes("«") || wordCount(line) > 20) return false;
  const trail = line.split(/\s*[>›»]\s*/);
  return (
    trail.length > 1 && trail.every((item) => item !== "") && wordCount(trail[1] ?? "") <= 3 && known(trail[0] ?? "")
  );
}

/**
 * A row of buttons, of which two items and half of them are furniture by themselves, or a trail such as `Home > World`.
 * An item of more than three words must be furniture.
 */
export function isRow(line: string, known: Known): boolean {
  if (line.length > 160 || endsInFullStop(line)) return false;
  if (isTrail(line, known)) return true;
  const items = barred(line);
  if (items.length < 2) return false;
  let furniture = 0;
  for (const item of items)
    if (known(item)) furniture++;
    else if (wordCount(item) > 3) return false;
  return furniture >= 2 && furniture * 2 >= items.length;
}

/** The longest button: `listen to the audio version`. */
const LONGEST_BUTTON = 6;

/** `Send Print Larger text`: nothing but buttons, two or more, with no mark between them. */
export function isToolbar(line: string, known: Known): boolean {
  if (line.length > 120 || endsInStop(line)) return false;
  const words = line.split(/\s+/);
  if (words.length < 2 || words.length > 16) return false;
  // Ends of words up to which the line is buttons; a word's end is reached from every button that ends there.
  const reached = new Set([0]);
  for (let from = 0; from < words.length; from++) {
    if (!reached.has(from)) continue;
    for (let to = from + 1; to <= Math.min(words.length, from + LONGEST_BUTTON); to++)
      if (!reached.has(to) && known(words.slice(from, to).join(" "))) reached.add(to);
  }
  return reached.has(words.length);
}

/** A day as pages write it by itself: `19 March 2025`, `March 19, 2025`, `19/03/2025`, perhaps with a weekday before and an hour after. */
const DAY =
  "(?:\\d{1,2}[./ -]\\d{1,2}[./ -](?:\\d{4}|\\d{2})|(?:19|20)\\d\\d[./-]\\d{1,2}[./-]\\d{1,2}|\\d{1,2}\\p{L}{0,2}[°º.]?[ -](?:\\p{L}{1,3} )?\\p{L}{3,12}\\.?[ -](?:\\p{L}{1,3} )?(?:19|20)\\d\\d|\\p{L}{3,12}\\.? \\d{1,2}\\p{L}{0,2},? (?:19|20)\\d\\d)";
const LONE_DAY = new RegExp(
  `^(?:\\p{L}{2,14}[.,]? )?${DAY}(?:[, –—-]{1,3}(?:\\p{L}{1,5} )?\\d{1,2}[:.]\\d\\d(?: ?\\p{L}{2,4})?)?$`,
  "u",
);

/** A line that is a date or digits and nothing else. */
export const isBareDate = (line: string): boolean =>
  line.length <= 60 && (LONE_DAY.test(line) || /^[\d\s./:-]+$/.test(line));

/** A line of a page that dates the article among bars: `19 March 2025 | World news | 3 min`. It holds no sentence. */
export function isDatedRow(line: string, known: Known): boolean {
  if (line.length > 120 || endsInStop(line) || wordCount(line) > 16) return false;
  const items = line.split(/\s*[|·•]\s*|\s+[–—-]\s+/).filter((item) => item !== "");
  if (items.length < 2 || !items.some((item) => LONE_DAY.test(item))) return false;
  // Beside longer items it may be the title.
  if (items.some((item) => !LONE_DAY.test(item) && wordCount(item) > 4 && !known(item))) return false;
  // `ROME - 3 March 2025` is the dateline of the text.
  return /[|·•]/.test(line) || items.reduce((n, item) => n + (LONE_DAY.test(item) ? 0 : wordCount(item)), 0) > 3;
}
