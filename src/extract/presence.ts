/** Who is present where in an article: how strongly each sentence names each home. */
import { type Cast, countryOf, isSide, type SentenceCast } from "./cast.ts";
import { bare, casesOf } from "./tree.ts";

/** Who is present in the sentences of an article; a home is a state, or a body without one. */
export interface Presence {
  /**
   * The home that the text sets against the given ones at this sentence; null where none stands out. What the sentence
   * itself names counts most, then whom the text names together with them nearby, in its headline and throughout.
   */
  counterpart(order: number, homes: ReadonlySet<string>): string | null;
  /** The homes that the sentence names otherwise than as a place. */
  acting(order: number): readonly string[];
  /** Does the sentence name the home in any way? */
  named(order: number, home: string): boolean;
  /** How many sentences before this one the home was named last; FAR where it was not within reach. */
  since(order: number, home: string): number;
  /** The homes named in the sentences around this one, in the order of the text. */
  near(order: number): ReadonlySet<string>;
  /** The homes that the whole text names most, first of all the most named. */
  readonly foremost: readonly string[];
}

/** How far before a sentence names count as near, and how far behind, in sentences. */
const BEFORE = 8;
const BEHIND = 2;
/** Stands for no mention within reach, in sentences. */
const FAR = 99;
/** How many homes are foremost. */
const FOREMOST = 4;

/** What each way of being named is worth. */
const NAMED = 1;
const SUBJECT = 1.3;
const ADJECTIVE = 0.7;
const PLACE = 0.25;
const BODY = 0.6;
const HEADLINE = 2;

/** What a side named in the sentence itself gains, and what company throughout the text and mere presence before count. */
const HERE = 1;
const THROUGHOUT = 0.6;
const PRESENT = 0.3;
/** What the side that the whole text names most gains. */
const TOPIC = 1;

/** The least score of a counterpart, and by how much it must lead. */
const LEAST = 0.8;
const CLEARLY = 1.1;

/** Sentences that name more sides than this are lists, which set nobody against anybody. */
const LIST = 8;

/** How company fades by sentence. */
const FADE = 0.8;

/** Looks over the whole article once; linear in its words, and in the sides of a sentence squared. */
export function presenceOf(cast: Cast): Presence {
  const present = cast.sentences.map((s) => homesIn(cast, s));
  const company = new Map<string, Map<string, number>>();
  present.forEach((homes, order) => {
    if (homes.size > LIST) return;
    for (const [a, wa] of homes)
      for (const [b, wb] of homes) {
        if (a === b) continue;
        const row = company.get(a) ?? new Map<string, number>();
        company.set(a, row.set(b, (row.get(b) ?? 0) + Math.min(1, wa * wb) * (order === 0 ? HEADLINE : 1)));
      }
  });
  const weight = new Map<string, number>();
  present.forEach((homes, order) => {
    for (const [home, w] of homes)
      weight.set(home, (weight.get(home) ?? 0) + Math.min(1, w) * (order === 0 ? HEADLINE : 1));
  });
  const foremost = [...weight]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, FOREMOST)
    .map(([home]) => home);
  const heaviest = Math.max(1, ...weight.values());
  const most = (row: ReadonlyMap<string, number> | undefined): number => Math.max(0, ...(row?.values() ?? []));

  const counterpart = (order: number, homes: ReadonlySet<string>): string | null => {
    const scores = new Map<string, number>();
    const add = (home: string, score: number) => {
      if (!homes.has(home)) scores.set(home, (scores.get(home) ?? 0) + score);
    };
    for (let k = Math.max(0, order - BEFORE); k <= Math.min(present.length - 1, order + BEFORE); k++) {
      const here = present[k]!;
      const fade = FADE ** Math.abs(k - order);
      const own = Math.max(0, ...[...homes].map((h) => here.get(h) ?? 0));
      for (const [home, weight] of here) {
        if (k === order) add(home, HERE * weight);
        else if (own > 0 && here.size <= LIST) add(home, fade * Math.min(1, own * weight));
        if (k < order) add(home, PRESENT * fade * weight);
      }
    }
    for (const own of homes) {
      const row = company.get(own);
      const top = most(row);
      for (const [home, n] of row ?? []) add(home, (THROUGHOUT * n) / top);
    }
    for (const [home, w] of weight) add(home, (TOPIC * w) / heaviest);
    return clearest(scores);
  };

  return {
    foremost,
    counterpart,
    acting: (order) => [...present[order]!].filter(([, w]) => w > PLACE).map(([home]) => home),
    named: (order, home) => present[order]!.has(home),
    since: (order, home) => {
      for (let k = order - 1; k >= Math.max(0, order - BEFORE); k--) if (present[k]!.has(home)) return order - k;
      return FAR;
    },
    near: (order) =>
      new Set(present.slice(Math.max(0, order - BEFORE), order + BEHIND + 1).flatMap((homes) => [...homes.keys()])),
  };
}

function clearest(scores: ReadonlyMap<string, number>): string | null {
  const [first, second] = [...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (!first || first[1] < LEAST) return null;
  return !second || first[1] >= second[1] * CLEARLY ? first[0] : null;
}

/** The homes that a sentence names, with the weight of the strongest way in which it does. */
function homesIn(cast: Cast, s: SentenceCast): ReadonlyMap<string, number> {
  const homes = new Map<string, number>();
  s.tree.words.forEach((word, i) => {
    const head = s.mentionHead[i] === i;
    const ids = head ? s.named[i]! : s.modifiers[i] && !s.named[i] ? [s.modifiers[i]!] : [];
    for (const id of ids) {
      if (!isSide(cast, id)) continue;
      const actor = cast.actors.get(id)!;
      const home = countryOf(cast, id);
      if (home === null && (actor.kind === "person" || id.startsWith("local/"))) continue;
      const cases = head ? casesOf(s.tree, i, cast.events) : [];
      const place =
        actor.kind === "state" && !cases.includes("to") && cases.some((g) => g === "in" || g === "at" || g === "from");
      const role = place ? PLACE : !head ? ADJECTIVE : bare(word.deprel) === "nsubj" ? SUBJECT : NAMED;
      const weight = role * (home === null ? BODY : 1);
      const key = home ?? id;
      homes.set(key, Math.max(homes.get(key) ?? 0, weight));
    }
  });
  return homes;
}
