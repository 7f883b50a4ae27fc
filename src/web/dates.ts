/** Days and intervals of days in the reader's language, as precise as they are known and no more. */
import { locale, t } from "./words.ts";

type Interval = { readonly from: string; readonly to: string };
const MS = 86_400_000;

export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / MS;
export const dayOf = (n: number): string => new Date(n * MS).toISOString().slice(0, 10);

const formats = new Map<string, Intl.DateTimeFormat>();

/** A formatter in UTC for the interface's language, made once. */
export function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale.value + JSON.stringify(options);
  let f = formats.get(key);
  if (!f) {
    f = new Intl.DateTimeFormat(locale.value || undefined, { timeZone: "UTC", ...options });
    formats.set(key, f);
  }
  return f;
}

const lastOfMonth = (day: string): boolean => dayOf(dayNumber(day) + 1).endsWith("-01");

/** `2024-09-01..2024-09-30` -> a month, `2024-01-01..2024-12-31` -> a year, else days or a range of days. */
export function dateText(i: Interval | null): string {
  if (!i) return t("date.undated");
  const from = new Date(`${i.from}T00:00:00Z`);
  const to = new Date(`${i.to}T00:00:00Z`);
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return `${i.from}–${i.to}`;
  const year = i.from.slice(0, 4);
  if (i.from === `${year}-01-01` && i.to === `${year}-12-31`) return year;
  if (i.from.endsWith("-01") && i.from.slice(0, 7) === i.to.slice(0, 7) && lastOfMonth(i.to))
    return formatter({ year: "numeric", month: "long" }).format(from);
  const f = formatter({ year: "numeric", month: "short", day: "numeric" });
  return i.from === i.to ? f.format(from) : f.formatRange(from, to);
}

/** Machine-readable form for `<time datetime>`; null for an interval. */
export const dateCode = (i: Interval | null): string | undefined => (i && i.from === i.to ? i.from : undefined);
