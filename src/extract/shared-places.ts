/** Gives what two sides do without a place the place of their meeting, where the article tells of one at that time. */
import type { Event, Place } from "../model/event.ts";
import { dayNumber } from "../model/time.ts";
import { type Cast, homeOf } from "./cast.ts";

/** What is done face to face: where the sides meet, they agree, refuse and praise. */
const together = new Set<Event["type"]>(["CONSULT", "AGREE", "SUPPORT", "REJECT", "CONCEDE", "COOPERATE", "REQUEST"]);
/** Two dates so many days apart may be of one meeting. */
const apart = 1;
/** A date that spans more days than this places nothing. */
const widest = 7;

/** The events, those without a place with that of the nearest meeting of the same sides on the same days. */
export function sharePlaces(cast: Cast, events: readonly Event[]): Event[] {
  const homesOf = (e: Event): Set<string> => new Set([...e.actors, ...e.recipients].map((id) => homeOf(cast, id)));
  const meetings = events.flatMap((e, i) =>
    e.type === "CONSULT" && e.place && e.date && e.mode !== "phone" && e.perspective.polarity === "positive"
      ? [{ e, i, homes: homesOf(e), place: e.place }]
      : [],
  );
  if (!meetings.length) return [...events];
  return events.map((e, i) => {
    if (e.place || !e.date || !together.has(e.type) || e.mode === "phone" || e.perspective.polarity === "negative")
      return e;
    const homes = homesOf(e);
    if (homes.size < 2) return e;
    let best: { readonly place: Place; readonly i: number } | null = null;
    for (const m of meetings) {
      if (![...homes].every((h) => m.homes.has(h)) || !sameDays(e, m.e)) continue;
      if ((m.e.perspective.time === "future") !== (e.perspective.time === "future")) continue;
      if (!best || Math.abs(m.i - i) < Math.abs(best.i - i)) best = m;
    }
    return best ? { ...e, place: best.place } : e;
  });
}

function sameDays(a: Event, b: Event): boolean {
  const [x, y] = [a.date!, b.date!];
  const span = (d: typeof x): number => dayNumber(d.to) - dayNumber(d.from);
  if (span(x) > widest || span(y) > widest) return false;
  return dayNumber(x.from) - apart <= dayNumber(y.to) && dayNumber(y.from) - apart <= dayNumber(x.to);
}
