/** Days from days: parts, positions, shifts and windows, and the TIMEX3 values of what comes out. */
import {
  addUnits,
  type Days,
  dateOfDay,
  dayOfDate,
  nthWeekday,
  type Unit,
  unitAt,
  valueOfUnit,
} from "./time-calendar.ts";
import type { Amount, Term, TimeUnit } from "./time-terms.ts";

/** What an expression means: its days where they are known, and what it leans on. */
export interface Meant {
  readonly from: number | null;
  readonly to: number | null;
  readonly unit: Unit | null;
  readonly value: string;
  readonly type: "DATE" | "TIME" | "DURATION" | "SET";
  readonly anchor: "none" | "published" | "text";
  readonly open: boolean;
  readonly flag: string | null;
}

export const earliestYear = 1000;
export const latestYear = 2200;
export const two = (n: number | undefined): string => (n === undefined ? "XX" : String(n).padStart(2, "0"));
export const four = (n: number | undefined): string => (n === undefined ? "XXXX" : String(n).padStart(4, "0"));

export const blank: Meant = {
  from: null,
  to: null,
  unit: null,
  value: "",
  type: "DATE",
  anchor: "none",
  open: false,
  flag: null,
};
export const unknown = (value: string, more: Partial<Meant> = {}): Meant => ({ ...blank, value, ...more });
export const known = (days: Days, unit: Unit, more: Partial<Meant> = {}): Meant => ({
  ...blank,
  from: days.from,
  to: days.to,
  unit,
  value: valueOfUnit(unit, days.from),
  ...more,
});
export const on = (day: number): Days => ({ from: day, to: day });

/** Days that a vague count of units spans, [least, most], and how far a bare "last weeks" goes. */
const vagueCounts: Readonly<Record<string, readonly [number, number, number]>> = {
  day: [2, 7, 7],
  weekend: [2, 4, 3],
  week: [2, 5, 4],
  month: [2, 6, 6],
  season: [2, 4, 3],
  quarter: [2, 4, 3],
  half: [2, 4, 3],
  year: [2, 5, 5],
  decade: [2, 4, 3],
  century: [2, 4, 3],
  hour: [2, 12, 24],
  minute: [2, 30, 30],
  second: [2, 30, 30],
};
const letters: Readonly<Record<string, string>> = {
  day: "D",
  weekend: "WE",
  week: "W",
  month: "M",
  season: "S",
  quarter: "Q",
  half: "H",
  year: "Y",
  decade: "DE",
  century: "CE",
  hour: "H",
  minute: "M",
  second: "S",
};
export const isClock = (unit: TimeUnit): unit is "hour" | "minute" | "second" =>
  unit === "hour" || unit === "minute" || unit === "second";

/** `P3D`, `PXW`, `PT2H`, `P2.5Y`, `P6M` for a half year. */
export function durationValue(amount: Amount, unit: TimeUnit, half = false): string {
  const n = amount.vague ? "X" : String(amount.n + (half ? 0.5 : 0));
  if (!amount.vague && unit === "half") return `P${amount.n * 6}M`;
  if (!amount.vague && unit === "quarter") return `P${amount.n * 3}M`;
  return `P${isClock(unit) ? "T" : ""}${n}${letters[unit]}`;
}

export function partOf(m: Meant, part: string): Meant {
  if (m.from === null || m.to === null || m.unit === "day" || m.unit === null) return m;
  const { from, to } = m;
  const { year } = dateOfDay(from);
  const cut = (a: number, b: number): Meant => ({ ...m, from: Math.max(from, a), to: Math.min(to, b) });
  const length = to - from + 1;
  if (part === "first-half" || part === "second-half") {
    const middle =
      m.unit === "month" ? from + 15 : m.unit === "year" ? dayOfDate(year, 7, 1) : from + Math.ceil(length / 2);
    return part === "first-half" ? cut(from, middle - 1) : cut(middle, to);
  }
  if (m.unit === "month")
    return part === "start" ? cut(from, from + 9) : part === "mid" ? cut(from + 9, from + 19) : cut(from + 20, to);
  if (m.unit === "week")
    return part === "start" ? cut(from, from + 2) : part === "mid" ? cut(from + 2, from + 3) : cut(from + 4, to);
  if (m.unit === "year") {
    const [a, b] = part === "start" ? [1, 4] : part === "mid" ? [5, 9] : [10, 13];
    return cut(dayOfDate(year, a!, 1), dayOfDate(year, b!, 1) - 1);
  }
  if (m.unit === "decade" || m.unit === "century") {
    const step = m.unit === "decade" ? 1 : 10;
    const [a, b] = part === "start" ? [0, 4] : part === "mid" ? [3, 7] : [7, 10];
    return cut(dayOfDate(year + a! * step, 1, 1), dayOfDate(year + b! * step, 1, 1) - 1);
  }
  const third = Math.round(length / 3);
  return part === "start"
    ? cut(from, from + third - 1)
    : part === "mid"
      ? cut(from + third, to - third)
      : cut(to - third + 1, to);
}

export function nthOf(m: Meant, t: Extract<Term, { is: "nth" }>): Meant {
  if (m.from === null || m.to === null) return { ...m, unit: t.unit };
  const span: Days = t.after ? { from: m.to + 1, to: m.to + 400 } : { from: m.from, to: m.to };
  const { unit, n, weekday } = t;
  let days: Days | null = null;
  if (weekday !== undefined) {
    const day = nthWeekday(span, weekday, n);
    days = day === null ? null : on(day);
  } else if (unit === "week") {
    const monday = nthWeekday({ from: span.from, to: t.after ? span.to : span.to - (n < 0 ? 6 : 0) }, 1, n);
    days = monday === null ? null : { from: monday, to: monday + 6 };
  } else {
    const first = unitAt(
      unit,
      n > 0 ? span.from : span.to,
      n > 0 ? n - 1 + (t.after && unit !== "day" && unitAt(unit, span.from).from < span.from ? 1 : 0) : n + 1,
    );
    days = first.from >= span.from && first.from <= span.to ? first : null;
  }
  if (!days) return { ...m, from: null, to: null, unit, flag: "impossible-date" };
  if (t.count > 1) {
    const step = weekday !== undefined ? 7 * (t.count - 1) : 0;
    const other = step
      ? on(days.from + (n > 0 ? step : -step))
      : unitAt(unit, days.from, n > 0 ? t.count - 1 : 1 - t.count);
    days = { from: Math.min(days.from, other.from), to: Math.max(days.to, other.to) };
    return {
      ...m,
      ...days,
      unit,
      value: `${valueOfUnit(unit, days.from)}/${valueOfUnit(unit, unitAt(unit, days.to).from)}`,
    };
  }
  return {
    ...m,
    ...days,
    unit: weekday !== undefined ? "day" : unit,
    value: valueOfUnit(weekday !== undefined ? "day" : unit, days.from),
  };
}

/** Days that lie `amount` units from the base's edge. */
export function shifted(
  base: Days & { readonly unit: Unit | null },
  t: { amount: Amount; unit: TimeUnit; sign: 1 | -1; half?: boolean },
  more: Partial<Meant>,
): Meant {
  const edge = t.sign < 0 ? base.from : base.to;
  if (isClock(t.unit)) {
    const hours = (t.unit === "hour" ? (t.amount.vague ? 6 : t.amount.n) : 0) * t.sign;
    const day = edge + Math.trunc(hours / 24);
    return known(on(day), "day", { ...more, type: "TIME" });
  }
  if (t.amount.vague) {
    const [least, most] = vagueCounts[t.unit] ?? [2, 7];
    const a = addUnits(edge, t.unit, t.sign * least!);
    const b = addUnits(edge, t.unit, t.sign * most!);
    return {
      ...known({ from: Math.min(a, b), to: Math.max(a, b) }, "day"),
      unit: t.unit,
      value: durationValue(t.amount, t.unit),
      ...more,
    };
  }
  if (Math.abs(t.amount.n) > 3000) return unknown(durationValue(t.amount, t.unit), { ...more, flag: "out-of-range" });
  let day = addUnits(edge, t.unit, t.sign * t.amount.n);
  if (t.half)
    day =
      t.unit === "year"
        ? addUnits(day, "month", 6 * t.sign)
        : t.unit === "month"
          ? day + 15 * t.sign
          : t.unit === "week"
            ? day + 3 * t.sign
            : day;
  const { year } = dateOfDay(day);
  if (year < earliestYear || year > latestYear)
    return unknown(durationValue(t.amount, t.unit), { ...more, flag: "out-of-range" });
  const unit: Unit =
    t.unit === "week" || t.unit === "weekend"
      ? "day"
      : t.half && t.unit === "year"
        ? "month"
        : t.half
          ? "day"
          : t.unit === "quarter" || t.unit === "half" || t.unit === "season"
            ? "month"
            : t.unit;
  return known(unitAt(unit, day), unit, more);
}

export function windowAt(ref: number, t: Extract<Term, { is: "window" }>): Meant {
  const n = t.amount.vague ? (vagueCounts[t.unit]?.[2] ?? 7) : t.amount.n;
  if (n > 3000) return unknown(durationValue(t.amount, t.unit), { flag: "out-of-range" });
  const more = { unit: (isClock(t.unit) ? "day" : t.unit) as Unit, anchor: "published" as const };
  const interval = (from: number, to: number): Meant => ({
    ...known({ from, to }, "day", more),
    unit: more.unit,
    value: `${valueOfUnit("day", from)}/${valueOfUnit("day", to)}`,
  });
  if (isClock(t.unit)) {
    const days = t.unit === "hour" ? Math.max(0, Math.ceil(n / 24)) : 0;
    return t.sign < 0 ? interval(ref - days, ref) : interval(ref, ref + days);
  }
  if (t.amount.vague) {
    const edge = addUnits(ref, t.unit, t.sign * n);
    return t.sign < 0 ? interval(edge, ref) : interval(t.unit === "day" ? ref + 1 : ref, edge);
  }
  if (n === 1) return t.sign < 0 ? interval(addUnits(ref, t.unit, -1), ref) : interval(ref, addUnits(ref, t.unit, 1));
  if (t.sign < 0) return interval(unitAt(t.unit, ref, -n).from, ref);
  return interval(unitAt(t.unit, ref, 1).from, unitAt(t.unit, ref, n).to);
}
