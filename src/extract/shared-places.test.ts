/** Which events take the place of a meeting, on a hand-made cast of two fictional states. */
import { describe, expect, it } from "vitest";
import type { Event } from "../model/event.ts";
import type { Cast } from "./cast.ts";
import { sharePlaces } from "./shared-places.ts";

const actors = new Map(
  ["AAA", "BBB", "CCC"].map((id) => [id, { id, kind: "state", name: id, country: id, wikidata: null }]),
);
const cast = { actors } as unknown as Cast;
const lutena = { name: "Lutena", country: "CCC" };
const event = (type: Event["type"], day: string, more: Partial<Event> = {}): Event => ({
  id: "e",
  type,
  mode: null,
  actors: ["AAA"],
  recipients: ["BBB"],
  date: { from: day, to: day, basis: "said", rule: "", span: null },
  place: null,
  perspective: { certainty: "fact", polarity: "positive", time: "past" },
  status: "occurred",
  via: [],
  evidence: [{ start: 0, end: 1, rule: "", score: 1 }],
  ...more,
});
const meeting = event("CONSULT", "2024-05-02", { place: lutena });
const placeOfSecond = (e: Event) => sharePlaces(cast, [meeting, e])[1]!.place;

describe("the place of a meeting", () => {
  it("is that of what its sides agree or refuse on its days", () => {
    expect(placeOfSecond(event("AGREE", "2024-05-02"))).toEqual(lutena);
    expect(placeOfSecond(event("REJECT", "2024-05-03"))).toEqual(lutena);
  });

  it.each([
    ["on other days", event("AGREE", "2024-05-09")],
    ["with somebody else", event("AGREE", "2024-05-02", { recipients: ["CCC"] })],
    ["by telephone", event("CONSULT", "2024-05-02", { mode: "phone" })],
    ["far from any table", event("ASSAULT", "2024-05-02")],
    ["without a date", event("AGREE", "2024-05-02", { date: null })],
    [
      "still to come",
      event("AGREE", "2024-05-02", { perspective: { certainty: "fact", polarity: "positive", time: "future" } }),
    ],
  ])("is not that of what is done %s", (_, e) => {
    expect(placeOfSecond(e)).toBeNull();
  });

  it("never replaces a place of one's own", () => {
    const own = { name: "Bria", country: "AAA" };
    expect(placeOfSecond(event("AGREE", "2024-05-02", { place: own }))).toEqual(own);
  });
});
