/** Narrows "last year's summit" to the days of the one known event that it can mean, for dating what is told of it. */
import type { DayInterval, Granularity, TimeExpression } from "../model/time.ts";
import { meet } from "../model/time.ts";
import type { KnownEvent } from "./published-ties.ts";

/** Rule of a date that is told by a longer stretch and known to the day. */
export const knownDays = "date/known";

const coarse: ReadonlySet<Granularity | null> = new Set(["month", "season", "quarter", "year"]);

/** Whether an expression names a month or more, so that a known event in it may tell the days. */
export const isCoarse = (t: TimeExpression): boolean => coarse.has(t.granularity) && t.from !== null && t.to !== null;

/** The expressions, those that mean one known event and no other with its days. */
export function withKnownDays(times: readonly TimeExpression[], known: readonly KnownEvent[]): TimeExpression[] {
  return times.map((t): TimeExpression => {
    if (!isCoarse(t)) return t;
    const events = known.filter((e) => e.span && e.span.start < t.end && t.start < e.span.end);
    const meant = events.flatMap((e) => [e, ...(e.or ?? [])]).filter((e) => meet(e.days, t as DayInterval));
    const days = new Set(meant.map((e) => `${e.days.from} ${e.days.to}`));
    const [only] = meant;
    return only && days.size === 1 && isWithin(only.days, t as DayInterval)
      ? { ...t, ...only.days, granularity: "day", rule: knownDays }
      : t;
  });
}

const isWithin = (a: DayInterval, b: DayInterval): boolean => b.from <= a.from && a.to <= b.to;
