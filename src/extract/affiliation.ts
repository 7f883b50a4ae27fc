/** For whom a person stands: whoever heads or speaks for an international body on the day is no side of his home state. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Actor } from "../model/actor.ts";
import type { DayInterval } from "../model/time.ts";

/** The actors of an article, people of international bodies without a country. Where the day is not known, the last office counts. */
export function affiliate(actors: readonly Actor[], on: DayInterval | null, knowledge: Knowledge): Actor[] {
  return actors.map((a) => {
    if (a.kind !== "person" || a.country === null) return a;
    const held = on ? knowledge.offices(a.id, on) : lastOf(knowledge.offices(a.id));
    const international = (of: string) => {
      const body = knowledge.actor(of);
      return body !== null && body !== undefined && body.kind === "organisation" && body.country === null;
    };
    return held.length > 0 && held.every((h) => international(h.of)) ? { ...a, country: null } : a;
  });
}

/** The offices that ended last; those that still run before all others. */
function lastOf<T extends { readonly to: string | null }>(held: readonly T[]): readonly T[] {
  const end = (h: T): string => h.to ?? "9999";
  const last = held.reduce((max, h) => (end(h) > max ? end(h) : max), "");
  return held.filter((h) => end(h) === last);
}
