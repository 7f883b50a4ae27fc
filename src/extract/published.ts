/** When an article appeared: as given, as its page or text says, else worked out from the offices and dates that it names. */

import type { TimePack } from "../language/time.ts";
import { foldKey } from "../language/time-tokens.ts";
import type { Published } from "../model/article.ts";
import type { Span } from "../model/span.ts";
import { type DayInterval, dayNumber, dayOf } from "../model/time.ts";
import { addUnits, type Days, dateOfDay, dayOfDate, weekdayOf } from "./time-calendar.ts";
import type { Meant } from "./time-intervals.ts";
import { meantOf } from "./time-resolve.ts";
import type { Term } from "./time-terms.ts";
import type { SaidTime } from "./times.ts";

/** An office that the text gives to somebody, and the days on which he held it. */
export interface Holding extends Partial<Span> {
  readonly actor: string;
  readonly office: string;
  readonly intervals: readonly DayInterval[];
}

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
  /** Others that the words fit as well: one of them is meant. */
  readonly or?: readonly Meanable[];
}

export interface PublishedInput {
  readonly given: DayInterval | null;
  readonly metadata: DayInterval | null;
  readonly text: string;
  /** What `findTimes` found in the text. */
  readonly times: readonly SaidTime[];
  readonly holdings: readonly Holding[];
  readonly events?: readonly KnownEvent[];
  readonly pack: TimePack;
}

/** Days on which the article may have appeared by one reason. */
interface Reason {
  readonly because: string;
  readonly allows: (day: number) => boolean;
}

/** An interval wider than this would date nothing. */
const widest = 731;
/** How far into a text its lead reaches, in UTF-16 units. */
const leadLength = 700;
/** How many days from what is told an expression of it may be read. */
const farthest = 800;
/** A date that means an event weighs so much more than that it is told as past. */
const heavy = 3;
/** More known events than these add nothing. */
const mostTies = 32;
const firstDay = dayOfDate(1950, 1, 1);
const lastDay = dayOfDate(2100, 1, 1) - 1;

const at = (t: SaidTime, ref: number | null): Meant => meantOf(t.term, { ref, text: null, direction: t.direction });
const isFull = (m: Meant): boolean =>
  m.unit === "day" && m.from !== null && m.anchor === "none" && !m.flag && m.type !== "DURATION";

/** Whether a date stands where an article says its own: after a word of publishing, alone on its line, or in a dateline. */
function isOwnDate(text: string, t: Span, pack: TimePack): boolean {
  const lineStart = text.lastIndexOf("\n", t.start - 1) + 1;
  const lineEnd = text.indexOf("\n", t.end) < 0 ? text.length : text.indexOf("\n", t.end);
  const before = text.slice(lineStart, t.start);
  const after = text.slice(t.end, lineEnd);
  const early =
    text
      .slice(0, lineStart)
      .split("\n")
      .filter((l) => l.trim()).length < 6;
  const late = text.slice(lineEnd).trim().length < 200;
  if (!early && !late) return false;
  const words = before
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
    .slice(-3);
  if (words.some((w) => pack.own.has(foldKey(w)))) return true;
  if (before.length > 50 || /[.!?]\s/.test(before.replace(/\b\p{L}{1,4}\.\s/gu, ""))) return false;
  if (!before.trim() && !after.replace(/[\s\d:.,|·•()-]|[hH]/g, "")) return true;
  // `ROME, 14 Sep 2024 -`, `(AGENCY) - Rome, 14/09/2024 -`: capitals, then the date, then a dash or the end.
  const capitals = before
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
    .every((w) => /^\p{Lu}/u.test(w) || w.length <= 3);
  return early && capitals && /^\s*(?:[-–—|)]|$)/.test(after);
}

const name = (text: string, t: Span): string => text.slice(t.start, t.end).replace(/\s+/g, " ");

/** The one day of the month and year that a term names without its year, in the year of a day. */
const dayIn = (term: Term, year: number): number | null =>
  term.is === "date" && term.year === undefined && term.month !== undefined && term.day !== undefined
    ? dayOfDate(year, term.month, term.day)
    : null;

/** What the dates of the text say of its own day. */
function timeReasons(input: PublishedInput): Reason[] {
  const { text, times } = input;
  const reasons: Reason[] = [];
  const seen = new Set<string>();
  const months = times.filter(
    (t) => t.term.is === "date" && t.term.month !== undefined && t.term.day === undefined && t.term.year === undefined,
  );
  const bare = new Set(months);
  for (const t of times) {
    const { term } = t;
    const words = name(text, t);
    const lead = t.start < leadLength;
    // What is said over and over is one reason.
    const key = `${words} ${t.rule} ${t.direction} ${lead} ${text.length - t.end < 400}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const said = at(t, null);
    if (term.is === "apposed") {
      // "today, Tuesday 20 December"
      reasons.push({
        because: `told-today: ${words}`,
        allows: (d) => at(t, d).from === d + term.days && at(t, d).flag === null,
      });
      continue;
    }
    if (isFull(said) && term.is === "date") {
      const day = said.from!;
      if (t.direction === "back" || t.direction === "likely-back" || (t.direction === null && lead))
        reasons.push({ because: `not-before: ${words}`, allows: (d) => d >= day });
      if (t.direction === "ahead") reasons.push({ because: `not-after: ${words}`, allows: (d) => d <= day });
      continue;
    }
    if (
      term.is === "date" &&
      term.year === undefined &&
      term.day !== undefined &&
      (term.month !== undefined || term.weekday !== undefined)
    ) {
      // "Friday the 14th" lies within some weeks; with its month it must be a Friday in the year meant.
      if (term.weekday !== undefined && term.month === undefined)
        reasons.push({
          because: `weekday-and-day: ${words}`,
          allows: (d) => {
            for (let n = t.direction === "back" ? -45 : -31; n <= (t.direction === "back" ? 0 : 45); n++)
              if (weekdayOf(d + n) === term.weekday && dateOfDay(d + n).day === term.day) return true;
            return false;
          },
        });
      if (term.month !== undefined) {
        const own = isOwnDate(text, t, input.pack);
        reasons.push({
          because: `${own ? "dateline" : term.weekday === undefined ? "day-and-month" : "weekday-day-and-month"}: ${words}`,
          allows: (d) => {
            const { year } = dateOfDay(d);
            return [year - 1, year, year + 1].some((y) => {
              const day = dayIn(term, y) ?? Number.NaN;
              if (term.weekday !== undefined && weekdayOf(day) !== term.weekday) return false;
              const gap = d - day;
              if (own) return gap === 0;
              return t.direction === "ahead"
                ? gap <= 0 && gap >= -180
                : lead
                  ? gap >= 0 && gap <= 7
                  : gap >= (t.direction === "back" ? 0 : -180) && gap <= 330;
            });
          },
        });
      }
      continue;
    }
    if (bare.has(t) && term.is === "date" && (t.direction === "back" || t.direction === "ahead")) {
      // A month ahead is not the running one, and lies within half a year; one behind within the year.
      const ahead = t.direction === "ahead";
      reasons.push({
        because: `month-${ahead ? "ahead" : "behind"}: ${words}`,
        allows: (d) => {
          const { year, month } = dateOfDay(d);
          const gap = (month - term.month! + 12) % 12;
          return ahead ? gap >= 6 : d >= dayOfDate(year - (month < term.month! ? 1 : 0), term.month!, 1) && gap <= 10;
        },
      });
    }
    if (term.is === "part" && t.direction !== "ahead" && said.unit === "month" && said.from === null) {
      reasons.push({
        because: `part-of-month: ${words}`,
        allows: (d) => {
          const m = at({ ...t, direction: "back" }, d);
          return m.from === null || m.to === null || (d >= (m.from + m.to) / 2 && d - m.to <= 300);
        },
      });
    }
    // "next month" beside one month that lies ahead: it is that month.
    if (term.is === "cycle" && term.unit === "month" && term.base === "published" && Math.abs(term.n) === 1) {
      const others = new Set(
        months
          .filter((m) => m.direction !== (term.n > 0 ? "back" : "ahead"))
          .map((m) => (m.term.is === "date" ? m.term.month! : 0)),
      );
      const [only] = others;
      if (others.size === 1 && only !== undefined)
        reasons.push({
          because: `month-next-to: ${words}`,
          allows: (d) => ((dateOfDay(d).month - 1 + term.n + 12) % 12) + 1 === only,
        });
    }
  }
  return reasons;
}

/** A date in the lead and a bare weekday looking back speak of the same days. */
function weekdayReason(input: PublishedInput): Reason | null {
  const lead = input.times.find(
    (t) =>
      t.start < leadLength &&
      t.direction !== "ahead" &&
      t.term.is === "date" &&
      t.term.month !== undefined &&
      t.term.day !== undefined,
  );
  const weekdays = input.times.filter(
    (t) => t.term.is === "date" && t.term.weekday !== undefined && t.term.day === undefined && t.direction !== "ahead",
  );
  const first = weekdays[0];
  if (lead?.term.is !== "date" || first?.term.is !== "date") return null;
  const { month, day, year } = lead.term;
  const wanted = first.term.weekday!;
  return {
    because: `weekday-and-date: ${name(input.text, first)} = ${name(input.text, lead)}`,
    allows: (d) => {
      const said = dayOfDate(year ?? dateOfDay(d - 7).year, month!, day!);
      const gap = (weekdayOf(said) - wanted + 7) % 7;
      return gap === 0 || gap === 1 || gap === 6;
    },
  };
}

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
interface Tie {
  readonly code: string;
  readonly said: string;
  readonly near: Days | null;
  readonly weight: number;
  readonly choices: readonly { readonly what: string; readonly allows: (day: number) => boolean }[];
}

/** Days on which an article may tell of an event in the words in which it does. */
function tieOf(e: KnownEvent, input: PublishedInput): Tie {
  const t = e.span && input.times.find((x) => x.start < e.span!.end && e.span!.start < x.end);
  const ahead = e.told === "ahead";
  const reaches: number[] = [];
  const choices = [e, ...(e.or ?? [])].map((c) => {
    const [from, to] = [dayNumber(c.days.from), dayNumber(c.days.to)];
    const since = c.since ? dayNumber(c.since.from) : firstDay;
    const inTime = (d: number, over: number): boolean => (ahead ? d <= to && d >= since : d >= over);
    if (!t) return { what: c.what, allows: (d: number): boolean => inTime(d, from) };
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
    code: t ? "event" : ahead ? "not-after" : "not-before",
    said: t ? ` = ${name(input.text, t)}` : "",
    near: t ? { from: Math.min(...reaches) - farthest, to: Math.max(...reaches) + farthest } : null,
    weight: t ? heavy : 1,
    choices,
  };
}

/** Known events that are not told twice in the same words, as many as are heeded. */
function differing(events: readonly KnownEvent[], text: string): readonly KnownEvent[] {
  const all = new Map<string, KnownEvent>();
  for (const e of events) {
    const words = e.span ? text.slice(e.span.start, e.span.end) : "";
    const key = [e.told, words, e.what, ...(e.or ?? []).map((c) => c.what)].join("\t");
    if (!all.has(key)) all.set(key, e);
  }
  return [...all.values()].slice(0, mostTies);
}

/** The days on which the most of what is told of known events can be true at once, and its weight. */
function heaviest(days: readonly number[], ties: readonly Tie[]): [readonly number[], number] {
  const weights = days.map((d) =>
    ties.reduce((sum, t) => sum + (t.choices.some((c) => c.allows(d)) ? t.weight : 0), 0),
  );
  const most = weights.reduce((a, b) => Math.max(a, b), 0);
  return [days.filter((_, i) => weights[i] === most), most];
}

/** Tells of each known event that has cut the days to those left, and which it means on them. */
function tellTies(days: readonly number[], left: readonly number[], ties: readonly Tie[], because: string[]): void {
  for (const t of ties) {
    const meant = t.choices.filter((c) => left.some(c.allows));
    if (!meant.length || days.every((d) => t.choices.some((c) => c.allows(d)))) continue;
    const more = meant.length > 1 ? `, or another of ${meant.length}` : "";
    because.push(`${t.code}: ${meant[0]!.what}${more}${t.said}`);
  }
}

/** The days left after a reason; the days before it where it leaves none. */
function cut(days: readonly number[], reason: Reason, because: string[]): readonly number[] {
  const left = days.filter(reason.allows);
  if (!left.length) return days;
  if (left.length < days.length) because.push(reason.because);
  return left;
}

/** Days on which the most of the named offices were held as named, and those on which one fewer was; each in order. */
interface Held {
  readonly days: readonly number[];
  readonly spare: readonly number[];
  /** Tells which offices bound the interval of some days, and which disagree with all of them. */
  readonly tell: (days: readonly number[], because: string[]) => void;
}

/** Reads the named offices together; null where there are none or they do not agree well enough. */
function daysOfHoldings(holdings: readonly Holding[]): Held | null {
  const named = holdings.filter((h) => h.intervals.length > 0);
  if (!named.length) return null;
  const spans = named.map((h) =>
    h.intervals.map((i) => ({ from: Math.max(firstDay, dayNumber(i.from)), to: Math.min(lastDay, dayNumber(i.to)) })),
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
      else if (spans[k]!.some((i) => i.from === first || i.to === last)) because.push(`office: ${h.actor}, ${h.office}`);
    });
  };
  return { days: withLeast(most), spare: most > 1 ? withLeast(most - 1) : [], tell };
}

/**
 * The interval in which the article appeared, with its reasons: `code: words`. Given goes before metadata, metadata before
 * a date that the text says of itself, that before what can be worked out. Null where nothing dates it, or not to two years.
 */
export function inferPublished(input: PublishedInput): Published | null {
  if (input.given) return { ...input.given, basis: "given", because: ["given"] };
  if (input.metadata) return { ...input.metadata, basis: "metadata", because: ["metadata"] };
  const { text, times } = input;
  for (const t of times) {
    const said = at(t, null);
    const told = t.term.is === "apposed" ? t.term.days : null;
    if (isFull(said) && t.term.is !== "range" && (told !== null || isOwnDate(text, t, input.pack))) {
      const day = dayOf(said.from! - (told ?? 0));
      return { from: day, to: day, basis: "text", because: [`own-date: ${name(text, t)}`] };
    }
  }
  const because: string[] = [];
  const held = daysOfHoldings(input.holdings);
  let days: readonly number[] | null = held?.days ?? null;
  held?.tell(held.days, because);
  const dated = days !== null;
  // A full date near the top, told as past: the news of that day or the days after it.
  const leads = times.filter(
    (t) => t.start < leadLength && t.direction !== "ahead" && isFull(at(t, null)) && t.term.is === "date",
  );
  const latest = leads.map((t) => ({ t, day: at(t, null).from! })).sort((a, b) => b.day - a.day)[0];
  if (latest) {
    const weekday = times.find(
      (t) => t.term.is === "date" && t.term.day === undefined && t.term.weekday === weekdayOf(latest.day),
    );
    const near = Array.from({ length: weekday ? 5 : 8 }, (_, n) => latest.day + n);
    const both = days === null ? near : near.filter((d) => days!.includes(d));
    // A date that the offices contradict is history.
    if (both.length) {
      const reasons = [
        `date-in-lead: ${name(text, latest.t)}`,
        ...(weekday ? [`weekday-and-date: ${name(text, weekday)}`] : []),
        ...(dated ? because : []),
      ];
      return { from: dayOf(both[0]!), to: dayOf(both.at(-1)!), basis: "text", because: reasons };
    }
  }
  const ties = differing(input.events ?? [], text).map((e) => tieOf(e, input));
  if (days === null) {
    const bounds = ties.flatMap((r) => (r.near ? [r.near] : []));
    if (!bounds.length) return null;
    const from = Math.max(firstDay, Math.min(...bounds.map((b) => b.from)));
    const to = Math.min(lastDay, Math.max(...bounds.map((b) => b.to)));
    days = Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
  }
  if (ties.length) {
    const [left, weight] = heaviest(days, ties);
    const [other, more] = heaviest(held?.spare ?? [], ties);
    // A dated event that is told outweighs one office: who was deposed is called by it still.
    if (held && other.length && more >= weight + heavy) {
      because.length = 0;
      held.tell(other, because);
      tellTies(held.spare, other, ties, because);
      days = other;
    } else {
      tellTies(days, left, ties, because);
      days = left;
    }
  }
  for (const r of timeReasons(input)) days = cut(days, r, because);
  const weekday = weekdayReason(input);
  if (weekday) days = cut(days, weekday, because);
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined || last - first + 1 > widest || !because.length) return null;
  return { from: dayOf(first), to: dayOf(last), basis: "inferred", because };
}
