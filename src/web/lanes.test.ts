/** Lanes, marks and ticks: nothing dated is lost, nothing overlaps, the order of the input does not matter. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coreOf, densityOf, lanesOf, marksOf, spanOf, ticksOf } from "./lanes.ts";
import type { Actor, EventView } from "./types.ts";

const state = (id: string): Actor => ({ id, kind: "state", name: id, country: id });
const day = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10);

const event = (id: string, from: string[], to: string[], date: [number, number] | null): EventView => ({
  id,
  type: "CONSULT",
  mode: null,
  actors: from.map(state),
  recipients: to.map(state),
  date: date && { from: day(date[0]), to: day(date[1]), basis: "said" },
  place: null,
  status: "occurred",
  history: [],
  outlets: [],
  origins: [],
  intensity: 1,
  evidence: [],
});

const some = fc
  .array(
    fc.record({
      from: fc.subarray(["QA", "QB", "QC"]),
      to: fc.subarray(["QA", "QB", "QC"]),
      date: fc.option(fc.tuple(fc.integer({ min: 10_000, max: 20_000 }), fc.integer({ min: 0, max: 400 })), {
        nil: null,
      }),
    }),
    { maxLength: 60 },
  )
  .map((list) => list.map((e, i) => event(`e${i}`, e.from, e.to, e.date && [e.date[0], e.date[0] + e.date[1]])));

describe("lanes", () => {
  it("puts an event on the lane of its pair, once for each pair of sides", () => {
    const lanes = lanesOf(
      [event("a", ["QA"], ["QB", "QC"], [1, 1]), event("b", ["QB"], ["QA"], [2, 2]), event("c", ["QA"], [], [3, 3])],
      "pair",
    );
    expect(lanes.map((l) => [l.key, l.events.map((e) => e.id)])).toEqual([
      ["QA|QB", ["a", "b"]],
      ["QA", ["c"]],
      ["QA|QC", ["a"]],
    ]);
  });

  it("depends on what there is, not on its order; leaves nothing out", () => {
    fc.assert(
      fc.property(some, fc.constantFrom("pair", "actor"), (events, by) => {
        const lanes = lanesOf(events, by as "pair" | "actor");
        expect(lanesOf([...events].reverse(), by as "pair" | "actor")).toEqual(lanes);
        expect(new Set(lanes.flatMap((l) => l.events.map((e) => e.id))).size).toBe(events.length);
      }),
    );
  });

  it("marks every dated event of the window once, on a row of its lane, with no glyph over another", () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 200, max: 2000 }), (events, width) => {
        const scale = { ...spanOf(events, 15_000), width };
        for (const lane of lanesOf(events, "pair")) {
          const marks = marksOf(lane, scale);
          expect(marks.flatMap((m) => m.events).length).toBe(lane.events.filter((e) => e.date).length);
          for (const m of marks) {
            expect(m.row).toBeLessThan(lane.rows);
            expect(m.room).toBeGreaterThanOrEqual(0);
            for (const other of marks)
              if (other !== m && other.row === m.row) expect(Math.abs(other.x - m.x)).toBeGreaterThan(7.9);
          }
        }
      }),
    );
  });
});

describe("time", () => {
  it("keeps ticks apart at any zoom", () => {
    for (const length of [5, 30, 200, 1000, 5000, 100_000]) {
      const ticks = ticksOf({ from: 15_000, to: 15_000 + length, width: 1000 });
      expect(ticks.length).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThan(20);
    }
  });

  it("starts where most events are when one lies far away", () => {
    const events = [
      event("old", ["QA"], ["QB"], [1000, 1000]),
      ...Array.from({ length: 20 }, (_, i) => event(`n${i}`, ["QA"], ["QB"], [18_000 + i, 18_000 + i])),
    ];
    const whole = spanOf(events, 19_000);
    const core = coreOf(events, whole);
    expect(whole.from).toBeLessThan(1000);
    expect(core.from).toBeGreaterThan(17_900);
    expect([...densityOf(events, whole, 50)].reduce((a, b) => a + b)).toBe(21);
  });
});
