/** Carries out the operations of time rules: the values of a pattern's parts -> the value of the whole, or null. */
import type { TimeRule } from "../language/time.ts";
import { calendarUnits, type Unit } from "./time-calendar.ts";
import type { Amount, Base, Term, TimeUnit } from "./time-terms.ts";

export type ItemValue = number | string | boolean | Term | Amount;

const isTerm = (v: ItemValue | undefined): v is Term => typeof v === "object" && "is" in v;
const isAmount = (v: ItemValue | undefined): v is Amount => typeof v === "object" && "n" in v && "vague" in v;
const isUnit = (v: unknown): v is Unit => calendarUnits.includes(v as Unit);
const isTimeUnit = (v: unknown): v is TimeUnit => isUnit(v) || v === "hour" || v === "minute" || v === "second";

/** The unit of a term, where it is plain from its shape. */
export function unitOf(t: Term): Unit | null {
  switch (t.is) {
    case "date":
      return t.day !== undefined || t.weekday !== undefined ? "day" : t.month !== undefined ? "month" : "year";
    case "season":
    case "quarter":
    case "half":
    case "weekend":
      return t.is;
    case "holiday":
    case "deictic":
      return "day";
    case "span":
    case "cycle":
    case "adjacent":
      return t.unit;
    case "turn":
    case "part":
    case "daypart":
    case "apposed":
      return unitOf(t.of);
    case "nth":
      return t.weekday !== undefined ? "day" : t.unit;
    case "within":
      return unitOf(t.inner);
    case "week-of":
      return "week";
    case "same":
      return t.unit;
    case "shift":
      return isUnit(t.unit) ? t.unit : "day";
    default:
      return null;
  }
}

const rank = (u: Unit): number => calendarUnits.indexOf(u);

/** The term with a year, pushed down to where it belongs; null where it has one or cannot take it. */
function withYear(t: Term, year: number): Term | null {
  switch (t.is) {
    case "date":
      return t.year === undefined && t.month !== undefined ? { ...t, year } : null;
    case "season":
    case "quarter":
    case "half":
    case "holiday":
      return t.year === undefined ? { ...t, year } : null;
    case "part":
    case "nth":
    case "daypart":
    case "adjacent":
    case "week-of": {
      const of = withYear(t.of, year);
      return of && { ...t, of };
    }
    case "clock": {
      const of = t.of && withYear(t.of, year);
      return of ? { ...t, of } : null;
    }
    case "range": {
      const to = withYear(t.to, year);
      return (
        to && {
          ...t,
          from:
            (t.from.is === "date" &&
              t.to.is === "date" &&
              withYear(t.from, (t.from.month ?? 0) > (t.to.month ?? 13) ? year - 1 : year)) ||
            t.from,
          to,
        }
      );
    }
    default:
      return null;
  }
}

/** Whether a term still waits for its year, month or week. */
function isOpen(t: Term): boolean {
  switch (t.is) {
    case "date":
      return t.year === undefined;
    case "season":
    case "quarter":
    case "half":
    case "holiday":
      return t.year === undefined;
    case "weekend":
      return true;
    case "part":
    case "nth":
    case "daypart":
    case "week-of":
    case "adjacent":
      return isOpen(t.of);
    default:
      return false;
  }
}

function within(inner: Term, outer: Term): Term | null {
  if (!isOpen(inner)) return null;
  if (
    outer.is === "date" &&
    outer.month === undefined &&
    outer.day === undefined &&
    outer.weekday === undefined &&
    outer.year !== undefined
  ) {
    return withYear(inner, outer.year);
  }
  if (
    outer.is === "date" &&
    inner.is === "date" &&
    outer.day === undefined &&
    outer.month !== undefined &&
    inner.month === undefined &&
    inner.day !== undefined
  ) {
    return { ...outer, ...inner };
  }
  const a = unitOf(inner);
  const b = unitOf(outer);
  if (!a || !b || rank(b) <= rank(a) || b === "day") return null;
  if (
    outer.is === "date" &&
    (inner.is === "date" || inner.is === "weekend") &&
    inner.is === "date" &&
    inner.day === undefined
  )
    return null;
  return { is: "within", inner, outer };
}

const asTerm = (v: ItemValue | undefined): Term | null =>
  isTerm(v) ? v : typeof v === "number" ? { is: "date", day: v } : null;

function range(a: Term, b: Term): Term | null {
  let from = a;
  if (from.is === "date" && b.is === "date") {
    if (from.day !== undefined && from.month === undefined && b.month !== undefined) {
      if (b.day === undefined) return null;
      from = { ...from, month: b.month };
    }
    if (from.year === undefined && b.year !== undefined && from.month !== undefined)
      from = { ...from, year: b.month !== undefined && from.month > b.month ? b.year - 1 : b.year };
    if (from.year !== undefined && b.year !== undefined && from.year > b.year) return null;
  }
  if (from.is === "range" || b.is === "range" || from.is === "bound" || b.is === "bound") return null;
  // "27 January 2025 - 09:14": the clock of that day
  if ((from.is === "clock") !== (b.is === "clock")) return null;
  // "12 April 2001 - After eleven days": a dateline and the first words of the text are no interval
  if (from.is === "date" && from.year !== undefined && b.is === "shift") return null;
  const ua = unitOf(from);
  const ub = unitOf(b);
  if (ua && ub && ua !== ub && (ua === "day") !== (ub === "day") && !(b.is === "deictic" || b.is === "cycle"))
    return null;
  return { is: "range", from, to: b };
}

/** The value that a rule builds from its parts. `labels[i]` names `values[i]`. */
export function buildTime(rule: TimeRule, labels: readonly string[], values: readonly ItemValue[]): ItemValue | null {
  const get = (label: string): ItemValue | undefined => {
    const i = labels.indexOf(label);
    return i >= 0 ? values[i] : rule.with[label];
  };
  const num = (label: string): number | undefined => {
    const v = get(label);
    return typeof v === "number" ? v : undefined;
  };
  const str = (label: string): string | undefined => {
    const v = get(label);
    return typeof v === "string" ? v : undefined;
  };
  const time = asTerm(get("time"));
  const base: Base = str("base") === "text" ? "text" : "published";
  const given = get("amount");
  const amount: Amount | null = isAmount(given)
    ? given
    : typeof given === "number"
      ? { n: given, vague: false }
      : get("vague") === true
        ? { n: 0, vague: true }
        : null;
  const unitValue = get("unit");
  const unit = isTimeUnit(unitValue) ? unitValue : null;
  const count = amount && !amount.vague ? amount.n : 1;
  switch (rule.op) {
    case "as-is":
      return get("duration") ?? get("time") ?? values[0] ?? null;
    case "amount":
      return get("vague")
        ? { n: 0, vague: true }
        : num("number") === undefined
          ? null
          : { n: num("number")!, vague: false };
    case "day": {
      const n = num("n") ?? num("number") ?? num("ordinal");
      return n !== undefined && n >= 1 && n <= 31 ? n : null;
    }
    case "ordinal":
      return num("number") ?? num("digits") ?? num("roman") ?? null;
    case "year": {
      const n = num("two-digits");
      return n === undefined ? (num("year") ?? null) : (n < 50 ? 2000 : 1900) + n;
    }
    case "date": {
      const [weekday, day, month, year] = [num("weekday"), num("day"), num("month"), num("year")];
      if (
        weekday === undefined &&
        day === undefined &&
        month === undefined &&
        (year === undefined || year < 1000 || year > 2199)
      )
        return null;
      if (day !== undefined && month === undefined && (day < 1 || day > 31)) return null;
      return {
        is: "date",
        ...(year === undefined ? {} : { year }),
        ...(month === undefined ? {} : { month }),
        ...(day === undefined ? {} : { day }),
        ...(weekday === undefined ? {} : { weekday }),
      };
    }
    case "season":
      return str("season") ? { is: "season", season: str("season")! } : null;
    case "quarter":
    case "half": {
      const n = num("ordinal") ?? num("roman") ?? num("number");
      if (n === undefined || n < 1 || n > (rule.op === "quarter" ? 4 : 2)) return null;
      return { is: rule.op, n };
    }
    case "holiday":
      return str("holiday") ? { is: "holiday", rule: str("holiday")! } : null;
    case "weekend":
      return { is: "weekend" };
    case "decade": {
      const n = num("decade") ?? num("two-digits") ?? num("year") ?? num("digits");
      if (n === undefined || n % 10 !== 0) return null;
      const century = num("century");
      return { is: "span", unit: "decade", year: n >= 1000 ? n : (century ?? (n < 20 ? 2000 : 1900)) + n };
    }
    case "century": {
      const n = num("ordinal") ?? num("roman") ?? num("number");
      const start = num("century");
      if (start !== undefined) return { is: "span", unit: "century", year: start + 50 };
      if (n === undefined || n < 11 || n > 22) return null;
      return { is: "span", unit: "century", year: n * 100 - 50 };
    }
    case "deictic":
      if (num("deictic") === undefined) return null;
      if (time)
        return time.is === "date" && time.day !== undefined ? { is: "apposed", days: num("deictic")!, of: time } : null;
      return { is: "deictic", days: num("deictic")! };
    case "cycle":
      return isUnit(unit) && num("n") !== undefined ? { is: "cycle", unit, n: num("n")!, base } : null;
    case "turn":
      if (!time || num("n") === undefined || !isOpen(time)) return null;
      return { is: "turn", of: time, n: num("n")!, base };
    case "shift": {
      const d = get("duration");
      const sign = num("sign") === -1 ? -1 : 1;
      const half = isTerm(d) && d.is === "duration" ? d.half : get("half") === true;
      const what =
        isTerm(d) && d.is === "duration"
          ? { amount: d.amount, unit: d.unit }
          : amount && unit
            ? { amount, unit }
            : null;
      return what && { is: "shift", ...what, sign, ...(half ? { half } : {}), base: time ?? base };
    }
    case "adjacent":
      if (get("weekday") !== undefined && num("n") !== undefined)
        return time
          ? { is: "nth", n: 1, unit: "day", weekday: num("weekday")!, count: 1, after: true, of: time }
          : { is: "turn", of: { is: "date", weekday: num("weekday")! }, n: num("n")!, base: "text" };
      if (!isUnit(unit) || num("n") === undefined) return null;
      return time
        ? { is: "adjacent", unit, n: num("n")!, of: time }
        : { is: "cycle", unit, n: num("n")!, base: "text" };
    case "window":
      return unit
        ? { is: "window", amount: amount ?? { n: 0, vague: true }, unit, sign: num("sign") === -1 ? -1 : 1 }
        : null;
    case "part": {
      if (!time || !str("part")) return null;
      const u = unitOf(time);
      return u === null || u === "day" || u === "weekend" ? null : { is: "part", part: str("part")!, of: time };
    }
    case "nth": {
      const n = num("ordinal") ?? num("n");
      if (n === undefined || !time || n === 0 || Math.abs(n) > 400) return null;
      const outer = unitOf(time);
      const after = get("after") === true;
      const weekday = num("weekday");
      const inner: Unit | null = weekday !== undefined ? "day" : isUnit(unit) ? unit : null;
      if (!inner || (!after && (!outer || rank(outer) <= rank(inner)))) return null;
      return {
        is: "nth",
        n: get("reverse") === true ? -Math.abs(n) : n,
        unit: inner,
        ...(weekday === undefined ? {} : { weekday }),
        count,
        after,
        of: time,
      };
    }
    case "within": {
      const year = num("year");
      if (!time) return null;
      if (year !== undefined) return withYear(time, year);
      const outer = get("outer");
      return isTerm(outer) ? within(time, outer) : null;
    }
    case "week-of":
      return time && unitOf(time) === "day" ? { is: "week-of", of: time } : null;
    case "range": {
      const month = num("month");
      const inMonth = (t: Term | null): Term | null =>
        month !== undefined && t?.is === "date" && t.month === undefined ? { ...t, month } : t;
      const from = inMonth(asTerm(get("from")));
      const to = inMonth(asTerm(get("to")));
      if (get("next") === true && !(from?.is === "date" && to?.is === "date" && to.day === (from.day ?? 0) + 1))
        return null;
      return from && to ? range(from, to) : null;
    }
    case "bound": {
      const how = str("how");
      if (!time || time.is === "bound" || time.is === "range" || time.is === "window") return null;
      return how === "since" || how === "until" || how === "by" || how === "before" || how === "after"
        ? { is: "bound", how, of: time }
        : null;
    }
    case "daypart": {
      const part = str("daypart");
      const of: Term = time ?? {
        is: "deictic",
        days: num("deictic") ?? 0,
        ...(base === "text" ? { base } : {}),
      };
      if (!part || of.is === "daypart" || of.is === "clock" || (unitOf(of) !== "day" && of.is !== "range")) return null;
      return { is: "daypart", part, of };
    }
    case "clock": {
      const minutes = num("hour-minute") ?? num("hour-dot-minute");
      let hour = minutes === undefined ? (num("hour") ?? num("number") ?? num("day")) : Math.floor(minutes / 60);
      const clock = get("clock");
      if (isTerm(clock) && clock.is === "clock" && hour === undefined) hour = clock.hour;
      if (hour === undefined || hour > 24) return null;
      const clockMinute =
        minutes === undefined ? (isTerm(clock) && clock.is === "clock" ? clock.minute : null) : minutes % 60;
      const minute = num("minute") ?? clockMinute;
      if (minute !== null && minute > 59) return null;
      const part = str("daypart");
      if ((part === "AF" || part === "EV") && hour < 12) hour += 12;
      if (time && unitOf(time) !== "day") return null;
      if (time?.is === "clock") return null;
      return { is: "clock", hour, minute, ...(time ? { of: time.is === "daypart" ? time.of : time } : {}) };
    }
    case "same":
      return { is: "same", unit: isUnit(unit) ? unit : null };
    case "duration": {
      const n = amount ?? (num("ordinal") !== undefined ? { n: num("ordinal")!, vague: false } : null);
      return n && unit && n.n <= 9999
        ? { is: "duration", amount: n, unit, ...(get("half") ? { half: true } : {}) }
        : null;
    }
    case "set": {
      const weekday = num("weekday");
      const month = num("month");
      const part = str("daypart");
      const letter: Readonly<Record<string, string>> = {
        day: "P1D",
        week: "P1W",
        month: "P1M",
        year: "P1Y",
        quarter: "P3M",
        half: "P6M",
        hour: "PT1H",
        decade: "P1DE",
        season: "P1S",
        weekend: "P1WE",
        minute: "PT1M",
        century: "P1CE",
      };
      const n =
        count > 1 && unit
          ? `P${count}${{ day: "D", week: "W", month: "M", year: "Y" }[unit as "day"] ?? "D"}`
          : unit
            ? letter[unit]
            : undefined;
      const value =
        str("value") ??
        (weekday !== undefined
          ? `XXXX-WXX-${weekday}${part ? `T${part}` : ""}`
          : month !== undefined
            ? `XXXX-${String(month).padStart(2, "0")}`
            : part
              ? `XXXX-XX-XXT${part}`
              : n);
      return value ? { is: "set", value } : null;
    }
    case "ref":
      return str("value") ? { is: "ref", value: str("value")! } : str("ref") ? { is: "ref", value: str("ref")! } : null;
  }
}
