/** The arithmetic of the pictures: network, map, months. */
import { describe, expect, it } from "vitest";
import { frameOf, outlineOf, placeAt } from "./earth.ts";
import { layout } from "./force.ts";
import { labelsOf } from "./labels.ts";
import { slotsOf } from "./months.ts";

describe("the network", () => {
  it("is placed the same each time, within the square, no two nodes on one spot", () => {
    const links = Array.from({ length: 30 }, (_, i) => ({ a: i, b: (i * 7 + 3) % 31, pull: 0.5 })).filter(
      (l) => l.a !== l.b,
    );
    const at = layout(31, links, 0);
    expect([...layout(31, links, 0)]).toEqual([...at]);
    const spots = new Set<string>();
    for (let i = 0; i < 31; i++) {
      expect(at[2 * i]).toBeGreaterThanOrEqual(0);
      expect(at[2 * i + 1]).toBeLessThanOrEqual(1);
      spots.add(`${at[2 * i]!.toFixed(3)} ${at[2 * i + 1]!.toFixed(3)}`);
    }
    expect(spots.size).toBe(31);
  });

  it("stands a single node and none", () => {
    expect([...layout(1, [], null)]).toEqual([0.5, 0.5]);
    expect(layout(0, [], null)).toHaveLength(0);
  });
});

describe("the names of dots", () => {
  it("never lie on each other, and the heaviest keep theirs", () => {
    const dots = Array.from({ length: 60 }, (_, i) => ({
      x: 60 + ((i * 97) % 480),
      y: 40 + ((i * 53) % 220),
      r: 4,
      name: `name ${i}`,
    }));
    const labels = labelsOf(dots, 600, 300);
    expect(labels[0]).not.toBeNull();
    expect(labels.filter(Boolean).length).toBeGreaterThan(10);
    const boxes = labels.flatMap((l, i) => {
      if (!l) return [];
      const wide = dots[i]!.name.length * 6;
      const x = dots[i]!.x + l.dx - (l.anchor === "middle" ? wide / 2 : l.anchor === "end" ? wide : 0);
      return [{ x0: x, x1: x + wide, y: dots[i]!.y + l.dy }];
    });
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(a.x0 < b.x1 && b.x0 < a.x1 && Math.abs(a.y - b.y) < 10, JSON.stringify([a, b])).toBe(false);
  });

  it("are left out where there is no room", () => {
    expect(labelsOf([{ x: 5, y: 5, r: 4, name: "a long name" }], 20, 20)).toEqual([null]);
  });
});

describe("the map", () => {
  it("puts the middle of the earth in the middle, north above, east to the right", () => {
    expect(placeAt([0, 0], 960, 480)).toEqual([480, 240]);
    expect(placeAt([0, 60], 960, 480)[1]).toBeLessThan(240);
    expect(placeAt([179.9, 0], 960, 480)[0]).toBeCloseTo(960, -1);
  });

  it("starts a line anew where it steps over the date line", () => {
    const topology = {
      transform: { scale: [1, 1], translate: [0, 0] },
      arcs: [
        [
          [170, 0],
          [9, 1],
          [-358, 1],
          [5, 1],
        ],
      ],
      objects: { land: { geometries: [{ arcs: [[[0]]] }] } },
    } as const;
    expect(outlineOf(topology, "land", 960, 480).match(/M/g)).toHaveLength(2);
  });

  it("frames the points with room, and the whole where there are none", () => {
    expect(frameOf([], 960, 480)).toBe("0 0 960 480");
    const [x = 0, y = 0, w = 0, h = 0] = frameOf(
      [
        [500, 100],
        [520, 120],
      ],
      960,
      480,
    )
      .split(" ")
      .map(Number);
    expect(w / h).toBeCloseTo(2, 1);
    expect(x).toBeLessThan(500);
    expect(x + w).toBeGreaterThan(520);
    expect(y).toBeLessThan(100);
  });
});

describe("months", () => {
  it("fills short silences, marks long ones, shows the turn", () => {
    const month = (m: string, cooperation: number, conflict: number) => ({
      month: m,
      cooperation,
      conflict,
      events: [],
    });
    const slots = slotsOf(
      [month("2030-11", 2, 0), month("2031-01", 0, 3), month("2033-05", 1, 0)],
      [{ month: "2031-01", from: 2, to: -3, events: [] }],
    );
    expect(slots.map((s) => (s.kind === "gap" ? s.months : s.month))).toEqual([
      "2030-11",
      "2030-12",
      "2031-01",
      27,
      "2033-05",
    ]);
    expect(slots[2]).toMatchObject({ turn: "bad" });
    expect(slotsOf([], [])).toEqual([]);
  });
});
