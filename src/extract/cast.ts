/** Who stands where: for every word of a document the actors that it names or stands for. */
import type { CoreferencePack } from "../language/coreference.ts";
import type { EventsPack } from "../language/events.ts";
import type { Actor, Mention } from "../model/actor.ts";
import type { Word } from "../model/sentence.ts";
import type { Span } from "../model/span.ts";
import type { Modifier, PlaceMention } from "./names.ts";
import { bare, casesOf, coordinated, type Tree } from "./tree.ts";

/** What name linking leaves for the later steps. */
export interface Named {
  readonly actors: readonly Actor[];
  readonly mentions: readonly Mention[];
  readonly places: readonly PlaceMention[];
  readonly modifiers: readonly Modifier[];
}

/** One sentence's part of the cast; arrays run over its words. */
export interface SentenceCast {
  readonly tree: Tree;
  /** Actors named by the mention that covers the word. */
  readonly named: (readonly string[] | null)[];
  /** Word that heads the mention which covers the word, else -1. */
  readonly mentionHead: Int32Array;
  readonly places: (PlaceMention | null)[];
  readonly modifiers: (string | null)[];
  /** 1 where a time expression stands: it is nobody's subject. */
  readonly timed: Uint8Array;
  /** Actors of the row of names in which a mention stands ("X, Y and Z"), by the head of each. */
  readonly rows: Map<number, readonly string[]>;
  /** Actors of a verb's dropped subject, found by coreference. */
  readonly dropped: Map<number, readonly string[]>;
}

export interface Cast {
  readonly sentences: readonly SentenceCast[];
  readonly actors: ReadonlyMap<string, Actor>;
  readonly events: EventsPack;
  readonly coreference: CoreferencePack;
}

/** First and last word that a span touches, or null. */
export function wordsOf(tree: Tree, span: Span): [number, number] | null {
  let first = -1;
  let last = -1;
  for (let i = 0; i < tree.words.length; i++) {
    const w = tree.words[i]!;
    if (w.start < span.end && span.start < w.end) {
      if (first < 0) first = i;
      last = i;
    } else if (first >= 0) break;
  }
  return first < 0 ? null : [first, last];
}

/** The word of from..to whose head lies outside. */
export function headWord(tree: Tree, from: number, to: number): number {
  for (let i = from; i <= to; i++) {
    const h = tree.heads[i]!;
    if (
      (h < from || h > to) &&
      tree.words[i]!.upos !== "ADP" &&
      tree.words[i]!.upos !== "DET" &&
      tree.words[i]!.upos !== "PUNCT"
    )
      return i;
  }
  return from;
}

/**
 * Organs that stand for their state: what "the government of X", its forces or its embassy do or suffer, X does or suffers.
 * A ministry keeps its name.
 */
const organs = new Set([
  "government",
  "presidency",
  "armed-forces",
  "embassy",
  "parliament",
  "authorities",
  "navy",
  "air-force",
  "police",
]);

/** `KOR/government` -> `KOR` where the state is known to the reading; every other id stays. */
const standing = (id: string): string => {
  const slash = id.indexOf("/");
  return slash > 0 && organs.has(id.slice(slash + 1)) ? id.slice(0, slash) : id;
};

/** Lays the named actors, places and modifiers over the words. Linear in words and mentions. */
export function castOf(
  trees: readonly Tree[],
  named: Named,
  times: readonly Span[],
  events: EventsPack,
  coreference: CoreferencePack,
): Cast {
  const sentences = trees.map(
    (tree): SentenceCast => ({
      tree,
      timed: new Uint8Array(tree.words.length),
      rows: new Map(),
      named: new Array(tree.words.length).fill(null),
      mentionHead: new Int32Array(tree.words.length).fill(-1),
      places: new Array(tree.words.length).fill(null),
      modifiers: new Array(tree.words.length).fill(null),
      dropped: new Map(),
    }),
  );
  const actors = new Map(named.actors.map((a) => [a.id, a]));
  const lay = <T extends Span>(
    spans: readonly T[],
    put: (s: SentenceCast, from: number, to: number, item: T) => void,
  ) => {
    const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
    let k = 0;
    for (const span of sorted) {
      while (k < sentences.length && sentences[k]!.tree.sentence.end <= span.start) k++;
      const s = sentences[k];
      if (!s) break;
      const range = wordsOf(s.tree, span);
      if (range) put(s, range[0], range[1], span);
    }
  };
  lay(named.mentions, (s, from, to, m) => addMention(s, from, to, [standing(m.actor)]));
  lay(named.places, (s, from, to, p) => {
    for (let i = from; i <= to; i++) s.places[i] = p;
  });
  lay(named.modifiers, (s, from, to, m) => {
    for (let i = from; i <= to; i++) s.modifiers[i] = m.actor;
  });
  lay(times, (s, from, to) => s.timed.fill(1, from, to + 1));
  for (const s of sentences) {
    mendNames(s);
    mendAdjectives(s);
    findRows(s);
  }
  return { sentences, actors, events, coreference };
}

/** What the linker knows for a name is a noun, whatever the tagger took it for ("Lebanon" for a verb). */
function mendNames(s: SentenceCast): void {
  const words = s.tree.words as Word[];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (s.mentionHead[i] !== i || !["VERB", "AUX", "ADV", "INTJ"].includes(word.upos)) continue;
    const clausal = ["ccomp", "xcomp", "advcl", "acl", "parataxis", "conj"].includes(bare(word.deprel));
    const opened = s.tree.children[i]!.some((c) => words[c]!.deprel === "case");
    words[i] = { ...word, upos: "PROPN", feats: null, deprel: clausal ? (opened ? "obl" : "obj") : word.deprel };
  }
}

/** An adjective of nationality that the tagger took for a verb ("its Togolese counterpart") hangs on the noun before it. */
function mendAdjectives(s: SentenceCast): void {
  const words = s.tree.words as Word[];
  const children = s.tree.children as number[][];
  const { heads } = s.tree;
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!;
    if (!s.modifiers[i] || !["VERB", "AUX", "ADV"].includes(word.upos) || words[i - 1]!.upos !== "NOUN") continue;
    const above = heads[i]!;
    const noun = i - 1;
    if (above < 0) continue;
    words[i] = { ...word, upos: "ADJ", feats: null, deprel: "amod", head: noun + 1 };
    for (const c of children[i]!) {
      heads[c] = noun;
      if (bare(words[c]!.deprel) === "nsubj") words[c] = { ...words[c]!, deprel: "appos", head: noun + 1 };
    }
    children[noun] = [...children[noun]!, i, ...children[i]!].sort((a, b) => a - b);
    children[i] = [];
    children[above] = children[above]!.filter((c) => c !== i);
    heads[i] = noun;
  }
}

/** Rows of names joined by commas and a conjunction: all stand where one of them stands, whatever the tree says. */
function findRows(s: SentenceCast): void {
  const { words } = s.tree;
  let row: number[] = [];
  let joined = false;
  let last = -1;
  const close = (end: number) => {
    const first = row[0];
    if (row.length > 1 && joined && first !== undefined) {
      // "... received X and Y has said": two clauses, no row
      const verbAfter = words[end] !== undefined && ["AUX", "VERB"].includes(words[end]!.upos);
      const verbBefore = words.slice(0, first).some((w) => w.upos === "VERB");
      if (!(verbAfter && verbBefore)) {
        const ids = [...new Set(row.flatMap((h) => s.named[h] ?? []))];
        for (const h of row) s.rows.set(h, ids);
      }
    }
    row = [];
    joined = false;
  };
  for (let i = 0; i < words.length; i++) {
    const head = s.mentionHead[i]!;
    if (head >= 0) {
      if (row[row.length - 1] !== head) row.push(head);
      last = i;
      continue;
    }
    if (!row.length) continue;
    const word = words[i]!;
    if (word.upos === "CCONJ" && i - last < 3) joined = true;
    else if (
      !(word.form === "," || ((word.upos === "DET" || word.upos === "ADP") && i > last + 1)) ||
      (joined && word.form === ",")
    )
      close(last + 1);
  }
  close(last + 1);
}

/** Names the words from..to; what already names a word keeps it and the new actors are added when the spans agree. */
export function addMention(s: SentenceCast, from: number, to: number, ids: readonly string[]): void {
  const head = headWord(s.tree, from, to);
  for (let i = from; i <= to; i++) {
    const before = s.named[i];
    if (before && s.mentionHead[i] === head) s.named[i] = [...new Set([...before, ...ids])];
    else if (!before) {
      s.named[i] = ids;
      s.mentionHead[i] = head;
    }
  }
}

export const countryOf = (cast: Cast, id: string): string | null => cast.actors.get(id)?.country ?? null;

/** For whom an actor stands: its state, or itself where it has none. */
export const homeOf = (cast: Cast, id: string): string => countryOf(cast, id) ?? id;

/** Are the two the same, or of one state? */
export const sameHome = (cast: Cast, a: string, b: string): boolean =>
  a === b || (countryOf(cast, a) !== null && countryOf(cast, a) === countryOf(cast, b));

/** Agencies and outlets pass on; they are no side of an event. */
export function isSide(cast: Cast, id: string): boolean {
  const kind = cast.actors.get(id)?.kind;
  return kind !== undefined && kind !== "agency" && kind !== "outlet";
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

/** What one nominal stands for: a named actor, a proxy noun with its owner ("Russian troops"), or a place's state. */
function standsFor(
  cast: Cast,
  s: SentenceCast,
  i: number,
  places: boolean,
  proxies: ReadonlySet<string>,
): readonly string[] {
  const named = s.named[i];
  if (named) return named;
  const place = s.places[i];
  if (place) return places && place.place.country ? [place.place.country] : [];
  const word = s.tree.words[i]!;
  if (s.modifiers[i] && (word.upos === "NOUN" || word.upos === "PROPN" || word.upos === "ADJ"))
    return [s.modifiers[i]!];
  const called = word.upos === "NOUN" ? nameAfter(cast, s, i) : [];
  if (called.length) return called;
  return proxies.has(word.lemma.toLowerCase()) ? ownersOf(cast, s, i, places) : [];
}

/** Whom a noun introduces by his name ("the Togolese counterpart Faure Gnassingbe", "a certain X"): a person named in apposition. */
function nameAfter(cast: Cast, s: SentenceCast, i: number): readonly string[] {
  for (const c of s.tree.children[i]!) {
    if (
      c < i ||
      s.mentionHead[c] !== c ||
      !["appos", "flat", "compound", "nmod"].includes(bare(s.tree.words[c]!.deprel))
    )
      continue;
    const comma = s.tree.words.slice(i + 1, c).some((w) => w.upos === "PUNCT" || w.upos === "ADP");
    const ids = s.named[c]!;
    if (!comma && ids.some((id) => cast.actors.get(id)?.kind === "person")) return ids;
  }
  return [];
}

/** Whose the nominal i is: its adjectives of nationality, "of" dependents, appositions and possessors. */
export function ownersOf(cast: Cast, s: SentenceCast, i: number, places: boolean, depth = 0): string[] {
  const out: string[] = [];
  const where: string[] = []; // "the war of X in Y" is X's
  for (const c of s.tree.children[i]!) {
    const rel = bare(s.tree.words[c]!.deprel);
    if (rel === "amod" || rel === "compound" || rel === "flat") {
      for (const k of coordinated(s.tree, c)) {
        if (s.modifiers[k]) out.push(s.modifiers[k]!);
        else if (s.named[k]) out.push(...s.named[k]!);
        else if (cast.events.bearers.has(s.tree.words[k]!.lemma.toLowerCase()))
          // "a Portuguese-flagged ship", "the US-led coalition"
          for (const m of s.tree.children[k]!) out.push(...(s.modifiers[m] ? [s.modifiers[m]!] : (s.named[m] ?? [])));
      }
    } else if (
      rel === "appos" ||
      (rel === "nmod" &&
        (isGenitive(cast, s.tree, c) ||
          (places && s.places[c] && !cast.events.nouns.has(s.tree.words[i]!.lemma.toLowerCase()))))
    ) {
      const into = rel === "appos" || isGenitive(cast, s.tree, c) ? out : where;
      for (const k of coordinated(s.tree, c)) {
        if (s.named[k]) into.push(...s.named[k]!);
        else if (places && s.places[k]?.place.country) into.push(s.places[k]!.place.country!);
        else if (depth < 2) into.push(...ownersOf(cast, s, k, places, depth + 1));
      }
    } else if (rel === "det" && s.named[c]) out.push(...s.named[c]!);
  }
  if (!out.length) out.push(...where);
  return unique(out.length ? out : originOf(cast, s, i, depth));
}

/** Whose the nominal i is by where it comes from or sits ("gunmen from X", "officials in X", "a spokesman for X"). */
function originOf(cast: Cast, s: SentenceCast, i: number, depth: number): string[] {
  const { origins, seats } = cast.events;
  const seated = seats.nouns.has(s.tree.words[i]!.lemma.toLowerCase());
  return s.tree.children[i]!.filter((c) => bare(s.tree.words[c]!.deprel) === "nmod").flatMap((c) => {
    const cases = s.tree.children[c]!.map((k) => s.tree.words[k]!.lemma.toLowerCase());
    if (cases.some((w) => origins.has(w))) return s.named[c] ?? [];
    if (!seated || !cases.some((w) => seats.cases.has(w))) return [];
    if (s.named[c]) return s.named[c]!;
    const country = s.places[c]?.place.country;
    return country ? [country] : depth < 2 ? ownersOf(cast, s, c, false, depth + 1) : [];
  });
}

/** Who speaks in the nominal i: as sidesAt, but things ("the attack of X") say nothing. */
export function speakersAt(cast: Cast, s: SentenceCast, i: number): string[] {
  return unique([
    ...company(s, i).flatMap((k) => standsFor(cast, s, k, false, cast.events.institutions)),
    ...(s.rows.get(s.mentionHead[i]!) ?? []),
  ]);
}

/** Is the dependent opened by "of", or by nothing? */
function isGenitive(cast: Cast, tree: Tree, c: number): boolean {
  const groups = casesOf(tree, c, cast.events);
  return groups.length === 0 || groups.includes("of");
}

/** i, what is coordinated with it, and what the tree coordinates with another word of the mention that i heads. */
function company(s: SentenceCast, i: number): number[] {
  const all = coordinated(s.tree, i);
  if (s.mentionHead[i] !== i) return all;
  for (let k = i + 1; k < s.mentionHead.length && s.mentionHead[k] === i; k++) {
    for (const c of coordinated(s.tree, k)) if (c !== k && s.mentionHead[c] !== i && !all.includes(c)) all.push(c);
  }
  return all;
}

/** The sides that the nominal i and what is coordinated with it stand for, in the order of the text. */
export function sidesAt(cast: Cast, s: SentenceCast, i: number, places = false): string[] {
  return unique([
    ...company(s, i).flatMap((k) => standsFor(cast, s, k, places, cast.events.proxies)),
    ...(s.rows.get(s.mentionHead[i]!) ?? []),
  ]);
}
