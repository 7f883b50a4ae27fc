/** The calendar on day numbers (days since 1970-01-01): weeks begin on Monday, seasons as astronomers and almanacs have them. */

export type Unit = "day" | "weekend" | "week" | "month" | "season" | "quarter" | "half" | "year" | "decade" | "century";

export const calendarUnits: readonly Unit[] = [
  "day",
  "weekend",
  "week",
  "month",
  "season",
  "quarter",
  "half",
  "year",
  "decade",
  "century",
];

/** First and last day number. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

const floorDiv = (a: number, b: number): number => Math.floor(a / b);

/** Day number of a date of the proleptic Gregorian calendar; month and day may run over. */
export function dayOfDate(year: number, month: number, day: number): number {
  const over = floorDiv(month - 1, 12);
  const y = year + over;
  const m = month - over * 12;
  const shifted = m <= 2 ? y - 1 : y;
  const era = floorDiv(shifted, 400);
  const yoe = shifted - era * 400;
  const doy = floorDiv(153 * (m + (m > 2 ? -3 : 9)) + 2, 5) + day - 1;
  return era * 146097 + yoe * 365 + floorDiv(yoe, 4) - floorDiv(yoe, 100) + doy - 719468;
}

export function dateOfDay(n: number): { readonly year: number; readonly month: number; readonly day: number } {
  const z = n + 719468;
  const era = floorDiv(z, 146097);
  const doe = z - era * 146097;
  const yoe = floorDiv(doe - floorDiv(doe, 1460) + floorDiv(doe, 36524) - floorDiv(doe, 146096), 365);
  const doy = doe - (365 * yoe + floorDiv(yoe, 4) - floorDiv(yoe, 100));
  const mp = floorDiv(5 * doy + 2, 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - floorDiv(153 * mp + 2, 5) + 1 };
}

export const daysInMonth = (year: number, month: number): number =>
  dayOfDate(year, month + 1, 1) - dayOfDate(year, month, 1);

export const isDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

/** 1 Monday ... 7 Sunday. */
export const weekdayOf = (n: number): number => ((((n + 3) % 7) + 7) % 7) + 1;

/** Easter Sunday, by the rule of the western churches, or of the eastern where `eastern`. */
export function easter(year: number, eastern = false): number {
  const a = year % 19;
  if (eastern) {
    const d = (19 * a + 15) % 30;
    const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    const month = floorDiv(d + e + 114, 31);
    const gap = floorDiv(year, 100) - floorDiv(year, 400) - 2;
    return dayOfDate(year, month, ((d + e + 114) % 31) + 1) + gap;
  }
  const b = floorDiv(year, 100);
  const c = year % 100;
  const h = (19 * a + b - floorDiv(b, 4) - floorDiv(b - floorDiv(b + 8, 25) + 1, 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * floorDiv(c, 4) - h - (c % 4)) % 7;
  const m = floorDiv(a + 11 * h + 22 * l, 451);
  const t = h + l - 7 * m + 114;
  return dayOfDate(year, floorDiv(t, 31), (t % 31) + 1);
}

/** The `n`th weekday of a month, from its end where n is negative; null where there is none. */
export function nthWeekday(days: Days, weekday: number, n: number): number | null {
  const first = days.from + ((weekday - weekdayOf(days.from) + 7) % 7);
  const last = days.to - ((weekdayOf(days.to) - weekday + 7) % 7);
  const day = n > 0 ? first + 7 * (n - 1) : last + 7 * (n + 1);
  return day >= days.from && day <= days.to ? day : null;
}

const seasonStart: Readonly<Record<string, readonly [number, number]>> = {
  SP: [3, 20],
  SU: [6, 21],
  AU: [9, 23],
  WI: [12, 21],
};
const seasonOrder = ["SP", "SU", "AU", "WI"];

/** The days of the season that begins in `year`. */
export function seasonDays(season: string, year: number): Days {
  const [m, d] = seasonStart[season] ?? [1, 1];
  const next = seasonOrder[(seasonOrder.indexOf(season) + 1) % 4] ?? "SP";
  const [nm, nd] = seasonStart[next] ?? [1, 1];
  return { from: dayOfDate(year, m, d), to: dayOfDate(next === "SP" ? year + 1 : year, nm, nd) - 1 };
}

/** The whole unit in which a day lies, `shift` units on. */
export function unitAt(unit: Unit, n: number, shift = 0): Days {
  const { year, month } = dateOfDay(n);
  if (unit === "day") return { from: n + shift, to: n + shift };
  if (unit === "week" || unit === "weekend") {
    const monday = n - weekdayOf(n) + 1 + 7 * shift;
    return { from: unit === "week" ? monday : monday + 5, to: monday + 6 };
  }
  if (unit === "season") {
    let at = seasonOrder.length * year - 1;
    while (seasonDays(seasonOrder[(((at + 1) % 4) + 4) % 4] ?? "SP", floorDiv(at + 1, 4)).from <= n) at++;
    return seasonDays(seasonOrder[(((at + shift) % 4) + 4) % 4] ?? "SP", floorDiv(at + shift, 4));
  }
  const months = unit === "month" ? 1 : unit === "quarter" ? 3 : unit === "half" ? 6 : 0;
  if (months) {
    const at = floorDiv(year * 12 + month - 1, months) + shift;
    return { from: dayOfDate(0, at * months + 1, 1), to: dayOfDate(0, (at + 1) * months + 1, 1) - 1 };
  }
  const years = unit === "year" ? 1 : unit === "decade" ? 10 : 100;
  // The nineteenth century is 1801-1900; a decade is 1990-1999.
  const offset = unit === "century" ? 1 : 0;
  const at = floorDiv(year - offset, years) + shift;
  return { from: dayOfDate(at * years + offset, 1, 1), to: dayOfDate((at + 1) * years + offset, 1, 1) - 1 };
}

const two = (n: number): string => String(n).padStart(2, "0");
const four = (n: number): string => String(n).padStart(4, "0");

/** TIMEX3 value of the unit that begins on a day: `2024-09-14`, `2024-W37`, `2024-W37-WE`, `2024-09`, `2024-AU`, `2024-Q3`, `2024-H2`, `2024`, `202`, `20`. */
export function valueOfUnit(unit: Unit, from: number): string {
  const { year, month, day } = dateOfDay(from);
  if (unit === "day") return `${four(year)}-${two(month)}-${two(day)}`;
  if (unit === "month") return `${four(year)}-${two(month)}`;
  if (unit === "year") return four(year);
  if (unit === "quarter") return `${four(year)}-Q${floorDiv(month - 1, 3) + 1}`;
  if (unit === "half") return `${four(year)}-H${floorDiv(month - 1, 6) + 1}`;
  if (unit === "decade") return four(year).slice(0, 3);
  if (unit === "century") return four(year).slice(0, 2);
  if (unit === "season") return `${four(year)}-${seasonOrder[month < 6 ? 0 : month < 9 ? 1 : month < 12 ? 2 : 3]}`;
  const thursday = from - weekdayOf(from) + 4;
  const isoYear = dateOfDay(thursday).year;
  const week = floorDiv(thursday - dayOfDate(isoYear, 1, 1), 7) + 1;
  return `${four(isoYear)}-W${two(week)}${unit === "weekend" ? "-WE" : ""}`;
}

/** Day number `n` units on, the day of the month kept or cut to the month's last: 31 January + 1 month = 28 February. */
export function addUnits(n: number, unit: Unit, count: number): number {
  if (unit === "day") return n + count;
  if (unit === "week" || unit === "weekend") return n + 7 * count;
  const months = { month: 1, season: 3, quarter: 3, half: 6, year: 12, decade: 120, century: 1200 }[unit];
  const { year, month, day } = dateOfDay(n);
  const first = dayOfDate(year, month + months * count, 1);
  const target = dateOfDay(first);
  return first + Math.min(day, daysInMonth(target.year, target.month)) - 1;
}
