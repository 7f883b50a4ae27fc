/** What a stretch of text names, and where it has words for the kinds of known events. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { KnownKind, KnownPack } from "../language/known.ts";
import type { Sentence, Word } from "../model/sentence.ts";
import type { Scene } from "./known-match.ts";
import type { Linked } from "./names.ts";

/** The names of a document, as far as known events ask for them. */
export type Named = Pick<Linked, "mentions" | "places" | "modifiers">;

/** A word or phrase of a kind, by the index of its first word. */
export interface Hit {
  readonly kind: KnownKind;
  readonly at: number;
  readonly end: number;
}

/** The items of an ordered list that lie in each sentence, asked for in order. */
export function walker<T extends { readonly start: number; readonly end: number }>(
  list: readonly T[],
): (s: Sentence) => readonly T[] {
  let next = 0;
  return (s) => {
    while (next < list.length && list[next]!.start < s.start) next++;
    const first = next;
    while (next < list.length && list[next]!.start < s.end) next++;
    return list.slice(first, next);
  };
}

/** Whom and what the mentions of a stretch of text name. */
export function sceneOf(
  mentions: Named["mentions"],
  places: Named["places"],
  modifiers: Named["modifiers"],
  knowledge: Knowledge,
): Scene {
  const named = new Set<string>();
  const states = new Set<string>();
  const at = new Set<string>();
  const cities = new Set<string>();
  const people = new Map<string, string[]>();
  for (const m of mentions) {
    named.add(m.actor);
    const person = knowledge.people.get(m.actor);
    const state = knowledge.states.has(m.actor)
      ? m.actor
      : m.actor.includes("/")
        ? m.actor.slice(0, m.actor.indexOf("/"))
        : "";
    if (person?.country && !people.get(person.country)?.includes(person.id))
      people.set(person.country, [...(people.get(person.country) ?? []), person.id]);
    if (knowledge.states.has(state)) states.add(state);
    if (knowledge.states.has(m.actor)) at.add(m.actor);
  }
  for (const { place } of places) {
    if (place.country) {
      cities.add(`${place.country} ${place.name}`);
      states.add(place.country);
      at.add(place.country);
    }
  }
  for (const m of modifiers) if (knowledge.states.has(m.actor)) states.add(m.actor);
  return { named, states, places: at, cities, people };
}

const matches = (w: Word | undefined, key: string): boolean =>
  w !== undefined && (w.lemma.toLowerCase() === key || w.form.toLowerCase() === key);

/** Words that tell of a kind. A word may tell of several. */
export function hitsOf(sentence: Sentence, phrases: KnownPack["phrases"]): Hit[] {
  const hits: Hit[] = [];
  sentence.words.forEach((w, at) => {
    if (w.upos === "PROPN" && w.form.length < 3) return;
    const lists = new Set([phrases.get(w.lemma.toLowerCase()), phrases.get(w.form.toLowerCase())]);
    for (const list of lists)
      for (const p of list ?? [])
        if (
          p.rest.every((key, k) => matches(sentence.words[at + 1 + k], key)) &&
          !hits.some((h) => h.at === at && h.kind === p.kind)
        )
          hits.push({ kind: p.kind, at, end: at + p.rest.length });
  });
  return hits;
}
