/** What the views are narrowed to, on a made-up press: every count of the ledger and of places is that of the rows which its value leaves. */
import { describe, expect, it } from "vitest";
import { loadTopics, topicsOf } from "../src/language/topics.ts";
import { settle } from "../src/settle/settle.ts";
import { viewsOf } from "../src/show/show.ts";
import type { ClaimView, FacetCount, Filter } from "../src/show/views.ts";
import { openStore } from "../src/store/store.ts";
import { press } from "./press.ts";

const pack = loadTopics(new URL("../languages/en", import.meta.url).pathname);
const store = openStore(":memory:");
store.addAll(press(3, 120));
settle(store, { topics: (text: string) => topicsOf(text, pack) });
const views = viewsOf(store);
const all = views.claims({ limit: 10_000 }, 10_000).items;
const counts = views.ledger({});
const claims = (f: Filter): readonly ClaimView[] => views.claims({ ...f, limit: 10_000 }, 10_000).items;
const ids = (list: readonly ClaimView[]): readonly string[] => list.map((c) => c.id).sort();

/** Values of persons and agencies: a state stands for all who belong to it. */
const single = (list: readonly FacetCount[]): readonly FacetCount[] => list.filter((c) => c.value.includes("/"));

describe("the ledger", () => {
  it("has something to tell apart", () => {
    expect(all.length).toBeGreaterThan(20);
    expect(counts.disputes.both).toBeGreaterThan(0);
    for (const list of [counts.asserts, counts.denies, counts.via, counts.origins])
      expect(list.length).toBeGreaterThan(0);
  });

  it.each([
    ["asserts", "asserted"],
    ["denies", "denied"],
  ] as const)("%s: the claims on whose side one speaks, and all others", (key, side) => {
    for (const { value, count } of single(counts[key]).slice(0, 5)) {
      const mine = ids(all.filter((c) => c[side].some((s) => s.speaker.some((a) => a.id === value))));
      expect(ids(claims({ [key]: [value] })), value).toEqual(mine);
      expect(count, value).toBe(mine.length);
      expect(claims({ not: { [key]: [value] } })).toHaveLength(all.length - mine.length);
    }
    // a state stands for itself and for those who belong to it
    for (const { value } of counts[key].filter((c) => !c.value.includes("/")).slice(0, 3)) {
      const mine = ids(
        all.filter((c) => c[side].some((s) => s.speaker.some((a) => a.id === value || a.country === value))),
      );
      expect(ids(claims({ [key]: [value] })), value).toEqual(mine);
    }
  });

  it("via: the claims that an agency passed on", () => {
    for (const { value, count } of counts.via.slice(0, 5)) {
      const mine = ids(all.filter((c) => [...c.asserted, ...c.denied].some((s) => s.via.some((a) => a.id === value))));
      // events within a claim are passed on as well, and are no statements
      expect(
        mine.every((id) => ids(claims({ via: [value] })).includes(id)),
        value,
      ).toBe(true);
      expect(claims({ via: [value] })).toHaveLength(count);
      expect(claims({ not: { via: [value] } })).toHaveLength(all.length - count);
    }
  });

  it("origin, party and sides", () => {
    for (const { value, count } of counts.origins.slice(0, 5)) {
      expect(claims({ origins: [value] })).toHaveLength(count);
      expect(claims({ not: { origins: [value] } })).toHaveLength(all.length - count);
    }
    const told = (party: boolean) => ids(all.filter((c) => c.origins.some((o) => o.party === party)));
    expect(ids(claims({ party: true }))).toEqual(told(true));
    expect(ids(claims({ party: false }))).toEqual(told(false));
    expect(counts.parties).toEqual({ yes: told(true).length, no: told(false).length });
    for (const dispute of ["both", "asserted", "denied"] as const)
      expect(claims({ dispute }), dispute).toHaveLength(counts.disputes[dispute]);
    expect(counts.disputes.both + counts.disputes.asserted + counts.disputes.denied).toBe(all.length);
  });

  it("counts under the other filters", () => {
    const both = views.ledger({ dispute: "both" });
    for (const { value, count } of both.origins.slice(0, 3))
      expect(claims({ dispute: "both", origins: [value] })).toHaveLength(count);
  });
});

describe("events", () => {
  it("stand at their places, or at none", () => {
    const { places, placeless } = views.places({});
    const { total } = views.timeline({ limit: 0 });
    expect(places.reduce((n, p) => n + p.events, placeless)).toBe(total);
    for (const p of places.slice(0, 4)) {
      const here = views.timeline({ places: [p.place.name], limit: 10_000 }).items;
      expect(here).toHaveLength(p.events);
      expect(here.filter((e) => e.intensity > 0)).toHaveLength(p.cooperation);
      expect(here.filter((e) => e.intensity < 0)).toHaveLength(p.conflict);
    }
    const [a, b] = places;
    expect(views.timeline({ places: [a!.place.name, b!.place.name], limit: 0 }).total).toBe(a!.events + b!.events);
  });

  it("are found by a phrase, by one word or another, and without a word", () => {
    const of = (query: string) => new Set(views.timeline({ query, limit: 10_000 }, 1).items.map((e) => e.id));
    const [grain, gas] = [of("grain"), of("gas")];
    expect(grain.size).toBeGreaterThan(0);
    expect(gas.size).toBeGreaterThan(0);
    expect(of("grain | gas")).toEqual(new Set([...grain, ...gas]));
    expect(of('"gas supplies"')).toEqual(of("gas supplies"));
    expect(of('"supplies gas"').size).toBe(0);
    expect(of("over -grain").size).toBeLessThan(of("over").size);
  });

  it("are so many on a relation as it says", () => {
    const { edges, relations } = views.network({ limit: 20_000 });
    expect(edges).toHaveLength(relations);
    for (const e of edges.slice(0, 5))
      expect(views.network({ actors: [e.left], limit: 20_000 }).edges).toContainEqual(e);
  });
});
