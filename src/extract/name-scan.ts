/** Tokens -> atoms: the longest known names, titles and adjectives, none overlapping another. */
import type { Document } from "../model/sentence.ts";
import { type Entry, type EntryKind, type Mark, type NameIndex, type Node, patternOf } from "./name-index.ts";
import { gap, type Tokens, wordAt } from "./name-tokens.ts";

/** A known form over tokens from..to (half-open); all entries share the span. */
export interface Atom {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Entry[];
  /** Id of the state whose adjective stands inside the form ("the Russian minister of Defence"), or null. */
  readonly adjective: string | null;
}

interface Found {
  readonly from: number;
  readonly to: number;
  readonly entry: Entry;
  readonly adjective: string | null;
}

/** Which kind wins where two spans of one length overlap. */
const priority: Readonly<Record<EntryKind, number>> = {
  person: 9,
  state: 8,
  unit: 7,
  body: 7,
  office: 6,
  "unit-words": 6,
  "group-words": 1,
  source: 5,
  capital: 4,
  adjective: 3,
  place: 2,
  mark: 0,
};

const joins = (before: number): boolean => before === gap.space || before === gap.join;

/** Calls `found` for every form that begins at token `i`. */
export function walk(
  index: NameIndex,
  tokens: Tokens,
  i: number,
  found: (to: number, entry: Entry, adjective: string | null) => void,
): void {
  phrasesAt(index, tokens, i, (to, entries) => {
    for (const e of entries) found(to, e, null);
  });
  const step = (node: Node, j: number, adjective: string | null): void => {
    if (node.entries) for (const e of node.entries) found(j, e, adjective);
    if (j >= tokens.count || (j > i && !ties(tokens.before[j]!))) return;
    const next = node.next.get(tokens.folded[j]!);
    if (next) step(next, j + 1, adjective);
    const slot = node.next.get("~");
    if (!slot) return;
    step(slot, j, adjective);
    if (adjective !== null) return;
    let word = tokens.folded[j]!;
    for (let k = j; k < tokens.count && k < j + 3; k++) {
      if (k > j) {
        if (tokens.before[k] !== gap.join) break;
        word += ` ${tokens.folded[k]}`;
      }
      const adj = index.phrases.get(word)?.find((e) => e.kind === "adjective");
      if (adj) step(slot, k + 1, adj.id);
    }
  };
  step(index.slots, i, null);
}

const ties = (before: number): boolean => joins(before) || before === gap.glue;

/** Calls `found` for every phrase without a slot that begins at token `i`. */
function phrasesAt(
  index: NameIndex,
  tokens: Tokens,
  i: number,
  found: (to: number, entries: readonly Entry[]) => void,
): void {
  let key = tokens.folded[i]!;
  index.open(key);
  const longest = index.longest.get(key);
  if (longest === undefined) return;
  for (let j = i + 1; ; j++) {
    const entries = index.phrases.get(key);
    if (entries) found(j, entries);
    if (j >= i + longest || j >= tokens.count || !ties(tokens.before[j]!)) return;
    key += ` ${tokens.folded[j]}`;
  }
}

/** Reads one mark at token `i`; the token after it, or -1. */
export function markAt(index: NameIndex, tokens: Tokens, i: number, mark: Mark): number {
  let best = -1;
  phrasesAt(index, tokens, i, (to, entries) => {
    if (entries.some((e) => e.mark === mark)) best = to;
  });
  return best;
}

/** All atoms of the text in its order. Linear but for the sort of what was found. */
export function scan(document: Document, index: NameIndex, tokens: Tokens): Atom[] {
  const all: Found[] = [];
  for (let i = 0; i < tokens.count; i++)
    walk(index, tokens, i, (to, entry, adjective) => {
      if (entry.kind !== "mark" && allowed(document, index, tokens, i, to, entry))
        all.push({ from: i, to, entry, adjective });
    });
  all.sort(
    (a, b) => b.to - b.from - (a.to - a.from) || priority[b.entry.kind] - priority[a.entry.kind] || a.from - b.from,
  );
  const owner = new Int32Array(tokens.count).fill(-1);
  const atoms: { from: number; to: number; entries: Entry[]; adjective: string | null }[] = [];
  for (const f of all) {
    const first = owner[f.from]!;
    if (first >= 0) {
      const atom = atoms[first]!;
      if (atom.from === f.from && atom.to === f.to && atom.adjective === f.adjective) atom.entries.push(f.entry);
      continue;
    }
    let free = true;
    for (let i = f.from; i < f.to && free; i++) free = owner[i]! < 0;
    if (!free) continue;
    for (let i = f.from; i < f.to; i++) owner[i] = atoms.length;
    atoms.push({ from: f.from, to: f.to, entries: [f.entry], adjective: f.adjective });
  }
  return atoms.sort((a, b) => a.from - b.from);
}

/** Whether the capitals of the text allow the entry here. */
function allowed(
  document: Document,
  index: NameIndex,
  tokens: Tokens,
  from: number,
  to: number,
  entry: Entry,
): boolean {
  const { caps, opens, folded } = tokens;
  switch (entry.caps) {
    case 0:
      return true;
    case 4:
      return (
        caps[from] !== 1 ||
        opens[from] === 1 ||
        plural(entry) ||
        (from > 0 &&
          (index.words.articles.has(folded[from - 1]!) || caps[from - 1]! > 0 || tokens.before[from] === gap.join))
      );
    case 3: {
      for (let i = from; i < to; i++)
        if (patternOf(entry)[i - from] && caps[i] !== 2 && !(tokens.end[i]! - tokens.start[i]! === 1 && caps[i]! > 0))
          return false;
      break;
    }
    case 2: {
      for (let i = from; i < to; i++)
        if (
          patternOf(entry)[i - from] &&
          caps[i] === 0 &&
          !(i === from && to - from > 1 && index.words.articles.has(folded[i]!))
        )
          return false;
      break;
    }
    default: {
      let k = from;
      while (
        k + 1 < to &&
        (!patternOf(entry)[k - from] || index.words.articles.has(folded[k]!) || index.words.honorifics.has(folded[k]!))
      )
        k++;
      if (caps[k] === 0 && !((entry.kind === "state" || entry.kind === "body") && to - from > 1)) return false;
    }
  }
  if (entry.weak && !beside(index, tokens, from)) return false;
  // "King Abdullah" is not "King Abdullah II".
  if (
    entry.kind === "person" &&
    to < tokens.count &&
    tokens.before[to] === gap.space &&
    tokens.caps[to] === 2 &&
    /^[ivx]+$/.test(folded[to]!)
  )
    return false;
  if (
    to - from === 1 &&
    opens[from] &&
    (entry.kind === "place" || entry.name?.kind === "acronym" || entry.kind === "source") &&
    caps[from] === 1
  ) {
    const word = wordAt(document, tokens, from);
    if (word && word.upos !== "PROPN" && word.upos !== "NOUN" && word.upos !== "X") return false;
  }
  return true;
}

const plural = (entry: Entry): boolean => entry.name?.feats.includes("Number=Plur") ?? false;

/** Whether one of the three tokens before is a word for the press. */
function beside(index: NameIndex, tokens: Tokens, from: number): boolean {
  for (let i = from - 1; i >= 0 && i >= from - 3 && tokens.before[i + 1] !== gap.hard; i--)
    if (index.words.press.has(tokens.folded[i]!)) return true;
  return false;
}

/** The first entry of one of the kinds, or null. */
export function entryOf(atom: Atom | null, ...kinds: readonly EntryKind[]): Entry | null {
  if (!atom) return null;
  for (const kind of kinds) for (const e of atom.entries) if (e.kind === kind) return e;
  return null;
}
