/** People: titles with names, full names, bare family names, titles alone. */
import { meet } from "../model/time.ts";
import { keyOf, near, slugOf } from "./name-fold.ts";
import { choosePerson, holdsIn, intervalsOf, spellsOf } from "./name-holders.ts";
import { keysOf } from "./name-index.ts";
import type { Pair } from "./name-pairs.ts";
import { isHonorific, type PersonSpan } from "./name-people.ts";
import { standingOf } from "./name-places.ts";
import type { TitleReading } from "./name-titles.ts";
import { gap, wordAt } from "./name-tokens.ts";
import { country, countryOf, tags, take, type Work } from "./name-work.ts";

/** Title and name -> one mention; false where the name stays open. */
export function linkPair(work: Work, pair: Pair): boolean {
  const { title } = pair;
  const person = pair.person!;
  const on = title.tense === "former" ? null : work.published;
  let id: string | null = null;
  if (person.how === "run") id = garbled(work, person, title) ?? local(work, person, title);
  else {
    // A state that only the wording implies gives way to that of the person.
    const wide = title.said || title.of === null ? title : { ...title, of: null };
    const strict = person.ids.filter((p) => holdsIn(work.knowledge, p, title, on));
    const held = strict.length > 0 ? strict : person.ids.filter((p) => holdsIn(work.knowledge, p, wide, on));
    const ever = held.length > 0 ? held : person.ids.filter((p) => holdsIn(work.knowledge, p, wide, null));
    const compatriots =
      title.of === null ? [] : person.ids.filter((p) => country(work, p) === countryOf(work, title.of!));
    const pool = ever.length > 0 ? ever : compatriots.length > 0 ? compatriots : person.ids;
    id =
      pool.length === 1
        ? pool[0]!
        : (kinBefore(work, person, pool) ?? choosePerson(work.knowledge, pool, work.setting, false));
    if (id === null) return false;
    checkOffice(work, id, pair);
  }
  take(work, id, pair.from, pair.to, "name", person.how === "run" ? "title-run" : `title-${person.how}`);
  remember(work, id, person);
  note(work, pair, id);
  return true;
}

/** Says where title and dated offices disagree; keeps both. */
function checkOffice(work: Work, id: string, pair: Pair): void {
  const { title } = pair;
  const knowledge = work.knowledge;
  if (knowledge.offices(id).length === 0 || title.tense !== "current" || title.of === null || !title.said) return;
  if (title.roles.every((r) => knowledge.roles.get(r)?.single === false)) return;
  if (holdsIn(knowledge, id, title, work.published)) return;
  const ever = work.published !== null && holdsIn(knowledge, id, title, null);
  const start = work.tokens.start[pair.from]!;
  const end = work.tokens.end[pair.to - 1]!;
  const name = knowledge.people.get(id)!.name;
  const role = knowledge.roles.get(title.roles[0]!)?.name ?? title.roles[0]!;
  const owner = knowledge.actor(title.of)?.name ?? title.of;
  work.flags.push({
    start,
    end,
    code: "office-mismatch",
    message: ever
      ? `${name} was ${role} of ${owner} at other times than the article's`
      : `${name} is not known as ${role} of ${owner}`,
  });
}

/** A garbled name beside a title whose holder on the day begins alike: the holder, flagged. */
function garbled(work: Work, person: PersonSpan, title: TitleReading): string | null {
  if (title.tense === "current" && title.of === null) return homonym(work, person, title);
  if (title.tense !== "current" || title.of === null || !title.said) return null;
  const holders = [...new Set(spellsOf(work.knowledge, title, work.published).map((h) => h.person))];
  const keys: string[] = [];
  for (let i = person.from; i < person.to; i++) keys.push(keyOf(work.tokens.folded[i]!));
  const hits = holders.filter((id) => {
    const known = work.knowledge.people.get(id)!;
    const family = keyOf(slugOf(known.family).replaceAll("-", ""));
    return (
      family.length >= 3 &&
      keys.some(
        (k) =>
          (family.length >= 5 && near(family, k)) ||
          (k.length - family.length <= 2 &&
            k.startsWith(family.slice(0, Math.max(4, family.length))) &&
            k[0] === family[0]),
      )
    );
  });
  if (hits.length !== 1) return null;
  const start = work.tokens.start[person.from]!;
  const end = work.tokens.end[person.to - 1]!;
  work.flags.push({
    start,
    end,
    code: "garbled-name",
    message: `read as ${work.knowledge.people.get(hits[0]!)!.name}, who held the office`,
  });
  return hits[0]!;
}

/** "president Ferdinand Marcos" where the text names a state whose holder on the day has both names among his: he, and no namesake. */
function homonym(work: Work, person: PersonSpan, title: TitleReading): string | null {
  if (person.to - person.from < 2) return null;
  const spoken: string[] = [];
  for (let i = person.from; i < person.to; i++) spoken.push(keyOf(work.tokens.folded[i]!));
  const hits = new Set<string>();
  for (const of of work.setting.states)
    for (const h of spellsOf(work.knowledge, { ...title, of }, work.published)) {
      const own = keysOf(work.knowledge.people.get(h.person)!.name).split(" ");
      if (spoken.every((k) => own.includes(k))) hits.add(h.person);
    }
  return hits.size === 1 ? [...hits][0]! : null;
}

/** An actor that only this article knows, with what its title tells. */
function local(work: Work, person: PersonSpan, title: TitleReading | null): string {
  const start = work.tokens.start[person.from]!;
  const name = work.document.text.slice(start, work.tokens.end[person.to - 1]!).replace(/\s+/gu, " ");
  const id = `local/${slugOf(name) || "unnamed"}`;
  const before = work.actors.get(id);
  const owner = title?.of ? countryOf(work, title.of) : null;
  const office = title ? officeName(work, title) : null;
  if (!before || (before.country === null && owner !== null) || (!before.office && office))
    work.actors.set(id, {
      id,
      kind: "person",
      name,
      country: before?.country ?? owner,
      office: before?.office ?? office,
      wikidata: null,
    });
  return id;
}

function officeName(work: Work, title: TitleReading): string | null {
  const role = title.roles.length > 0 ? work.knowledge.roles.get(title.roles[0]!) : undefined;
  if (!role) return title.of ? `leader of ${work.knowledge.actor(title.of)?.name ?? title.of}` : "leader";
  return title.of ? `${role.name} of ${work.knowledge.actor(title.of)?.name ?? title.of}` : role.name;
}

/** Notes a title and, where it helps to date the text, the intervals in which it was held. */
function note(work: Work, pair: Pair, actor: string | null, named = pair.person !== null): void {
  const { title } = pair;
  const span = { start: work.tokens.start[pair.from]!, end: work.tokens.end[pair.to - 1]! };
  work.titles.push({ ...span, roles: title.roles, of: title.of, tense: title.tense, actor });
  if (!actor || !named || !work.knowledge.people.has(actor) || title.tense === "former" || title.tense === "coming")
    return;
  const intervals = intervalsOf(work.knowledge, actor, title);
  if (intervals.length > 0)
    work.holdings.push({ actor, office: officeName(work, title) ?? title.roles[0]!, intervals, span });
}

/** Remembers who was named, for a bare family name elsewhere in the text. */
function remember(work: Work, id: string, span: PersonSpan): void {
  const tokens = work.tokens;
  const keys = new Set<string>();
  work.named.add(id);
  const known = work.knowledge.people.get(id);
  if (known && known.family !== "") keys.add(keysOf(known.family));
  if (!known || span.how === "full" || span.how === "variant") {
    keys.add(keyOf(tokens.folded[span.to - 1]!));
    if (!known && span.to - span.from > 1) keys.add(keyOf(tokens.folded[span.from]!));
  }
  for (const key of keys) {
    const list = work.kin.get(key);
    if (list?.at(-1)?.id === id) continue;
    if (list) list.push({ id, at: span.from });
    else work.kin.set(key, [{ id, at: span.from }]);
  }
}

/** The one among `pool` who was named nearest before the span, else first after it. */
function kinBefore(work: Work, span: PersonSpan, pool: readonly string[] | null): string | null {
  let key = "";
  for (let i = span.from; i < span.to; i++) key += (key === "" ? "" : " ") + keyOf(work.tokens.folded[i]!);
  const list = work.kin.get(key)?.filter((k) => pool === null || pool.includes(k.id));
  if (!list || list.length === 0) return null;
  let best = list[0]!;
  for (const k of list) if (k.at < span.from && (best.at > span.from || k.at > best.at)) best = k;
  return best.id;
}

/** A full name without title; false where several share it or only a family name stands. */
export function linkName(work: Work, span: PersonSpan): boolean {
  if (span.how !== "full" && span.how !== "variant") return false;
  const id = span.ids.length === 1 ? span.ids[0]! : choosePerson(work.knowledge, span.ids, work.setting, false);
  if (id === null) return false;
  if (span.how === "variant" && !trusted(work, id)) return false;
  take(work, id, span.from, span.to, "name", `name-${span.how}`);
  remember(work, id, span);
  return true;
}

/** Another spelling counts where the person's state is named or he was in the news. */
function trusted(work: Work, id: string): boolean {
  const home = country(work, id);
  if (home !== null && work.setting.states.has(home)) return true;
  return work.knowledge.offices(id, work.published).length > 0;
}

/** A bare family name, or a run of capitals that the tagger calls a person. */
export function linkBare(work: Work, span: PersonSpan): void {
  const one = span.to - span.from === 1;
  const ids = span.how === "family" ? span.ids : null;
  // "in Austin" is the town, whoever of that name was named.
  if (one && isTown(work, span.from) && onlyPlaces(work, span.from)) return;
  let id = one || ids ? kinBefore(work, span, null) : null;
  // A name that is a town's or a source's as well counts only for somebody whom the text names in full.
  // So does what the tagger calls a place or a body ("the Galwan valley").
  const other = one && (work.tagged[span.from] === tags.LOC || work.tagged[span.from] === tags.ORG);
  if (id === null && ids && !other && (!one || !isTown(work, span.from))) id = chooseBare(work, ids);
  if (id !== null) {
    take(work, id, span.from, span.to, "name", "name-family");
    if (ids) remember(work, id, span);
    return;
  }
  if (span.how === "family" && one) return;
  // One word alone is somebody only after a word of respect: "colonel Abdramane".
  const titled = span.from > 0 && isHonorific(work.index, work.tokens, span.from - 1);
  if ((one && !titled) || !isTagged(work, span)) return;
  const own = local(work, span, null);
  take(work, own, span.from, span.to, "name", "name-tagged");
  remember(work, own, span);
}

/** Whether the token names a town or source here: a town that acts or speaks may be somebody of its name. */
function isTown(work: Work, i: number): boolean {
  const k = work.scene.atomAt[i]!;
  if (k < 0) return false;
  return !onlyPlaces(work, i) || standingOf(work.document, work.index, work.tokens, i, i + 1, null) === "place";
}

const onlyPlaces = (work: Work, i: number): boolean => {
  const k = work.scene.atomAt[i]!;
  return k >= 0 && work.scene.atoms[k]!.entries.every((e) => e.kind === "place");
};

/** The one person that a bare family name can mean, decided once for each name of the text. */
function chooseBare(work: Work, ids: readonly string[]): string | null {
  let chosen = work.chosen.get(ids);
  if (chosen === undefined) {
    chosen = choosePerson(work.knowledge, ids, work.setting, true);
    work.chosen.set(ids, chosen);
  }
  return chosen;
}

/** Whether the tagger calls just these tokens a person. */
function isTagged(work: Work, span: PersonSpan): boolean {
  const { tagged } = work;
  for (let i = span.from; i < span.to; i++) if (tagged[i] !== tags.PER) return false;
  const before =
    span.from > 0 &&
    tagged[span.from - 1] === tags.PER &&
    work.tokens.caps[span.from - 1]! > 0 &&
    !isHonorific(work.index, work.tokens, span.from - 1) &&
    work.tokens.before[span.from] === gap.space;
  const after =
    span.to < work.tokens.count && tagged[span.to] === tags.PER && work.tokens.before[span.to] === gap.space;
  return !before && !after;
}

/** A title without a name: its holder on the day, one who is named elsewhere, or the body that he leads. */
export function linkTitle(work: Work, pair: Pair): void {
  const { title } = pair;
  const word = wordAt(work.document, work.tokens, title.from > 0 ? title.from - 1 : title.from);
  const indefinite = title.from > 0 && /Definite=Ind/.test(word?.feats ?? "");
  let id: string | null = null;
  let rule = "title";
  if (title.roles.length === 0) return;
  const unit = title.of === null ? null : (work.knowledge.roles.get(title.roles[0]!)?.unit ?? null);
  if (
    title.of !== null &&
    indefinite &&
    unit !== null &&
    title.said &&
    work.knowledge.states.has(title.of) &&
    work.knowledge.roles.get(title.roles[0]!)?.single === false
  )
    [id, rule] = [`${title.of}/${unit}`, "title-some"];
  if (title.of !== null && !indefinite) {
    const on = title.tense === "former" || title.tense === "coming" ? null : work.published;
    const spells = spellsOf(work.knowledge, title, on);
    const here = [...new Set(spells.filter((h) => work.named.has(h.person)).map((h) => h.person))];
    if (here.length === 1) [id, rule] = [here[0]!, "title-named"];
    else if (title.tense === "former" || title.tense === "coming") id = null;
    else if (on && spells.length > 0 && (title.said || title.words.default !== "")) {
      const first = spells[0]!;
      const single = work.knowledge.roles.get(first.office)?.single ?? false;
      const people = new Set(spells.map((h) => h.person));
      if (people.size === 1 || (single && meet(first, on))) [id, rule] = [first.person, "title-day"];
    }
    if (id === null && title.tense !== "former" && title.tense !== "coming" && title.said) {
      id = work.knowledge.states.has(title.of) ? (unit ? `${title.of}/${unit}` : title.of) : title.of;
      rule = "title-body";
    }
  }
  // "Shinzo Abe, on his first trip as Japanese prime minister": an office that one holds at a time tells when.
  note(work, pair, id, rule === "title-named" && work.knowledge.roles.get(title.roles[0]!)?.single === true);
  if (id !== null) take(work, id, pair.from, pair.to, "title", rule);
  else work.used.fill(1, title.words.default === "" && title.of === null ? pair.to : pair.from, pair.to);
}
