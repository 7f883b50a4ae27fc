/** The judgements of persons as bonds between items: the last word on a pair counts. */

import { apartKey, type Bonds } from "../merge/cluster.ts";
import type { Judgement } from "../model/judgement.ts";

export class Bound {
  /** Items that must be together, by item: itself and all that are bound to it, however far. */
  readonly #together = new Map<string, readonly string[]>();
  readonly #apart = new Set<string>();
  readonly #judged = new Set<string>();

  constructor(judgements: readonly Judgement[]) {
    const last = new Map<string, { left: string; right: string; verdict: Judgement["verdict"] }>();
    for (const j of judgements) {
      const left = `${j.left.article}:${j.left.item}`;
      const right = `${j.right.article}:${j.right.item}`;
      if (left !== right) last.set(apartKey(left, right), { left, right, verdict: j.verdict });
    }
    const near = new Map<string, string[]>();
    for (const [pair, { left, right, verdict }] of last) {
      this.#judged.add(pair);
      if (verdict === "different") this.#apart.add(pair);
      if (verdict !== "same") continue;
      near.set(left, [...(near.get(left) ?? []), right]);
      near.set(right, [...(near.get(right) ?? []), left]);
    }
    for (const start of near.keys()) {
      if (this.#together.has(start)) continue;
      const group = [start];
      for (const x of group) for (const y of near.get(x) ?? []) if (!group.includes(y)) group.push(y);
      group.sort();
      for (const x of group) this.#together.set(x, group);
    }
  }

  /** All that a person bound to the item, itself included; null where nobody did. */
  with(key: string): readonly string[] | null {
    return this.#together.get(key) ?? null;
  }

  /** Somebody has said something on one of the pairs. */
  judged(lefts: readonly string[], rights: readonly string[]): boolean {
    return this.#judged.size > 0 && lefts.some((l) => rights.some((r) => this.#judged.has(apartKey(l, r))));
  }

  get any(): boolean {
    return this.#judged.size > 0;
  }

  /** The bonds among the given items. */
  among(keys: readonly string[]): Bonds {
    const groups = new Map<string, readonly string[]>();
    if (this.#together.size > 0)
      for (const k of keys) {
        const group = this.#together.get(k);
        if (group) groups.set(group[0]!, group);
      }
    return { together: [...groups.values()], apart: this.#apart };
  }
}
