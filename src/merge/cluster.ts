/** Groups mentions of events. The outcome depends on the set of mentions alone, never on their order. */
import { type Comparison, compareEvents, gapBetween } from "./compare.ts";
import { type EventFeature, isAhead, type Side } from "./feature.ts";

/** A person's word on pairs of items, by position in the list that is grouped. */
export interface Bonds {
  /** Groups of keys that must stay together. */
  readonly together: readonly (readonly string[])[];
  /** Pairs of keys that must stay apart, `left|right` with the smaller first. */
  readonly apart: ReadonlySet<string>;
}

export const noBonds: Bonds = { together: [], apart: new Set() };

export interface Group {
  /** Keys of its mentions, sorted. */
  readonly keys: readonly string[];
  readonly feature: EventFeature;
}

export interface Doubt {
  readonly left: string;
  readonly right: string;
  readonly comparison: Comparison;
}

export interface Grouping {
  readonly groups: readonly Group[];
  readonly doubts: readonly Doubt[];
}

/** One text key for a reference to an item. */
export const keyOf = (f: { readonly ref: { readonly article: string; readonly item: string } }): string =>
  `${f.ref.article}:${f.ref.item}`;

export const apartKey = (a: string, b: string): string => (a < b ? `${a}|${b}` : `${b}|${a}`);

interface Draft {
  keys: string[];
  feature: EventFeature;
  fixed: boolean;
}

/**
 * Puts each mention into the best group that tells the same event, or begins a new one. The plainest mentions come
 * first: told as done, narrowly dated, with people named. `fixed` groups are there before; they take mentions in but
 * are not compared with one another.
 */
export function groupEvents(
  mentions: readonly EventFeature[],
  bonds: Bonds = noBonds,
  fixed: readonly Group[] = [],
): Grouping {
  const drafts: Draft[] = fixed.map((g) => ({ keys: [...g.keys], feature: g.feature, fixed: true }));
  const doubts: Doubt[] = [];
  for (const unit of unitsOf(mentions, bonds)) {
    let best: Draft | null = null;
    let bestOf: Comparison | null = null;
    for (const draft of drafts) {
      if (isApart(unit.keys, draft.keys, bonds)) continue;
      const c = compareEvents(unit.feature, draft.feature);
      if (c.verdict === "different") continue;
      if (!bestOf || c.score > bestOf.score || (c.score === bestOf.score && closer(unit.feature, draft, best!))) {
        best = draft;
        bestOf = c;
      }
    }
    if (best && bestOf?.verdict === "same") {
      best.keys.push(...unit.keys);
      best.feature = joinFeatures(best.feature, unit.feature);
      continue;
    }
    if (best && bestOf) doubts.push({ left: unit.keys[0]!, right: best.keys[0]!, comparison: bestOf });
    drafts.push({ keys: [...unit.keys], feature: unit.feature, fixed: false });
  }
  return { groups: drafts.map((d) => ({ keys: [...d.keys].sort(), feature: d.feature })), doubts };
}

/** Of two equally good groups the one nearer in days, then the one with the smaller hash. */
function closer(f: EventFeature, a: Draft, b: Draft): boolean {
  const when = f.days ?? f.published;
  const far = (d: Draft): number => (when && d.feature.days ? gapBetween(when, d.feature.days) : 9999);
  return far(a) !== far(b) ? far(a) < far(b) : a.feature.hash < b.feature.hash;
}

function isApart(left: readonly string[], right: readonly string[], bonds: Bonds): boolean {
  if (bonds.apart.size === 0) return false;
  return left.some((a) => right.some((b) => bonds.apart.has(apartKey(a, b))));
}

/** Mentions in the order in which they are placed; those that a person bound together are one unit. */
function unitsOf(mentions: readonly EventFeature[], bonds: Bonds): { keys: string[]; feature: EventFeature }[] {
  const bound = new Map<string, number>();
  bonds.together.forEach((keys, i) => {
    for (const k of keys) bound.set(k, i);
  });
  const sorted = [...mentions].sort(plainestFirst);
  const units: { keys: string[]; feature: EventFeature }[] = [];
  const unitOf = new Map<number, { keys: string[]; feature: EventFeature }>();
  for (const m of sorted) {
    const key = keyOf(m);
    const bond = bound.get(key);
    const had = bond === undefined ? undefined : unitOf.get(bond);
    if (had) {
      had.keys.push(key);
      had.feature = joinFeatures(had.feature, m);
      continue;
    }
    const unit = { keys: [key], feature: m };
    if (bond !== undefined) unitOf.set(bond, unit);
    units.push(unit);
  }
  return units;
}

const certainty = (f: EventFeature): number =>
  isAhead(f.status) ? 2 : f.status === "occurred" || f.status === "ongoing" ? 0 : 1;
const widthOf = (f: EventFeature): number => (f.days ? f.days[1] - f.days[0] + 1 : 100_000);
const namedIn = (f: EventFeature): number => f.sides.filter((s) => s.people.length > 0).length;

function plainestFirst(a: EventFeature, b: EventFeature): number {
  return (
    certainty(a) - certainty(b) ||
    widthOf(a) - widthOf(b) ||
    namedIn(b) - namedIn(a) ||
    (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0)
  );
}

const union = <T>(a: readonly T[], b: readonly T[]): readonly T[] =>
  b.every((x) => a.includes(x)) ? a : [...new Set([...a, ...b])];

/** The feature of a group that takes `b` in; it keeps the hash, type order and days of `a`, narrowed where both meet. */
export function joinFeatures(a: EventFeature, b: EventFeature): EventFeature {
  const sides = new Map<string, Side>(a.sides.map((s) => [s.side, s]));
  for (const s of b.sides) {
    const had = sides.get(s.side);
    if (!had) sides.set(s.side, s);
    else
      sides.set(s.side, {
        side: s.side,
        role: had.role === s.role ? s.role : "both",
        people: union(had.people, s.people),
      });
  }
  const places = [...a.places];
  for (const p of b.places) if (!places.some((q) => q.name === p.name && q.country === p.country)) places.push(p);
  return {
    ...a,
    types: union(a.types, b.types),
    modes: union(a.modes, b.modes),
    sides: [...sides.values()].sort((x, y) => (x.side < y.side ? -1 : 1)),
    days: joinDays(a.days, b.days),
    said: a.said || b.said,
    published:
      a.published && b.published
        ? [Math.min(a.published[0], b.published[0]), Math.max(a.published[1], b.published[1])]
        : (a.published ?? b.published),
    places,
    status: certainty(a) <= certainty(b) ? a.status : b.status,
    topics: union(a.topics, b.topics),
    ahead: union(a.ahead, b.ahead),
    behind: union(a.behind, b.behind),
  };
}

function joinDays(a: EventFeature["days"], b: EventFeature["days"]): EventFeature["days"] {
  if (!a || !b) return a ?? b;
  const from = Math.max(a[0], b[0]);
  const to = Math.min(a[1], b[1]);
  return from <= to ? [from, to] : a;
}
