/** The offices that a text names as reasons for the day of publication: when they were held together. */
import type { Span } from "../model/span.ts";
import { type DayInterval, dayNumber } from "../model/time.ts";
import { dayOfDate } from "./time-calendar.ts";

/** First and last day on which an article is looked for. */
export const firstDay = dayOfDate(1950, 1, 1);
export const lastDay = dayOfDate(2100, 1, 1) - 1;

/** An office that the text gives to somebody, and the days on which he held it. */
export interface Holding extends Partial<Span> {
  readonly actor: string;
  readonly office: string;
  readonly intervals: readonly DayInterval[];
}

/** Days on which the most of the named offices were held as named, and those on which one fewer was; each in order. */
export interface Held {
  readonly days: readonly number[];
  readonly spare: readonly number[];
  /** Tells which offices bound the interval of some days, and which disagree with all of them. */
  readonly tell: (days: readonly number[], because: string[]) => void;
}

/** Reads the named offices together, as far as the day `until`; null where there are none or they do not agree well enough. */
export function daysOfHoldings(holdings: readonly Holding[], until = lastDay): Held | null {
  const named = holdings.filter((h) => h.intervals.length > 0);
  if (!named.length) return null;
  const spans = named.map((h) =>
    h.intervals.map((i) => ({ from: Math.max(firstDay, dayNumber(i.from)), to: Math.min(until, dayNumber(i.to)) })),
  );
  const from = Math.min(...spans.flat().map((i) => i.from));
  const to = Math.max(...spans.flat().map((i) => i.to));
  const counts = new Int32Array(to - from + 2);
  for (const list of spans) {
    const own = new Uint8Array(to - from + 1);
    for (const i of list) if (i.to >= i.from) own.fill(1, i.from - from, i.to - from + 1);
    for (let n = 0; n < own.length; n++) if (own[n]) counts[n]!++;
  }
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  if (most < Math.max(1, Math.ceil(named.length * 0.7))) return null;
  const withLeast = (least: number): number[] => {
    const days: number[] = [];
    for (let n = 0; n <= to - from; n++) if (counts[n]! >= least) days.push(from + n);
    return days;
  };
  const tell = (days: readonly number[], because: string[]): void => {
    const first = days[0]!;
    const last = days.at(-1)!;
    named.forEach((h, k) => {
      const holds = spans[k]!.some((i) => i.from <= last && i.to >= first);
      // Only what bounds the interval is a reason; what disagrees is told as well.
      if (!holds) because.push(`disagrees: ${h.actor}, ${h.office}`);
      else if (spans[k]!.some((i) => i.from === first || i.to === last))
        because.push(`office: ${h.actor}, ${h.office}`);
    });
  };
  return { days: withLeast(most), spare: most > 1 ? withLeast(most - 1) : [], tell };
}
