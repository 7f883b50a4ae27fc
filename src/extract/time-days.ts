/** Gives time expressions their days: on each day on which the text may have been read, and from the dates told before them. */
import { type DayInterval, dayNumber, dayOf, type Granularity, type TimeExpression } from "../model/time.ts";
import type { Unit } from "./time-calendar.ts";
import { known, type Meant } from "./time-intervals.ts";
import { meantOf, type Setting } from "./time-resolve.ts";
import type { Term } from "./time-terms.ts";
import type { SaidTime } from "./times.ts";

const granularities: Readonly<Record<Unit, Granularity>> = {
  day: "day",
  weekend: "week",
  week: "week",
  month: "month",
  season: "season",
  quarter: "quarter",
  half: "quarter",
  year: "year",
  decade: "decade",
  century: "century",
};
/** A range of days of reading that is longer than this is read from its ends alone. */
const longestRange = 14;

/**
 * One meaning over all days on which the text may have been read: what most of them give ("Sunday" between two Mondays);
 * where none is the meaning of most, the interval around all.
 */
function merged(all: readonly Meant[], unread: () => Meant): Meant {
  const counts = new Map<string, { n: number; m: Meant }>();
  for (const m of all) {
    const key = `${m.from} ${m.to}`;
    counts.set(key, { n: (counts.get(key)?.n ?? 0) + 1, m });
  }
  const most = [...counts.values()].reduce((a, b) => (b.n >= a.n ? b : a));
  if (most.n * 2 > all.length || counts.size === 1) return most.m;
  if (all.some((m) => m.from === null || m.to === null)) return unread();
  const from = Math.min(...all.map((m) => m.from!));
  const to = Math.max(...all.map((m) => m.to!));
  return { ...all[0]!, from, to, value: unread().value };
}

/** A day of the text is counted from so far on, in UTF-16 units. */
const reachOfDay = 1500;

/** A part of a day belongs to a day told so shortly before. */
const reachOfStory = 400;

/** Whether a term is a part of whatever day is told of: "in the evening". */
const isOfStory = (t: Term): boolean => t.is === "daypart" && t.of.is === "deictic" && t.of.base === "text";

/** Whether a term counts days, or less, from a date of the text. */
const countsDays = (t: Term): boolean =>
  (t.is === "shift" && t.base === "text" && !longer.has(t.unit)) ||
  ((t.is === "cycle" || t.is === "adjacent") && t.unit === "day") ||
  (t.is === "daypart" && countsDays(t.of)) ||
  (t.is === "clock" && t.of !== undefined && countsDays(t.of));
const distant: ReadonlySet<string> = new Set(["year", "decade", "century"]);
const longer: ReadonlySet<string> = new Set(["month", "season", "quarter", "half", ...distant]);

/** The days of reading that are tried: all of a short range, the ends of a long one. */
function refsOf(anchor: DayInterval | null): readonly (number | null)[] {
  if (!anchor) return [null];
  const [from, to] = [dayNumber(anchor.from), dayNumber(anchor.to)];
  if (to - from >= longestRange) return [from, to];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/**
 * Gives each expression its days. `anchor`: the days on which the article may have appeared; null where nobody knows, then
 * what leans on it keeps its value and has no days.
 */
export function resolveTimes(said: readonly SaidTime[], anchor: DayInterval | null): TimeExpression[] {
  const refs = refsOf(anchor);
  const end = refs.at(-1) ?? null;
  const isAfter = (n: number): boolean => end !== null && n > end;
  let last: Setting["text"] = null;
  let latest: Setting["text"] = null;
  let day: Setting["text"] = null;
  let dayEnd = 0;
  return said.map((t): TimeExpression => {
    // Days count from a day: "the day before" is not that before a year, and that in a month lies in it.
    const near = t.start - dayEnd < reachOfDay ? day : null;
    const days = countsDays(t.term);
    const told = t.start - dayEnd < reachOfStory && t.direction === "back" && day && !isAfter(day.to) ? day : null;
    const text =
      t.term.is === "same" ? latest : isOfStory(t.term) ? told : days && last && distant.has(last.unit) ? near : last;
    const read = (ref: number | null): Meant =>
      days && text && longer.has(text.unit)
        ? known(text, text.unit, { anchor: "text" })
        : meantOf(t.term, { ref, text, direction: t.direction });
    const all = refs.map(read);
    const found = all.length > 1 ? merged(all, () => read(null)) : all[0]!;
    // "On the day after the vote", read from the page's own date, is none that is still to come.
    const idle =
      days && text && t.direction !== "ahead" && found.from !== null && isAfter(found.from) && !isAfter(text.to);
    const meant = idle ? { ...found, from: null, to: null } : found;
    const isPoint =
      (meant.type === "DATE" || meant.type === "TIME") &&
      t.term.is !== "window" &&
      t.term.is !== "bound" &&
      t.term.is !== "ref";
    if (isPoint && meant.from !== null && meant.to !== null)
      latest = { from: meant.from, to: meant.to, unit: meant.unit ?? "day" };
    if (isPoint && meant.from !== null && meant.to !== null && !(t.aside && last)) {
      last = { from: meant.from, to: meant.to, unit: meant.unit ?? "day" };
      if (last.unit === "day") {
        day = last;
        dayEnd = t.end;
      }
    }
    return {
      start: t.start,
      end: t.end,
      type: meant.type,
      value: meant.value,
      from: meant.from === null ? null : dayOf(meant.from),
      to: meant.to === null ? null : dayOf(meant.to),
      granularity: meant.unit === null ? null : granularities[meant.unit],
      rule: t.rule,
      anchor: meant.anchor,
      open: meant.open,
      flag: meant.flag,
    };
  });
}
