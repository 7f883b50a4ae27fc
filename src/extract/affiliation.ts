/** For whom a person stands: whoever heads or speaks for an international body on the day is no side of his home state. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Actor } from "../model/actor.ts";
import type { DayInterval } from "../model/time.ts";

/** The actors of an article, people of international bodies without a country. Where the day is not known, nothing changes. */
export function affiliate(actors: readonly Actor[], on: DayInterval | null, knowledge: Knowledge): Actor[] {
  if (!on) return [...actors];
  return actors.map((a) => {
    if (a.kind !== "person" || a.country === null) return a;
    const held = knowledge.offices(a.id, on);
    const international = (of: string) => {
      const body = knowledge.actor(of);
      return body !== null && body !== undefined && body.kind === "organisation" && body.country === null;
    };
    return held.length > 0 && held.every((h) => international(h.of)) ? { ...a, country: null } : a;
  });
}
