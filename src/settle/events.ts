/** Places events into clusters and draws the merged events that changed. */
import { blockingOf, cellOf, isMonths } from "../merge/blocks.ts";
import { type Group, groupEvents, keyOf } from "../merge/cluster.ts";
import { compareEvents, MOVED, PRECISE, UNSURE } from "../merge/compare.ts";
import { drawEvent } from "../merge/draw.ts";
import { type EventFeature, isAhead } from "../merge/feature.ts";
import { originsOf } from "../merge/origins.ts";
import { intensityOf } from "../model/intensity.ts";
import { dayOf } from "../model/time.ts";
import type { EventRecord } from "../store/records.ts";
import type { ItemRow, Shelf } from "../store/shelf.ts";
import type { Bound } from "./bonds.ts";
import type { Kept } from "./records.ts";

type Item = ItemRow<Kept>;

/** Which items stand in another cluster than before, and whose cluster became dated or undated. */
export interface Moved {
  readonly articles: ReadonlySet<string>;
  readonly drawn: number;
}

/** Longest window of a wide mention, in days, that is looked for when a cluster beneath it changes. */
const WIDEST = 1200;

export class EventDrawer {
  readonly #shelf: Shelf<Kept>;
  readonly #bound: Bound;
  readonly #regions = new Set<number>();
  readonly #cells = new Set<string>();
  readonly #clusters = new Set<string>();
  readonly #unplaced = new Set<number>();
  readonly #articles = new Set<string>();
  /** Windows whose cells are known to be drawn anew. */
  readonly #touched = new Set<string>();

  constructor(shelf: Shelf<Kept>, bound: Bound) {
    this.#shelf = shelf;
    this.#bound = bound;
  }

  /** A new event is to be placed. */
  come(n: number, feature: EventFeature): void {
    this.#block(n, feature);
    this.#unplaced.add(n);
  }

  /** An event is about to be taken out: what stood with it is to be placed anew. */
  leave(item: Item): void {
    if (item.kind !== "event") return;
    this.#unplaced.delete(item.n);
    if (item.region !== null) this.#regions.add(item.region);
    if (item.cell !== null) this.#cells.add(item.cell);
    if (item.cluster !== null) this.#clusters.add(item.cluster);
    if (item.feature.event && (item.region !== null || isMonths(item.cell ?? "")))
      this.#touchWide([item.feature.event], item.region !== null);
  }

  /** A person has said something on an event: it and what stands with it are to be placed anew. */
  again(item: Item): void {
    if (item.kind !== "event") return;
    this.leave(item);
    this.#shelf.place(item.n, { tier: null, cell: null, region: null });
    this.#unplaced.add(item.n);
  }

  /** Its copies changed: the origins of its events are to be counted anew. */
  touchArticle(article: string): void {
    for (const c of this.#shelf.clustersOf(article)) this.#clusters.add(c);
  }

  draw(): Moved {
    // a region that lost a member may fall apart: all its members are placed anew
    for (const region of this.#regions)
      for (const item of this.#shelf.inRegion(region)) {
        this.#shelf.place(item.n, { tier: null, cell: null, region: null });
        this.#unplaced.add(item.n);
      }
    this.#regions.clear();
    for (const n of [...this.#unplaced].sort((a, b) => a - b)) this.#place(n);
    for (const region of [...this.#regions].sort((a, b) => a - b)) this.#groupRegion(region);
    // months come before what is wider, and may touch it
    for (const cell of [...this.#cells].filter(isMonths).sort()) this.#groupCell(cell);
    for (const cell of [...this.#cells].filter((c) => !isMonths(c)).sort()) this.#groupCell(cell);
    let drawn = 0;
    for (const cluster of [...this.#clusters].sort()) drawn += this.#drawCluster(cluster) ? 1 : 0;
    return { articles: this.#articles, drawn };
  }

  #block(n: number, feature: EventFeature): void {
    const b = blockingOf(feature);
    const tiers = b.tier !== "near" ? [b.tier] : isAhead(feature.status) ? ["near", "plan"] : ["near"];
    for (const key of b.keys) for (const tier of tiers) this.#shelf.addBlock(key, tier, b.window[0], b.window[1], n);
  }

  /** Gives the item its region or cell. Regions are joined where it is like their members. */
  #place(n: number): void {
    const feature = this.#shelf.feature(n).event!;
    const b = blockingOf(feature);
    const bonds = this.#bound.with(keyOf(feature));
    if ((b.tier === "wide" || b.tier === "month") && !bonds) {
      const cell = cellOf(b, feature);
      this.#shelf.place(n, { tier: b.tier, cell, region: null });
      this.#cells.add(cell);
      return;
    }
    const joined = new Set<number>();
    const consider = (other: { n: number; region: number | null }): void => {
      if (other.n === n || other.region === null || joined.has(other.region)) return;
      const their = this.#shelf.feature(other.n).event;
      if (their && compareEvents(feature, their).score >= UNSURE) joined.add(other.region);
    };
    if (b.tier === "loose")
      for (const key of b.keys) for (const other of this.#shelf.inBlock(key, "loose", 0, 0, 0)) consider(other);
    if (b.tier === "near")
      for (const key of b.keys) {
        for (const other of this.#shelf.inBlock(key, "near", b.window[0] - b.reach, b.window[1] + b.reach, PRECISE))
          consider(other);
        if (b.reach < MOVED)
          for (const other of this.#shelf.inBlock(key, "plan", b.window[0] - MOVED, b.window[1] + MOVED, PRECISE))
            consider(other);
      }
    for (const key of bonds ?? []) {
      const [article, item] = split(key);
      const other = this.#shelf.find(article, item);
      if (!other || other.n === n || other.kind !== "event") continue;
      if (other.region !== null) joined.add(other.region);
      else if (other.cell !== null) {
        // it stood in a cell and is now bound: it is placed with this one
        this.#cells.add(other.cell);
        if (other.cluster) this.#clusters.add(other.cluster);
        this.#shelf.place(other.n, { tier: "near", cell: null, region: n });
        joined.add(n);
      }
    }
    const region = Math.min(n, ...joined);
    for (const r of joined) {
      if (r !== region) this.#shelf.mergeRegions(region, r);
      this.#regions.delete(r);
    }
    this.#shelf.place(n, { tier: b.tier, cell: null, region });
    this.#regions.add(region);
  }

  #groupRegion(region: number): void {
    const items = this.#shelf.inRegion(region);
    if (items.length === 0) return;
    const byKey = new Map(items.map((i) => [keyOf(i.feature.event!), i]));
    const bonds = this.#bound.among([...byKey.keys()]);
    const { groups, doubts } = groupEvents(
      items.map((i) => i.feature.event!),
      bonds,
    );
    for (const g of groups) {
      const members = g.keys.map((k) => byKey.get(k)!);
      const id = nameOf(members);
      this.#keep(members, id, g.feature, true);
    }
    this.#keepDoubts(items, doubts, groups, byKey);
  }

  /** Makes the mentions one cluster; wider mentions around it look for their place again where it changed. */
  #keep(members: readonly Item[], id: string, feature: EventFeature, near: boolean): void {
    const changed = members.some((m) => m.cluster !== id) || this.#clusters.has(id);
    this.#assign(members, id);
    const before = this.#shelf.core(id)?.event;
    const same = before && JSON.stringify(before) === JSON.stringify(feature);
    if (!same) this.#shelf.setCore(id, { event: feature, stance: null } satisfies Kept);
    if (!same || changed)
      this.#touchWide(
        members.map((m) => m.feature.event!),
        near,
      );
  }

  /** Places mentions that are not near: to the clusters of narrower ones in their window, or together. */
  #groupCell(cell: string): void {
    const items = this.#shelf.inCell(cell);
    if (items.length === 0) return;
    const byKey = new Map(items.map((i) => [keyOf(i.feature.event!), i]));
    const fixed = new Map<string, Group & { id: string }>();
    const looked = new Set<string>();
    for (const item of items) {
      const b = blockingOf(item.feature.event!);
      for (const key of b.keys) {
        const look = `${key} ${b.window[0]} ${b.window[1]}`;
        if (looked.has(look)) continue;
        looked.add(look);
        const narrower = this.#shelf.inBlock(key, "near", b.window[0], b.window[1], PRECISE);
        if (!isMonths(cell)) narrower.push(...this.#shelf.inBlock(key, "month", b.window[0], b.window[1], WIDEST));
        for (const near of narrower) {
          if (!near.cluster || fixed.has(near.cluster)) continue;
          const core = this.#shelf.core(near.cluster)?.event;
          if (core) fixed.set(near.cluster, { id: near.cluster, keys: [], feature: core });
        }
      }
    }
    const cores = [...fixed.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    // all members matter only where a person has set some apart; else its first mention speaks for it
    const membersOf = (id: string): string[] =>
      this.#shelf
        .inCluster(id)
        .filter((i) => i.cell === null || (!isMonths(cell) && isMonths(i.cell)))
        .map((i) => keyOf(i.feature.event!))
        .sort();
    const known = cores.map((c) => ({
      ...c,
      keys: this.#bound.any
        ? [keyOf(c.feature), ...membersOf(c.id).filter((k) => k !== keyOf(c.feature))]
        : [keyOf(c.feature)],
    }));
    const { groups, doubts } = groupEvents(
      items.map((i) => i.feature.event!),
      this.#bound.among([...byKey.keys()]),
      known,
    );
    groups.forEach((g, i) => {
      const members = g.keys.map((k) => byKey.get(k)).filter((m) => m !== undefined);
      if (members.length === 0) return;
      const home = known[i]?.id;
      if (home) {
        this.#assign(members, home);
        // wider mentions may see the cluster through these
        if (isMonths(cell))
          this.#touchWide(
            members.map((m) => m.feature.event!),
            false,
          );
      } else if (isMonths(cell)) this.#keep(members, nameOf(members), g.feature, false);
      else this.#assign(members, nameOf(members));
    });
    this.#keepDoubts(items, doubts, groups, byKey);
  }

  #assign(members: readonly Item[], cluster: string): void {
    for (const m of members) {
      if (m.cluster === cluster) continue;
      if (m.cluster !== null) {
        // wide mentions that stood with the old cluster look for a place again
        if (m.region !== null || isMonths(m.cell ?? "")) this.#touchWide([m.feature.event!], m.region !== null);
        this.#clusters.add(m.cluster);
      }
      this.#clusters.add(cluster);
      this.#articles.add(m.article);
      this.#shelf.setCluster(m.n, cluster);
    }
  }

  #keepDoubts(
    items: readonly Item[],
    doubts: ReturnType<typeof groupEvents>["doubts"],
    groups: readonly Group[],
    byKey: ReadonlyMap<string, Item>,
  ): void {
    for (const i of items) this.#shelf.dropDoubts(i.n);
    const groupOf = new Map(groups.flatMap((g) => g.keys.map((k) => [k, g] as const)));
    for (const d of doubts) {
      const left = byKey.get(d.left);
      const right = byKey.get(d.right) ?? this.#shelf.find(...split(d.right));
      if (!left || !right) continue;
      if (
        this.#bound.any &&
        this.#bound.judged(groupOf.get(d.left)?.keys ?? [d.left], groupOf.get(d.right)?.keys ?? [d.right])
      )
        continue;
      this.#shelf.addDoubt(left.n, right.n, d.comparison.score, d.comparison.because);
    }
  }

  /** Wider mentions over the days of these are to be placed anew. */
  #touchWide(features: readonly EventFeature[], near: boolean): void {
    for (const f of features) {
      const b = blockingOf(f);
      if (b.tier === "loose") continue;
      const look = `${near} ${b.keys.join()} ${b.window.join()}`;
      if (this.#touched.has(look)) continue;
      this.#touched.add(look);
      for (const key of b.keys)
        for (const tier of near ? ["month", "wide"] : ["wide"])
          for (const wide of this.#shelf.inBlock(key, tier, b.window[0], b.window[1], WIDEST))
            if (wide.cell) this.#cells.add(wide.cell);
    }
  }

  /** Writes the merged event, or takes it out where nothing tells it any more. */
  #drawCluster(id: string): boolean {
    const items = this.#shelf.inCluster(id);
    if (items.length === 0) {
      this.#shelf.dropEvent(id);
      this.#shelf.dropCore(id);
      return false;
    }
    if (!items.some((i) => i.region !== null || isMonths(i.cell ?? ""))) this.#shelf.dropCore(id);
    const before = this.#shelf.event(id);
    const record = recordOf(id, items);
    if ((before && isDated(before)) !== isDated(record)) for (const i of items) this.#articles.add(i.article);
    // a state takes part where its people do
    const sides = [...new Set(items.flatMap((i) => i.feature.event!.sides.map((s) => s.side)))].sort();
    const home = this.#shelf.putEvent(record, {
      day: dayFor(record, items),
      actors: [...record.actors, ...record.recipients, ...sides],
      outlets: record.outlets,
      pairs: edgesOf(record, sides),
    });
    for (const i of items) if (i.home !== home) this.#shelf.setHome(i.n, home);
    return true;
  }
}

/** It happened within a few days. */
export const isDated = (e: EventRecord): boolean =>
  e.date !== null && (Date.parse(e.date.to) - Date.parse(e.date.from)) / 86_400_000 < PRECISE;

const split = (key: string): [string, string] => {
  const at = key.lastIndexOf(":");
  return [key.slice(0, at), key.slice(at + 1)];
};

/** A cluster is named after its first report, so that later ones do not rename it. */
function nameOf(members: readonly Item[]): string {
  let first = members[0]!.feature.event!;
  for (const m of members) {
    const f = m.feature.event!;
    const d = (f.published?.[0] ?? 1e9) - (first.published?.[0] ?? 1e9);
    if (d < 0 || (d === 0 && f.hash < first.hash)) first = f;
  }
  return `e${first.hash}`;
}

function recordOf(id: string, items: readonly Item[]): EventRecord {
  const sorted = [...items].sort((a, b) => (a.feature.event!.hash < b.feature.event!.hash ? -1 : 1));
  const drawn = drawEvent(
    sorted.map((i) => ({
      feature: i.feature.event!,
      actors: i.view.actors,
      recipients: i.view.recipients,
      place: i.view.place,
    })),
  );
  const sides = new Set(sorted.flatMap((i) => i.feature.event!.sides.map((s) => s.side)));
  const tellings = sorted.map((i) => ({ outlet: i.view.outlet, sources: i.view.sources, copy: i.copy ?? i.n }));
  const contested = sorted.some((i) => i.view.status === "denied") && sorted.some((i) => i.view.status !== "denied");
  const offices: Record<string, string> = {};
  for (const i of sorted) for (const [a, o] of Object.entries(i.view.offices)) offices[a] ??= o;
  return {
    id,
    ...drawn,
    offices,
    outlets: [...new Set(tellings.map((t) => t.outlet))].sort(),
    origins: originsOf(tellings, sides, contested),
    intensity: intensityOf(drawn.type),
  };
}

/** The day by which it is ordered: its own, else that of its first report. */
function dayFor(record: EventRecord, items: readonly Item[]): string {
  if (record.date) return record.date.from;
  const told = items.map((i) => i.feature.event!.published?.[0]).filter((d) => d !== undefined);
  return told.length ? dayOf(Math.min(...told)) : "";
}

const MOST_EDGES = 40;

/** Pairs that it relates: of the named actors, and of the sides they stand on. */
function edgesOf(record: EventRecord, sides: readonly string[]): [string, string][] {
  const edges = new Map<string, [string, string]>();
  const put = (a: string, b: string): void => {
    if (a === b || edges.size >= MOST_EDGES) return;
    const [l, r] = a < b ? [a, b] : [b, a];
    edges.set(`${l}|${r}`, [l, r]);
  };
  for (let i = 0; i < sides.length; i++) for (let j = i + 1; j < sides.length; j++) put(sides[i]!, sides[j]!);
  const right = record.recipients.length ? record.recipients : record.actors;
  for (const a of record.actors) for (const b of right) put(a, b);
  return [...edges.values()];
}
