/** Spans of people's names: known in full, known in another spelling, a bare family name, or only a run of capitals. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Document } from "../model/sentence.ts";
import { keyOf, sameGiven } from "./name-fold.ts";
import type { NameIndex } from "./name-index.ts";
import type { Atom } from "./name-scan.ts";
import { gap, type Tokens, wordAt } from "./name-tokens.ts";

/** How a name was recognised; `run` is a run of capitals that nobody known answers to. */
export type PersonHow = "full" | "variant" | "family" | "run";

export interface PersonSpan {
  readonly from: number;
  readonly to: number;
  /** People that the name can mean; none for a run. */
  readonly ids: readonly string[];
  readonly how: PersonHow;
}

const maxRun = 6;

/** Code of a person in `Reading.tagged`. */
const person = 1;

/** What the reading of one document looks at. */
interface Reading {
  readonly document: Document;
  readonly index: NameIndex;
  readonly tokens: Tokens;
  readonly knowledge: Knowledge;
  /** What the tagger calls each token. */
  readonly tagged: Uint8Array;
  /** 1 no part of a name, 2 a town or source that may be a family name as well. */
  readonly taken: Uint8Array;
}

/** A word of respect before a name ("Sheikh Tamim"); after a particle it is a name itself ("Hussein al-Sheikh"). */
export function isHonorific(index: NameIndex, tokens: Tokens, i: number): boolean {
  const { honorifics, particles } = index.words;
  if (!honorifics.has(tokens.folded[i]!)) return false;
  if (
    i > 0 &&
    tied(tokens.before[i]!) &&
    particles.has(tokens.folded[i - 1]!) &&
    tokens.caps[i]! > 0 &&
    !index.words.of.has(tokens.folded[i - 1]!)
  )
    return false;
  const next = i + 1;
  if (next >= tokens.count) return false;
  // "Gen. Hulusi Akar": the stop of a short form.
  const stop = tokens.before[next] === gap.hard && tokens.text.slice(tokens.end[i]!, tokens.start[next]!) === ". ";
  if (!stop && !tied(tokens.before[next]!)) return false;
  return tokens.caps[next]! > 0 || honorifics.has(tokens.folded[next]!) || particles.has(tokens.folded[next]!);
}

const tied = (before: number): boolean => before === gap.space || before === gap.join;

/** The spans in the order of the text. `taken` tells which tokens belong to atoms that are no people. */
export function findPeople(
  document: Document,
  index: NameIndex,
  tokens: Tokens,
  atoms: readonly Atom[],
  knowledge: Knowledge,
  tagged: Uint8Array,
): PersonSpan[] {
  const spans: PersonSpan[] = [];
  const scene: Reading = { document, index, tokens, knowledge, tagged, taken: new Uint8Array(tokens.count) };
  const { taken } = scene;
  for (let i = 0; i < tokens.count; i++) if (isHonorific(index, tokens, i)) taken[i] = 1;
  for (const atom of atoms) {
    const people = atom.entries.filter((e) => e.kind === "person");
    if (people.length > 0)
      spans.push({ from: atom.from, to: atom.to, ids: [...new Set(people.map((e) => e.id))], how: "full" });
    // A single-token place may be a family name as well: it is left free for a name of two tokens.
    const soft =
      people.length === 0 &&
      atom.to - atom.from === 1 &&
      atom.entries.every(
        (e) => e.kind === "place" || e.kind === "source" || (e.kind === "adjective" && tokens.caps[atom.from] === 1),
      );
    if (!soft) taken.fill(1, atom.from, atom.to);
    else taken.fill(2, atom.from, atom.to);
  }
  for (let i = 0; i < tokens.count; ) {
    const end = runEnd(index, tokens, taken, i);
    if (end <= i) {
      i++;
      continue;
    }
    readRun(scene, i, end, spans);
    i = end;
  }
  return spans.sort((a, b) => a.from - b.from);
}

/** End of the run of capitals that begins at token `i`; particles may stand inside it. */
function runEnd(index: NameIndex, tokens: Tokens, taken: Uint8Array, i: number): number {
  const { particles } = index.words;
  if (
    taken[i] === 1 ||
    (tokens.caps[i] === 0 &&
      !(
        particles.has(tokens.folded[i]!) &&
        i + 1 < tokens.count &&
        tokens.caps[i + 1]! > 0 &&
        tokens.before[i + 1] !== gap.hard
      ))
  )
    return i;
  let end = i + 1;
  for (let j = i + 1; j < tokens.count && j < i + maxRun; j++) {
    const before = tokens.before[j]!;
    if (taken[j] === 1 || (before !== gap.space && before !== gap.join && before !== gap.close)) break;
    if (
      tokens.caps[j]! > 0 ||
      (before === gap.join && tokens.caps[j - 1]! > 0 && j - 1 >= i && isLetters(tokens, j) && hyphen(tokens, j))
    )
      end = j + 1;
    else if (!particles.has(tokens.folded[j]!)) break;
  }
  return end;
}

const isLetters = (tokens: Tokens, j: number): boolean => /^\p{L}+$/u.test(tokens.folded[j]!);
const hyphen = (tokens: Tokens, j: number): boolean => /[-‐‑]/.test(tokens.text[tokens.end[j - 1]!] ?? "");

/** Splits one run into known people and what is left. */
function readRun(scene: Reading, from: number, end: number, out: PersonSpan[]): void {
  const { index, tokens, knowledge, taken } = scene;
  let i = from;
  while (i < end) {
    const opened = opening(scene, i) === "sure";
    let found: PersonSpan | null = null;
    for (let j = Math.min(end, i + 5); j > i + 1 && !found; j--) found = variant(index, tokens, knowledge, i, j);
    if (!found)
      for (let j = Math.min(end, i + 4); j > i && !found; j--) {
        const ids = index.families.get(keys(tokens, i, j));
        if (
          ids &&
          !(j - i === 1 && (tokens.caps[i] === 0 || small(index, tokens, i) || opened)) &&
          bounded(scene, i, j, from, end)
        )
          found = { from: i, to: j, ids, how: "family" };
      }
    if (found) {
      out.push(found);
      i = found.to;
    } else if (
      tokens.caps[i] === 0 ||
      (end - i > 1 && (opened || (opening(scene, i) !== null && knownAt(scene, i + 1, end))))
    )
      i++;
    else {
      // A run that nobody answers to: kept whole up to the next known name.
      let j = i + 1;
      while (j < end && !startsKnown(index, tokens, knowledge, j, end)) j++;
      const [first, last] = trim(scene, i, j);
      let soft = true;
      for (let k = first; k < last; k++) if (taken[k] !== 2) soft = false;
      if (!soft && tokens.caps[first]! > 0) out.push({ from: first, to: last, ids: [], how: "run" });
      i = j;
    }
  }
}

/** Whether token `i` has its capital from where it stands, or is a word of time: no part of a name; `maybe` where only the tagger says so. */
function opening(scene: Reading, i: number): "sure" | "maybe" | null {
  const { index, tokens, tagged } = scene;
  const time = index.words.times.has(tokens.folded[i]!);
  if (time && index.capitalTimes) return "sure";
  if (tokens.opens[i] !== 1) return null;
  if (time || small(index, tokens, i)) return "sure";
  const word = wordAt(scene.document, tokens, i);
  if (word === null) return null;
  if (/^(ADP|DET|CCONJ|SCONJ|ADV|PRON|AUX|VERB|INTJ|NUM|PART)$/.test(word.upos)) return "sure";
  return tagged[i] === person ? null : "maybe";
}

/** Whether a known family name or name begins at token `i` and ends the run. */
function knownAt(scene: Reading, i: number, end: number): boolean {
  const { index, tokens, knowledge } = scene;
  for (let j = Math.min(end, i + 4); j > i; j--)
    if (index.families.has(keys(tokens, i, j)) && bounded(scene, i, j, i, end)) return true;
  return startsKnown(index, tokens, knowledge, i, end);
}

/** Cuts what the tagger calls a place or a body, and plain nouns, off the ends of a run that it calls a person. */
function trim(scene: Reading, from: number, to: number): [number, number] {
  const { tokens, tagged } = scene;
  let first = -1;
  let last = -1;
  for (let k = from; k < to; k++)
    if (tagged[k] === person) {
      if (first < 0) first = k;
      last = k;
    }
  if (first < 0) return [from, to];
  const loose = (k: number): boolean =>
    tagged[k] !== 0 || wordAt(scene.document, tokens, k)?.upos === "NOUN" || tokens.caps[k] === 0;
  let a = from;
  while (a < first && loose(a)) a++;
  let b = to;
  while (b - 1 > last && loose(b - 1)) b--;
  return [a, b];
}

/** A function word of the language is no family name alone. */
function small(index: NameIndex, tokens: Tokens, i: number): boolean {
  const { articles, and, particles, of, at, stand } = index.words;
  const word = tokens.folded[i]!;
  return articles.has(word) || and.has(word) || particles.has(word) || of.has(word) || at.has(word) || stand.has(word);
}

/** A bare family name counts only where no other capital, that would be another given name, stands beside it. */
function bounded(scene: Reading, i: number, j: number, from: number, end: number): boolean {
  const { tokens, index } = scene;
  const before = i - 1;
  if (before >= from && tokens.caps[before]! > 0 && !(before === from && opening(scene, before) === "sure")) {
    // Without a tagger a capital at the start of a sentence may be anything.
    if (!(before === from && tokens.opens[before] === 1 && scene.tagged[before] !== person)) return false;
  }
  if (j >= end || tokens.caps[j] === 0) return true;
  return index.capitalTimes && index.words.times.has(tokens.folded[j]!);
}

const keys = (tokens: Tokens, i: number, j: number): string => {
  let s = keyOf(tokens.folded[i]!);
  for (let k = i + 1; k < j; k++) s += ` ${keyOf(tokens.folded[k]!)}`;
  return s;
};

function startsKnown(index: NameIndex, tokens: Tokens, knowledge: Knowledge, i: number, end: number): boolean {
  for (let j = Math.min(end, i + 5); j > i + 1; j--) if (variant(index, tokens, knowledge, i, j)) return true;
  return false;
}

/** Tokens i..j as family + given or given + family of somebody known, in whatever romanisation and order. */
function variant(index: NameIndex, tokens: Tokens, knowledge: Knowledge, i: number, j: number): PersonSpan | null {
  const whole = keys(tokens, i, j);
  const cached = index.variants.get(whole);
  if (cached !== undefined) return cached.length > 0 ? { from: i, to: j, ids: cached, how: "variant" } : null;
  let all = whole.split(" ");
  // "Donald J. Trump": an initial in the middle tells nothing.
  if (all.length > 2) all = all.filter((part, k) => part.length > 1 || k === 0 || k === all.length - 1);
  let best: string[] = [];
  for (let n = 1; n < all.length && n <= 3; n++)
    for (const last of [true, false]) {
      const family = last ? all.slice(-n) : all.slice(0, n);
      const ids = index.families.get(family.join(" "));
      if (!ids) continue;
      const given = (last ? all.slice(0, -n) : all.slice(n)).join("");
      const same = ids.filter((id) => index.given(id).some((g) => sameGiven(g, given)));
      // An exact key beats a near one.
      const exact = same.filter((id) => index.given(id).includes(given));
      for (const id of exact.length > 0 ? exact : same) if (!best.includes(id)) best.push(id);
    }
  if (best.length > 1) best = best.filter((id) => knowledge.people.has(id));
  if (index.variants.size > 100_000) index.variants.clear();
  index.variants.set(whole, best);
  return best.length > 0 ? { from: i, to: j, ids: best, how: "variant" } : null;
}
