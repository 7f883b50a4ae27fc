/** The dates that a text tells as reasons for the day of publication: its own date, and what the others allow. */
import type { TimePack } from "../language/time.ts";
import { foldKey } from "../language/time-tokens.ts";
import type { Span } from "../model/span.ts";
import { at, name } from "./published-ties.ts";
import { dateOfDay, dayOfDate, weekdayOf } from "./time-calendar.ts";
import type { Meant } from "./time-intervals.ts";
import { holidayDay } from "./time-shapes.ts";
import type { Term } from "./time-terms.ts";
import type { SaidTime } from "./times.ts";

/** What the dates of a text are read from. */
export interface DatedText {
  readonly text: string;
  readonly times: readonly SaidTime[];
  readonly pack: TimePack;
}

/** Days on which the article may have appeared by one reason. */
export interface Reason {
  readonly because: string;
  readonly allows: (day: number) => boolean;
}

/** What parts the pieces of a row. */
const bars = /[|•·]/;
/** How far into a text its lead reaches, in UTF-16 units. */
export const leadLength = 700;
/** Whether an expression names a day by itself, year and all. */
export const isFull = (m: Meant): boolean =>
  m.unit === "day" && m.from !== null && m.anchor === "none" && !m.flag && m.type !== "DURATION";

/** Whether a date stands where an article says its own: after a word of publishing, alone on its line, or in a dateline. */
export function isOwnDate(text: string, t: Span, pack: TimePack): boolean {
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
export function timeReasons(input: DatedText): Reason[] {
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
export function weekdayReasons(input: DatedText): Reason[] {
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
