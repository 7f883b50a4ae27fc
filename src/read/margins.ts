/** Furniture told by its shape and its place: section names over the title, tags and names below the body, links set off by arrows. */
import { endsInFullStop, endsInStop, isHeadline, isSentence, wordCount } from "./lines.ts";

const ARROWS = "[>›»►▶→]+";
const ARROW_BEFORE = new RegExp(`^${ARROWS}\\s+["“]?[\\p{Lu}\\p{N}]`, "u");
const ARROW_AFTER = /[\p{L}\p{N}?!](?:\s*[>›►▶→]+|\s»)$/u;
const QUOTED = /^>+\s*(?:\p{Ll}|$)/u;

/** `> The crisis in ten dates`, `More on the crisis >`: set off by an arrow as a link to another page. */
function isPointer(line: string): boolean {
  if (line.length > 120 || wordCount(line) > 14 || /[«<]/.test(line) || endsInFullStop(line)) return false;
  return ARROW_BEFORE.test(line) || ARROW_AFTER.test(line);
}

/**
 * Indices of the lines that arrows set off as links. None where the arrows mark what a mail or a forum quotes, which
 * shows in sentences and in lines that go on in small letters; nor the first line, which may be the title.
 */
export function pointers(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  if (lines.some((line) => QUOTED.test(line) || (line.startsWith(">") && endsInFullStop(line)))) return found;
  let begun = false;
  for (const [i, line] of lines.entries()) {
    if (begun && isPointer(line)) found.add(i);
    begun ||= line !== "";
  }
  return found;
}

/** `WORLD`, `THE MIDDLE EAST`: up to three words in capitals, as a section's name stands over a title. */
const isSectionName = (line: string): boolean =>
  line.length <= 26 && wordCount(line) <= 3 && /^\p{Lu}[\p{Lu}'’& -]*\p{Lu}$/u.test(line);

/** `Russia, Nato, Black Sea`: three or more names with commas between them and nothing else. */
function isTagList(line: string): boolean {
  if (line.length > 200 || endsInStop(line)) return false;
  const items = line.split(/\s*[,;]\s+/);
  return items.length >= 3 && items.every((item) => /^[#\p{Lu}\p{N}]/u.test(item) && wordCount(item) <= 3);
}

/** `The Danube Post :: news from the river` -> the site's name; null where the line is none. */
function siteName(line: string): string | null {
  const [name = "", motto, more] = line.split(/\s+::\s+/);
  const shaped = !!motto && more === undefined && wordCount(name) <= 4 && wordCount(motto) <= 10;
  return shaped && name !== "" && !endsInFullStop(line) ? name : null;
}

/** A title in small letters, which no longer line of capitals goes on into. */
const isTitle = (line: string): boolean =>
  isHeadline(line) && wordCount(line) >= 4 && /\p{Ll}/u.test(line) && !(isSentence(line) && endsInFullStop(line));

/** What stands over the title and below the body: the rule of each line by its index, and the site's name. */
export interface Margins {
  readonly rules: ReadonlyMap<number, string>;
  readonly outlet: string | null;
}

/** `lines` are what is left of the text, `first..last` the body in it; a line that is gone is empty. */
export function margins(lines: readonly string[], first: number, last: number): Margins {
  const rules = new Map<number, string>();
  let outlet: string | null = null;
  const filled = [...lines.keys()].filter((i) => lines[i] !== "");
  if (first < 0) return { rules, outlet };
  // A line alone over the body is a dateline or a title: a section has the title below it.
  for (const [n, i] of filled.slice(0, 2).entries()) {
    const line = lines[i] ?? "";
    const below = filled[n + 1];
    if (i >= first || below === undefined) break;
    const site = siteName(line);
    if (!isTitle(lines[below] ?? "") || (site === null && !isSectionName(line))) continue;
    rules.set(i, site === null ? "section" : "site-header");
    outlet ??= site;
  }
  let above = lines[last] ?? "";
  for (const i of filled) {
    if (i <= last) continue;
    const line = lines[i] ?? "";
    const site = siteName(line);
    if (above.endsWith(":")) break;
    if (site !== null) rules.set(i, "site-header");
    else if (isSectionName(line)) rules.set(i, "section");
    else if (isTagList(line)) rules.set(i, "tags");
    outlet ??= site;
    above = line;
  }
  return { rules, outlet };
}
