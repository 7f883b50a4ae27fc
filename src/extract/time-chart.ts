/** Finds every item that a pack's time rules can build over a run of tokens: an active chart, bounded for any input. */

import type { TimeElement, TimePack, TimeRule } from "../language/time.ts";
import type { TimeToken } from "../language/time-tokens.ts";
import { buildTime, type ItemValue } from "./time-build.ts";

/** Something found over tokens `start`..`end` (exclusive). */
export interface TimeItem {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly value: ItemValue;
  readonly rule: TimeRule | null;
  /** What the rule, or the part at the item's end, asks of its surroundings. */
  readonly bare: boolean;
  readonly whole: boolean;
}

interface Partial {
  readonly rule: TimeRule;
  readonly form: readonly TimeElement[];
  /** What of the form is still to come. */
  readonly at: number;
  readonly end: number;
  /** The last item taken, as which element of the form, and what was taken before it. */
  readonly item: TimeItem;
  readonly as: TimeElement;
  readonly before: Partial | null;
}

/** May a form end before its element `at`? */
function mayEnd(form: readonly TimeElement[], at: number): boolean {
  for (let i = at; i < form.length; i++) if (!form[i]!.optional) return false;
  return true;
}

const longestRun = 40;
const mostItems = 1500;

/** `"ventiquattro"` -> 24; null where a word is no number. */
export function readNumeral(key: string, pack: TimePack): number | null {
  const { units, multipliers, joined } = pack.numerals;
  const whole = units.get(key) ?? multipliers.get(key);
  if (whole !== undefined) return whole;
  if (!joined || key.length < 5 || key.length > 40) return null;
  const parse = (rest: string, total: number, now: number): number | null => {
    if (!rest) return total + now;
    for (let n = Math.min(rest.length, 14); n >= 2; n--) {
      const piece = rest.slice(0, n);
      const unit = units.get(piece);
      if (unit !== undefined && (now === 0 || (now > unit && now % 10 ** String(unit).length === 0))) {
        const found = parse(rest.slice(n), total, now + unit);
        if (found !== null) return found;
      }
      const times = multipliers.get(piece);
      if (times !== undefined) {
        const found =
          times >= 1000
            ? parse(rest.slice(n), total + (now || 1) * times, 0)
            : now < 10
              ? parse(rest.slice(n), total, (now || 1) * times)
              : null;
        if (found !== null) return found;
      }
    }
    return null;
  };
  return parse(key, 0, 0);
}

const romans: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 };
function readRoman(form: string): number | null {
  if (!/^X{0,3}(?:IX|IV|V?I{0,3})$/.test(form) || !form) return null;
  let sum = 0;
  for (let i = 0; i < form.length; i++) {
    const now = romans[form[i]!]!;
    sum += now < (romans[form[i + 1] ?? ""] ?? 0) ? -now : now;
  }
  return sum;
}

const yearOf = (digits: string): number =>
  digits.length === 2 ? (Number(digits) < 50 ? 2000 : 1900) + Number(digits) : Number(digits);

/** Dates and clock times in figures that begin at an offset: `14/09/2024`, `2024-09-14`, `9/2024`, `15/2`, `17:30`. */
function readFigures(
  text: string,
  at: number,
  order: "dmy" | "mdy",
): { kind: string; length: number; value: ItemValue }[] {
  const before = text[at - 1] ?? " ";
  if (/[\d\p{L}]/u.test(before) || (/[.,:/-]/.test(before) && /\d/.test(text[at - 2] ?? " "))) return [];
  const rest = text.slice(at, at + 24);
  const found: { kind: string; length: number; value: ItemValue }[] = [];
  let m = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(rest);
  if (m)
    return [
      {
        kind: "numeric-date",
        length: m[0].length,
        value: { is: "date", year: Number(m[1]), month: Number(m[3]), day: Number(m[4]) },
      },
    ];
  m = /^(\d{4})-W(\d\d)(?!\d)/.exec(rest);
  if (m)
    return [
      {
        kind: "numeric-date",
        length: m[0].length,
        value: {
          is: "nth",
          n: Number(m[2]),
          unit: "week",
          count: 1,
          after: false,
          of: { is: "date", year: Number(m[1]) },
        },
      },
    ];
  m = /^(\d{4})[-/](\d\d)(?![\d/-])/.exec(rest);
  if (m && Number(m[2]) <= 12 && Number(m[1]) >= 1000 && Number(m[2]) > 0)
    found.push({
      kind: "numeric-date",
      length: m[0].length,
      value: { is: "date", year: Number(m[1]), month: Number(m[2]) },
    });
  m = /^(\d{1,2})([-/.]| [-/] )(\d{1,2})\2(\d{4}|\d\d)(?![\d])(?!\.\d)/.exec(rest);
  if (m && (m[2] !== "." || m[4]!.length === 4)) {
    const [day, month] = order === "dmy" ? [m[1], m[3]] : [m[3], m[1]];
    return [
      {
        kind: "numeric-date",
        length: m[0].length,
        value: { is: "date", year: yearOf(m[4]!), month: Number(month), day: Number(day) },
      },
    ];
  }
  m = /^(\d{1,2})\/(\d{4})(?![\d/])/.exec(rest);
  if (m && Number(m[1]) <= 12 && Number(m[1]) > 0)
    return [
      { kind: "numeric-date", length: m[0].length, value: { is: "date", year: Number(m[2]), month: Number(m[1]) } },
    ];
  m = /^(\d{1,2}) ?\/ ?(\d{1,2})(?![\d/])/.exec(rest);
  if (m) {
    const [day, month] = order === "dmy" ? [Number(m[1]), Number(m[2])] : [Number(m[2]), Number(m[1])];
    if (day >= 1 && day <= 31 && month >= 1 && month <= 12)
      found.push({ kind: "day-month-figures", length: m[0].length, value: { is: "date", month, day } });
  }
  m = /^(\d{1,2})([:.])(\d\d)(?![\d])(?![:.]\d\d\d)/.exec(rest);
  if (m && Number(m[1]) <= 24 && Number(m[3]) < 60)
    found.push({
      kind: m[2] === ":" ? "hour-minute" : "hour-dot-minute",
      length: m[0].length,
      value: Number(m[1]) * 60 + Number(m[3]),
    });
  return found;
}

/** What the pack's words and the figures give at each token, without any rule. */
function readWords(text: string, tokens: readonly TimeToken[], pack: TimePack): TimeItem[][] {
  const lists: TimeItem[][] = tokens.map(() => []);
  const byStart = new Map(tokens.map((t, i) => [t.start, i]));
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i]!;
    const add = (kind: string, length: number, value: ItemValue): void => {
      lists[i]!.push({ kind, start: i, end: i + length, value, rule: null, bare: false, whole: false });
    };
    for (const e of pack.entries.get(t.key) ?? []) {
      if (e.keys.every((k, n) => tokens[i + n]?.key === k && (n === 0 || !tokens[i + n]!.line)))
        add(e.kind, e.keys.length, e.value);
    }
    if (/^\d{1,4}$/.test(t.key)) {
      const n = Number(t.key);
      add("digits", 1, n);
      add("number", 1, n);
      if (t.key.length <= 2 && n < 40) add("day", 1, n);
      if (t.key.length === 2) add("two-digits", 1, n);
      if (t.key.length === 4) add("year", 1, n);
      for (const f of readFigures(text, t.start, pack.order)) {
        const end = t.start + f.length;
        let last = i;
        while (last < tokens.length && tokens[last]!.end < end) last++;
        if (tokens[last]?.end === end) add(f.kind, last - i + 1, f.value);
      }
      continue;
    }
    const roman = t.end - t.start <= 6 ? readRoman(text.slice(t.start, t.end)) : null;
    if (roman !== null) add("roman", 1, roman);
    const first = readNumeral(t.key, pack);
    if (first === null || byStart.get(t.start) !== i) continue;
    const numbers: [number, number][] = [[1, first]];
    if (!pack.numerals.joined) {
      let total = 0;
      let now = 0;
      for (let n = 0, last = 0; n < 7 && tokens[i + n]; n++) {
        const key = tokens[i + n]!.key;
        if (key === "-" && n > 0) continue;
        const unit = pack.numerals.units.get(key);
        const times = pack.numerals.multipliers.get(key);
        if (unit !== undefined && (now === 0 || (now > unit && now % 10 ** String(unit).length === 0))) now += unit;
        else if (times !== undefined && n > 0) {
          if (times >= 1000) {
            total += (now || 1) * times;
            now = 0;
          } else now = (now || 1) * times;
        } else break;
        last = n;
        if (last > 0) numbers.push([n + 1, total + now]);
      }
    }
    for (const [length, n] of numbers) {
      add("number", length, n);
      if (n >= 2 && n < 32) add("day", length, n);
      if (n >= 1000 && n < 2200) add("year", length, n);
    }
  }
  return lists;
}

const keysOfPack = new WeakMap<TimePack, ReadonlySet<string>>();
function knownKeys(pack: TimePack): ReadonlySet<string> {
  let known = keysOfPack.get(pack);
  if (!known) {
    known = new Set([...pack.entries.values()].flat().flatMap((e) => e.keys));
    keysOfPack.set(pack, known);
  }
  return known;
}

/** Runs of tokens that some word of the pack or a figure knows, cut at line ends and after dashes where `joins` does not bridge them. */
export function* findRuns(
  text: string,
  tokens: readonly TimeToken[],
  pack: TimePack,
  joins: (token: TimeToken) => boolean,
): Generator<readonly TimeToken[]> {
  let run: TimeToken[] = [];
  const known = knownKeys(pack);
  for (const t of tokens) {
    const fits =
      known.has(t.key) ||
      (/^[-/.:]$/.test(t.key) && /^\d/.test(run.at(-1)?.key ?? "")) ||
      /^\d{1,4}$/.test(t.key) ||
      readNumeral(t.key, pack) !== null ||
      (t.end - t.start <= 6 && readRoman(text.slice(t.start, t.end)) !== null);
    const broken = t.line || /^[-–—]$/.test(run.at(-1)?.key ?? "");
    if (run.length && (!fits || run.length >= longestRun || (broken && !joins(t)))) {
      yield run;
      run = [];
    }
    if (fits) run.push(t);
  }
  if (run.length) yield run;
}

/** All items over a run, words and built ones alike. */
export function chartOf(text: string, tokens: readonly TimeToken[], pack: TimePack): TimeItem[] {
  const items: TimeItem[] = [];
  const starts: TimeItem[][] = tokens.map(() => []);
  const waiting: Partial[][] = tokens.map(() => []);
  const seen = new Map<string, number>();
  const agenda: TimeItem[] = [];

  const put = (item: TimeItem): void => {
    const key = `${item.kind} ${item.start} ${item.end}`;
    const count = seen.get(key) ?? 0;
    if (count >= 4 || items.length + agenda.length >= mostItems) return;
    if (item.rule) {
      const own = `${key} ${item.rule.name}`;
      if (seen.has(own)) return;
      seen.set(own, 1);
    }
    seen.set(key, count + 1);
    agenda.push(item);
  };
  const complete = (p: Partial): void => {
    const taken: Partial[] = [];
    for (let link: Partial | null = p; link; link = link.before) taken.unshift(link);
    const value = buildTime(
      p.rule,
      taken.map((t) => t.as.label),
      taken.map((t) => t.item.value),
    );
    if (value === null) return;
    const own = taken.filter((t) => !t.as.context && t.item.value !== ",").map((t) => t.item);
    const last = own.at(-1);
    if (!last) return;
    put({
      kind: p.rule.gives,
      start: own[0]!.start,
      end: last.end,
      value,
      rule: p.rule,
      bare: p.rule.only === "bare" || last.bare,
      whole: p.rule.only === "whole" || taken.some((t) => t.item.whole),
    });
  };
  const advance = (p: Partial, item: TimeItem): void => {
    for (let j = p.at; j < p.form.length; j++) {
      const e = p.form[j]!;
      if (e.kind === item.kind) enter({ rule: p.rule, form: p.form, at: j + 1, end: item.end, item, as: e, before: p });
      if (!e.optional) return;
    }
  };
  const enter = (p: Partial): void => {
    if (mayEnd(p.form, p.at)) complete(p);
    if (p.at >= p.form.length || p.end >= tokens.length) return;
    waiting[p.end]!.push(p);
    for (const item of starts[p.end]!) advance(p, item);
  };

  for (const list of readWords(text, tokens, pack)) for (const item of list.reverse()) put(item);
  while (agenda.length) {
    const item = agenda.pop()!;
    items.push(item);
    starts[item.start]!.push(item);
    for (const p of [...waiting[item.start]!]) advance(p, item);
    for (const o of pack.opening.get(item.kind) ?? [])
      enter({ rule: o.rule, form: o.form, at: o.at + 1, end: item.end, item, as: o.form[o.at]!, before: null });
  }
  return items;
}
