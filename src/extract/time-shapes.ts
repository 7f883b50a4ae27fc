/** What dates, seasons and feasts can mean: one interval, or a series of them that returns. */
import { dateOfDay, dayOfDate, daysInMonth, easter, isDate, nthWeekday, unitAt, weekdayOf } from "./time-calendar.ts";
import { earliestYear, four, known, latestYear, type Meant, on, two, unknown } from "./time-intervals.ts";
import type { Term } from "./time-terms.ts";

/** Either one meaning, or a series of them that returns every week, month or year. */
export type Shape =
  | { readonly fixed: Meant }
  | {
      readonly series: (around: number) => readonly Meant[];
      readonly every: "week" | "month" | "year";
      readonly bare: Meant;
    };

export function holidayDay(rule: string, year: number): number | null {
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
export function yearly(make: (year: number) => Meant | null, reach = 2): (around: number) => readonly Meant[] {
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

export function dateShape(t: Extract<Term, { is: "date" }>): Shape {
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

export const withYear = (
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

export function mapped(shape: Shape, change: (m: Meant) => Meant): Shape {
  if ("fixed" in shape) return { fixed: change(shape.fixed) };
  return { series: (around) => shape.series(around).map(change), every: shape.every, bare: change(shape.bare) };
}
