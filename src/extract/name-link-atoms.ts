/** States, bodies, capitals, places and adjectives of nationality that no title has taken. */
import type { Word } from "../model/sentence.ts";
import { type Standing, standingOf } from "./name-places.ts";
import { type Atom, entryOf } from "./name-scan.ts";
import { overAdjective } from "./name-titles.ts";
import { gap, wordAt } from "./name-tokens.ts";
import { addActor, countryOf, tags, take, type Work } from "./name-work.ts";

/** States, bodies, sources, capitals, places and adjectives that no title has taken. */
export function linkAtoms(work: Work): void {
  let before: { to: number; standing: Standing } | null = null;
  for (const atom of work.scene.atoms) {
    if (work.used[atom.from]) continue;
    const named = entryOf(atom, "state", "body", "source", "unit");
    const capital = entryOf(atom, "capital");
    const place = entryOf(atom, "place");
    const adjective = entryOf(atom, "adjective");
    const tied = before && atom.from - before.to <= 1 ? before.standing : null;
    const standing = (): Standing => standingOf(work.document, work.index, work.tokens, atom.from, atom.to, tied);
    if (named && !(capital && named.kind === "source")) {
      if (named.name?.kind === "metonym" && standing() === "place") {
        addSeat(work, atom, named.id, /Place=([^|]+)/.exec(named.name.feats)?.[1] ?? null);
        before = { to: atom.to, standing: "place" };
        continue;
      }
      const to =
        named.kind === "unit" || named.kind === "body" ? overAdjective(work.scene, atom.to, named.id) : atom.to;
      take(work, named.id, atom.from, to, named.name?.kind === "metonym" ? "metonym" : "name", `name-${named.kind}`);
      if (named.kind === "state") {
        before = { to: atom.to, standing: standing() };
        if (before.standing === "place") addState(work, atom, named.id);
      }
    } else if (capital) {
      const is = standing();
      before = { to: atom.to, standing: is };
      if (is === "place") addPlace(work, atom, place?.id ?? null, capital.id);
      else take(work, ownerOfCapital(work, atom, capital.id), atom.from, atom.to, "metonym", "capital");
    } else if (place) {
      if (atom.to - atom.from === 1 && inRun(work, atom)) continue;
      addPlace(work, atom, bestPlace(work, atom), null);
      work.used.fill(1, atom.from, atom.to);
    } else if (adjective)
      linkAdjective(
        work,
        atom,
        adjective.id,
        adjective.name?.feats ?? "",
        adjective.name?.kind === "demonym",
        adjective.name?.kind === "combining",
      );
  }
}

/** Whether a town's name is part of a longer run of capitals that nobody known answers to: "Artem Geodakyan". */
function inRun(work: Work, atom: Atom): boolean {
  const tokens = work.tokens;
  if (!work.runs[atom.from]) return false;
  const before =
    atom.from > 0 &&
    tokens.caps[atom.from - 1]! > 0 &&
    work.runs[atom.from - 1] === 1 &&
    tokens.before[atom.from] !== gap.hard;
  const after =
    atom.to < tokens.count &&
    tokens.caps[atom.to]! > 0 &&
    work.runs[atom.to] === 1 &&
    tokens.before[atom.to] !== gap.hard;
  if (!before && !after) return false;
  return work.tagged[atom.from] !== tags.LOC;
}

/** A town that is the seat of a state and of a body stands for the one that the text names. */
function ownerOfCapital(work: Work, atom: Atom, id: string): string {
  const ids = [...new Set(atom.entries.filter((e) => e.kind === "capital").map((e) => e.id))];
  if (ids.length < 2) return id;
  const bodies = ids.filter((x) => work.knowledge.bodies.has(x));
  const named = ids.find((x) => work.actors.has(x));
  return named ?? bodies[0] ?? id;
}

/** An adjective of nationality: a people as noun ("the Russians said") or a weak modifier. */
function linkAdjective(work: Work, atom: Atom, id: string, feats: string, demonym: boolean, combining: boolean): void {
  const word = wordAt(work.document, work.tokens, atom.from);
  const span = { start: work.tokens.start[atom.from]!, end: work.tokens.end[atom.to - 1]! };
  const joined = atom.to < work.tokens.count && work.tokens.before[atom.to] === gap.join;
  const second = joined ? work.scene.atomAt[atom.to]! : -1;
  if (combining && !entryIsAdjective(atom) && (second < 0 || !entryOf(work.scene.atoms[second]!, "adjective"))) return;
  if (feats.includes("Number=Plur") && isPeople(work, id) && standsAlone(work, atom, word, demonym)) {
    work.peoples.add(atom.to);
    take(work, id, atom.from, atom.to, "name", "people");
    return;
  }
  work.modified.add(atom.to);
  addActor(work, id);
  work.modifiers.push({ ...span, actor: id });
}

/** A state's people, or a people without a state. */
const isPeople = (work: Work, id: string): boolean =>
  work.knowledge.states.has(id) || work.knowledge.bodies.get(id)?.role === "people";

/** Whether a plural adjective has no noun beside it: "the Russians", "Russians and Ukrainians", not "Russian troops". */
function standsAlone(work: Work, atom: Atom, word: Word | null, demonym: boolean): boolean {
  const tokens = work.tokens;
  const beside = (i: number): Word | null => (i >= 0 && i < tokens.count ? wordAt(work.document, tokens, i) : null);
  const next = atom.to < tokens.count && tokens.before[atom.to] === gap.space ? beside(atom.to) : null;
  if (!demonym && next !== null && (next.upos === "NOUN" || next.upos === "PROPN")) return false;
  const before = tokens.before[atom.from]!;
  const previous = atom.from > 0 ? tokens.folded[atom.from - 1]! : "";
  if (work.index.words.and.has(previous) || before === gap.comma) {
    const i = before === gap.comma ? atom.from : atom.from - 1;
    return (
      work.peoples.has(i) ||
      (demonym && !work.modified.has(i)) ||
      (word?.upos === "NOUN" &&
        !work.modified.has(i) &&
        /^(nsubj|conj|obj|obl|nmod)/.test(word.deprel) &&
        beside(i - 1)?.upos !== "ADJ")
    );
  }
  if (before === gap.join && !work.index.words.articles.has(previous)) return false;
  if (tokens.opens[atom.from]) return word === null ? demonym : word.deprel !== "amod";
  if (work.index.words.articles.has(previous)) return true;
  if (word === null) return demonym;
  const at = beside(atom.from - 1);
  if (at !== null && /^(NOUN|ADJ|PROPN|AUX|VERB)$/.test(at.upos)) return demonym && word.upos !== "ADJ";
  return at !== null && at.upos === "ADP" ? word.deprel !== "amod" : word.upos === "NOUN" || word.upos === "PROPN";
}

function addState(work: Work, atom: Atom, id: string): void {
  const state = work.knowledge.states.get(id);
  if (state)
    work.places.push({
      start: work.tokens.start[atom.from]!,
      end: work.tokens.end[atom.to - 1]!,
      place: { name: state.name, country: id, lat: state.lat, lon: state.lon },
    });
}

/** A seat of power as a place: the town that it stands in. */
function addSeat(work: Work, atom: Atom, id: string, town: string | null): void {
  const country = countryOf(work, id);
  const state = country ? work.knowledge.states.get(country) : undefined;
  if (!state) return;
  const name = town ?? state.capital;
  const at = name === state.capital ? { lat: state.lat, lon: state.lon } : {};
  work.used.fill(1, atom.from, atom.to);
  work.places.push({
    start: work.tokens.start[atom.from]!,
    end: work.tokens.end[atom.to - 1]!,
    place: { name, country, ...at },
  });
}

/** The place of an atom's entries that lies in a state of the text, else the largest. */
function bestPlace(work: Work, atom: Atom): string | null {
  let best: string | null = null;
  let top = -1;
  for (const e of atom.entries) {
    if (e.kind !== "place") continue;
    const place = work.knowledge.places.get(e.id);
    if (!place) continue;
    const score =
      place.population +
      (place.kind === "city" ? 0 : 1e6) +
      (place.country && work.setting.states.has(place.country) ? 1e7 : 0);
    if (score > top) {
      top = score;
      best = e.id;
    }
  }
  return best;
}

function addPlace(work: Work, atom: Atom, id: string | null, owner: string | null): void {
  const place = id ? work.knowledge.places.get(id) : undefined;
  const state = owner ? work.knowledge.states.get(owner) : undefined;
  const span = { start: work.tokens.start[atom.from]!, end: work.tokens.end[atom.to - 1]! };
  work.used.fill(1, atom.from, atom.to);
  if (state && place?.country !== state.id)
    work.places.push({ ...span, place: { name: state.capital, country: state.id, lat: state.lat, lon: state.lon } });
  else if (place)
    work.places.push({ ...span, place: { name: place.name, country: place.country, lat: place.lat, lon: place.lon } });
}

const entryIsAdjective = (atom: Atom): boolean =>
  atom.entries.some((e) => e.name?.kind === "adjective" || e.name?.kind === "demonym");
