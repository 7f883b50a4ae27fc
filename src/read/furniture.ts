/** Finds the page furniture of a plain text: by the packs' phrases, by shape, by position. */
import { endsInFullStop, endsInStop, isHeadline, isSentence, type Line, linesOf, mayDate, wordCount } from "./lines.ts";
import { margins, pointers } from "./margins.ts";
import { compileFurniture, type FurniturePacks, foldLine, type Matcher } from "./phrases.ts";
import { isBareDate, isDatedRow, isRow, isToolbar } from "./rows.ts";
import { creditAt, doubledTitle, fragments, isMenuItem, isSignature, loneLine, repeatedShort } from "./structure.ts";

/** A piece to take out: `start..end` is what it says, `from..to` what goes with it (its line end, spaces, blank lines). */
export interface Cut {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly rule: string;
}

export interface Found {
  readonly cuts: readonly Cut[];
  readonly title: string | null;
  readonly outlet: string | null;
  readonly author: string | null;
}

/** A line under work: what is left of it, and why it goes. */
interface State {
  readonly line: Line;
  /** What is left after the cuts inside the line. */
  text: string;
  readonly inner: { start: number; end: number; rule: string }[];
  /** The rule that takes the whole line, or null. */
  rule: string | null;
  /** Cannot be the title: a caption, since a credit was cut from it. */
  caption: boolean;
}

const compiled = new WeakMap<FurniturePacks, readonly Matcher[]>();
function matchersOf(packs: FurniturePacks): readonly Matcher[] {
  let found = compiled.get(packs);
  if (!found) {
    found = compileFurniture(packs);
    compiled.set(packs, found);
  }
  return found;
}

/** Finds what is furniture in a text whose lines end in line feeds. The cuts are in order and do not meet. */
export function findFurniture(text: string, packs: FurniturePacks, repeated: ReadonlySet<string>): Found {
  const matchers = matchersOf(packs);
  // A heading goes before the line that begins like it, since it takes more.
  const whole = (["heading", "line", "start"] as const).flatMap((takes) => matchers.filter((m) => m.takes === takes));
  const states = linesOf(text).map((line) => newState(text, line));
  for (const state of states) cutInside(state, matchers);

  // Phrases that fill or begin a line, first without regard to where it stands.
  const matched = states.map((s) => (s.rule === null && s.text !== "" ? matchLine(s.text, whole) : null));
  const arrows = pointers(states.map((s) => (s.rule === null ? s.text : "")));
  const body = states.map(
    (s, i) => s.rule === null && matched[i] === null && !arrows.has(i) && s.text !== "" && isSentence(s.text),
  );
  const first = body.indexOf(true);
  const last = body.lastIndexOf(true);
  const placed = (where: Matcher["where"], i: number): boolean =>
    where === "any" || first < 0 || (where !== "end" && i < first) || (where !== "top" && i > last);

  const anywhere = whole.filter((m) => m.where === "any");
  const buttons = matchers.filter((m) => m.where === "any" && ["line", "heading", "glued"].includes(m.takes));
  const items = matchers.filter((m) => ["line", "heading", "glued", "start"].includes(m.takes));
  const above = items.filter((m) => m.where !== "end");
  const below = items.filter((m) => m.where !== "top");
  const inside = items.filter((m) => m.where === "any");
  const button = (item: string): boolean => fills(item, buttons);
  const headings: number[] = [];
  for (const [i, state] of states.entries()) {
    if (state.rule !== null || state.text === "") continue;
    let match = matched[i];
    // Another rule may take the line wherever it stands.
    if (match && !placed(match.where, i)) match = matchLine(state.text, anywhere);
    if (match) {
      state.rule = match.name;
      if (match.takes === "heading") headings.push(i);
    } else if (repeated.has(state.text)) state.rule = "furniture/outlet-line";
    else if (arrows.has(i)) state.rule = "furniture/pointer";
    else if (!body[i]) {
      const known = (item: string): boolean => fills(item, i < first ? above : i > last ? below : inside);
      const lone =
        loneLine(state.text) ??
        (isRow(state.text, known)
          ? "row"
          : isToolbar(state.text, button)
            ? "toolbar"
            : i < first && isDatedRow(state.text, known)
              ? "dated-row"
              : null);
      if (lone) state.rule = `furniture/${lone}`;
    }
  }
  takeLists(states, headings, body, last);
  takeRepeated(states);
  const header = takeHeader(states, matched, first);
  takeMenus(states, first, last);
  const around = margins(
    states.map((s) => (s.rule === null ? s.text : "")),
    first,
    last,
  );
  for (const [i, rule] of around.rules) {
    const state = states[i];
    if (state) state.rule = `furniture/${rule}`;
  }
  const outlet = header ?? around.outlet;
  const author = takeByline(states, matchers, first, last) ?? takeClosing(states, matchers, last);
  return { cuts: cutsOf(states), title: titleOf(states), outlet, author };
}

function newState(text: string, line: Line): State {
  return { line, text: text.slice(line.start, line.end), inner: [], rule: null, caption: false };
}

/** `- Advertisement -The minister` -> `The minister`: cuts glued phrases and the credits of captions. */
function cutInside(state: State, matchers: readonly Matcher[]): void {
  if (state.text === "") return;
  const full = state.text;
  const base = state.line.start;
  const folded = foldLine(full);
  for (const m of matchers) {
    if (m.takes !== "glued") continue;
    for (const found of m.all(folded))
      if (found.name !== false) addGlued(state, full, base, found.start, found.end, m.name);
  }
  const credit = creditAt(full);
  if (credit !== null) {
    state.inner.push({ start: base + credit, end: base + full.length, rule: "furniture/credit" });
    state.caption = true;
  }
  if (state.inner.length === 0) return;
  state.inner.sort((a, b) => a.start - b.start || b.end - a.end);
  let left = "";
  let at = base;
  for (const cut of state.inner) {
    if (cut.start > at) left += full.slice(at - base, cut.start - base);
    at = Math.max(at, cut.end);
  }
  left += full.slice(at - base);
  state.text = left.trim();
  if (/^[\p{P}\p{S}\s]*$/u.test(left)) {
    state.rule = state.inner[0]?.rule ?? null;
    state.text = "";
  }
}

/**
 * A glued phrase is furniture at the start of a line or after the end of a sentence, and before the end of the line
 * or a capital: before a small letter it is a sentence that begins so.
 */
function addGlued(state: State, full: string, base: number, start: number, end: number, rule: string): void {
  let from = start;
  let to = end;
  while (from > 0 && /[\s\-–—*|>»•·:[(]/u.test(full[from - 1] ?? "") && from > start - 6) from--;
  while (to < full.length && /[\s\-–—*|<«•·:\])]/u.test(full[to] ?? "") && to < end + 6) to++;
  const before = full.slice(Math.max(0, from - 2), from);
  const after = full.slice(to, to + 2);
  const bracketed = full[start] === "(" && from < start;
  const opens =
    from === 0 ||
    (bracketed && to === full.length) ||
    /[.!?…:"”»)\]]$/u.test(before) ||
    (from === start && /\p{Ll}$/u.test(before) && /^\p{Lu}/u.test(full.slice(start)));
  const closes = to === full.length || /^["“«‘]?\p{Lu}/u.test(after) || /^[\p{N}"“«]/u.test(after);
  if (!opens || !closes) return;
  // Quotation marks and brackets that belong to the body stay with it.
  while (from < start && /[»:)\]]/u.test(full[from] ?? "")) from++;
  while (to > end && /[«(]/u.test(full[to - 1] ?? "")) to--;
  state.inner.push({ start: base + from, end: base + to, rule });
  if (bracketed) state.caption = true;
}

interface LineMatch {
  readonly name: string;
  readonly takes: Matcher["takes"];
  readonly where: Matcher["where"];
}

/** The first rule that takes this line whole. */
function matchLine(text: string, matchers: readonly Matcher[]): LineMatch | null {
  if (!/\p{L}/u.test(text)) return null;
  const folded = foldLine(text);
  for (const m of matchers) {
    if (text.length > m.max) continue;
    const found = m.find(folded);
    if (!found || found.name === false) continue;
    if (m.takes === "start" && !m.sentence && wordCount(text) >= 5 && endsInStop(text) && !/[:?!]$/.test(text))
      continue;
    // At the edges the words in a slot could be a sentence of the body.
    if (m.takes === "line" && m.where !== "any" && wordCount(text) >= 5 && endsInFullStop(text)) continue;
    return m;
  }
  return null;
}

/** Whether a rule takes these few words whole, as a button of a row. */
function fills(item: string, matchers: readonly Matcher[]): boolean {
  if (item.length > 80 || !/\p{L}/u.test(item)) return false;
  const folded = foldLine(item);
  return matchers.some((m) => {
    const found = m.find(folded);
    if (!found || found.name === false) return false;
    const around = item.slice(0, found.start) + item.slice(found.end);
    return m.takes !== "glued" || !/[\p{L}\p{N}]/u.test(around);
  });
}

/** The headlines listed under a heading: to the end of the text after the body, else the block that touches it. */
function takeLists(
  states: readonly State[],
  headings: readonly number[],
  body: readonly boolean[],
  last: number,
): void {
  const airy = states.some((s) => s.line.start === s.line.end);
  for (const h of headings) {
    const rule = `${states[h]?.rule}`;
    let taken = 0;
    for (let i = h + 1; i < states.length; i++) {
      const state = states[i];
      if (!state || body[i]) break;
      if (state.text === "") {
        if (i > last || state.rule !== null) continue;
        break;
      }
      if (state.rule !== null) continue;
      if (!isHeadline(state.text) || endsInFullStop(state.text)) break;
      if (i < last && !airy && taken > 0) break;
      if (isSignature(state.text) && i > last) break;
      state.rule = rule;
      taken++;
    }
  }
}

/** Short decorated or doubled lines that come again, and the second copy of the title. */
function takeRepeated(states: readonly State[]): void {
  const texts = states.map((s) => (s.rule === null ? s.text : ""));
  const again = repeatedShort(texts);
  if (again.size === 0) return;
  for (const state of states) if (state.rule === null && again.has(state.text)) state.rule = "furniture/repeated-line";
}

/** The page's head above a doubled title, or a name over a line that a pack knows for a motto. Gives the outlet. */
function takeHeader(states: readonly State[], matched: readonly (LineMatch | null)[], first: number): string | null {
  const doubled = doubledTitle(states.map((s) => (s.rule === null ? s.text : "")));
  let outlet: string | null = null;
  if (doubled) {
    const second = states[doubled.second];
    if (second) second.rule = "furniture/repeated-title";
    const above = states.slice(0, doubled.first).filter((s) => s.rule === null && s.text !== "");
    if (above.length <= 6 && above.every((s) => !(isSentence(s.text) && endsInFullStop(s.text))))
      for (const state of above) {
        if (mayDate(state.text)) continue;
        state.rule = "furniture/site-header";
        if (outlet === null && wordCount(state.text) <= 5) outlet = state.text;
      }
  }
  const motto = matched.findIndex(
    (m, i) => m?.where === "top" && states[i]?.rule === m.name && (first < 0 || i < first),
  );
  const name = states.slice(0, Math.max(0, motto)).findLast((s) => s.text !== "");
  if (
    name &&
    name.rule === null &&
    states.find((s) => s.text !== "") === name &&
    wordCount(name.text) <= 4 &&
    !endsInStop(name.text)
  ) {
    name.rule = "furniture/site-header";
    outlet ??= name.text;
  }
  return outlet;
}

/** Four or more lines of up to three words in a row, above the body or below it. */
function takeMenus(states: readonly State[], first: number, last: number): void {
  let run: State[] = [];
  let known = 0;
  let introduced = false;
  let previous = "";
  const flush = (): void => {
    if (run.length + Math.min(known, 2) >= 4 && run.length > 1 && !introduced)
      for (const state of run) state.rule = "furniture/menu";
    run = [];
    known = 0;
  };
  for (const [i, state] of states.entries()) {
    const outside = first >= 0 && (i < first || i > last);
    if (state.text === "") continue;
    if (state.rule !== null) {
      if (isMenuItem(state.text)) known++;
      continue;
    }
    if (outside && isMenuItem(state.text)) {
      if (run.length === 0) introduced = previous.endsWith(":");
      run.push(state);
    } else flush();
    if (i === first) flush();
    previous = state.text;
  }
  flush();
}

/** A byline near the head or the end of the text. */
function takeByline(
  states: readonly State[],
  matchers: readonly Matcher[],
  first: number,
  last: number,
): string | null {
  const bylines = matchers.filter((m) => m.takes === "byline");
  let author: string | null = null;
  for (const [i, state] of states.entries()) {
    if (state.rule !== null || state.text === "" || state.text.length > 120) continue;
    if (first >= 0 && i > first + 1 && i < last) continue;
    const folded = foldLine(state.text);
    for (const m of bylines) {
      if (state.text.length > m.max) continue;
      const name = m.find(folded)?.name;
      if (!name || (endsInFullStop(state.text) && wordCount(state.text) > 6)) continue;
      if (!mayDate(state.text)) state.rule = m.name;
      author ??= name;
      break;
    }
  }
  return author;
}

/** What closes an article: a bare signature, or the fragments of a self-description. Gives the author. */
function takeClosing(states: readonly State[], matchers: readonly Matcher[], last: number): string | null {
  let author: string | null = null;
  for (let tries = 0; tries < 3; tries++) {
    const at = states.findLastIndex((s) => s.rule === null && s.text !== "");
    const state = states[at];
    if (!state || at === 0) return author;
    const before = states.slice(0, at).findLast((s) => s.rule === null && s.text !== "");
    if (!before) return author;
    const parts = fragments(state.text);
    if (parts > 0 && speaksOfItself(state.text, parts, matchers)) state.rule = "furniture/self-description";
    else if (
      author === null &&
      at > last - 1 &&
      isSignature(state.text) &&
      isSentence(before.text) &&
      !before.text.endsWith(":")
    ) {
      state.rule = "furniture/signature";
      author = state.text;
    } else return author;
  }
  return author;
}

/** A third of the fragments hold a word that people describe themselves with. */
function speaksOfItself(text: string, parts: number, matchers: readonly Matcher[]): boolean {
  for (const m of matchers) {
    if (m.takes !== "bio") continue;
    const pieces = text.split(/[.!]+\s*/).filter((piece) => m.find(foldLine(piece)) !== null);
    if (pieces.length >= 2 && pieces.length * 3 >= parts) return true;
  }
  return false;
}

/** The first headline above more text; dates, counters and the one word that names a section may stand over it. */
function titleOf(states: readonly State[]): string | null {
  const left = states.filter((s) => s.rule === null && s.text !== "");
  for (const [i, head] of left.slice(0, 4).entries()) {
    if (i === left.length - 1 || head.caption) return null;
    if (isBareDate(head.text) || (wordCount(head.text) < 2 && !endsInStop(head.text))) continue;
    if (!isHeadline(head.text)) return null;
    return isSentence(head.text) && (i > 0 || !/[?!"”»]$/u.test(head.text)) ? null : head.text;
  }
  return null;
}

/** Turns the states into cuts that take line ends and the blank lines of one side with them. */
function cutsOf(states: readonly State[]): Cut[] {
  const cuts: Cut[] = [];
  let blanksKept = 0;
  let anyKept = false;
  let dropBlanks = 0;
  for (const [i, state] of states.entries()) {
    const { line } = state;
    const blank = line.start === line.end;
    if (blank) {
      if (dropBlanks > 0) {
        dropBlanks--;
        const cut = cuts.at(-1);
        if (cut) cuts[cuts.length - 1] = { ...cut, to: Math.min(line.stop + 1, endOf(states)) };
      } else blanksKept++;
      continue;
    }
    dropBlanks = 0;
    if (state.rule !== null) {
      const isLast = i === states.length - 1;
      cuts.push({
        start: line.start,
        end: line.end,
        from: line.begin,
        to: isLast ? line.stop : line.stop + 1,
        rule: state.rule,
      });
      // As many blank lines as stood before it are dropped after it; all of them at the head of the text.
      dropBlanks = anyKept ? blanksKept : Number.MAX_SAFE_INTEGER;
      continue;
    }
    for (const cut of mergeInner(state.inner)) {
      const head = cut.start === line.start;
      const tail = cut.end === line.end;
      cuts.push({ ...cut, from: head ? line.begin : cut.start, to: tail ? line.stop : cut.end });
    }
    blanksKept = 0;
    anyKept = true;
  }
  return cuts;
}

const endOf = (states: readonly State[]): number => states.at(-1)?.line.stop ?? 0;

function mergeInner(
  inner: readonly { start: number; end: number; rule: string }[],
): { start: number; end: number; rule: string }[] {
  const out: { start: number; end: number; rule: string }[] = [];
  for (const cut of inner) {
    const before = out.at(-1);
    if (before && cut.start < before.end) before.end = Math.max(before.end, cut.end);
    else out.push({ ...cut });
  }
  return out;
}
