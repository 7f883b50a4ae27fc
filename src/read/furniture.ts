/** Finds the page furniture of a plain text: by the packs' phrases, by shape, by position. */
import { takeByline, takeClosing } from "./byline.ts";
import { type Cut, cutsOf, newState, type State } from "./cuts.ts";
import { cutInside } from "./glued.ts";
import { endsInFullStop, endsInStop, isHeadline, isSentence, linesOf, mayDate, wordCount } from "./lines.ts";
import { margins, pointers } from "./margins.ts";
import { fills, type LineMatch, matchLine } from "./match-line.ts";
import { compileFurniture, type FurniturePacks, type Matcher } from "./phrases.ts";
import { isBareDate, isDatedRow, isRow, isToolbar } from "./rows.ts";
import { doubledTitle, isMenuItem, isSignature, loneLine, repeatedShort } from "./structure.ts";

export interface Found {
  readonly cuts: readonly Cut[];
  readonly title: string | null;
  readonly outlet: string | null;
  readonly author: string | null;
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
