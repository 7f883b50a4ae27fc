/** Bodies of states, agencies and media, and short forms that the text itself defines. */
import type { UnitWords } from "../language/offices.ts";
import { type Atom, entryOf } from "./name-scan.ts";
import { unitAt } from "./name-titles.ts";
import { gap, wordAt } from "./name-tokens.ts";
import { take, type Work } from "./name-work.ts";

/** A body whose state the text does not say beside it. */
export interface Waiting {
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  readonly words: UnitWords;
}

/** Bodies whose words alone mean that of the state spoken of ("the junta"): they wait for the states to be linked. */
export function linkWaiting(work: Work, waiting: readonly Waiting[]): void {
  if (waiting.length === 0) return;
  const nearest = nearestOwners(work);
  // States and places first: an ambassador at the place is another state's.
  const named = work.scene.atoms.flatMap((atom) => {
    const entry = entryOf(atom, "state", "capital", "place");
    const of = entry?.kind === "place" ? work.knowledge.places.get(entry.id)?.country : entry?.id;
    return of ? [{ at: atom.from, of }] : [];
  });
  let n = 0;
  let last: string | null = null;
  for (const w of waiting) {
    for (; n < named.length && named[n]!.at < w.from; n++) last = named[n]!.of;
    const owner = last ?? nearest(w.from, w.unit);
    if (owner && work.knowledge.states.has(owner))
      take(work, `${owner}/${w.unit}`, w.from, w.to, "name", "state-body-context");
  }
}

/** Bodies of states, agencies and media; gives back those that wait: "the Russian ministry of Defence", "Russian news agencies". */
export function linkUnits(work: Work): Waiting[] {
  const waiting: Waiting[] = [];
  const owners = new Map<string, string>();
  const byWords = new Map<UnitWords, string>();
  const agencies = onlyAgencies(work);
  for (const atom of work.scene.atoms) {
    const entry = work.used[atom.from] ? null : entryOf(atom, "unit-words");
    if (!entry) continue;
    const unit = unitAt(work.scene, atom.from);
    if (!unit) continue;
    const words = entry.unit!;
    if (entry.follows) {
      const owner = byWords.get(words);
      if (owner !== undefined && unit.owner === null && isDefinite(work, atom.from) && isNoun(work, atom.from))
        take(work, `${owner}/${unit.unit}`, unit.from, unit.to, "title", "state-body-again");
      continue;
    }
    const source = sourceAfter(work, unit.to, isOneAgency(work, unit.unit, atom));
    if (source) {
      take(work, entryOf(source, "source")!.id, unit.from, source.to, "name", "press-name");
      continue;
    }
    const owner = unit.owner ?? (unit.default || null);
    if (owner === null) {
      waiting.push({ from: unit.from, to: unit.to, unit: unit.unit, words });
      continue;
    }
    if (work.knowledge.states.has(owner)) {
      owners.set(unit.unit, owner);
      byWords.set(words, owner);
      const one = isOneAgency(work, unit.unit, atom) ? agencies.get(owner) : null;
      take(work, one ?? `${owner}/${unit.unit}`, unit.from, unit.to, "name", "state-body");
    } else take(work, owner, unit.from, unit.to, "name", "body");
  }
  const later: Waiting[] = [];
  const nearest = nearestOwners(work);
  for (const w of waiting) {
    if (!w.words.bare && !work.knowledge.units.get(w.unit)?.bare) continue;
    const owner = w.words.bare ? byWords.get(w.words) : owners.get(w.unit) || nearest(w.from, w.unit);
    if (owner) take(work, `${owner}/${w.unit}`, w.from, w.to, "name", "state-body-context");
    else if (w.words.bare) later.push(w);
  }
  return later;
}

/** Right after a definite article. */
function isDefinite(work: Work, i: number): boolean {
  if (i === 0 || !work.index.words.articles.has(work.tokens.folded[i - 1]!)) return false;
  return !/Definite=Ind/.test(wordAt(work.document, work.tokens, i - 1)?.feats ?? "");
}

const isNoun = (work: Work, i: number): boolean => wordAt(work.document, work.tokens, i)?.upos === "NOUN";

/** The one agency of each state that the text names; null for a state with several. */
function onlyAgencies(work: Work): ReadonlyMap<string, string | null> {
  const only = new Map<string, string | null>();
  for (const atom of work.scene.atoms)
    for (const e of atom.entries) {
      const source = e.kind === "source" ? work.knowledge.sources.get(e.id) : undefined;
      if (source?.kind !== "agency" || source.country === null) continue;
      const before = only.get(source.country);
      only.set(source.country, before === undefined || before === e.id ? e.id : null);
    }
  return only;
}

/** "the Russian agency", in the singular and without a name. */
function isOneAgency(work: Work, unit: string, atom: Atom): boolean {
  if (unit !== "news-agencies") return false;
  const word = wordAt(work.document, work.tokens, atom.from);
  return word !== null && !/Number=Plur/.test(word.feats ?? "");
}

/** The agency or outlet named right after a body; over a comma only after one agency. */
function sourceAfter(work: Work, i: number, overComma: boolean): Atom | null {
  const before = i < work.tokens.count ? work.tokens.before[i]! : gap.hard;
  if (before !== gap.space && before !== gap.join && !(overComma && before === gap.comma)) return null;
  const k = work.scene.atomAt[i]!;
  const atom = k < 0 ? null : work.scene.atoms[k]!;
  return entryOf(atom, "source") ? atom : null;
}

/** Asked in the order of the text: state of the nearest title before whose office belongs to the unit, else of the nearest actor. */
function nearestOwners(work: Work): (from: number, unit: string) => string | null {
  const titles = [...work.titles].sort((a, b) => a.start - b.start);
  const mentions = [...work.mentions].sort((a, b) => a.start - b.start);
  const byUnit = new Map<string, string>();
  let last: string | null = null;
  let t = 0;
  let m = 0;
  return (from, unit) => {
    const at = work.tokens.start[from]!;
    for (; t < titles.length && titles[t]!.start < at; t++) {
      const { of, roles } = titles[t]!;
      if (of === null || !work.knowledge.states.has(of)) continue;
      for (const r of roles) {
        const owned = work.knowledge.roles.get(r)?.unit;
        if (owned) byUnit.set(owned, of);
      }
    }
    for (; m < mentions.length && mentions[m]!.start < at; m++)
      last = work.actors.get(mentions[m]!.actor)?.country ?? last;
    return byUnit.get(unit) ?? last;
  };
}

/** Short forms that the text itself defines: "Long Name (LN)" makes LN a name of what stands before. */
export function linkAcronyms(work: Work): void {
  const tokens = work.tokens;
  const defined = new Map<string, string>();
  const endingAt = new Map(work.mentions.map((m) => [m.end, m]));
  for (let i = 1; i < tokens.count; i++) {
    if (tokens.before[i] !== gap.open || tokens.caps[i] === 0 || work.used[i]) continue;
    const m = endingAt.get(tokens.end[i - 1]!);
    if (
      m &&
      (tokens.caps[i] === 2 || isShortOf(work, tokens.folded[i]!, m.at, i)) &&
      work.actors.get(m.actor)?.kind !== "person"
    )
      defined.set(tokens.folded[i]!, m.actor);
  }
  if (defined.size === 0) return;
  for (let i = 0; i < tokens.count; i++) {
    const id = tokens.caps[i]! > 0 && !work.used[i] ? defined.get(tokens.folded[i]!) : undefined;
    if (id !== undefined) take(work, id, i, i + 1, "name", "acronym");
  }
}

/** Whether the letters of a short form are initials of the tokens from..to, in their order. */
function isShortOf(work: Work, short: string, from: number, to: number): boolean {
  if (short.length < 2) return false;
  let k = 0;
  for (let i = from; i < to && k < short.length; i++) if (work.tokens.folded[i]![0] === short[k]) k++;
  return k === short.length;
}
