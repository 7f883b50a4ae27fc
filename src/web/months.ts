/** The relation of two sides by month. */
import type { EventView } from "./types.ts";

export interface Month {
  /** `2024-09` */
  readonly month: string;
  readonly good: number;
  readonly bad: number;
  /** Set in a month whose balance has the other sign than the last month that had one. */
  readonly turn: "good" | "bad" | null;
}

/** Denied, supposed and asked-for events are no deeds: they do not count. */
const counted = new Set(["occurred", "ongoing", "alleged", "pledged", "planned"]);

/** Events -> every month from the first to the last, at most fifty years; an event counts in the month it begins. */
export function monthsOf(events: readonly EventView[]): readonly Month[] {
  const sums = new Map<string, { good: number; bad: number }>();
  for (const e of events) {
    if (!e.date || !counted.has(e.status)) continue;
    const key = e.date.from.slice(0, 7);
    const sum = sums.get(key) ?? { good: 0, bad: 0 };
    if (e.intensity >= 0) sum.good += 1;
    else sum.bad += 1;
    sums.set(key, sum);
  }
  const keys = [...sums.keys()].sort();
  const last = keys.at(-1);
  if (!keys[0] || !last) return [];
  const months: Month[] = [];
  let [year = 0, month = 1] = keys[0].split("-").map(Number);
  let lean: "good" | "bad" | null = null;
  for (let guard = 0; guard < 600; guard++) {
    const key = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    const { good, bad } = sums.get(key) ?? { good: 0, bad: 0 };
    const now: "good" | "bad" | null = good > bad ? "good" : bad > good ? "bad" : null;
    months.push({ month: key, good, bad, turn: now && lean && now !== lean ? now : null });
    lean = now ?? lean;
    if (key === last) break;
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
  }
  return months;
}
