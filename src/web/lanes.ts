/** Lays events out on lanes: pure arithmetic, the same input always giving the same picture. */
import type { Actor, EventView } from "./types.ts";

export interface Lane {
  readonly key: string;
  /** One or two sides. */
  readonly sides: readonly string[];
  readonly actors: readonly Actor[];
  readonly events: readonly EventView[];
  /** Day numbers of the dated events, first and after last, in the order of `dated`. */
  readonly dated: readonly EventView[];
  readonly days: Float64Array;
  /** Rows that the lane offers to its marks, fixed by how many events it holds so that zooming never moves it. */
  readonly rows: number;
}

/** A glyph at `x` on row `row`, with a bar from `x0` to `x1` where the date is uncertain. More than one event: a cluster. */
export interface Mark {
  readonly x: number;
  readonly x0: number;
  readonly x1: number;
  readonly row: number;
  readonly events: readonly EventView[];
  /** Free pixels to its right. */
  readonly room: number;
}

export type Grouping = "pair" | "actor";

const side = (a: Actor): string => a.country ?? a.id;

function sidesOf(e: EventView): readonly string[] {
  const seen: string[] = [];
  for (const a of [...e.actors, ...e.recipients]) if (!seen.includes(side(a))) seen.push(side(a));
  return seen;
}

/** The lanes that an event stands on: its actors' sides with its recipients', or with each other. */
function keysOf(e: EventView, by: Grouping): readonly string[] {
  const all = sidesOf(e);
  if (by === "actor" || all.length < 2) return all.length ? all : ["?"];
  const left = [...new Set(e.actors.map(side))];
  const right = [...new Set(e.recipients.map(side))];
  const pairs = new Set<string>();
  const join = (a: string, b: string) => {
    if (a !== b) pairs.add(a < b ? `${a}|${b}` : `${b}|${a}`);
  };
  for (const a of left) for (const b of right) join(a, b);
  if (pairs.size === 0)
    for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) join(all[i]!, all[j]!);
  return [...pairs];
}

const byDate = (a: EventView, b: EventView): number => {
  const x = a.date?.from ?? "9999";
  const y = b.date?.from ?? "9999";
  return x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : 1;
};

/** Events -> lanes, those of most dated events first; of equal weight by key. */
export function lanesOf(events: readonly EventView[], by: Grouping): readonly Lane[] {
  const found = new Map<string, EventView[]>();
  for (const e of events) {
    for (const key of keysOf(e, by)) {
      const list = found.get(key);
      if (list) list.push(e);
      else found.set(key, [e]);
    }
  }
  const lanes = [...found].map(([key, list]): Lane => {
    list.sort(byDate);
    const sides = key.split("|");
    const actors: Actor[] = [];
    for (const e of list)
      for (const a of [...e.actors, ...e.recipients])
        if (sides.includes(a.id) && !actors.some((b) => b.id === a.id)) actors.push(a);
    const dated = list.filter((e) => e.date);
    const days = Float64Array.from(dated.flatMap((e) => [number(e.date!.from), number(e.date!.to) + 1]));
    return { key, sides, actors, events: list, dated, days, rows: dated.length > 6 ? 3 : dated.length > 1 ? 2 : 1 };
  });
  const weight = new Map(lanes.map((l) => [l.key, l.dated.length * 1e6 + l.events.length]));
  return lanes.sort((a, b) => weight.get(b.key)! - weight.get(a.key)! || (a.key < b.key ? -1 : 1));
}

export interface Scale {
  /** Day numbers at the left and right edge. */
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

export const xOf = (s: Scale, day: number): number => ((day - s.from) / (s.to - s.from)) * s.width;

const number = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** Marks of a lane within the scale: each glyph on the first row with room, else gathered into a cluster. Bars keep clear of each other where there is room, else they lie behind. */
export function marksOf(lane: Lane, s: Scale, glyph = 16): readonly Mark[] {
  const open: { x: number; x0: number; x1: number; row: number; events: EventView[] }[] = [];
  const inside: { event: EventView; x0: number; x1: number; x: number }[] = [];
  for (let i = 0; i < lane.dated.length; i++) {
    const x0 = xOf(s, lane.days[2 * i]!);
    const x1 = xOf(s, lane.days[2 * i + 1]!);
    if (x1 < -glyph || x0 > s.width + glyph) continue;
    // the glyph stands in the middle of what is seen of the interval
    const x = (Math.max(x0, Math.min(0, x1)) + Math.min(x1, Math.max(s.width, x0))) / 2;
    inside.push({ event: lane.dated[i]!, x0, x1, x });
  }
  inside.sort((a, b) => a.x - b.x || (a.event.id < b.event.id ? -1 : 1));
  const ends = new Array<number>(lane.rows).fill(Number.NEGATIVE_INFINITY);
  const bars = new Array<number>(lane.rows).fill(Number.NEGATIVE_INFINITY);
  const last: (number | null)[] = new Array(lane.rows).fill(null);
  for (const { event: e, x0, x1, x } of inside) {
    const left = x - glyph / 2;
    const right = x + glyph / 2;
    const start = Math.min(left, x0);
    let row = bars.findIndex((end) => end <= start);
    if (row < 0) row = ends.findIndex((end) => end <= left);
    if (row < 0) {
      row = nearest(last, open, x);
      const home = open[last[row]!]!;
      home.events.push(e);
      home.x0 = Math.min(home.x0, x0);
      home.x1 = Math.max(home.x1, x1);
      ends[row] = Math.max(ends[row]!, right);
      continue;
    }
    last[row] = open.push({ x, x0, x1, row, events: [e] }) - 1;
    ends[row] = right;
    bars[row] = Math.max(bars[row]!, right, x1);
  }
  return open.map((m, i) => {
    let next = s.width;
    for (let j = i + 1; j < open.length; j++)
      if (open[j]!.row === m.row) {
        next = Math.min(open[j]!.x - glyph / 2, open[j]!.x0);
        break;
      }
    return { ...m, room: Math.max(0, next - (m.x + glyph / 2)) };
  });
}

function nearest(last: readonly (number | null)[], open: readonly { x: number }[], x: number): number {
  let best = 0;
  let distance = Number.POSITIVE_INFINITY;
  last.forEach((i, row) => {
    if (i === null) return;
    const d = Math.abs(open[i]!.x - x);
    if (d < distance) {
      distance = d;
      best = row;
    }
  });
  return best;
}

export interface Tick {
  readonly day: number;
  readonly unit: "year" | "month" | "day";
  /** Carries a label and a stronger line. */
  readonly major: boolean;
}

/** Ticks of the axis: days, weeks, months, quarters, years or decades, at least `gap` pixels apart. */
export function ticksOf(s: Scale, gap = 64): readonly Tick[] {
  const perDay = s.width / (s.to - s.from);
  const ticks: Tick[] = [];
  const dayStep = [1, 2, 7].find((d) => d * perDay >= gap);
  if (dayStep) {
    for (let d = Math.ceil(s.from / dayStep) * dayStep; d <= s.to; d += dayStep) {
      ticks.push({ day: d, unit: "day", major: new Date(d * 86_400_000).getUTCDate() <= dayStep });
    }
    return ticks;
  }
  const monthStep = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((m) => m * 30.4 * perDay >= gap) ?? 2400;
  const start = new Date(s.from * 86_400_000);
  let month = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / monthStep) * monthStep;
  for (let guard = 0; guard < 2000; guard++, month += monthStep) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000;
    if (day > s.to) break;
    if (day >= s.from) ticks.push({ day, unit: monthStep >= 12 ? "year" : "month", major: month % 12 === 0 });
  }
  return ticks;
}

/** First and last day of all dated events with a margin, at least a month wide; the day of today where there is none. */
export function spanOf(events: readonly EventView[], today: number): { from: number; to: number } {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const e of events) {
    if (!e.date) continue;
    from = Math.min(from, number(e.date.from));
    to = Math.max(to, number(e.date.to) + 1);
  }
  if (from > to) return { from: today - 30, to: today + 5 };
  const margin = Math.max(3, (to - from) * 0.04);
  const lack = Math.max(0, 30 - (to - from)) / 2;
  return { from: from - margin - lack, to: to + margin + lack };
}

/** The stretch where most events are, when a few far ones would squeeze the rest: the shortest that holds nine in ten. */
export function coreOf(
  events: readonly EventView[],
  whole: { from: number; to: number },
): { from: number; to: number } {
  const days = events
    .flatMap((e) => (e.date ? [(number(e.date.from) + number(e.date.to)) / 2] : []))
    .sort((a, b) => a - b);
  const size = Math.ceil(days.length * 0.9);
  if (days.length < 8) return whole;
  let from = days[0]!;
  let to = days.at(-1)!;
  for (let i = 0; i + size <= days.length; i++) {
    const a = days[i]!;
    const b = days[i + size - 1]!;
    if (b - a < to - from) {
      from = a;
      to = b;
    }
  }
  const margin = Math.max(10, (to - from) * 0.08);
  return to - from + 2 * margin < (whole.to - whole.from) / 3 ? { from: from - margin, to: to + margin } : whole;
}

/** How many events touch each of `n` equal parts of a stretch. */
export function densityOf(events: readonly EventView[], span: { from: number; to: number }, n: number): Uint32Array {
  const sums = new Uint32Array(n);
  const part = (day: number) =>
    Math.max(0, Math.min(n - 1, Math.floor(((day - span.from) / (span.to - span.from)) * n)));
  for (const e of events) if (e.date) sums[part((number(e.date.from) + number(e.date.to) + 1) / 2)]! += 1;
  return sums;
}
