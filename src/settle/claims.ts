/** Places statements into claims and draws the claims that changed. */
import { stancesOf } from "../merge/claims.ts";
import { originsOf } from "../merge/origins.ts";
import { dayOf } from "../model/time.ts";
import type { Role } from "../store/marks.ts";
import type { ClaimRecord } from "../store/records.ts";
import type { ItemRow, Shelf } from "../store/shelf.ts";
import type { Bound } from "./bonds.ts";
import { isDated, type Moved } from "./events.ts";
import type { Kept } from "./records.ts";

type Item = ItemRow<Kept>;

export class ClaimDrawer {
  readonly #shelf: Shelf<Kept>;
  readonly #bound: Bound;
  readonly #articles = new Set<string>();
  readonly #unplaced = new Set<number>();
  readonly #regions = new Set<number>();
  readonly #claims = new Set<string>();

  constructor(shelf: Shelf<Kept>, bound: Bound) {
    this.#shelf = shelf;
    this.#bound = bound;
  }

  /** The statements of a new article are to be placed. */
  come(article: string): void {
    this.#articles.add(article);
  }

  /** An item is about to be taken out. */
  leave(item: Item): void {
    this.#unplaced.delete(item.n);
    if (item.claim_region !== null) this.#regions.add(item.claim_region);
    if (item.claim !== null) this.#claims.add(item.claim);
  }

  /** A person has said something on it. */
  again(item: Item): void {
    if (item.kind !== "statement") return;
    this.leave(item);
    this.#unplaced.add(item.n);
  }

  touchArticle(article: string): void {
    for (const i of this.#shelf.itemsOf(article)) if (i.claim !== null) this.#claims.add(i.claim);
  }

  /** Draws after the events have been; returns how many claims were written. */
  draw(moved: Moved): number {
    for (const article of [...new Set([...this.#articles, ...moved.articles])].sort()) this.#key(article);
    for (const region of this.#regions) {
      for (const item of this.#shelf.inClaimRegion(region)) this.#unplaced.add(item.n);
      this.#shelf.clearClaimRegion(region);
    }
    this.#regions.clear();
    for (const n of [...this.#unplaced].sort((a, b) => a - b)) this.#place(n);
    for (const region of [...this.#regions].sort((a, b) => a - b)) this.#group(region);
    let drawn = 0;
    for (const claim of [...this.#claims].sort()) drawn += this.#drawClaim(claim) ? 1 : 0;
    return drawn;
  }

  /** Gives the statements of an article their keys and sides; those whose keys changed are to be placed anew. */
  #key(article: string): void {
    const items = this.#shelf.itemsOf(article);
    const byItem = new Map(items.map((i) => [i.item, i]));
    const stances = items.map((i) => i.feature.stance).filter((s) => s !== null);
    const homeOf = (event: string): { id: string; dated: boolean } | null => {
      const cluster = byItem.get(event)?.cluster;
      const record = cluster ? this.#shelf.event(cluster) : null;
      return record ? { id: record.id, dated: isDated(record) } : null;
    };
    for (const stance of stancesOf(stances, homeOf)) {
      const item = byItem.get(stance.ref.item);
      if (!item) continue;
      const told = item.kind === "event" ? [item] : item.view.events.map((e) => byItem.get(e));
      const tells = told.flatMap((i) => i?.home ?? []).join(" ");
      if (item.tells !== tells) {
        this.#shelf.setTells(item.n, tells);
        if (item.claim !== null) this.#claims.add(item.claim);
      }
      if (item.side !== stance.side) {
        this.#shelf.setStance(item.n, stance.side);
        if (item.claim !== null) this.#claims.add(item.claim);
      }
      const keys = [...stance.keys].sort();
      if (item.claim_region !== null && this.#shelf.claimKeysOf(item.n).join("\n") === keys.join("\n")) continue;
      this.#shelf.setClaimKeys(item.n, keys);
      if (item.claim_region !== null) this.#regions.add(item.claim_region);
      this.#unplaced.add(item.n);
    }
  }

  #place(n: number): void {
    const joined = new Set<number>();
    for (const key of this.#shelf.claimKeysOf(n)) {
      const region = this.#shelf.regionOfKey(key, n);
      if (region !== null) joined.add(region);
    }
    const own = this.#shelf.item(n);
    for (const key of (own?.kind === "statement" ? this.#bound.with(`${own.article}:${own.item}`) : null) ?? []) {
      const at = key.lastIndexOf(":");
      const other = this.#shelf.find(key.slice(0, at), key.slice(at + 1));
      if (other && other.n !== n && other.claim_region !== null) joined.add(other.claim_region);
    }
    const region = Math.min(n, ...joined);
    for (const r of joined) {
      if (r !== region) this.#shelf.mergeClaimRegions(region, r);
      this.#regions.delete(r);
    }
    this.#shelf.setClaimRegion(n, region);
    this.#regions.add(region);
  }

  #group(region: number): void {
    const items = this.#shelf.inClaimRegion(region);
    for (const group of this.#partsOf(items)) {
      const id = nameOf(group);
      this.#claims.add(id);
      for (const i of group) {
        if (i.claim === id) continue;
        if (i.claim !== null) this.#claims.add(i.claim);
        this.#shelf.setClaim(i.n, id);
      }
    }
  }

  /** One claim, but for what a person set apart: then each item goes to the first group where nothing forbids it. */
  #partsOf(items: readonly Item[]): Item[][] {
    const keys = items.map((i) => `${i.article}:${i.item}`);
    const bonds = this.#bound.any ? this.#bound.among(keys) : null;
    const forbids = (a: Item, b: Item): boolean => {
      if (a.kind !== "statement" || b.kind !== "statement") return false;
      const [l, r] = [`${a.article}:${a.item}`, `${b.article}:${b.item}`];
      return bonds!.apart.has(l < r ? `${l}|${r}` : `${r}|${l}`);
    };
    if (!bonds || !items.some((a) => items.some((b) => a !== b && forbids(a, b)))) return [[...items]];
    const parts: Item[][] = [];
    const sorted = [...items].sort((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1));
    const placed = new Set<number>();
    const itemOf = new Map(items.map((i) => [`${i.article}:${i.item}`, i]));
    for (const item of sorted) {
      if (placed.has(item.n)) continue;
      const unit = (bonds.together.find((g) => g.includes(`${item.article}:${item.item}`)) ?? [])
        .map((k) => itemOf.get(k))
        .filter((x) => x !== undefined);
      const members = unit.length ? unit : [item];
      for (const m of members) placed.add(m.n);
      const home = parts.find((p) => !p.some((x) => members.some((m) => forbids(x, m))));
      if (home) home.push(...members);
      else parts.push([...members]);
    }
    return parts;
  }

  #drawClaim(id: string): boolean {
    const items = this.#shelf.inClaim(id);
    if (items.length === 0) {
      this.#shelf.dropClaim(id);
      return false;
    }
    const asserted = items.filter((i) => i.side === "asserted");
    const denied = items.filter((i) => i.side === "denied");
    const contested = asserted.length > 0 && denied.length > 0;
    const record = recordOf(id, items, asserted.length ? asserted : denied, contested);
    const days = items.map((i) => i.feature.stance!.published?.[0]).filter((d) => d !== undefined);
    const day = days.length ? dayOf(Math.max(...days)) : "";
    // what is disputed first, then what several origins tell, then what many articles tell
    const articles = new Set(items.map((i) => i.article)).size;
    const heat =
      (contested ? 100_000 : 0) +
      (record.what.topic ? 500 : 0) +
      Math.min(record.origins.length, 90) * 1000 +
      Math.min(articles, 900);
    const actors = new Set(
      items.flatMap((i) => [...i.view.speaker, ...i.view.about, ...i.view.actors, ...i.view.recipients]),
    );
    for (const i of items)
      for (const s of [...i.feature.stance!.speakerSides, ...i.feature.stance!.aboutSides]) actors.add(s);
    for (const o of record.outlets) actors.add(`outlet:${o}`);
    const ledger = this.#shelf.putClaim(record, {
      day,
      asserted: asserted.length,
      denied: denied.length,
      heat,
      actors: [...actors].sort(),
      parts: partsOf(record, items),
      events: eventsOf(items),
    });
    for (const i of items) if (i.ledger !== ledger) this.#shelf.setLedger(i.n, ledger);
    return true;
  }
}

/** Numbers of the merged events that the items tell of. */
const eventsOf = (items: readonly Item[]): number[] => [
  ...new Set(items.flatMap((i) => (i.tells ? i.tells.split(" ").map(Number) : []))),
];

/** What a claim can be narrowed by: who asserts and denies it, who passed it on, how it is said, whence it springs. */
function partsOf(record: ClaimRecord, items: readonly Item[]): [Role, string][] {
  const parts: [Role, string][] = record.origins.map((o) => ["o", o.id]);
  for (const { kind, side, view } of items) {
    if (kind === "statement" && side) for (const s of view.speaker) parts.push([side === "asserted" ? "A" : "D", s]);
    for (const v of view.via) parts.push(["v", v]);
    if (view.act) parts.push(["k", view.act]);
  }
  return parts;
}

const hashOf = (i: Item): string => i.feature.stance!.hash;

/** A claim is named after its first report. */
function nameOf(items: readonly Item[]): string {
  let first = items[0]!.feature.stance!;
  for (const i of items) {
    const f = i.feature.stance!;
    const d = (f.published?.[0] ?? 1e9) - (first.published?.[0] ?? 1e9);
    if (d < 0 || (d === 0 && f.hash < first.hash)) first = f;
  }
  return `c${first.hash}`;
}

function recordOf(id: string, items: readonly Item[], told: readonly Item[], contested: boolean): ClaimRecord {
  const sorted = [...told].sort((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1));
  const withEvent = sorted.find((i) => i.feature.stance!.proposition) ?? sorted[0]!;
  const s = withEvent.feature.stance!;
  const p = s.proposition;
  const parties = new Set(
    sorted.flatMap((i) =>
      i.feature.stance!.proposition
        ? [...i.feature.stance!.proposition.from, ...i.feature.stance!.proposition.to]
        : i.feature.stance!.aboutSides,
    ),
  );
  const tellings = sorted.map((i) => ({ outlet: i.view.outlet, sources: i.view.sources, copy: i.copy ?? i.n }));
  return {
    id,
    what: {
      code: p ? p.family : (s.act ?? "says"),
      from: p ? p.from : s.speakerSides,
      to: p ? p.to : s.aboutSides,
      topic: p || s.topics.length ? (s.topics[0] ?? null) : null,
    },
    outlets: [...new Set(items.map((i) => i.view.outlet))].sort(),
    origins: originsOf(tellings, parties, contested),
  };
}
