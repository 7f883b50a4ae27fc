/** Titles and the names that stand beside them: "the minister X", "X, minister of Y". */
import { holdsIn } from "./name-holders.ts";
import { isHonorific, type PersonSpan } from "./name-people.ts";
import { type Atom, entryOf } from "./name-scan.ts";
import { type TitleReading, titleAt } from "./name-titles.ts";
import { gap, wordAt } from "./name-tokens.ts";
import { country, countryOf, tags, type Work } from "./name-work.ts";

/** A title together with the name that stands beside it, over tokens from..to. */
export interface Pair {
  readonly title: TitleReading;
  readonly person: PersonSpan | null;
  readonly from: number;
  readonly to: number;
}

/** Titles in the order of the text, each with the name before or after it that it belongs to. */
export function pair(work: Work, spans: readonly PersonSpan[]): Pair[] {
  const tokens = work.tokens;
  const startAt = new Map(spans.map((s) => [s.from, s]));
  const endAt = new Map(spans.map((s) => [s.to, s]));
  const taken = new Set<PersonSpan>();
  const pairs: Pair[] = [];
  let until = 0;
  for (const atom of work.scene.atoms) {
    if (atom.from < until || !entryOf(atom, "office")) continue;
    // "has sent": a participle that sounds like an office.
    if (atom.to - atom.from === 1 && /^(VERB|AUX)$/.test(wordAt(work.document, tokens, atom.from)?.upos ?? ""))
      continue;
    const read = titleAt(work.scene, atom.from) ?? headless(atom);
    if (!read) continue;
    let title: TitleReading = read;
    let end = title.to;
    const after = (i: number): PersonSpan | null => {
      const s = startAt.get(i);
      return s && !taken.has(s) ? s : null;
    };
    const gapAfter = end < tokens.count ? tokens.before[end]! : gap.hard;
    let person: PersonSpan | null = null;
    let from = title.from;
    if (gapAfter === gap.space || gapAfter === gap.join) {
      const next = after(overHonorifics(work, end));
      if (next && joins(work, next, title, "beside")) person = next;
    }
    if (!person) {
      // "Lavrov, Russian minister": the name before, over an article and a comma or bracket.
      let i = title.from;
      while (
        i > 0 &&
        work.index.words.articles.has(tokens.folded[i - 1]!) &&
        (tokens.before[i] === gap.space || tokens.before[i] === gap.join)
      )
        i--;
      const before = endAt.get(i);
      const between = i < tokens.count ? tokens.before[i]! : gap.hard;
      const closed = i === title.from && gapAfter !== gap.space && gapAfter !== gap.join;
      if (
        before &&
        !taken.has(before) &&
        (between === gap.comma || between === gap.open || (between === gap.space && i === title.from && title.said)) &&
        joins(work, before, title, closed ? "closed" : "before")
      ) {
        person = before;
        from = before.from;
      }
    }
    if (!person && (gapAfter === gap.comma || gapAfter === gap.open)) {
      const next = after(overHonorifics(work, end));
      if (next && joins(work, next, title, "comma")) person = next;
    }
    if (!person) {
      const chain = overPhrase(work, end, startAt);
      if (
        chain &&
        !taken.has(chain.person) &&
        joins(work, chain.person, { ...title, of: title.of ?? chain.of }, "beside")
      ) {
        person = chain.person;
        title = { ...title, of: title.of ?? chain.of };
      }
    }
    if (!person && title.roles.length === 0) continue;
    if (person) {
      taken.add(person);
      from = Math.min(from, person.from);
      end = Math.max(end, person.to);
    }
    until = end;
    pairs.push({ title, person, from, to: end });
  }
  return pairs;
}

/** A head or director whose body nobody knows: a title only beside a name. */
function headless(atom: Atom): TitleReading | null {
  const words = entryOf(atom, "office")?.office;
  if (!words?.head) return null;
  return { from: atom.from, to: atom.to, words, roles: [], of: null, said: false, tense: "current" };
}

/** The token after words of respect: "emir | Sheikh | Tamim". */
function overHonorifics(work: Work, i: number): number {
  let to = i;
  while (to < work.tokens.count && (to === i || tied(work, to)) && isHonorific(work.index, work.tokens, to)) to++;
  return to;
}

const tied = (work: Work, i: number): boolean =>
  work.tokens.before[i] === gap.space || work.tokens.before[i] === gap.join;

/** Longest phrase between a title and its name, in tokens. */
const longestPhrase = 8;

/** "director of the institute X": the person who stands after a phrase that opens with "of", and the state that the phrase names. */
function overPhrase(
  work: Work,
  from: number,
  startAt: ReadonlyMap<number, PersonSpan>,
): { readonly person: PersonSpan; readonly of: string | null } | null {
  const { tokens, index } = work;
  const { of: ofs, at, stand, articles } = index.words;
  const small = (i: number): boolean => {
    const word = tokens.folded[i]!;
    return ofs.has(word) || at.has(word) || stand.has(word) || articles.has(word);
  };
  if (from >= tokens.count || !ofs.has(tokens.folded[from]!)) return null;
  let state: string | null = null;
  for (let i = from; i < tokens.count && i < from + longestPhrase; i++) {
    const person = startAt.get(i);
    if (!tied(work, i) && !(person && tokens.before[i] === gap.comma && likeNamed(work, person))) return null;
    if (person && i > from + 1 && !small(i - 1)) {
      const sure = person.how === "full" || person.how === "variant" || likeNamed(work, person);
      if (sure) return { person, of: state };
    }
    const word = wordAt(work.document, tokens, i);
    if (word === null || (tokens.caps[i] === 0 && !/^(NOUN|PROPN|ADJ|ADP|DET)$/.test(word.upos))) return null;
    const k = work.scene.atomAt[i]!;
    const found = k < 0 ? null : work.scene.atoms[k]!;
    if (entryOf(found, "office")) return null;
    const named = entryOf(found, "state", "capital", "adjective", "body", "unit");
    const place = entryOf(found, "place");
    state ??= named ? named.id : place ? (work.knowledge.places.get(place.id)?.country ?? null) : null;
  }
  return null;
}

/** A run of two tokens or more that the tagger calls a person. */
function likeNamed(work: Work, span: PersonSpan): boolean {
  if (span.to - span.from < 2) return false;
  for (let i = span.from; i < span.to; i++) if (work.tagged[i] !== tags.PER) return false;
  return true;
}

/** Whether a name and a title belong together, by how they stand and by what is known. */
function joins(
  work: Work,
  person: PersonSpan,
  title: TitleReading,
  how: "beside" | "before" | "closed" | "comma",
): boolean {
  if (person.how === "run") {
    const length = person.to - person.from;
    if (how === "beside") return length > 1 || title.of !== null;
    return length > 1 && title.said && likePerson(work, person);
  }
  const held = person.ids.some((id) => holdsIn(work.knowledge, id, title, null));
  if (held) return true;
  if (how === "beside")
    return (
      title.of === null ||
      !title.said ||
      (person.how !== "family" && person.ids.some((id) => holdsIn(work.knowledge, id, { ...title, of: null }, null))) ||
      person.ids.some((id) => country(work, id) === countryOf(work, title.of!) || countryOf(work, title.of!) === null)
    );
  if (!title.said || title.of === null) return false;
  // "Burhan, head of the army of Sudan,": no article, closed by a stop or comma.
  if (how === "closed" && person.how !== "family" && title.tense !== "former")
    return person.ids.some((id) => country(work, id) === countryOf(work, title.of!));
  return (
    person.how !== "family" &&
    person.ids.some((id) => country(work, id) === countryOf(work, title.of!) && work.knowledge.offices(id).length === 0)
  );
}

/** Whether a run of capitals reads as a person: the tagger says so, or no tagger looked. */
function likePerson(work: Work, span: PersonSpan): boolean {
  let named = false;
  for (let i = span.from; i < span.to; i++) {
    if (work.tagged[i] === tags.PER) return true;
    if (work.tagged[i] !== 0) named = true;
  }
  return !named;
}
