/** Resolves a term to days: those that it can mean, and among them the one meant on the day on which it is read. */
import { addUnits, type Days, dayOfDate, seasonDays, type Unit, unitAt } from "./time-calendar.ts";
import {
  blank,
  durationValue,
  four,
  isClock,
  known,
  type Meant,
  nthOf,
  on,
  partOf,
  shifted,
  two,
  unknown,
  windowAt,
} from "./time-intervals.ts";
import { dateShape, holidayDay, mapped, type Shape, withYear } from "./time-shapes.ts";
import type { Base, Term } from "./time-terms.ts";

/** The day of reading, the last date of the text, and where the sentence looks. */
export interface Setting {
  readonly ref: number | null;
  readonly text: (Days & { readonly unit: Unit }) | null;
  readonly direction: "back" | "likely-back" | "ahead" | null;
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
      if (t.base === "text" && s.text) return { fixed: known(on(s.text.from + t.days), "day", { anchor: "text" }) };
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
      // "three months later" with no date before it leans on what the text tells, not on its publication.
      const b = t.base === "text" && !s.text ? null : base(t.base);
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
      const m = boundOf(t.of, s);
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

/** What a bound reaches: of so many months from a day it is the very day ("within a month"). */
function boundOf(t: Term, s: Setting): Meant {
  const m = meantOf(t, s);
  if (
    t.is !== "shift" ||
    t.sign < 0 ||
    typeof t.base !== "string" ||
    t.amount.vague ||
    isClock(t.unit) ||
    m.to === null
  )
    return m;
  const from = t.base === "text" && s.text ? s.text.to : s.ref;
  return from === null ? m : { ...m, to: Math.min(m.to, addUnits(from, t.unit, t.amount.n)) };
}

function thisOne(list: readonly Meant[], ref: number, every: "week" | "month" | "year"): Meant | undefined {
  const holds = list.find((m) => m.from !== null && m.to !== null && m.from <= ref && ref <= m.to);
  const frame = unitAt(every, ref);
  return holds ?? list.find((m) => m.from !== null && m.from >= frame.from && m.from <= frame.to);
}

/** A day of the year that lies farther ahead than this while it has just passed is the one that has passed. */
const farAhead = 270;
const justPassed = 60;

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
  // "a session called for 5 February", told in March: nobody names a day of the next year without it
  const passed = ahead?.unit === "day" && shape.every === "year" && direction === "ahead" && !!back?.to && !!ahead.from;
  if (passed && ahead.from! - ref > farAhead && ref - back.to! < justPassed) return back;
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
