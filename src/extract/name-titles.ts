/** Titles: "the Russian minister of Defence", "spokesman of the Kremlin" -> office, owner and tense. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { OfficeWords } from "../language/offices.ts";
import type { NameIndex } from "./name-index.ts";
import { type Atom, entryOf, markAt } from "./name-scan.ts";
import { gap, type Tokens } from "./name-tokens.ts";

export type Tense = "current" | "former" | "acting" | "coming";

/** A body of a state or an international body read from the text, over tokens from..to. */
export interface UnitReading {
  readonly from: number;
  readonly to: number;
  /** Code of the unit, "" for an international body or state itself. */
  readonly unit: string;
  /** Id of the state or body, or null where the text does not say. */
  readonly owner: string | null;
  readonly default: string;
}

export interface TitleReading {
  readonly from: number;
  readonly to: number;
  readonly words: OfficeWords;
  /** Role codes to try in order. */
  readonly roles: readonly string[];
  /** Id of the state or body in which the office is, or null where the text does not say. */
  readonly of: string | null;
  /** Whether the text names the owner, and not only the wording of the office. */
  readonly said: boolean;
  readonly tense: Tense;
}

export interface Scene {
  readonly index: NameIndex;
  readonly tokens: Tokens;
  readonly knowledge: Knowledge;
  /** Atom that begins at a token, or -1. */
  readonly atomAt: Int32Array;
  /** Atom that ends before a token, or -1. */
  readonly atomTo: Int32Array;
  readonly atoms: readonly Atom[];
}

interface Owner {
  readonly to: number;
  /** State or body. */
  readonly of: string;
  /** Code of the state's body, "" for the state itself. */
  readonly unit: string;
}

const tied = (before: number): boolean => before === gap.space || before === gap.join;

const atom = (scene: Scene, i: number): Atom | null => {
  const k = i < scene.tokens.count ? scene.atomAt[i]! : -1;
  return k < 0 ? null : scene.atoms[k]!;
};

/** Splits `RUS/presidency` into state and unit; a plain id has no unit. */
function split(knowledge: Knowledge, id: string): { of: string; unit: string } {
  const slash = id.indexOf("/");
  if (slash > 0 && knowledge.states.has(id.slice(0, slash)))
    return { of: id.slice(0, slash), unit: id.slice(slash + 1) };
  return { of: id, unit: "" };
}

/** What stands at token `i` as owner: a name, an adjective, "of" + name, "of" + body of a state. */
export function ownerAt(scene: Scene, i: number, deep = true): Owner | null {
  const { tokens, index, knowledge } = scene;
  if (i >= tokens.count || !tied(tokens.before[i]!)) return null;
  const direct = atom(scene, i);
  const adjective = entryOf(direct, "adjective");
  if (adjective) return { to: direct!.to, of: adjective.id, unit: "" };
  const name = entryOf(direct, "state", "body", "unit");
  if (name && tokens.caps[i]! > 0) return { to: direct!.to, ...split(knowledge, name.id) };
  let j = markAt(index, tokens, i, "of");
  if (j < 0) return null;
  while (j < tokens.count && index.words.articles.has(tokens.folded[j]!) && tied(tokens.before[j]!) && !atom(scene, j))
    j++;
  if (j >= tokens.count || !tied(tokens.before[j]!)) return null;
  const of = atom(scene, j);
  const named = entryOf(of, "state", "body", "unit", "capital");
  if (named) return { to: overAdjective(scene, of!.to, named.id), ...split(knowledge, named.id) };
  if (!deep) return null;
  if (entryOf(of, "unit-words")) {
    const unit = unitAt(scene, j);
    if (unit?.owner) return { to: unit.to, of: unit.owner, unit: knowledge.states.has(unit.owner) ? unit.unit : "" };
  }
  return null;
}

/** The token after an adjective of the same state that follows a name: "Department of State" + "American". */
export function overAdjective(scene: Scene, to: number, id: string): number {
  const { knowledge } = scene;
  const country = knowledge.bodies.get(id)?.country ?? split(knowledge, id).of;
  const next = to < scene.tokens.count && scene.tokens.before[to] === gap.space ? atom(scene, to) : null;
  const adjective = entryOf(next, "adjective");
  return adjective && adjective.id === country ? next!.to : to;
}

/** Reads a body of a state that begins at token `i`: "ministry of Defence" + owner. */
export function unitAt(scene: Scene, i: number): UnitReading | null {
  const found = atom(scene, i);
  const entry = entryOf(found, "unit-words");
  if (!found || !entry) return null;
  const before = preOwner(scene, i);
  const owner =
    found.adjective !== null
      ? { to: found.to, of: found.adjective, unit: "" }
      : (ownerAt(scene, found.to, false) ?? (before ? { ...before, to: found.to } : null));
  return {
    from: before && owner?.of === before.of && owner.to === found.to ? before.from : i,
    to: owner?.to ?? found.to,
    unit: entry.unit!.unit,
    owner: owner?.of ?? null,
    default: entry.unit!.default,
  };
}

/** An owner that stands before: "Russian foreign minister", "US president", "Iran's president". */
function preOwner(scene: Scene, i: number): { of: string; unit: string; from: number } | null {
  const { tokens, knowledge } = scene;
  if (i === 0 || !tied(tokens.before[i]!)) return null;
  let end = i;
  if (tokens.folded[i - 1] === "s" && tokens.before[i - 1] === gap.join && tokens.before[i] === gap.space) end = i - 1;
  const k = scene.atomTo[end]!;
  if (k < 0) return null;
  const found = scene.atoms[k]!;
  const entry =
    end < i ? entryOf(found, "state", "body", "unit", "capital", "adjective") : entryOf(found, "adjective", "unit");
  const acronym = end === i ? entryOf(found, "state", "body") : null;
  if (entry) return { ...split(knowledge, entry.id), from: found.from };
  if (acronym && (acronym.name?.kind === "acronym" || tokens.caps[found.from] === 2))
    return { ...split(knowledge, acronym.id), from: found.from };
  return null;
}

/** Reads a title that begins at token `i`, with the small words around it; null where none stands there. */
export function titleAt(scene: Scene, i: number): TitleReading | null {
  const { tokens, index, knowledge } = scene;
  const found = atom(scene, i);
  const entry = entryOf(found, "office");
  if (!found || !entry) return null;
  const words = entry.office!;
  let to = found.to;
  let tense: Tense = "current";
  const after = (): void => {
    for (const [mark, value] of [
      ["acting", "acting"],
      ["leaving", "current"],
      ["coming", "coming"],
      ["now", "current"],
      ["former", "former"],
    ] as const) {
      if (mark === "former" || to >= tokens.count || !tied(tokens.before[to]!)) continue;
      const end = markAt(index, tokens, to, mark);
      if (end > 0) {
        to = end;
        if (value !== "current") tense = value;
      }
    }
  };
  after();
  let owner: Owner | null = found.adjective !== null ? { to, of: found.adjective, unit: "" } : ownerAt(scene, to);
  let from = i;
  if (owner) to = owner.to;
  else {
    const before = preOwner(scene, i);
    if (before) {
      owner = { to, of: before.of, unit: before.unit };
      from = before.from;
    }
  }
  after();
  to = overPost(scene, words, to);
  const looking = lookBack(scene, from);
  if (looking.tense) tense = looking.tense;
  from = looking.from;
  const roles = rolesOf(knowledge, words, owner);
  if (roles.length === 0) return null;
  return { from, to, words, roles, of: owner?.of ?? (words.default || null), said: owner !== null, tense };
}

/** Passes over where an envoy is posted: "ambassador in Washington", "envoy for Ukraine". */
function overPost(scene: Scene, words: OfficeWords, to: number): number {
  const { tokens, index } = scene;
  if (
    !words.roles.some((r) => r === "ambassador" || r === "special-envoy") ||
    to + 1 >= tokens.count ||
    !tied(tokens.before[to]!)
  )
    return to;
  const prep = tokens.folded[to]!;
  if (!index.words.at.has(prep) && !index.words.stand.has(prep) && !index.words.of.has(prep)) return to;
  let i = to + 1;
  while (i < tokens.count && index.words.articles.has(tokens.folded[i]!) && tied(tokens.before[i]!)) i++;
  const post = tied(tokens.before[i] ?? gap.hard) ? atom(scene, i) : null;
  return entryOf(post, "capital", "place", "state", "body") ? post!.to : to;
}

/** Marks that stand right before a title: "ex", "then", "new". */
function lookBack(scene: Scene, from: number): { from: number; tense: Tense | null } {
  const { tokens, index } = scene;
  for (let s = Math.max(0, from - 3); s < from; s++) {
    if (!tied(tokens.before[from]!)) break;
    for (const [mark, tense] of [
      ["former", "former"],
      ["once", "former"],
      ["coming", "coming"],
      ["acting", "acting"],
      ["now", "current"],
    ] as const)
      if (markAt(index, tokens, s, mark) === from) return { from: s, tense: mark === "now" ? null : tense };
  }
  return { from, tense: null };
}

/** The role codes that the words mean in the owner; none where they are no title there. */
function rolesOf(knowledge: Knowledge, words: OfficeWords, owner: Owner | null): readonly string[] {
  const unit = owner && owner.unit !== "" ? knowledge.units.get(owner.unit) : undefined;
  const body = owner !== null && knowledge.bodies.has(owner.of);
  if (words.speaker) {
    if (body) return ["body-spokesperson"];
    return unit?.spokesperson ? [unit.spokesperson] : words.roles;
  }
  if (words.head) {
    if (!owner) return [];
    if (body) return ["leader"];
    if (unit) return unit.head ? [unit.head] : [];
    return ["leader"];
  }
  if (body) return [...words.roles, "leader"];
  if (unit?.head && words.roles[0] === "leader") return [unit.head];
  return words.roles;
}
