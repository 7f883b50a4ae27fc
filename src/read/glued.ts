/** Furniture inside a line: phrases that stick to a sentence, and the credits of captions. */
import type { State } from "./cuts.ts";
import { foldLine } from "./folded-line.ts";
import type { Matcher } from "./phrases.ts";
import { creditAt } from "./structure.ts";

/** `- Advertisement -The minister` -> `The minister`: cuts glued phrases and the credits of captions. */
export function cutInside(state: State, matchers: readonly Matcher[]): void {
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
