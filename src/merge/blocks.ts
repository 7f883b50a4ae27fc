/** Where to look for mentions of the same event: keys of parties and family, and a window of days. */
import { MOVED, PRECISE } from "./compare.ts";
import { type EventFeature, isAhead } from "./feature.ts";

/**
 * `near`: narrowly dated, compared with its neighbours in time. `month`: dated to a month or so, placed after these.
 * `wide`: the rest, placed after both. `loose`: without any date.
 */
export type Tier = "near" | "month" | "wide" | "loose";

/** Widest interval of days that is still a month or so. */
const MONTH = 45;

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
    for (let j = i + 1; j < sides.length && keys.length < MOST_PAIRS; j++)
      keys.push(`${f.family} ${sides[i]} ${sides[j]}`);
  const ahead = isAhead(f.status);
  if (f.days) {
    const wide = f.days[1] - f.days[0];
    const tier = wide < PRECISE ? "near" : wide < MONTH ? "month" : "wide";
    return { tier, keys, window: f.days, reach: tier === "near" ? (ahead ? MOVED : 3) : 0 };
  }
  if (!f.published) return { tier: "loose", keys, window: [0, 0], reach: 0 };
  const [from, to] = f.published;
  return { tier: "wide", keys, window: ahead ? [from, to + 200] : [from - 60, to], reach: 0 };
}

/** The span of days in which a mention that is not near is placed: a quarter for a month, a year for what is wider. */
export const cellOf = (b: Blocking, f: EventFeature): string => {
  const middle = f.days ? (f.days[0] + f.days[1]) / 2 : b.window[1];
  return b.tier === "month"
    ? `${MONTHS} ${b.keys[0]} ${Math.floor(middle / 92)}`
    : `y ${b.keys[0]} ${Math.floor(middle / 366)}`;
};

const MONTHS = "m";

/** The cell holds mentions of a month or so, to which wide ones are compared. */
export const isMonths = (cell: string): boolean => cell.startsWith(`${MONTHS} `);
