/** Which dated event an article is the news of, where it does not say its own day: by what its lead tells, whom it names, and its days. */
import type { Dated, Knowledge } from "../knowledge/knowledge.ts";
import type { DatedKind } from "../model/dated.ts";
import type { Document } from "../model/sentence.ts";
import { type DayInterval, dayNumber, dayOf, meet } from "../model/time.ts";
import type { KnownWords } from "./known-events.ts";
import { fit, tells } from "./known-match.ts";
import { hitsOf, type Named, sceneOf } from "./known-scene.ts";
import type { Holding } from "./published-offices.ts";
import { at } from "./published-ties.ts";
import { addUnits, type Unit, weekdayOf } from "./time-calendar.ts";
import type { Term } from "./time-terms.ts";
import type { SaidTime } from "./times.ts";

/** A dated event that an article may be the news of, and how much speaks for it. */
export interface News {
  readonly what: string;
  /** The event's own days. */
  readonly days: DayInterval;
  readonly score: number;
}

/** Up to here, in UTF-16 units, an article tells what it is about; up to there it has its title. */
const leadEnd = 900;
const titleEnd = 160;
/** What is mostly the business of one state alone. */
const domestic = new Set<DatedKind>(["election", "inauguration", "referendum"]);
/** What is told in passing more often than as the news. */
const passing = new Set<DatedKind>(["war", "accession"]);
/** Kinds that the same sides come to over and over: only what one sentence says whole tells which of them is meant. */
const recurrent = new Set<DatedKind>(["visit", "meeting", "summit", "gathering"]);
/** Kinds whose words shade into each other: peace is made by treaty, a shoot-down is an attack. */
const akin: Readonly<Partial<Record<DatedKind, readonly DatedKind[]>>> = {
  restoration: ["treaty"],
  ceasefire: ["treaty"],
  treaty: ["ceasefire", "restoration"],
  downing: ["attack", "clash"],
  attack: ["war", "terror", "clash"],
  war: ["attack"],
  arrest: ["kidnapping"],
  expulsion: ["rupture"],
  rupture: ["expulsion"],
  verdict: ["warrant"],
};
/** Days before and after an event on which those who are named with it are looked for in office. */
const before = 60;
const after = 3;
/** An article must name so many of the offices as they were held then. */
const leastHeld = 0.5;
/** What speaks for an event as the news: this much at least, and this much more than for any at another time. */
const leastScore = 3;
const leastMargin = 0.75;
/** More than these are not held against each other. */
const mostRivals = 40;
/** The same where the page tells its own day and month, which few events fit. */
export const leastOnPage = 1;
/** Events nearer to each other than this are no rivals: either gives the same days. */
const sameTime = 10;

/** Dated events that the article may be the news of, the likeliest first. Bounded by what its lead names. */
export function newsOf(
  document: Document,
  linked: Named,
  times: readonly SaidTime[],
  holdings: readonly Holding[],
  words: KnownWords,
  knowledge: Knowledge,
): readonly News[] {
  const lead = sceneOf(early(linked.mentions), early(linked.places), early(linked.modifiers), knowledge);
  const kinds = new Map<DatedKind, number>();
  for (const s of document.sentences) {
    if (s.start >= leadEnd) break;
    for (const hit of hitsOf(s, words.known.loose))
      for (const kind of tells[hit.kind]) {
        const weight = s.words[hit.at]!.start < titleEnd ? 2 : 1;
        kinds.set(kind, Math.max(kinds.get(kind) ?? 0, weight));
        for (const other of akin[kind] ?? []) kinds.set(other, Math.max(kinds.get(other) ?? 0, weight - 0.5));
      }
  }
  const people = [...new Set(linked.mentions.map((m) => m.actor))].filter((id) => knowledge.offices(id).length > 0);
  const named = holdings.filter((h) => h.intervals.length > 0);
  const weekdays = bareWeekdays(times);
  const leading = bareWeekdays(early(times));
  const bonus = weekdays.size ? Math.log(7 / weekdays.size) : 0;
  const years = yearsSaid(times);
  const scoreOf = (event: Dated, hit: number): number | null => {
    const day = dayNumber(event.from);
    const then: DayInterval = { from: dayOf(day - before), to: dayOf(day + after) };
    const held = heldThen(named, day);
    if (held < leastHeld) return null;
    const present = share(
      people.filter((p) => knowledge.offices(p, then).length > 0),
      people,
    );
    const on = (set: ReadonlySet<number>): boolean =>
      [event.from, event.to].some((d) => set.has(weekdayOf(dayNumber(d))));
    return (
      hit +
      (event.actors.length > 1 ? 0.5 : 0) -
      (domestic.has(event.kind) ? 2 : passing.has(event.kind) ? 1 : 0) +
      4 * (present + held - 1.6) +
      (isDated(times, day) ? 3 : 0) -
      (years.has(event.from.slice(0, 4)) ? 1.5 : 0) +
      (on(leading) ? bonus : on(weekdays) ? bonus / 2 : leading.size ? -0.7 : 0)
    );
  };
  const seen = new Set<string>();
  const found: News[] = [];
  for (const id of [...lead.named, ...lead.states, ...lead.people.keys()])
    for (const event of knowledge.datedWith(id)) {
      if (seen.has(event.id)) continue;
      seen.add(event.id);
      const hit = kinds.get(event.kind);
      if (!hit || recurrent.has(event.kind) || !fit(event, lead, knowledge)) continue;
      const score = scoreOf(event, hit);
      if (score !== null) found.push({ what: event.what, days: { from: event.from, to: event.to }, score });
    }
  return found.sort((a, b) => b.score - a.score);
}

/** The news of an article among those that it may be of, as far as `may` allows; null where none stands out. */
export function theNews(all: readonly News[], may: (n: News) => boolean, least = leastScore): News | null {
  const near = (a: News, b: News): boolean => Math.abs(dayNumber(a.days.from) - dayNumber(b.days.from)) <= sameTime;
  const left = all.filter(may).slice(0, mostRivals);
  // What happened along with it and is told as well speaks for it.
  const marks = left.map((n) => {
    const along = left.filter((o) => o !== n && near(o, n) && o.score >= n.score - 1.5).length;
    return { n, mark: n.score + Math.min(1, along / 2) };
  });
  const best = marks.reduce<(typeof marks)[0] | null>((a, b) => (a && a.mark >= b.mark ? a : b), null);
  if (!best || best.n.score < least) return null;
  return marks.some((o) => !near(o.n, best.n) && best.mark - o.mark < leastMargin) ? null : best.n;
}

/**
 * First and last day on which an article with this news appeared: after the event, and after those days of the week that
 * it names as what followed; on the day after where it speaks of yesterday.
 */
export function daysOfNews(news: News, times: readonly SaidTime[]): { readonly from: number; readonly to: number } {
  const weekdays = bareWeekdays(times);
  const [first, last] = [dayNumber(news.days.from), dayNumber(news.days.to)];
  const day = weekdays.has(weekdayOf(last)) && !weekdays.has(weekdayOf(first)) && last - first < 7 ? last : first;
  const after = [...weekdays].map((w) => (w - weekdayOf(day) + 7) % 7);
  // A weekday up to two days on followed; one up to four days on may have, or was that of the week before.
  const sure = Math.max(0, ...after.filter((n) => n <= 2));
  const may = Math.max(0, ...after.filter((n) => n <= 4));
  if (times.some((t) => t.term.is === "turn" && t.term.n < 0 && weekdaysOf(t.term).includes(weekdayOf(day))))
    return { from: day + Math.max(3, sure), to: day + 7 };
  // "Three weeks after the storm": the press counts from it.
  const since = early(times).find((t) => t.term.is === "shift" && t.term.base === "text" && t.term.sign > 0);
  if (since?.term.is === "shift" && !since.term.amount.vague && calendar.has(since.term.unit)) {
    const passed = addUnits(day, since.term.unit as Unit, Math.min(since.term.amount.n, 100));
    if (passed > day + 4) return { from: passed - 1, to: passed + 2 };
  }
  const yesterday = early(times).some((t) => deicticOf(t.term) === -1);
  if (yesterday && !weekdays.has(weekdayOf(day)))
    return { from: day + Math.max(1, sure), to: day + Math.max(2, may + 1) };
  return { from: day + sure, to: day + Math.max(sure + 2, may + 1) };
}

/** Units in which the press counts the time since an event. */
const calendar: ReadonlySet<string> = new Set(["day", "week", "month"]);

const early = <T extends { readonly start: number }>(list: readonly T[]): readonly T[] =>
  list.filter((x) => x.start < leadEnd);

/** The part of a list that remains, and what none of any tells. */
const share = (left: readonly unknown[], all: readonly unknown[]): number =>
  all.length ? left.length / all.length : 0.7;

/** The part of the named offices that were held as named on the days of the news; who has just left one counts for half. */
function heldThen(named: readonly Holding[], day: number): number {
  if (!named.length) return share(named, named);
  const now: DayInterval = { from: dayOf(day - after), to: dayOf(day + after) };
  const late: DayInterval = { from: dayOf(day - before), to: now.to };
  const marks = named.map((h) =>
    h.intervals.some((i) => meet(i, now)) ? 1 : h.intervals.some((i) => meet(i, late)) ? 0.5 : 0,
  );
  return marks.reduce<number>((a, b) => a + b, 0) / named.length;
}

/** How many days from the day of reading a term says; undefined for others. */
const deicticOf = (t: Term): number | undefined =>
  t.is === "deictic" ? t.days : t.is === "daypart" || t.is === "clock" ? t.of && deicticOf(t.of) : undefined;

/** Years that the text tells: what is news is told without its year. */
function yearsSaid(times: readonly SaidTime[]): ReadonlySet<string> {
  const out = new Set<string>();
  const add = (t: Term): void => {
    if (t.is === "date" && t.year !== undefined) out.add(String(t.year));
    if (t.is === "range") {
      add(t.from);
      add(t.to);
    } else if (t.is === "bound" || t.is === "part" || t.is === "daypart") add(t.of);
  };
  for (const t of times) add(t.term);
  return out;
}

/** The days of the week that the text names by themselves, looking back. */
function bareWeekdays(times: readonly SaidTime[]): ReadonlySet<number> {
  const out = new Set<number>();
  for (const t of times) if (t.direction !== "ahead") for (const n of weekdaysOf(t.term)) out.add(n);
  return out;
}

function weekdaysOf(t: Term): readonly number[] {
  if (t.is === "date") return t.weekday !== undefined && t.day === undefined ? [t.weekday] : [];
  if (t.is === "daypart") return weekdaysOf(t.of);
  if (t.is === "clock") return t.of ? weekdaysOf(t.of) : [];
  if (t.is === "turn") return t.n < 0 ? weekdaysOf(t.of) : [];
  if (t.is === "range") return [...weekdaysOf(t.from), ...weekdaysOf(t.to)];
  return [];
}

/** Whether the text names a day by its month and number, or by its feast. */
const isDated = (times: readonly SaidTime[], day: number): boolean =>
  times.some((t) => {
    const term = t.term.is === "daypart" ? t.term.of : t.term;
    const whole = (term.is === "date" && term.month !== undefined && term.day !== undefined) || term.is === "holiday";
    if (!whole || t.direction === "ahead") return false;
    const m = at(t, day + after);
    return m.unit === "day" && m.from !== null && m.to !== null && m.from <= day && day <= m.to;
  });
