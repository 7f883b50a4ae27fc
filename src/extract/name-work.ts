/** The linking of one document in progress: what is found piles up here and leaves as plain values. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Actor, Mention, MentionForm } from "../model/actor.ts";
import type { Flag } from "../model/reading.ts";
import type { Document } from "../model/sentence.ts";
import type { DayInterval } from "../model/time.ts";
import { officeOn, type Setting } from "./name-holders.ts";
import { type NameIndex, type NameWords, nameIndex } from "./name-index.ts";
import { scan } from "./name-scan.ts";
import type { Scene } from "./name-titles.ts";
import { type Tokens, tokensOf } from "./name-tokens.ts";
import type { Modifier, NamedHolding, PlaceMention, Title } from "./names.ts";

/** Codes of `Work.tagged`. */
export const tags = { PER: 1, ORG: 2, LOC: 3 } as const;

function tagsOf(document: Document, tokens: Tokens): Uint8Array {
  const tagged = new Uint8Array(tokens.count);
  const names = [...document.names].sort((a, b) => a.start - b.start);
  let i = 0;
  for (const n of names) {
    while (i < tokens.count && tokens.end[i]! <= n.start) i++;
    for (let k = i; k < tokens.count && tokens.start[k]! < n.end; k++) tagged[k] = tags[n.type];
  }
  return tagged;
}

/** Lists grow while a document is linked; nothing is taken out again. */
export interface Work {
  readonly document: Document;
  readonly published: DayInterval | null;
  readonly knowledge: Knowledge;
  readonly index: NameIndex;
  readonly tokens: Tokens;
  readonly scene: Scene;
  readonly setting: Setting;
  readonly actors: Map<string, Actor>;
  /** `at` is the token at which the mention begins. */
  readonly mentions: (Mention & { readonly at: number })[];
  readonly places: PlaceMention[];
  readonly modifiers: Modifier[];
  readonly titles: Title[];
  readonly holdings: NamedHolding[];
  readonly flags: Flag[];
  /** 1 where a mention already covers the token. */
  readonly used: Uint8Array;
  /** 1 where a token belongs to a run of capitals of two tokens or more. */
  readonly runs: Uint8Array;
  /** Tokens after which a people ("the Russians") and an adjective of nationality have ended. */
  readonly peoples: Set<number>;
  readonly modified: Set<number>;
  /** Family key -> people of the text with the token at which each is named. */
  /** People who share a family name -> whom the bare name means in this text. */
  readonly chosen: Map<readonly string[], string | null>;
  /** Ids of the people whom the text names. */
  readonly named: Set<string>;
  /** What the tagger calls each token, one of `tags`, 0 for no name. */
  readonly tagged: Uint8Array;
  readonly kin: Map<string, { readonly id: string; readonly at: number }[]>;
}

/** Cuts the text, finds what is known in it, and lays out empty lists. */
export function beginWork(
  document: Document,
  published: DayInterval | null,
  words: NameWords,
  knowledge: Knowledge,
): Work {
  const index = nameIndex(knowledge, words);
  const tokens = tokensOf(document);
  const atoms = scan(document, index, tokens);
  const atomAt = new Int32Array(tokens.count + 1).fill(-1);
  const atomTo = new Int32Array(tokens.count + 1).fill(-1);
  atoms.forEach((a, k) => {
    atomAt[a.from] = k;
    atomTo[a.to] = k;
  });
  const states = new Set<string>();
  for (const a of atoms) {
    if (a.adjective !== null) states.add(a.adjective);
    for (const e of a.entries) {
      if (e.kind === "state" || e.kind === "adjective" || e.kind === "capital" || e.kind === "body") states.add(e.id);
      else if (e.kind === "unit") states.add(e.id.slice(0, e.id.indexOf("/")));
    }
  }
  return {
    document,
    published,
    knowledge,
    index,
    tokens,
    scene: { index, tokens, knowledge, atomAt, atomTo, atoms },
    setting: { published, states },
    actors: new Map(),
    mentions: [],
    places: [],
    modifiers: [],
    titles: [],
    holdings: [],
    flags: [],
    used: new Uint8Array(tokens.count),
    runs: new Uint8Array(tokens.count),
    peoples: new Set(),
    modified: new Set(),
    chosen: new Map(),
    named: new Set(),
    tagged: tagsOf(document, tokens),
    kin: new Map(),
  };
}

/** Lists the actor of an id that the knowledge has, people with the office that they held on the day. */
export function addActor(work: Work, id: string): void {
  if (work.actors.has(id)) return;
  const actor = work.knowledge.actor(id);
  if (!actor) return;
  work.actors.set(
    id,
    actor.kind === "person" ? { ...actor, office: officeOn(work.knowledge, id, work.published) } : actor,
  );
}

/** Adds a mention over tokens from..to, unless another already stands there. */
export function take(work: Work, id: string, from: number, to: number, form: MentionForm, rule: string): void {
  for (let i = from; i < to; i++) if (work.used[i]) return;
  addActor(work, id);
  if (!work.actors.has(id)) return;
  work.used.fill(1, from, to);
  work.mentions.push({
    start: work.tokens.start[from]!,
    end: work.tokens.end[to - 1]!,
    actor: id,
    form,
    rule,
    at: from,
  });
}
/** Id of the state of a person, or null. */
export function country(work: Work, person: string): string | null {
  return work.knowledge.people.get(person)?.country ?? null;
}

/** Id of the state that an actor belongs to, or null. */
export function countryOf(work: Work, id: string): string | null {
  return work.knowledge.actor(id)?.country ?? null;
}
