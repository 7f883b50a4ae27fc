/** Known events as reasons for the day of publication: on which days the words in which they are told can mean them. */
import type { Span } from "../model/span.ts";
import { type DayInterval, dayNumber } from "../model/time.ts";
import { firstDay } from "./published-offices.ts";
import { addUnits, type Days } from "./time-calendar.ts";
import type { Meant } from "./time-intervals.ts";
import { meantOf } from "./time-resolve.ts";
import type { Term } from "./time-terms.ts";
import type { SaidTime } from "./times.ts";

/** One event that the text may mean, and the day before which nobody could have told of it as sure to come. */
export interface Meanable {
  readonly days: DayInterval;
  readonly what: string;
  readonly since?: DayInterval;
}

/** A dated fact that the text tells: with `span`, the expression there must mean its days; without, it is past. */
export interface KnownEvent extends Meanable {
  readonly span?: Span;
  /** As over (then the article is not before it) or as to come (not after it); without a span it is past unless told ahead. */
  readonly told?: "past" | "ahead";
  /** Told near the top in the tense of news: the article appeared within days of it. */
  readonly news?: true;
  /** Others that the words fit as well: one of them is meant. */
  readonly or?: readonly Meanable[];
}

/** How many days from what is told an expression of it may be read. */
const farthest = 800;
/** A date that means an event weighs so much more than that it is told as past. */
export const heavy = 3;
/** How many days after an event the press still opens with it. */
const newsDays = 3;
/** More known events than these add nothing. */
const mostTies = 32;

/** What an expression means where it is read on a day; null for no day. */
export const at = (t: SaidTime, ref: number | null): Meant =>
  meantOf(t.term, { ref, text: null, direction: t.direction });
/** The words of an expression, on one line. */
export const name = (text: string, t: Span): string => text.slice(t.start, t.end).replace(/\s+/g, " ");

/** The day on which what happened at `day` was so long ago as a term tells; the day itself for other terms. */
const toldFrom = (term: Term, day: number): number =>
  term.is === "shift" && typeof term.base === "string" && (term.unit === "year" || term.unit === "month")
    ? addUnits(day, term.unit, -term.sign * Math.min(term.amount.n, 500))
    : day;

/** The unit in which an expression read on a day means days of an event; null where it does not. */
function unitOver(t: SaidTime, ref: number, event: Days): Meant["unit"] {
  const m = at(t, ref);
  // Seasons of the press begin some weeks before the almanac's.
  const slack = m.unit === "season" ? 22 : 0;
  return m.from !== null && m.to !== null && m.from - slack <= event.to && event.from <= m.to ? m.unit : null;
}

/** Whether there is any day on which an expression would mean days of an event. */
export function canMean(t: SaidTime, event: DayInterval): boolean {
  const days = { from: dayNumber(event.from), to: dayNumber(event.to) };
  const first = toldFrom(t.term, days.from);
  // Whatever names a month or more does so for weeks; what names a day or a week is read near it.
  for (let n = -400; n <= 400; n += Math.abs(n) <= 35 ? 1 : 5) if (unitOver(t, first + n, days) !== null) return true;
  return false;
}

/** A reason that rests on known events: which of them it can mean on a day, and what it weighs against others. */
export interface Tie {
  readonly code: string;
  readonly said: string;
  readonly near: Days | null;
  readonly weight: number;
  readonly choices: readonly { readonly what: string; readonly allows: (day: number) => boolean }[];
}

/** Days on which an article may tell of an event in the words in which it does. */
export function tieOf(e: KnownEvent, text: string, times: readonly SaidTime[]): Tie {
  const t = e.span && times.find((x) => x.start < e.span!.end && e.span!.start < x.end);
  const ahead = e.told === "ahead";
  const reaches: number[] = [];
  const choices = [e, ...(e.or ?? [])].map((c) => {
    const [from, to] = [dayNumber(c.days.from), dayNumber(c.days.to)];
    const since = c.since ? dayNumber(c.since.from) : firstDay;
    const inTime = (d: number, over: number): boolean => (ahead ? d <= to && d >= since : d >= over);
    if (!t) return { what: c.what, allows: (d: number): boolean => inTime(d, from) && (!e.news || d <= to + newsDays) };
    const first = toldFrom(t.term, from) - farthest;
    reaches.push(first + farthest);
    const may = new Uint8Array(2 * farthest + 1).map((_, i) => {
      const d = first + i;
      const unit = unitOver(t, d, { from, to });
      return unit !== null && (!e.told || inTime(d, unit === "day" ? from : to)) ? 1 : 0;
    });
    return { what: c.what, allows: (d: number): boolean => may[d - first] === 1 };
  });
  return {
    code: t ? "event" : ahead ? "not-after" : e.news ? "news-of" : "not-before",
    said: t ? ` = ${name(text, t)}` : "",
    near: t ? { from: Math.min(...reaches) - farthest, to: Math.max(...reaches) + farthest } : null,
    weight: t ? heavy : 1,
    choices,
  };
}

/** Known events that are not told twice in the same words, as many as are heeded. */
export function differing(events: readonly KnownEvent[], text: string): readonly KnownEvent[] {
  const all = new Map<string, KnownEvent>();
  for (const e of events) {
    const words = e.span ? text.slice(e.span.start, e.span.end) : "";
    const key = [e.told, words, e.what, ...(e.or ?? []).map((c) => c.what)].join("\t");
    if (!all.has(key)) all.set(key, e);
  }
  return [...all.values()].slice(0, mostTies);
}

/** The days on which the most of what is told of known events can be true at once, and its weight. */
export function heaviest(days: readonly number[], ties: readonly Tie[]): [readonly number[], number] {
  const weights = days.map((d) =>
    ties.reduce((sum, t) => sum + (t.choices.some((c) => c.allows(d)) ? t.weight : 0), 0),
  );
  const most = weights.reduce((a, b) => Math.max(a, b), 0);
  return [days.filter((_, i) => weights[i] === most), most];
}

/** Tells of each known event that has cut the days to those left, and which it means on them. */
export function tellTies(
  days: readonly number[],
  left: readonly number[],
  ties: readonly Tie[],
  because: string[],
): void {
  for (const t of ties) {
    const meant = t.choices.filter((c) => left.some(c.allows));
    if (!meant.length || days.every((d) => t.choices.some((c) => c.allows(d)))) continue;
    const more = meant.length > 1 ? `, or another of ${meant.length}` : "";
    because.push(`${t.code}: ${meant[0]!.what}${more}${t.said}`);
  }
}
