/** What a time expression says, apart from the day on which it is read: a small closed language of terms. */
import type { Unit } from "./time-calendar.ts";

export type TimeUnit = Unit | "hour" | "minute" | "second";
/** Where a relative term counts from: the publication, or the last date of the text. */
export type Base = "published" | "text";
/** A number, or a vague one ("a few", "some") with 0. */
export interface Amount {
  readonly n: number;
  readonly vague: boolean;
}

export type Term =
  /** A partial date: whatever parts were said. */
  | {
      readonly is: "date";
      readonly year?: number;
      readonly month?: number;
      readonly day?: number;
      readonly weekday?: number;
    }
  | { readonly is: "season"; readonly season: string; readonly year?: number }
  | { readonly is: "quarter" | "half"; readonly n: number; readonly year?: number }
  /** `rule`: `12-25`, `easter+1`, `orthodox-2`, `5/7#2` (second Sunday of May; -1 the last). */
  | { readonly is: "holiday"; readonly rule: string; readonly year?: number }
  | { readonly is: "weekend" }
  | { readonly is: "span"; readonly unit: "decade" | "century"; readonly year: number }
  /** With the base "text" it is the day that the text has just told: "in the evening". */
  | { readonly is: "deictic"; readonly days: number; readonly base?: Base }
  /** A day told twice: "today, Tuesday 20 December"; what the date says counts. */
  | { readonly is: "apposed"; readonly days: number; readonly of: Term }
  /** A whole unit, `n` from the one of the base: last week is week -1. */
  | { readonly is: "cycle"; readonly unit: Unit; readonly n: number; readonly base: Base }
  /** The one before (-1), of (0) or after (+1) the base among those that the term may mean. */
  | { readonly is: "turn"; readonly of: Term; readonly n: number; readonly base: Base }
  | {
      readonly is: "shift";
      readonly amount: Amount;
      readonly unit: TimeUnit;
      readonly sign: 1 | -1;
      readonly half?: boolean;
      readonly base: Base | Term;
    }
  /** The unit next to a term. */
  | { readonly is: "adjacent"; readonly unit: Unit; readonly n: number; readonly of: Term }
  /** The last or next so many units. */
  | { readonly is: "window"; readonly amount: Amount; readonly unit: TimeUnit; readonly sign: 1 | -1 }
  | { readonly is: "part"; readonly part: string; readonly of: Term }
  /** `n` from the end where negative; `count` units from there; `after`: counted from the end of the term. */
  | {
      readonly is: "nth";
      readonly n: number;
      readonly unit: Unit;
      readonly weekday?: number;
      readonly count: number;
      readonly after: boolean;
      readonly of: Term;
    }
  | { readonly is: "within"; readonly inner: Term; readonly outer: Term }
  | { readonly is: "week-of"; readonly of: Term }
  | { readonly is: "range"; readonly from: Term; readonly to: Term }
  /** `since`, `until`, `by` give an open interval its other end; `before` and `after` name a bound and keep its days. */
  | { readonly is: "bound"; readonly how: "since" | "until" | "by" | "before" | "after"; readonly of: Term }
  | { readonly is: "daypart"; readonly part: string; readonly of: Term }
  | { readonly is: "clock"; readonly hour: number; readonly minute: number | null; readonly of?: Term }
  | { readonly is: "same"; readonly unit: Unit | null }
  | { readonly is: "duration"; readonly amount: Amount; readonly unit: TimeUnit; readonly half?: boolean }
  | { readonly is: "set"; readonly value: string }
  | { readonly is: "ref"; readonly value: string };
