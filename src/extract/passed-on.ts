/** Through whom an event came to the reader: agencies that report it, and who tells of it where the article does not of itself. */
import { overlaps } from "../model/span.ts";
import { allRelay, type Source } from "./attribution.ts";
import { type Cast, sameHome } from "./cast.ts";
import { reachOf } from "./chains.ts";
import type { Telling } from "./events.ts";
import type { Saying } from "./saying-verbs.ts";

/** What is asked of an event that passed through others. */
export interface Passed {
  readonly tellings: readonly Telling[];
  /** The statements that a telling stands in. */
  readonly sayings: (t: Telling) => readonly Saying[];
  /** For each sentence the sources that pass it on. */
  readonly relays: readonly (readonly Source[])[];
  /** Do words alone make such an event? Then who speaks them does it, and passes nothing on. */
  readonly verbal: boolean;
  /** Does it lie ahead? What somebody announces of himself he does not pass on. */
  readonly ahead: boolean;
}

/** Ids of actors, nearest to the reader first. */
export function passedOn(cast: Cast, event: Passed): string[] {
  const { tellings } = event;
  const sides = new Set(tellings.flatMap((t) => [...t.actors, ...t.recipients]));
  const same = (a: string, b: string) => sameHome(cast, a, b);
  const involved = (source: Source) => source.ids.some((id) => [...sides].some((a) => same(a, id)));
  const via: string[] = [];
  for (const t of tellings) {
    const s = cast.sentences[t.order]!;
    for (const source of event.relays[t.order] ?? []) {
      if (!overlaps(reachOf(s, source), t.evidence)) continue;
      // "according to X" passes on what others did, not what X did
      if (allRelay(cast, source.ids) || (tellsOfOthers(source) && !involved(source))) via.push(...source.ids);
    }
  }
  // what the article tells of itself first, below its headline, nobody needs to pass on
  const main = tellings.find((t) => !isHeadline(cast, t.order)) ?? tellings[0]!;
  for (const saying of event.sayings(main)) {
    // who praises, rejects or asks for a deed does not tell of it
    if (["praises", "rejects", "calls-for"].includes(saying.act)) continue;
    via.push(...saying.via);
    const own = saying.speaker.some((id) => main.actors.some((a) => same(a, id)));
    if (!(own && (event.verbal || event.ahead))) via.push(...saying.speaker);
  }
  return [...new Set(via)];
}

/** "According to X", "quoting X". */
const tellsOfOthers = (source: Source): boolean => source.form === "phrase" || source.rule === "attribution/quoting";

/** The first sentence is a headline where no stop ends it. */
const isHeadline = (cast: Cast, order: number): boolean =>
  order === 0 && cast.sentences.length > 1 && cast.sentences[0]!.tree.words.at(-1)?.form !== ".";
