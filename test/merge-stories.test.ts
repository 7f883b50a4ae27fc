/** Story sets, labelled before they were first run: which mentions are one event, which statements are one claim. */
import { describe, expect, it } from "vitest";
import { loadTopics, topicsOf } from "../src/language/topics.ts";
import { settle } from "../src/settle/settle.ts";
import { viewsOf } from "../src/show/show.ts";
import { openStore } from "../src/store/store.ts";
import { bcubed } from "./b-cubed.ts";
import { type ArticleLine, readingOf } from "./stories.ts";

const pack = loadTopics(new URL("../languages/en", import.meta.url).pathname);
const context = { topics: (text: string) => topicsOf(text, pack) };

/** 1. A visit that is announced, postponed, and held; told in weeks, days and months. */
const postponed: ArticleLine[] = [
  {
    outlet: "A",
    published: "2021-03-01",
    events: [
      {
        group: "p",
        type: "CONSULT",
        mode: "visit",
        from: ["EGY/samir"],
        to: ["GRC"],
        date: "2021-03-15",
        place: ["Athens", "GRC"],
        status: "planned",
      },
    ],
  },
  {
    outlet: "B",
    published: "2021-03-03",
    events: [
      {
        group: "p",
        type: "CONSULT",
        mode: "visit",
        from: ["EGY/samir"],
        to: ["GRC/petrou"],
        date: ["2021-03-14", "2021-03-20"],
        status: "planned",
      },
    ],
  },
  {
    outlet: "C",
    published: "2021-03-12",
    events: [
      {
        group: "p",
        type: "CONSULT",
        mode: "visit",
        from: ["EGY/samir"],
        to: ["GRC/petrou"],
        date: "2021-03-29",
        place: ["Athens", "GRC"],
        status: "planned",
        text: "The visit was put off by two weeks",
      },
    ],
  },
  {
    outlet: "A",
    published: "2021-03-30",
    events: [
      {
        group: "p",
        type: "CONSULT",
        mode: "meeting",
        from: ["GRC/petrou"],
        to: ["EGY/samir"],
        date: "2021-03-29",
        place: ["Athens", "GRC"],
      },
      { group: "p2", type: "AGREE", from: ["GRC"], to: ["EGY"], date: "2021-03-29" },
    ],
  },
  {
    outlet: "D",
    published: "2021-04-20",
    events: [
      {
        group: "p",
        type: "CONSULT",
        mode: "visit",
        from: ["EGY/samir"],
        to: ["GRC"],
        date: ["2021-03-01", "2021-03-31"],
      },
    ],
  },
];

/** 2. Two calls of the same two leaders a month apart, each told by several outlets; one telling knows only the month. */
const calls: ArticleLine[] = [
  {
    outlet: "A",
    published: "2020-05-06",
    events: [
      { group: "c1", type: "CONSULT", mode: "phone", from: ["BRA/souza"], to: ["ARG/diaz"], date: "2020-05-05" },
    ],
  },
  {
    outlet: "B",
    published: "2020-05-06",
    events: [
      { group: "c1", type: "CONSULT", mode: "phone", from: ["ARG/diaz"], to: ["BRA/souza"], date: "2020-05-05" },
    ],
  },
  {
    outlet: "A",
    published: "2020-06-04",
    events: [
      { group: "c2", type: "CONSULT", mode: "phone", from: ["BRA/souza"], to: ["ARG/diaz"], date: "2020-06-03" },
      {
        group: "c1",
        type: "CONSULT",
        mode: "phone",
        from: ["BRA/souza"],
        to: ["ARG/diaz"],
        date: ["2020-05-01", "2020-05-31"],
      },
    ],
  },
  {
    outlet: "C",
    published: "2020-06-05",
    events: [{ group: "c2", type: "CONSULT", mode: "call", from: ["BRA/souza"], to: ["ARG"], date: "2020-06-03" }],
  },
  {
    outlet: "D",
    published: "2020-06-05",
    events: [
      {
        group: "c2",
        type: "CONSULT",
        mode: "phone",
        from: ["BRA"],
        to: ["ARG/diaz"],
        date: ["2020-06-02", "2020-06-04"],
      },
      {
        group: "m",
        type: "CONSULT",
        mode: "visit",
        from: ["BRA/souza"],
        to: ["ARG"],
        date: "2020-06-20",
        status: "planned",
      },
    ],
  },
];

/** 3. An attack each day; the articles disagree on the day of one of them, and one town has two in a week. */
const attacks: ArticleLine[] = [
  {
    outlet: "A",
    published: "2019-07-02",
    events: [
      {
        group: "a1",
        type: "ASSAULT",
        from: ["+group/reds"],
        to: ["MLI"],
        date: "2019-07-01",
        place: ["Gao", "MLI"],
        via: ["=agency/alfa@FRA"],
      },
    ],
  },
  {
    outlet: "B",
    published: "2019-07-02",
    events: [
      {
        group: "a1",
        type: "ASSAULT",
        from: ["+group/reds"],
        to: ["MLI"],
        date: "2019-07-01",
        place: ["Gao", "MLI"],
        via: ["=agency/alfa@FRA"],
      },
    ],
  },
  {
    outlet: "C",
    published: "2019-07-04",
    events: [
      { group: "a2", type: "ASSAULT", from: ["+group/reds"], to: ["MLI"], date: "2019-07-03", place: ["Mopti", "MLI"] },
    ],
  },
  {
    outlet: "D",
    published: "2019-07-09",
    events: [
      { group: "a3", type: "ASSAULT", from: ["+group/reds"], to: ["MLI"], date: "2019-07-08", place: ["Gao", "MLI"] },
      { group: "a1", type: "ASSAULT", from: ["+group/reds"], to: ["MLI"], date: "2019-07-01", place: ["Gao", "MLI"] },
    ],
  },
  {
    outlet: "E",
    published: "2019-07-10",
    events: [
      {
        group: "a3",
        type: "ASSAULT",
        from: ["+group/reds"],
        to: ["MLI"],
        date: "2019-07-08",
        place: ["Gao", "MLI"],
        status: "alleged",
      },
    ],
  },
];

/** 4. Three meetings on the edge of one assembly; persons tell them apart where day and states do not. */
const margins: ArticleLine[] = [
  {
    outlet: "A",
    published: "2022-09-22",
    events: [
      {
        group: "m1",
        type: "CONSULT",
        mode: "meeting",
        from: ["FRA/leblanc"],
        to: ["IND/rao"],
        date: "2022-09-21",
        place: ["New York", "USA"],
      },
      {
        group: "m2",
        type: "CONSULT",
        mode: "meeting",
        from: ["FRA/petit"],
        to: ["IND/sen"],
        date: "2022-09-21",
        place: ["New York", "USA"],
      },
    ],
  },
  {
    outlet: "B",
    published: "2022-09-22",
    events: [
      {
        group: "m1",
        type: "CONSULT",
        mode: "talks",
        from: ["IND/rao"],
        to: ["FRA/leblanc"],
        date: ["2022-09-20", "2022-09-22"],
      },
    ],
  },
  {
    outlet: "C",
    published: "2022-09-23",
    events: [
      { group: "m2", type: "CONSULT", mode: "meeting", from: ["IND/sen"], to: ["FRA/petit"], date: "2022-09-21" },
      {
        group: "m3",
        type: "CONSULT",
        mode: "meeting",
        from: ["FRA/leblanc"],
        to: ["JPN/ito"],
        date: "2022-09-21",
        place: ["New York", "USA"],
      },
    ],
  },
  {
    outlet: "D",
    published: "2022-09-25",
    events: [
      {
        group: "m3",
        type: "CONSULT",
        mode: "meeting",
        from: ["FRA"],
        to: ["JPN/ito"],
        date: "2022-09-22",
        place: ["New York", "USA"],
      },
    ],
  },
  {
    outlet: "E",
    published: "2022-09-24",
    events: [{ group: "m1", type: "CONSULT", mode: "meeting", from: ["FRA/leblanc"], to: ["IND/rao"] }],
  },
];

/** 5. A claim of arms, denied, by several roads; a claim of troops beside it; a treaty that two types tell. */
const arms: ArticleLine[] = [
  {
    outlet: "A",
    published: "2018-02-10",
    events: [
      {
        type: "AID",
        mode: "military",
        from: ["SRB"],
        to: ["ARM"],
        status: "alleged",
        text: "Serbia sent missiles and ammunition to Armenia",
      },
    ],
    statements: [
      {
        group: "g1+",
        speaker: ["AZE/aliev"],
        act: "accuses",
        about: ["SRB", "ARM"],
        text: "Serbia sent missiles and ammunition to Armenia",
        events: [0],
      },
      { group: "g1-", speaker: ["SRB"], act: "denies", about: ["ARM"], text: "Belgrade denied the reports" },
    ],
  },
  {
    outlet: "B",
    published: "2018-02-11",
    events: [
      {
        type: "AID",
        mode: "military",
        from: ["SRB"],
        to: ["ARM"],
        status: "alleged",
        text: "rockets were flown from Serbia",
      },
    ],
    statements: [
      {
        group: "g1+",
        speaker: ["AZE"],
        act: "claims",
        about: ["SRB", "ARM"],
        via: ["=agency/alfa@FRA"],
        text: "rockets were flown from Serbia",
        events: [0],
      },
    ],
  },
  {
    outlet: "C",
    published: "2018-03-05",
    events: [
      {
        type: "AID",
        mode: "military",
        from: ["SRB"],
        to: ["ARM"],
        status: "denied",
        text: "Serbia never sent weapons",
      },
    ],
    statements: [
      {
        group: "g1-",
        speaker: ["SRB/nikolic"],
        act: "denies",
        about: ["SRB", "ARM"],
        text: "Serbia never sent weapons",
        events: [0],
      },
    ],
  },
  {
    outlet: "D",
    published: "2018-03-06",
    events: [
      {
        type: "AID",
        mode: "military",
        from: ["SRB"],
        to: ["ARM"],
        status: "alleged",
        text: "soldiers from Serbia were seen",
      },
    ],
    statements: [
      {
        group: "g2+",
        speaker: ["AZE/aliev"],
        act: "accuses",
        about: ["SRB", "ARM"],
        text: "soldiers from Serbia were seen",
        events: [0],
      },
    ],
  },
  {
    outlet: "E",
    published: "2018-03-20",
    events: [
      { group: "t", type: "SUPPORT", mode: "treaty", from: ["SRB/nikolic"], to: ["ARM"], date: "2018-03-18" },
      { group: "t", type: "AGREE", mode: "treaty", from: ["ARM"], to: ["SRB"], date: ["2018-03-18", "2018-03-19"] },
    ],
  },
];

const stories = { postponed, calls, attacks, margins, arms };

function drawn(lines: readonly ArticleLine[]) {
  const store = openStore(":memory:");
  const read = lines.map(readingOf);
  for (const { reading } of read) store.add(reading);
  settle(store, context);
  const views = viewsOf(store);
  const events: { item: string; gold: string; system: string }[] = [];
  const claims: { item: string; gold: string; system: string }[] = [];
  for (const { reading, groups } of read) {
    const clusters = views.article(reading.article.id)!.clusters;
    for (const [item, gold] of groups)
      (item.startsWith("e") ? events : claims).push({
        item: `${reading.article.source}:${item}`,
        gold: gold.replace(/[+-]$/, ""),
        system: clusters[item] ?? "none",
      });
  }
  return { views, events, claims, read };
}

describe("story sets", () => {
  it.each(Object.entries(stories))("%s: mentions of one event are one", (_name, lines) => {
    const { events } = drawn(lines);
    expect(bcubed(events), JSON.stringify(events, null, 1)).toBeGreaterThanOrEqual(0.85);
  });

  it("all together are drawn as well as each alone", () => {
    const { events } = drawn(Object.values(stories).flat());
    expect(bcubed(events)).toBeGreaterThanOrEqual(0.85);
  });

  it("keeps two like events a month apart two", () => {
    const { views } = drawn(calls);
    const held = views.timeline({ types: ["CONSULT"], statuses: ["occurred"] }).items;
    expect(held.map((e) => e.date?.from)).toEqual(["2020-06-03", "2020-05-05"]);
  });

  it("tells the history of an event that was announced, put off and held", () => {
    const { views } = drawn(postponed);
    const event = views.timeline({ types: ["CONSULT"] }).items[0]!;
    expect(event.status).toBe("occurred");
    expect(event.date).toMatchObject({ from: "2021-03-29", to: "2021-03-29" });
    expect(event.history.map((h) => h.status)).toEqual(["planned", "occurred"]);
  });

  it("groups assertions with their denials, and counts who stands behind them", () => {
    const { views, claims } = drawn(arms);
    expect(bcubed(claims), JSON.stringify(claims, null, 1)).toBeGreaterThanOrEqual(0.85);
    const claim = views.claims({}).items[0]!;
    expect([claim.asserted.length, claim.denied.length]).toEqual([2, 2]);
    expect(claim.origins).toEqual([{ name: "State of AZE", party: true, outlets: ["A", "B"] }]);
  });

  it("counts outlets that pass on one agency as one origin, and leaves the unknown unknown", () => {
    const { views } = drawn(attacks);
    const first = views.timeline({ to: "2019-07-01" }).items[0]!;
    expect(first.outlets).toEqual(["A", "B", "D"]);
    expect(first.origins).toEqual([
      { name: "ALFA", party: false, outlets: ["A", "B"] },
      { name: "unknown", party: null, outlets: ["D"] },
    ]);
  });

  it("gives a copy without a source the source of the text that it copies", () => {
    const body = Array.from({ length: 80 }, (_, i) => `word${i}`).join(" ");
    const line = (outlet: string, via: string[]): ArticleLine => ({
      outlet,
      published: "2019-01-02",
      body,
      events: [{ type: "AGREE", from: ["CHE"], to: ["AUT"], date: "2019-01-01", via }],
    });
    const { views } = drawn([line("A", ["=agency/alfa@FRA"]), line("B", [])]);
    expect(views.timeline({}).items[0]!.origins).toEqual([{ name: "ALFA", party: false, outlets: ["A", "B"] }]);
  });
});
