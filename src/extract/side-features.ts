/** What speaks for and against a home being a side of what a trigger tells, as counted features free of any language. */
import type { EventRule } from "../language/events.ts";
import type { Perspective } from "../model/event.ts";
import { type Filled, type Filler, nounFillers, verbFillers } from "./arguments.ts";
import { type Cast, homeOf, type SentenceCast, sidesAt } from "./cast.ts";
import type { Presence } from "./presence.ts";
import { verbAbove } from "./subjects.ts";
import { bare, casesOf } from "./tree.ts";

/** A trigger in its sentence with what the rules made of it. */
export interface Found {
  readonly s: SentenceCast;
  readonly word: number;
  readonly last: number;
  /** The verb that carries it: itself for a verb, the light verb of a noun, -1 for none. */
  readonly carrier: number;
  readonly rule: EventRule;
  readonly mode: string | null;
  /** Is it a deed against somebody (material conflict)? */
  readonly hostile: boolean;
  /** What the frame alone gave. */
  readonly frame: Filled;
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  /** Why these sides make no event; null where they do. */
  readonly why: string | null;
  readonly perspective: Perspective;
  readonly presupposed: boolean;
  /** Homes of whoever says the words. */
  readonly speaker: readonly string[];
  readonly dated: boolean;
}

/** Distances in words or sentences, by their order of size. */
const size = (n: number): string => (n <= 2 ? String(n) : n <= 4 ? "4" : n <= 8 ? "8" : n <= 15 ? "15" : "far");

/** The word of the sentence that names each home nearest to the trigger. */
function nearestNames(cast: Cast, s: SentenceCast, word: number): Map<string, number> {
  const nearest = new Map<string, number>();
  for (let i = 0; i < s.tree.words.length; i++) {
    const ids = s.named[i] ? (s.mentionHead[i] === i ? s.named[i]! : []) : adjectiveOrPlace(s, i);
    for (const id of ids) {
      const home = homeOf(cast, id);
      const before = nearest.get(home);
      if (before === undefined || Math.abs(i - word) < Math.abs(before - word)) nearest.set(home, i);
    }
  }
  return nearest;
}

function adjectiveOrPlace(s: SentenceCast, i: number): readonly string[] {
  if (s.modifiers[i]) return [s.modifiers[i]!];
  const country = s.places[i]?.place.country;
  return country ? [country] : [];
}

/** What the features of a trigger ask for in common. */
export interface Look {
  /** Verb, noun or noun with a light verb, and how many sides the rules know. */
  readonly shape: string;
  /** The verb that carries it, else the one above it, or -1. */
  readonly verb: number;
  /** What stands around the verb that carries it; nothing without one. */
  readonly fillers: readonly Filler[];
  /** The word that names each home nearest to it. */
  readonly nearest: ReadonlyMap<string, number>;
  /** Homes of the sides that the rules know. */
  readonly actors: ReadonlySet<string>;
  readonly recipients: ReadonlySet<string>;
}

export function lookAt(cast: Cast, found: Found): Look {
  const { s, word, carrier } = found;
  const homes = (ids: readonly string[]) => new Set(ids.map((id) => homeOf(cast, id)));
  const [actors, recipients] = [homes(found.actors), homes(found.recipients)];
  const kind = carrier === word ? "verb" : carrier >= 0 ? "carried" : "noun";
  return {
    shape: `${kind}${Math.min(new Set([...actors, ...recipients]).size, 2)}`,
    verb: carrier >= 0 ? carrier : verbAbove(s.tree, word),
    fillers: carrier >= 0 ? verbFillers(cast, s, carrier) : [],
    nearest: nearestNames(cast, s, word),
    actors,
    recipients,
  };
}

/** Features of every home that may take part, in the order of the text around the trigger. */
export function sideFeatures(cast: Cast, presence: Presence, found: Found, look: Look): Map<string, readonly string[]> {
  const { s, word, rule } = found;
  const { shape, verb, nearest } = look;
  const { order } = s.tree;
  const roles = (["actors", "recipients"] as const).map(
    (role) => [role, new Set(found.frame[role].map((id) => homeOf(cast, id)))] as const,
  );
  const out = new Map<string, readonly string[]>();
  for (const home of new Set([...presence.near(order), ...look.actors, ...look.recipients, ...presence.foremost])) {
    const features = ["any", `shape:${shape}`];
    const add = (f: string): void => void features.push(f, `${f}|${shape}`);
    for (const [role, homes] of roles)
      if (homes.has(home)) features.push(`frame:${role}`, `frame:${role}|${rule.frame}`);
    const at = nearest.get(home) ?? -1;
    const here = at >= 0 ? "+" : "";
    if (at >= 0) {
      add(`words:${at < word ? "-" : "+"}${size(Math.abs(at - word))}`);
      add(`clause:${verbAbove(s.tree, at) === verb ? "same" : "other"}`);
    } else add("words:none");
    add(`before:${size(presence.since(order, home))}${here}`);
    add(`rank:${presence.foremost.indexOf(home)}${here}`);
    if (presence.named(0, home)) add(`headline${here}`);
    out.set(home, features);
  }
  return out;
}

/** The homes in each grammatical place around a word; `subject-` is a subject that is not said. */
function slotsOf(cast: Cast, s: SentenceCast, verb: number, fillers: readonly Filler[]): Map<string, Set<string>> {
  const slots = new Map<string, Set<string>>();
  for (const { slot, word } of fillers) {
    const adjective = word >= 0 && s.modifiers[word] ? [s.modifiers[word]!] : [];
    const ids = word < 0 ? (s.dropped.get(verb) ?? []) : [...sidesAt(cast, s, word, true), ...adjective];
    const key = word < 0 ? `${slot}-` : slot;
    for (const id of ids) slots.set(key, (slots.get(key) ?? new Set()).add(homeOf(cast, id)));
  }
  return slots;
}

/** Features of each of the homes as the one who acts rather than the one who is acted upon. */
export function roleFeatures(
  cast: Cast,
  presence: Presence,
  found: Found,
  look: Look,
  homes: readonly string[],
): Map<string, readonly string[]> {
  const { s, word, carrier, rule } = found;
  const { tree } = s;
  const { shape, verb, nearest } = look;
  const noun = carrier !== word;
  const own = slotsOf(cast, s, verb, noun ? nounFillers(cast, s, word, carrier) : look.fillers);
  const above = noun && carrier < 0 && verb >= 0 ? slotsOf(cast, s, verb, verbFillers(cast, s, verb)) : null;
  const first = [...nearest].sort((a, b) => a[1] - b[1])[0]?.[0];
  const out = new Map<string, readonly string[]>();
  for (const home of homes) {
    const features = ["any", `shape:${shape}`];
    const add = (f: string): void => void features.push(f, `${f}|${shape}`, `${f}|${rule.frame}`);
    for (const role of ["actors", "recipients"] as const) if (look[role].has(home)) add(`known:${role}`);
    for (const [slot, inside] of own) if (inside.has(home)) add(`own:${slot}`);
    for (const [slot, inside] of above ?? []) if (inside.has(home)) add(`above:${slot}`);
    const at = nearest.get(home) ?? -1;
    if (at >= 0) {
      add(`words:${at < word ? "-" : "+"}${size(Math.abs(at - word))}`);
      add(`name:${bare(tree.words[at]!.deprel)}:${casesOf(tree, at, cast.events)[0] ?? ""}`);
      add(`first:${first === home}`);
    } else add("words:none");
    add(`type:${rule.type}:${presence.foremost.indexOf(home)}`);
    out.set(home, features);
  }
  return out;
}

/** Features of the trigger itself, whoever takes part. */
export function triggerFeatures(cast: Cast, presence: Presence, found: Found, look: Look): string[] {
  const { s, word, rule, perspective } = found;
  const { shape } = look;
  const { order } = s.tree;
  const relation = bare(s.tree.words[word]!.deprel);
  return [
    "any",
    `shape:${shape}`,
    `rule:${rule.name}`,
    `rule:${rule.name}|${shape}`,
    `type:${rule.type}`,
    `why:${found.why}`,
    `why:${found.why}|${shape}`,
    `certainty:${perspective.certainty}`,
    `certainty:${perspective.certainty}|${rule.type}`,
    `polarity:${perspective.polarity}`,
    `time:${perspective.time}`,
    `presupposed:${found.presupposed}|${found.carrier !== word}`,
    `sentence:${size(order)}`,
    `relation:${relation}`,
    `relation:${relation}|${rule.type}`,
    `said:${found.speaker.length > 0}`,
    `said-by-actor:${found.speaker.some((home) => look.actors.has(home))}`,
    `mode:${found.mode}`,
    `dated:${found.dated}`,
    `acting:${Math.min(presence.acting(order).length, MANY)}`,
    ...(found.carrier >= 0 ? fillerFeatures(cast, found, look) : []),
  ];
}

/** What stands as subject and object of the verb: a side, something else, or nothing. */
function fillerFeatures(cast: Cast, found: Found, { fillers }: Look): string[] {
  const { s, rule } = found;
  return (["subject", "object"] as const).flatMap((slot) => {
    const words = fillers.filter((f) => f.slot === slot && f.word >= 0 && f.word !== found.word).map((f) => f.word);
    const kind = !words.length ? "none" : words.some((w) => sidesAt(cast, s, w, true).length) ? "side" : "other";
    return [`${slot}:${kind}`, `${slot}:${kind}|${rule.frame}`];
  });
}

/** More sides than this in a sentence are all alike. */
const MANY = 4;
