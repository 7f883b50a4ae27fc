/** The months of a relation laid out for a picture: empty ones filled in, long silences drawn as a gap. */
import type { PairView } from "./types.ts";

type Given = PairView["months"][number];

/** A month, or a silence of `months` without an event. */
export type Slot =
  | {
      readonly kind: "month";
      readonly month: string;
      readonly good: number;
      readonly bad: number;
      readonly turn: "good" | "bad" | null;
    }
  | { readonly kind: "gap"; readonly months: number };

/** A silence of more months than this is drawn as a gap. */
const longest = 8;

const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const nameOf = (n: number): string =>
  `${String(Math.floor(n / 12)).padStart(4, "0")}-${String((n % 12) + 1).padStart(2, "0")}`;

/** Months with events, in order -> slots from the first to the last. */
export function slotsOf(months: readonly Given[], turns: PairView["turns"]): readonly Slot[] {
  const turned = new Map(turns.map((t) => [t.month, t.to >= t.from ? ("good" as const) : ("bad" as const)]));
  const slots: Slot[] = [];
  let last: number | null = null;
  for (const m of months) {
    const n = numberOf(m.month);
    const silent = last === null ? 0 : n - last - 1;
    if (silent > longest) slots.push({ kind: "gap", months: silent });
    else
      for (let i = 1; i <= silent; i++)
        slots.push({ kind: "month", month: nameOf(last! + i), good: 0, bad: 0, turn: null });
    slots.push({
      kind: "month",
      month: m.month,
      good: m.cooperation,
      bad: m.conflict,
      turn: turned.get(m.month) ?? null,
    });
    last = n;
  }
  return slots;
}
