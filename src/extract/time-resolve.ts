/** Resolves a term to days: those that it can mean, and among them the one meant on the day on which it is read. */
import {
  addUnits,
  type Days,
  dateOfDay,
  dayOfDate,
  daysInMonth,
  easter,
  isDate,
  nthWeekday,
  seasonDays,
  type Unit,
  unitAt,
  valueOfUnit,
  weekdayOf,
} from "./time-calendar.ts";
import type { Amount, Base, Term, TimeUnit } from "./time-terms.ts";

/** The day of reading, the last date of the text, and where the sentence looks. */
export interface Setting {
  readonly ref: number | null;
  readonly text: (Days & { readonly unit: Unit }) | null;
  readonly direction: "back" | "likely-back" | "ahead" | null;
}

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

/** Either one meaning, or a series of them that returns every week, month or year. */
type Shape =
  | { readonly fixed: Meant }
  | {
      readonly series: (around: number) => readonly Meant[];
      readonly every: "week" | "month" | "year";
      readonly bare: Meant;
    };

const earliestYear = 1000;
const latestYear = 2200;
const two = (n: number | undefined): string => (n === undefined ? "XX" : String(n).padStart(2, "0"));
const four = (n: number | undefined): string => (n === undefined ? "XXXX" : String(n).padStart(4, "0"));

const blank: Meant = {
  from: null,
  to: null,
  unit: null,
  value: "",
  type: "DATE",
  anchor: "none",
  open: false,
  flag: null,
};
const unknown = (value: string, more: Partial<Meant> = {}): Meant => ({ ...blank, value, ...more });
const known = (days: Days, unit: Unit, more: Partial<Meant> = {}): Meant => ({
  ...blank,
  from: days.from,
  to: days.to,
  unit,
  value: valueOfUnit(unit, days.from),
  ...more,
});
const on = (day: number): Days => ({ from: day, to: day });

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
const isClock = (unit: TimeUnit): unit is "hour" | "minute" | "second" =>
  unit === "hour" || unit === "minute" || unit === "second";

/** `P3D`, `PXW`, `PT2H`, `P2.5Y`, `P6M` for a half year. */
export function durationValue(amount: Amount, unit: TimeUnit, half = false): string {
  const n = amount.vague ? "X" : String(amount.n + (half ? 0.5 : 0));
  if (!amount.vague && unit === "half") return `P${amount.n * 6}M`;
  if (!amount.vague && unit === "quarter") return `P${amount.n * 3}M`;
  return `P${isClock(unit) ? "T" : ""}${n}${letters[unit]}`;
}

function holidayDay(rule: string, year: number): number | null {
  const moving = /^(easter|orthodox)([+-]\d+)?$/.exec(rule);
  if (moving) return easter(year, moving[1] === "orthodox") + Number(moving[2] ?? 0);
  const nth = /^(\d+)\/(\d)#(-?\d)([+-]\d+)?$/.exec(rule);
  if (nth) {
    const month = Number(nth[1]);
    const day = nthWeekday(
      { from: dayOfDate(year, month, 1), to: dayOfDate(year, month + 1, 1) - 1 },
      Number(nth[2]),
      Number(nth[3]),
    );
    return day === null ? null : day + Number(nth[4] ?? 0);
  }
  const fixed = /^(\d\d)-(\d\d)$/.exec(rule);
  return fixed && isDate(year, Number(fixed[1]), Number(fixed[2]))
    ? dayOfDate(year, Number(fixed[1]), Number(fixed[2]))
    : null;
}

/** Years around a day, leap years included where `reach` is 8. */
function yearly(make: (year: number) => Meant | null, reach = 2): (around: number) => readonly Meant[] {
  return (around) => {
    const { year } = dateOfDay(around);
    const found: Meant[] = [];
    for (let y = year - reach; y <= year + reach; y++) {
      const m = make(y);
      if (m) found.push(m);
    }
    return found;
  };
}

function dateShape(t: Extract<Term, { is: "date" }>): Shape {
  const { year, month, day, weekday } = t;
  if (year !== undefined) {
    const value = `${four(year)}${month === undefined ? "" : `-${two(month)}`}${day === undefined ? "" : `-${two(day)}`}`;
    if (year < earliestYear || year > latestYear) return { fixed: unknown(value, { flag: "out-of-range" }) };
    if (month === undefined) return { fixed: known(unitAt("year", dayOfDate(year, 1, 1)), "year") };
    if (day === undefined)
      return {
        fixed:
          month <= 12 && month > 0
            ? known(unitAt("month", dayOfDate(year, month, 1)), "month")
            : unknown(value, { flag: "impossible-date" }),
      };
    if (!isDate(year, month, day)) return { fixed: unknown(value, { unit: "day", flag: "impossible-date" }) };
    const n = dayOfDate(year, month, day);
    return {
      fixed: known(on(n), "day", {
        flag: weekday !== undefined && weekdayOf(n) !== weekday ? "contradicts-weekday" : null,
      }),
    };
  }
  if (month !== undefined && day !== undefined) {
    const bare = unknown(`XXXX-${two(month)}-${two(day)}`, { unit: "day" });
    if (!isDate(2000, month, day)) return { fixed: { ...bare, flag: "impossible-date" } };
    const series = yearly(
      (y) => (isDate(y, month, day) ? known(on(dayOfDate(y, month, day)), "day") : null),
      month === 2 && day === 29 ? 8 : 2,
    );
    return { series: weekday === undefined ? series : agreeing(series, weekday, 400), every: "year", bare };
  }
  if (month !== undefined)
    return {
      series: yearly((y) => known(unitAt("month", dayOfDate(y, month, 1)), "month")),
      every: "year",
      bare: unknown(`XXXX-${two(month)}`, { unit: "month" }),
    };
  if (day !== undefined) {
    const bare = unknown(`XXXX-XX-${two(day)}`, { unit: "day" });
    if (day < 1 || day > 31) return { fixed: { ...bare, flag: "impossible-date" } };
    const series = (around: number): Meant[] => {
      const { year: y, month: m } = dateOfDay(around);
      const found: Meant[] = [];
      for (let k = m - 14; k <= m + 14; k++) {
        const first = dayOfDate(y, k, 1);
        const at = dateOfDay(first);
        if (day <= daysInMonth(at.year, at.month)) found.push(known(on(first + day - 1), "day"));
      }
      return found;
    };
    return { series: weekday === undefined ? series : agreeing(series, weekday, 100), every: "month", bare };
  }
  const wanted = weekday ?? 1;
  const series = (around: number): Meant[] => {
    const first = around - weekdayOf(around) + wanted;
    return [-14, -7, 0, 7, 14].map((k) => known(on(first + k), "day"));
  };
  return { series, every: "week", bare: unknown(`XXXX-WXX-${wanted}`, { unit: "day" }) };
}

/** Those of a series that fall on the weekday, if one lies near; else all, flagged. */
function agreeing(
  series: (around: number) => readonly Meant[],
  weekday: number,
  reach: number,
): (around: number) => readonly Meant[] {
  return (around) => {
    const all = series(around);
    const right = all.filter(
      (m) => m.from !== null && weekdayOf(m.from) === weekday && Math.abs(m.from - around) <= reach,
    );
    return right.length ? right : all.map((m) => ({ ...m, flag: "contradicts-weekday" }));
  };
}

const withYear = (
  year: number | undefined,
  make: (y: number) => Meant | null,
  bare: Meant,
  every: "year" = "year",
): Shape =>
  year === undefined
    ? { series: yearly(make), every, bare }
    : {
        fixed:
          year < earliestYear || year > latestYear
            ? unknown(bare.value.replace("XXXX", four(year)), { flag: "out-of-range" })
            : (make(year) ?? unknown(bare.value, { flag: "impossible-date" })),
      };

function mapped(shape: Shape, change: (m: Meant) => Meant): Shape {
  if ("fixed" in shape) return { fixed: change(shape.fixed) };
  return { series: (around) => shape.series(around).map(change), every: shape.every, bare: change(shape.bare) };
}

function partOf(m: Meant, part: string): Meant {
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

function nthOf(m: Meant, t: Extract<Term, { is: "nth" }>): Meant {
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
function shifted(
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

function windowAt(ref: number, t: Extract<Term, { is: "window" }>): Meant {
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

/** What a term can mean. */
export function shapeOf(t: Term, s: Setting): Shape {
  const base = (b: Base): (Days & { unit: Unit; anchor: "published" | "text" }) | null =>
    b === "text" && s.text
      ? { ...s.text, anchor: "text" }
      : s.ref === null
        ? null
        : { ...on(s.ref), unit: "day", anchor: "published" };
  switch (t.is) {
    case "date":
      return dateShape(t);
    case "season":
      return withYear(
        t.year,
        (y) => known(seasonDays(t.season, y), "season"),
        unknown(`XXXX-${t.season}`, { unit: "season" }),
      );
    case "quarter":
    case "half": {
      const months = t.is === "quarter" ? 3 : 6;
      const make = (y: number): Meant | null =>
        t.n >= 1 && t.n <= 12 / months ? known(unitAt(t.is, dayOfDate(y, (t.n - 1) * months + 1, 1)), t.is) : null;
      return withYear(t.year, make, unknown(`XXXX-${t.is === "quarter" ? "Q" : "H"}${t.n}`, { unit: t.is }));
    }
    case "holiday": {
      const fixed = /^\d\d-\d\d$/.test(t.rule);
      return withYear(
        t.year,
        (y) => {
          const d = holidayDay(t.rule, y);
          return d === null ? null : known(on(d), "day");
        },
        unknown(fixed ? `XXXX-${t.rule}` : "XXXX-XX-XX", { unit: "day" }),
      );
    }
    case "weekend":
      return {
        series: (around) => [-2, -1, 0, 1, 2].map((k) => known(unitAt("weekend", around, k), "weekend")),
        every: "week",
        bare: unknown("XXXX-WXX-WE", { unit: "weekend" }),
      };
    case "span":
      return {
        fixed:
          t.year < 0 || t.year > 9999
            ? unknown(four(Math.abs(t.year)), { flag: "out-of-range" })
            : known(unitAt(t.unit, dayOfDate(t.year, 6, 1)), t.unit),
      };
    case "deictic":
      return {
        fixed:
          s.ref === null
            ? unknown("XXXX-XX-XX", { unit: "day", anchor: "published" })
            : known(on(s.ref + t.days), "day", { anchor: "published" }),
      };
    case "apposed": {
      const inner = shapeOf(t.of, s);
      if ("fixed" in inner || s.ref === null)
        return "fixed" in inner ? inner : { fixed: { ...inner.bare, anchor: "published" } };
      const wanted = s.ref + t.days;
      const gap = (m: Meant): number => (m.from === null ? Number.POSITIVE_INFINITY : Math.abs(m.from - wanted));
      const [nearest] = [...inner.series(s.ref)].sort((a, b) => gap(a) - gap(b));
      return { fixed: nearest ? { ...nearest, anchor: "published" } : inner.bare };
    }
    case "cycle": {
      const b = base(t.base);
      if (!b)
        return {
          fixed: unknown(
            t.unit === "week" ? "XXXX-WXX" : t.unit === "month" ? "XXXX-XX" : t.unit === "day" ? "XXXX-XX-XX" : "XXXX",
            { unit: t.unit, anchor: t.base },
          ),
        };
      return { fixed: known(unitAt(t.unit, t.n > 0 ? b.to : b.from, t.n), t.unit, { anchor: b.anchor }) };
    }
    case "turn": {
      const inner = shapeOf(t.of, s);
      if ("fixed" in inner) return inner;
      const b = base(t.base);
      if (!b) return { fixed: { ...inner.bare, anchor: t.base } };
      const list = inner.series(t.n < 0 ? b.from : b.to);
      const m =
        t.n < 0
          ? list.findLast((x) => x.to !== null && x.to < b.from)
          : t.n > 0
            ? list.find((x) => x.from !== null && x.from > b.to)
            : thisOne(list, b.from, inner.every);
      return { fixed: m ? { ...m, anchor: b.anchor } : { ...inner.bare, anchor: b.anchor } };
    }
    case "shift": {
      const value = durationValue(t.amount, t.unit, t.half);
      if (typeof t.base !== "string")
        return mapped(shapeOf(t.base, s), (m) =>
          m.from === null || m.to === null
            ? { ...m, value }
            : shifted({ from: m.from, to: m.to, unit: m.unit }, t, { anchor: m.anchor }),
        );
      const b = base(t.base);
      return {
        fixed: b
          ? shifted(b, t, { anchor: b.anchor })
          : unknown(value, { unit: isClock(t.unit) ? "day" : t.unit, anchor: t.base }),
      };
    }
    case "adjacent":
      return mapped(shapeOf(t.of, s), (m) =>
        m.from === null || m.to === null
          ? { ...m, unit: t.unit }
          : known(unitAt(t.unit, t.n > 0 ? m.to : m.from, t.n), t.unit, { anchor: m.anchor }),
      );
    case "window":
      return {
        fixed:
          s.ref === null
            ? unknown(durationValue(t.amount, t.unit), { unit: isClock(t.unit) ? "day" : t.unit, anchor: "published" })
            : windowAt(s.ref, t),
      };
    case "part":
      return mapped(shapeOf(t.of, s), (m) => partOf(m, t.part));
    case "nth":
      return mapped(shapeOf(t.of, s), (m) => nthOf(m, t));
    case "week-of":
      return mapped(shapeOf(t.of, s), (m) =>
        m.from === null
          ? { ...m, unit: "week" }
          : known(unitAt("week", m.from), "week", { anchor: m.anchor, flag: m.flag }),
      );
    case "within": {
      const outer = meantOf(t.outer, s);
      const inner = shapeOf(t.inner, s);
      if ("fixed" in inner) return inner;
      if (outer.from === null || outer.to === null) return { fixed: { ...inner.bare, anchor: outer.anchor } };
      const list = inner.series(outer.from);
      const m = list.find((x) => x.from !== null && x.from >= outer.from! && x.from <= outer.to!);
      return {
        fixed: m ? { ...m, anchor: outer.anchor } : { ...inner.bare, anchor: outer.anchor, flag: "impossible-date" },
      };
    }
    case "range":
      return { fixed: rangeOf(t, s) };
    case "bound": {
      const m = meantOf(t.of, s);
      if (m.from === null || m.to === null || t.how === "before" || t.how === "after") return { fixed: m };
      if (t.how === "since")
        return { fixed: { ...m, to: s.ref !== null && m.from <= s.ref ? s.ref : m.to, value: `${m.value}/..` } };
      return { fixed: { ...m, from: s.ref !== null && s.ref <= m.to ? s.ref : m.from, value: `../${m.value}` } };
    }
    case "daypart":
      return mapped(shapeOf(t.of, s), (m) => ({ ...m, type: "TIME", value: `${m.value}T${t.part}` }));
    case "clock": {
      const time = `T${two(t.hour)}${t.minute === null ? "" : `:${two(t.minute)}`}`;
      if (!t.of) return { fixed: unknown(time, { type: "TIME" }) };
      return mapped(shapeOf(t.of, s), (m) => ({
        ...m,
        type: "TIME",
        value: `${m.value.replace(/T[A-Z]{2}$/, "")}${time}`,
      }));
    }
    case "same":
      if (!s.text) return { fixed: unknown("PAST_REF", { anchor: "text" }) };
      return {
        fixed:
          t.unit && t.unit !== "day"
            ? known(unitAt(t.unit, s.text.from), t.unit, { anchor: "text" })
            : known(s.text, s.text.unit, { anchor: "text" }),
      };
    case "duration":
      return { fixed: unknown(durationValue(t.amount, t.unit, t.half), { type: "DURATION" }) };
    case "set":
      return { fixed: unknown(t.value, { type: "SET" }) };
    case "ref":
      return {
        fixed:
          t.value === "PRESENT_REF" && s.ref !== null
            ? unknown(t.value, { ...on(s.ref), unit: "day", anchor: "published" })
            : unknown(t.value, { anchor: "published" }),
      };
  }
}

function thisOne(list: readonly Meant[], ref: number, every: "week" | "month" | "year"): Meant | undefined {
  const holds = list.find((m) => m.from !== null && m.to !== null && m.from <= ref && ref <= m.to);
  const frame = unitAt(every, ref);
  return holds ?? list.find((m) => m.from !== null && m.from >= frame.from && m.from <= frame.to);
}

/** The one of a series that is meant on day `ref`: as the sentence looks, else the nearer, back before ahead. */
function choose(shape: Exclude<Shape, { fixed: Meant }>, ref: number, direction: Setting["direction"]): Meant | null {
  const list = shape.series(ref);
  const back = list.findLast((m) => m.from !== null && m.from <= ref) ?? null;
  const ahead = list.find((m) => m.to !== null && m.to >= ref) ?? null;
  if (
    direction === "likely-back" &&
    ahead?.from &&
    back?.to &&
    (shape.every !== "year" || ahead.from - ref > 60 || ref - back.to < 240)
  )
    return back;
  if (direction === "back" || !ahead?.from) return back ?? ahead;
  if (direction === "ahead" || !back?.to) return ahead;
  if (shape.every === "week") return back;
  return 2 * Math.max(0, ahead.from - ref) < Math.max(0, ref - back.to) ? ahead : back;
}

function rangeOf(t: Extract<Term, { is: "range" }>, s: Setting): Meant {
  const from = shapeOf(t.from, s);
  const to = shapeOf(t.to, s);
  let a: Meant;
  let b: Meant;
  if ("fixed" in from && "fixed" in to) [a, b] = [from.fixed, to.fixed];
  else if ("fixed" in from && "series" in to) {
    a = from.fixed;
    b = (a.from === null ? null : to.series(a.from).find((m) => m.to !== null && m.to >= a.from!)) ?? to.bare;
  } else if ("series" in from && "fixed" in to) {
    b = to.fixed;
    a =
      (b.from === null ? null : from.series(b.from).findLast((m) => m.from !== null && m.from <= b.from!)) ?? from.bare;
  } else {
    a = meantOf(t.from, s);
    b =
      a.from === null || "fixed" in to
        ? meantOf(t.to, s)
        : (to.series(a.from).find((m) => m.to !== null && m.to >= a.from!) ?? to.bare);
  }
  const anchor =
    a.anchor !== "none"
      ? a.anchor
      : b.anchor !== "none"
        ? b.anchor
        : s.ref !== null && "series" in from && "series" in to
          ? "published"
          : "none";
  const value = `${a.value}/${b.value}`;
  const flag = a.flag ?? b.flag ?? (a.from !== null && b.to !== null && a.from > b.to ? "impossible-date" : null);
  const both = a.from !== null && b.to !== null && a.from <= b.to;
  return {
    ...blank,
    from: both ? a.from : null,
    to: both ? b.to : null,
    unit: a.unit ?? b.unit,
    value,
    anchor,
    open: a.open || b.open,
    flag,
  };
}

/** What a term means on the day of reading. */
export function meantOf(t: Term, s: Setting): Meant {
  const shape = shapeOf(t, s);
  if ("fixed" in shape) return shape.fixed;
  const chosen = s.ref === null ? null : choose(shape, s.ref, s.direction);
  return chosen ? { ...chosen, anchor: "published", open: true } : { ...shape.bare, anchor: "published", open: true };
}

/** The days that an open term may mean near a day; null where it has but one meaning. */
export function seriesOf(t: Term, s: Setting, around: number): readonly Meant[] | null {
  const shape = shapeOf(t, s);
  return "fixed" in shape ? null : shape.series(around);
}
