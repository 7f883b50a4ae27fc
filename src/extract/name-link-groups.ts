/** Whom a text leaves without a name: "a US official", "protesters", "the rebels of M23". */
import type { GroupWords } from "../language/offices.ts";
import { slugOf } from "./name-fold.ts";
import type { PersonSpan } from "./name-people.ts";
import { type Atom, entryOf } from "./name-scan.ts";
import { ownerAt } from "./name-titles.ts";
import { gap, wordAt } from "./name-tokens.ts";
import { take, type Work } from "./name-work.ts";

/** Officials, sources, protesters, rebels: local actors of the state that the text gives them, or the body that they belong to. */
export function linkGroups(work: Work, people: readonly PersonSpan[]): void {
  const named = new Set(people.map((p) => p.from));
  const last = new Map<GroupWords, string>();
  const isArmed = (id: string): boolean => work.knowledge.bodies.get(id)?.role === "armed-group";
  const armed = work.mentions.filter((m) => isArmed(m.actor)).sort((a, b) => a.at - b.at);
  let next = 0;
  let fighters: string | null = null;
  for (const atom of work.scene.atoms) {
    const group = work.used[atom.from] ? undefined : entryOf(atom, "group-words")?.group;
    if (!group) continue;
    while (next < armed.length && armed[next]!.at < atom.from) fighters = armed[next++]!.actor;
    const word = wordAt(work.document, work.tokens, atom.to - 1) ?? null;
    const head = wordAt(work.document, work.tokens, atom.from);
    if (atom.to - atom.from === 1 && (word?.upos === "ADJ" || word?.deprel === "amod")) continue;
    if (head?.upos === "VERB") continue;
    const owner = ownerOf(work, atom);
    const to = owner?.to ?? atom.to;
    // "the US official John Smith" is John Smith.
    if (to < work.tokens.count && work.tokens.before[to] === gap.space && named.has(to)) continue;
    const id = owner ? ownedBy(work, group, owner.of) : bareId(work, group, atom, last.get(group) ?? null, fighters);
    if (id === null) continue;
    if (group.kind === "group" || owner) last.set(group, id);
    if (isArmed(id)) fighters = id;
    take(work, id, owner?.from ?? atom.from, to, "title", "group");
  }
}

interface Owner {
  readonly from: number;
  readonly to: number;
  readonly of: string;
}

/** Whose they are: an adjective or "of" and a name after, or an adjective right before. */
function ownerOf(work: Work, atom: Atom): Owner | null {
  const { scene, tokens } = work;
  if (atom.adjective !== null) return { from: atom.from, to: atom.to, of: atom.adjective };
  const free = (from: number, to: number): boolean => {
    for (let i = from; i < to; i++) if (work.used[i]) return false;
    return true;
  };
  const after = ownerAt(scene, atom.to, false);
  if (after && after.unit === "" && free(atom.to, after.to)) return { from: atom.from, to: after.to, of: after.of };
  const k = atom.from > 0 && tokens.before[atom.from] === gap.space ? scene.atomTo[atom.from]! : -1;
  const before = k < 0 ? null : scene.atoms[k]!;
  const adjective = entryOf(before, "adjective");
  if (adjective && free(before!.from, atom.from)) return { from: before!.from, to: atom.to, of: adjective.id };
  return null;
}

/** A body stands for its own people; somebody single, and the people of a state, are the article's own. */
function ownedBy(work: Work, group: GroupWords, of: string): string | null {
  const { knowledge } = work;
  const body = knowledge.bodies.get(of);
  if (body && group.kind === "group") return of;
  const state = knowledge.states.get(of);
  // Officials in the plural are the government: what is done to them is done to the state.
  if (state && group.unit !== "") return `${state.id}/${group.unit}`;
  const name = `${state?.adjective ?? (body?.short || body?.name) ?? ""} ${group.name}`.trim();
  return local(work, group, name, state?.id ?? body?.country ?? null);
}

/** Without an owner: whom the same words named before, an armed group named before, or nobody's ("protesters"). */
function bareId(
  work: Work,
  group: GroupWords,
  atom: Atom,
  before: string | null,
  fighters: string | null,
): string | null {
  const { tokens, index } = work;
  const definite =
    atom.from > 0 &&
    index.words.articles.has(tokens.folded[atom.from - 1]!) &&
    !/Definite=Ind/.test(wordAt(work.document, tokens, atom.from - 1)?.feats ?? "");
  if (definite && before !== null) return before;
  if (definite && group.kind === "group" && !group.alone && fighters !== null) return fighters;
  return group.alone ? local(work, group, group.name, null) : null;
}

function local(work: Work, group: GroupWords, name: string, country: string | null): string {
  const id = `local/${slugOf(name)}`;
  if (!work.actors.has(id)) work.actors.set(id, { id, kind: group.kind, name, country, office: null, wikidata: null });
  return id;
}
