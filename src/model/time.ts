/** Days, intervals of days, and what a text says of them. */
import type { Span } from "./span.ts";

/** An ISO 8601 calendar day, `2024-09-14`. */
export type Day = string;

/** First and last day, both included. */
export interface DayInterval {
  readonly from: Day;
  readonly to: Day;
}

export type TimeType = "DATE" | "TIME" | "DURATION" | "SET";

export type Granularity = "day" | "week" | "month" | "season" | "quarter" | "year" | "decade" | "century";

/** A TIMEX3 expression in a text: what was said (span, type, value) apart from what it was resolved to (from, to). */
export interface TimeExpression extends Span {
  readonly type: TimeType;
  /** TIMEX3 value: `2024-09`, `2024-W37`, `2024-AU`, `P3D`. */
  readonly value: string;
  /** First and last day meant; null for a duration, a set, or where the anchor is not known. */
  readonly from: Day | null;
  readonly to: Day | null;
  readonly granularity: Granularity | null;
  /** Name of the pack rule that read it. */
  readonly rule: string;
  /** Which day the resolution leaned on: none (a full date), the publication date, or another date of the text. */
  readonly anchor: "none" | "published" | "text";
  /** True where the direction (back or ahead) was chosen and not said: a bare weekday, day or month. */
  readonly open: boolean;
  /** What is odd about it: `impossible-date`, `contradicts-weekday`, `out-of-range`. Kept as said, never bent. */
  readonly flag: string | null;
}

const MS = 86_400_000;

/** Days since 1970-01-01 (UTC). Throws RangeError on what is no calendar day. */
export function dayNumber(day: Day): number {
  const n = Date.parse(`${day}T00:00:00Z`) / MS;
  if (!Number.isInteger(n)) throw new RangeError(`not a calendar day: ${day}`);
  return n;
}

export const dayOf = (number: number): Day => new Date(number * MS).toISOString().slice(0, 10);

export const plusDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days);

export const meet = (a: DayInterval, b: DayInterval): boolean => a.from <= b.to && b.from <= a.to;
