/** When an article appeared: as given, as its page or text says, else worked out from the offices and dates that it names. */

import type { TimePack } from "../language/time.ts";
import type { Published } from "../model/article.ts";
import { type DayInterval, dayNumber, dayOf } from "../model/time.ts";
import { isFull, isOwnDate, leadLength, type Reason, timeReasons, weekdayReasons } from "./published-dates.ts";
import { daysOfNews, leastOnPage, type News, theNews } from "./published-news.ts";
import { daysOfHoldings, firstDay, type Holding, lastDay } from "./published-offices.ts";
import { at, differing, heaviest, heavy, type KnownEvent, name, tellTies, tieOf } from "./published-ties.ts";
import { weekdayOf } from "./time-calendar.ts";
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

/** An interval wider than this would date nothing. */
const widest = 731;
/** An interval of more days than these is cut by who was in office at all, where so many people are named. */
const wide = 60;
const fewest = 3;
/** So many days before an office begins and after it ends the press already and still names its holder. */
const coming = 120;
const leaving = 45;
/** How many days after its news a page with a day and month of its own is looked for. */
const newsOnPage = 14;
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
