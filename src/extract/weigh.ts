/** Weighs who takes part in what a trigger tells, and whether it tells an event: learned weights over counted features. */
import { likelihood, type Weighing } from "../language/weighing.ts";
import type { Span } from "../model/span.ts";
import { type Cast, homeOf, isSide } from "./cast.ts";
import type { Presence } from "./presence.ts";
import { type Found, type Look, lookAt, roleFeatures, sideFeatures, triggerFeatures } from "./side-features.ts";
import { spanOf } from "./tree.ts";

/** A trigger as it is weighed. */
export interface Weighed {
  readonly found: Found;
  readonly trigger: Span;
  /** What was seen around it, with the homes of the sides that the rules know. */
  readonly look: Look;
  /** Homes that the sentence names otherwise than as a place. */
  readonly here: ReadonlySet<string>;
  /** Features of the trigger itself. */
  readonly features: readonly string[];
  /** Features of each home that may take part. */
  readonly sides: ReadonlyMap<string, readonly string[]>;
  /** Features of each of these homes as the one who acts. */
  readonly roles: (homes: readonly string[]) => ReadonlyMap<string, readonly string[]>;
}

/** Homes of the sides, best first within each, and how likely they make it an event. */
export interface Verdict {
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  readonly likely: number;
}

/** From this likelihood on a home that the sentence names, not only as a place, takes part; the two likeliest do so in any case. */
const TAKES_PART = 0.5;
const ALWAYS = 2;

/** From this likelihood on a trigger with these sides tells an event. */
export const TELLS = 0.4;

/** Steps into which likelihoods are cut where they are features themselves. */
const STEPS = 5;

/** Collects what speaks for and against the trigger and its sides. */
export function weigh(cast: Cast, presence: Presence, found: Found): Weighed {
  const look = lookAt(cast, found);
  return {
    found,
    look,
    trigger: spanOf(found.s.tree, found.word, found.last),
    here: new Set(presence.acting(found.s.tree.order)),
    features: triggerFeatures(cast, presence, found, look),
    sides: sideFeatures(cast, presence, found, look),
    roles: (homes) => roleFeatures(cast, presence, found, look, homes),
  };
}

/** How likely each home takes part. */
export const sidesLikely = (weighing: Weighing, weighed: Weighed): Map<string, number> =>
  new Map([...weighed.sides].map(([home, features]) => [home, likelihood(weighing.side, features)]));

/** The homes to which the rules give the same one role as to this one: they take part together or not at all. */
function together({ look: known }: Weighed, home: string): readonly string[] {
  const acts = known.actors.has(home);
  if (acts === known.recipients.has(home)) return [home];
  const [own, other] = acts ? [known.actors, known.recipients] : [known.recipients, known.actors];
  return [...own].filter((h) => !other.has(h));
}

/** The homes that take part, likeliest first, by the likelihood of each. */
export function takingPart(weighed: Weighed, likely: ReadonlyMap<string, number>): string[] {
  const sorted = [...likely].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const taken = new Set<string>();
  let sides = 0;
  const { found, look, here } = weighed;
  // nobody is charged with a hostile deed, or said to have suffered it, beside those whom the rules know
  const closed = found.hostile && found.why === null;
  const more = (home: string): boolean =>
    here.has(home) && (!closed || look.actors.has(home) || look.recipients.has(home));
  for (const [home, p] of sorted) {
    if (taken.has(home) || (sides >= ALWAYS && !(p > TAKES_PART && more(home)))) continue;
    for (const h of together(weighed, home)) taken.add(h);
    sides++;
  }
  return [...taken];
}

/** Features of the trigger with those of the sides chosen for it. */
export function eventFeatures(weighed: Weighed, likely: ReadonlyMap<string, number>): string[] {
  const steps = [...likely.values()].sort((a, b) => b - a).map((p) => Math.min(STEPS - 1, Math.floor(p * STEPS)));
  const known = new Set([...weighed.look.actors, ...weighed.look.recipients]);
  const chosen = takingPart(weighed, likely);
  const agreed = !weighed.found.why && known.size === chosen.length && chosen.every((home) => known.has(home));
  const [first = 0, second = 0, third = 0] = steps;
  return [
    ...weighed.features,
    `first:${first}`,
    `second:${second}`,
    `both:${first}${second}`,
    `third:${third}`,
    `agreed:${agreed}`,
  ];
}

/** Who takes part in which role, and how likely it is an event. */
export function judge(weighing: Weighing, weighed: Weighed): Verdict {
  const likely = sidesLikely(weighing, weighed);
  const homes = takingPart(weighed, likely);
  const roles = weighed.roles(homes);
  const sides = homes
    .map((home) => ({ home, acts: likelihood(weighing.actor, roles.get(home)!) }))
    .sort((a, b) => b.acts - a.acts);
  const actors = sides.filter((x, k) => k === 0 || (x.acts > 0.5 && k < sides.length - 1));
  return {
    actors: actors.map((x) => x.home),
    recipients: sides.slice(actors.length).map((x) => x.home),
    likely: likelihood(weighing.event, eventFeatures(weighed, likely)),
  };
}

/** The actors by whom a home takes part: those the rules know, else whom the sentence names nearest, else the home itself. */
export function actorsFrom(cast: Cast, { found, look }: Weighed, home: string): readonly string[] {
  const at = (ids: readonly string[]) => ids.filter((id) => isSide(cast, id) && homeOf(cast, id) === home);
  const known = at([...found.actors, ...found.recipients]);
  if (known.length) return known;
  const word = look.nearest.get(home);
  const named = word === undefined ? [] : at(found.s.named[word] ?? []);
  return named.length ? named : [home];
}
