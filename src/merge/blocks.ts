/** Where to look for mentions of the same event: keys of parties and family, and a window of days. */
import { MOVED, PRECISE } from "./compare.ts";
import { isAhead, type EventFeature } from "./feature.ts";

/** `near`: narrowly dated, compared with its neighbours in time. `wide`: the rest, placed after them, quarter by quarter. */
export type Tier = "near" | "wide" | "loose";

export interface Blocking {
  readonly tier: Tier;
  /** Keys under which it is found, the first is its main one. */
  readonly keys: readonly string[];
  /** First and last day of the window in which it may have been. */
  readonly window: readonly [number, number];
  /** How far its neighbours may lie. */
  readonly reach: number;
}

const MOST_PAIRS = 10;

/** Blocks of an event: one for each pair of its sides, or one for a lone side. A mention without any date is `loose`. */
export function blockingOf(f: EventFeature): Blocking {
  const sides = f.sides.map((s) => s.side);
  const keys: string[] = [];
  if (sides.length < 2) keys.push(`${f.family} ${sides[0] ?? "?"}`);
  for (let i = 0; i < sides.length && keys.length < MOST_PAIRS; i++)
    for (let j = i + 1; j < sides.length && keys.length < MOST_PAIRS; j++) keys.push(`${f.family} ${sides[i]} ${sides[j]}`);
  const ahead = isAhead(f.status);
  if (f.days) {
    const near = f.days[1] - f.days[0] < PRECISE;
    return { tier: near ? "near" : "wide", keys, window: f.days, reach: near ? (ahead ? MOVED : 3) : 0 };
  }
  if (!f.published) return { tier: "loose", keys, window: [0, 0], reach: 0 };
  const [from, to] = f.published;
  return { tier: "wide", keys, window: ahead ? [from, to + 200] : [from - 60, to], reach: 0 };
}

/** The span of days in which a wide mention is placed: a quarter by the middle of its days, a year where it has none. */
export const cellOf = (b: Blocking, f: EventFeature): string =>
  f.days ? `${b.keys[0]} q${Math.floor((f.days[0] + f.days[1]) / 184)}` : `${b.keys[0]} y${Math.floor(b.window[1] / 366)}`;
