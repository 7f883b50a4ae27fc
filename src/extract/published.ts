/** When an article appeared: as given, as its page or text says, else worked out from the offices and dates that it names. */

import type { TimePack } from "../language/time.ts";
import { foldKey } from "../language/time-tokens.ts";
import type { Published } from "../model/article.ts";
import type { Span } from "../model/span.ts";
import { type DayInterval, dayNumber, dayOf } from "../model/time.ts";
import { daysOfNews, leastOnPage, type News, theNews } from "./published-news.ts";
import { daysOfHoldings, firstDay, type Holding, lastDay } from "./published-offices.ts";
import { at, differing, heaviest, heavy, type KnownEvent, name, tellTies, tieOf } from "./published-ties.ts";
import { dateOfDay, dayOfDate, weekdayOf } from "./time-calendar.ts";
import type { Meant } from "./time-intervals.ts";
import { holidayDay } from "./time-shapes.ts";
import type { Term } from "./time-terms.ts";
import type { SaidTime } from "./times.ts";

export type { Holding } from "./published-offices.ts";
export type { KnownEvent } from "./published-ties.ts";

export interface PublishedInput {
  readonly given: DayInterval | null;
  readonly metadata: DayInterval | null;
  readonly text: string;
  /** What `findTimes` found in the text. */
  readonly times: readonly SaidTime[];
  readonly holdings: readonly Holding[];
  readonly events?: readonly KnownEvent[];
  /** For each person whom the text names, the days on which he held any office. */
  readonly people?: readonly Holding[];
  /** The last day of which anybody could have known: an open office reaches no further. */
  readonly until?: string;
  /** Dated events that the article may be the news of. */
  readonly news?: readonly News[];
  readonly pack: TimePack;
}

/** Days on which the article may have appeared by one reason. */
interface Reason {
  readonly because: string;
  readonly allows: (day: number) => boolean;
}

/** An interval wider than this would date nothing. */
const widest = 731;
/** An interval of more days than these is cut by who was in office at all, where so many people are named. */
const wide = 60;
const fewest = 3;
/** So many days before an office begins and after it ends the press already and still names its holder. */
const coming = 120;
const leaving = 45;
/** What parts the pieces of a row. */
const bars = /[|•·]/;
/** How many days after its news a page with a day and month of its own is looked for. */
const newsOnPage = 14;
/** How far into a text its lead reaches, in UTF-16 units. */
const leadLength = 700;
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
  // `2019/08/23 (Fri) 18:15 | Comments 48`, `Desk · 12 March 2024`: a piece of its own in a row of them.
  const [left, right] = [before.split(bars).at(-1)!, after.split(bars)[0]!];
  const row = left.length < before.length || right.length < after.length;
  if (early && row && !left.trim() && !right.replace(/\(\p{L}{2,10}\.?\)|[\s\d:.,()-]|[hH]|\b(?:AM|PM)\b/giu, ""))
    return true;
  if (before.length > 50 || /[.!?]\s/.test(before.replace(/\b\p{L}{1,4}\.\s/gu, ""))) return false;
  if (!before.trim() && !after.replace(/[\s\d:.,|·•()-]|[hH]/g, "")) return true;
  // `ROME, 14 Sep 2024 -`, `(AGENCY) - Rome, 14/09/2024 -`: capitals, then the date, then a dash or the end.
  const capitals = before
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
    .every((w) => /^\p{Lu}/u.test(w) || w.length <= 3);
  if (early && capitals && /^\s*(?:\([^()]{1,40}\)\s*)?(?:[-–—|)]|$)/.test(after)) return true;
  // `(translated, agencies) - Wednesday 5 March`: set off by a mark, and the end of its line.
  return early && /[-–—|·•)]\s*$/.test(before) && !after.trim();
}

/** The one day of the month and year that a term names without its year, in the year of a day. */
const dayIn = (term: Term, year: number): number | null =>
  term.is === "date" && term.year === undefined && term.month !== undefined && term.day !== undefined
    ? dayOfDate(year, term.month, term.day)
    : null;

/** The date within a clock time or a part of a day. */
const dateIn = (t: Term): Term => ((t.is === "clock" || t.is === "daypart") && t.of ? dateIn(t.of) : t);

/** What the dates of the text say of its own day. */
function timeReasons(input: PublishedInput): Reason[] {
  const { text, times } = input;
  const reasons: Reason[] = [];
  const seen = new Set<string>();
  const months = times.filter(
    (t) => t.term.is === "date" && t.term.month !== undefined && t.term.day === undefined && t.term.year === undefined,
  );
  const bare = new Set(months);
  let dated = false;
  for (const t of times) {
    const term = dateIn(t.term);
    const words = name(text, t);
    // Where a weekday has told the news, a day with its month is what was before.
    const lead = t.start < leadLength && !dated;
    dated ||= t.direction !== "ahead" && term.is === "date" && term.day === undefined && term.weekday !== undefined;
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
    if (term.is === "holiday" && term.year === undefined && lead && t.direction !== "ahead") {
      const { rule } = term;
      reasons.push({
        because: `feast: ${words}`,
        allows: (d) => {
          const { year } = dateOfDay(d);
          return [year - 1, year].some((y) => {
            const day = holidayDay(rule, y);
            return day !== null && d >= day && d - day <= 7;
          });
        },
      });
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

/** A date in the lead and a bare weekday looking back speak of the same days: the very day, or else those beside it. */
function weekdayReasons(input: PublishedInput): Reason[] {
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
  if (lead?.term.is !== "date" || first?.term.is !== "date") return [];
  const { month, day, year } = lead.term;
  const wanted = first.term.weekday!;
  const because = `weekday-and-date: ${name(input.text, first)} = ${name(input.text, lead)}`;
  const gapOn = (d: number): number =>
    (weekdayOf(dayOfDate(year ?? dateOfDay(d - 7).year, month!, day!)) - wanted + 7) % 7;
  const beside: Reason = { because, allows: (d) => [0, 1, 6].includes(gapOn(d)) };
  const dateline = first.start < leadLength && isOwnDate(input.text, lead, input.pack);
  if (!dateline) return [beside];
  // Who says "today" of the day of writing names another by its weekday.
  const today = input.times.some((t) => t.term.is === "deictic" && t.term.days === 0 && t.start < leadLength);
  const near: Reason = { because, allows: (d) => gapOn(d) < 5 && (!today || gapOn(d) > 0) };
  return today ? [near] : [near, { because, allows: (d) => gapOn(d) === 0 }];
}

/** The days on which the most of the people named held some office: the press names those who are in it. */
function inOffice(
  days: readonly number[],
  people: readonly Holding[],
  until: number,
  because: string[],
): readonly number[] {
  if (people.length < fewest) return days;
  const spans = people.map((p) =>
    p.intervals.map((i) => [dayNumber(i.from) - coming, Math.min(until, dayNumber(i.to) + leaving)] as const),
  );
  const counts = days.map((d) => spans.filter((list) => list.some(([from, to]) => from <= d && d <= to)).length);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const left = days.filter((_, i) => counts[i] === most);
  const [first, last] = [left[0]!, left.at(-1)!];
  if (left.length === days.length || last - first + 1 !== left.length) return days;
  people.forEach((p, k) => {
    if (spans[k]!.some(([from, to]) => from === first || to === last)) because.push(`in-office: ${p.actor}`);
  });
  return left;
}

/** The days left after a reason; the days before it where it leaves none. */
function cut(days: readonly number[], reason: Reason, because: string[]): readonly number[] {
  const left = days.filter(reason.allows);
  if (!left.length) return days;
  if (left.length < days.length) because.push(reason.because);
  return left;
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
  const until = input.until ? dayNumber(input.until) : lastDay;
  const held = daysOfHoldings(input.holdings, until);
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
  const reasons = timeReasons(input);
  const line = reasons.find((r) => r.because.startsWith("dateline"));
  const fits = (d: number): boolean => line === undefined || line.allows(d);
  const spanOf = (n: News): readonly number[] => {
    const { from, to } = daysOfNews(n, times);
    // On the page's own day and month the event may be some days old, or of that very day.
    const first = line ? dayNumber(n.days.from) : from;
    const last = line ? first + newsOnPage : to;
    return Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(fits);
  };
  const ties = differing(input.events ?? [], text).map((e) => tieOf(e, text, times));
  const past = ties.filter((t) => t.code === "not-before");
  const may = (d: number): boolean => past.every((t) => t.choices.some((c) => c.allows(d)));
  const news = theNews(input.news ?? [], (n) => spanOf(n).some(may), line ? leastOnPage : undefined);
  if (!news && days === null) days = daysOfHoldings(input.people ?? [], until)?.days ?? null;
  if (news) {
    days = spanOf(news);
    because.length = 0;
    held?.tell(days, because);
    because.push(`news-of: ${news.what}`);
    if (line) because.push(line.because);
  } else {
    if (days === null) {
      const bounds = ties.flatMap((r) => (r.near ? [r.near] : []));
      if (!bounds.length) return null;
      const from = Math.max(firstDay, Math.min(...bounds.map((b) => b.from)));
      const to = Math.min(lastDay, Math.max(...bounds.map((b) => b.to)));
      days = Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
    } else if (line) days = cut(days, line, because);
    if (ties.length) {
      const [left, weight] = heaviest(days, ties);
      const [other, more] = heaviest(held?.spare.filter(fits) ?? [], ties);
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
  }
  if (days.length > wide) days = inOffice(days, input.people ?? [], until, because);
  // The news has told the day better than what else the text dates.
  if (!news) for (const r of reasons) days = cut(days, r, because);
  for (const r of weekdayReasons(input)) days = cut(days, r, because);
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined || last - first + 1 > widest || !because.length) return null;
  return { from: dayOf(first), to: dayOf(last), basis: "inferred", because };
}
