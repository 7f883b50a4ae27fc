/** Events under way in a text: tellings join them, and they are found by how lately and of whom they were told. */
import { type Cast, homeOf } from "./cast.ts";
import type { Telling } from "./events.ts";
import type { Saying } from "./saying-verbs.ts";

/** How far back (in sentences) a bare "the meeting" may point. */
const ANAPHOR_REACH = 6;

/** An event under way: its tellings, each with the statement that it stands in. */
export interface Growing {
  readonly first: Telling;
  /** The homes of all sides of the first telling. */
  readonly sides: string;
  readonly tellings: Telling[];
  readonly said: Map<Telling, Saying | null>;
  /** Its place among all. */
  readonly at: number;
}

/** States and bodies behind the ids, as one word. */
const homes = (cast: Cast, ids: readonly string[]): string =>
  [...new Set(ids.map((id) => homeOf(cast, id)))].sort().join(" ");

/** The homes of all who take part. */
export const sidesOf = (cast: Cast, telling: Telling): string =>
  homes(cast, [...telling.actors, ...telling.recipients]);

/** All events of a text, told in the order of its sentences. */
export class Gathering {
  readonly all: Growing[] = [];
  readonly #cast: Cast;
  readonly #like = new Map<string, Growing[]>();
  #recent: Growing[] = [];

  constructor(cast: Cast) {
    this.#cast = cast;
  }

  /** Events of which a telling is near enough before a sentence to be pointed back to, in the order in which they began. */
  recent(order: number): readonly Growing[] {
    const reach = order - ANAPHOR_REACH;
    if (this.#recent.some((g) => lastOrder(g) < reach))
      this.#recent = this.#recent.filter((g) => lastOrder(g) >= reach);
    return this.#recent;
  }

  /** Events of a type between the same homes, in the order in which they began. */
  between(type: string, sides: string): readonly Growing[] {
    return this.#like.get(`${type} ${sides}`) ?? [];
  }

  /** Begins an event. */
  begin(first: Telling, saying: Saying | null): void {
    const sides = sidesOf(this.#cast, first);
    const g = { first, sides, tellings: [first], said: new Map([[first, saying]]), at: this.all.length };
    this.all.push(g);
    this.#recent.push(g);
    const key = `${first.rule.type} ${sides}`;
    const like = this.#like.get(key);
    if (like) like.push(g);
    else this.#like.set(key, [g]);
  }

  /** Adds a telling to an event. */
  tell(g: Growing, telling: Telling, saying: Saying | null): void {
    g.tellings.push(telling);
    g.said.set(telling, saying);
    if (this.#recent.includes(g)) return;
    const after = this.#recent.findIndex((x) => x.at > g.at);
    this.#recent.splice(after < 0 ? this.#recent.length : after, 0, g);
  }
}

const lastOrder = (g: Growing): number => g.tellings[g.tellings.length - 1]!.order;
