/** What a text tells of known events, with a fictional knowledge: two countries, their leaders, and an alliance. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dated, person, state } from "../../test/fictional.ts";
import { annotate } from "../annotate/annotate.ts";
import { loadAnnotator } from "../annotate/annotator.ts";
import { type Dated, knowledgeOf, type Tables } from "../knowledge/knowledge.ts";
import { loadKnown } from "../language/known.ts";
import { loadTimePack } from "../language/time.ts";
import { knownEvents } from "./known-events.ts";
import type { Linked } from "./names.ts";
import { type Holding, inferPublished } from "./published.ts";
import { findTimes } from "./times.ts";

const folder = join(import.meta.dirname, "../../languages/it");
const annotator = existsSync(join(folder, "weights", "syntax.bin")) ? loadAnnotator(folder) : null;
const words = { known: loadKnown(join(folder, "known.yaml")), time: loadTimePack(folder, "it") };

const events: readonly Dated[] = [
  dated("visit", ["2004-05-10", "2004-05-12"], ["person/rossani", "person/verdoni", "BBB"], "BBB"),
  dated("visit", ["2014-10-20", "2014-10-22"], ["person/rossani", "person/verdoni", "BBB"], "BBB"),
  dated("visit", ["2013-09-12", "2013-09-17"], ["person/verdoni", "person/rossani", "AAA"], "AAA"),
  dated("election", ["2016-11-08", "2016-11-08"], ["person/rossani", "AAA"], "AAA"),
  dated("inauguration", ["2017-01-20", "2017-01-20"], ["person/rossani", "AAA"], "AAA"),
  dated("war", ["2015-02-24", "2015-02-24"], ["AAA", "CCC"], "CCC"),
  dated("gathering", ["2014-07-09", "2014-07-11"], ["body/lega"], "BBB"),
  dated("gathering", ["2015-07-08", "2015-07-09"], ["body/lega"], "AAA"),
];
const more: readonly Dated[] = [
  { ...dated("terror", ["2015-03-10", "2015-03-10"], ["CCC", "AAA"], "AAA"), city: "Lutena" },
  dated("rupture", ["2015-06-01", "2015-06-01"], ["AAA", "CCC"]),
  dated("arrest", ["2014-05-05", "2014-05-05"], ["person/bruni", "AAA"], "AAA"),
];
const tables: Tables = {
  states: new Map([state("AAA", "Ardania"), state("BBB", "Bolvia"), state("CCC", "Cardia")].map((s) => [s.id, s])),
  people: new Map(
    [
      person("person/rossani", "Rossani", "AAA"),
      person("person/verdoni", "Verdoni", "BBB"),
      person("person/bruni", "Bruni", "AAA"),
    ].map((p) => [p.id, p]),
  ),
  holdings: [],
  bodies: new Map([
    [
      "body/lega",
      { id: "body/lega", name: "Lega", short: "", kind: "organisation", country: null, role: "", wikidata: null },
    ],
  ]),
  sources: new Map(),
  places: new Map(),
  roles: new Map(),
  units: new Map(),
  elsewhere: [],
  dated: [...events, ...more],
};
const knowledge = knowledgeOf(tables);
const names: Readonly<Record<string, string>> = {
  Rossani: "person/rossani",
  Verdoni: "person/verdoni",
  Bruni: "person/bruni",
  Ardania: "AAA",
  Bolvia: "BBB",
  Cardia: "CCC",
  Lega: "body/lega",
};

/** Every name of the fiction, linked where it stands. */
function linkedOf(text: string): Linked {
  const found = [...text.matchAll(/Rossani|Verdoni|Bruni|Ardania|Bolvia|Cardia|Lega/g)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    actor: names[m[0]]!,
  }));
  return {
    actors: [],
    modifiers: [],
    titles: [],
    holdings: [],
    flags: [],
    mentions: found.map((f) => ({ ...f, form: "name" as const, rule: "test" })),
    places: [...text.matchAll(/Lutena/g)].map((m) => ({
      start: m.index,
      end: m.index + m[0].length,
      place: { name: "Lutena", country: "AAA" },
    })),
  };
}
const told = (text: string) => {
  const document = annotate(text, annotator!);
  const times = findTimes(document, words.time);
  return { times, events: knownEvents(document, linkedOf(text), times, words, knowledge) };
};
const whats = (text: string) =>
  told(text).events.map((e) =>
    [e.told ?? "", e.span ? text.slice(e.span.start, e.span.end) : "", e.what, ...(e.or ?? []).map((o) => o.what)].join(
      " | ",
    ),
  );
const published = (text: string, holdings: readonly Holding[] = []) => {
  const { times, events: known } = told(text);
  return inferPublished({ given: null, metadata: null, text, times, holdings, events: known, pack: words.time });
};
const office = (from: string, to: string): Holding => ({
  actor: "person/x",
  office: "minister",
  intervals: [{ from, to }],
});

describe.skipIf(!annotator)("known events", () => {
  it.each([
    ["Lo scorso autunno Rossani ha ricevuto Verdoni in Ardania.", ["past | Lo scorso autunno | visit 2013-09-12"]],
    ["Verdoni ha visitato l'Ardania lo scorso settembre.", ["past | lo scorso settembre | visit 2013-09-12"]],
    ["Rossani ha visitato la Bolvia lo scorso ottobre.", ["past | lo scorso ottobre | visit 2014-10-20"]],
    [
      "Al vertice della Lega previsto per luglio si parlerà di difesa.",
      ["ahead | luglio | gathering 2014-07-09 | gathering 2015-07-08"],
    ],
    ["Serve sostegno in vista dell'insediamento di Rossani a gennaio.", ["ahead | gennaio | inauguration 2017-01-20"]],
  ])("are read with the expression that dates them: %s", (text, expected) => {
    expect(whats(text)).toEqual(expected);
  });

  it.each([
    ["another month", "Verdoni ha visitato l'Ardania lo scorso marzo."],
    ["another traveller of the country", "Bruni ha visitato la Bolvia lo scorso ottobre."],
    ["another country", "Rossani ha visitato la Cardia lo scorso ottobre."],
    ["nobody", "Il presidente ha visitato il paese lo scorso ottobre."],
    ["a year of its own", "Verdoni ha visitato l'Ardania nel settembre 2009."],
  ])("are not forced: %s", (_, text) => {
    expect(whats(text).filter((w) => !w.startsWith("past |  |"))).toEqual([]);
  });

  it.each([
    ["Dopo l'attentato di Lutena il ministro Rossani è partito.", ["past |  | terror 2015-03-10"]],
    ["Rossani parla della strage di martedì a Lutena.", [" | martedì | terror 2015-03-10"]],
    ["La rottura di lunedì tra l'Ardania e la Cardia preoccupa Bruni.", [" | lunedì | rupture 2015-06-01"]],
    ["Bruni parla della rottura di lunedì con l'Ardania.", []],
    ["Rossani parla della strage di martedì in Ardania.", []],
    ["Rossani parla dell'arresto di maggio in Ardania.", []],
    ["Rossani parla dell'arresto di Bruni a maggio.", [" | maggio | arrest 2014-05-05"]],
  ])("need the city, both states or the person: %s", (text, expected) => {
    expect(whats(text)).toEqual(expected);
  });

  it("date an article by years gone", () => {
    expect(
      published("Rossani ha visitato la Bolvia per la prima volta 10 anni fa.", [office("2013-01-01", "2015-12-31")]),
    ).toMatchObject({
      from: "2014-01-01",
      to: "2014-12-31",
    });
  });

  it("put an article between an election and the inauguration that it looks ahead to", () => {
    const found = published("Serve sostegno in vista dell'insediamento di Rossani a gennaio.", [
      office("2015-01-01", "2018-12-31"),
    ]);
    expect(found?.from).toBe("2016-11-08");
    expect(found && found.to < "2017-01-20").toBe(true);
  });

  it("put an article after the war that it tells of", () => {
    const found = published("Dopo l'invasione della Cardia da parte dell'Ardania il ministro è partito.", [
      office("2014-06-01", "2015-12-31"),
    ]);
    expect(found).toMatchObject({ from: "2015-02-24", to: "2015-12-31" });
    expect(found?.because.some((b) => b.startsWith("not-before: war"))).toBe(true);
  });

  it("give way to the offices where nothing of them fits, and say nothing then", () => {
    const found = published("Verdoni ha visitato l'Ardania lo scorso settembre.", [office("2005-01-01", "2006-06-30")]);
    expect(found).toMatchObject({ from: "2005-01-01", to: "2006-06-30" });
    expect(found?.because.some((b) => b.startsWith("event:"))).toBe(false);
  });

  it("outweigh the one office that disagrees", () => {
    const found = published("Verdoni ha visitato l'Ardania lo scorso settembre.", [
      office("2012-01-01", "2014-12-31"),
      office("2011-01-01", "2013-08-31"),
    ]);
    expect(found && found.from >= "2013-09-17").toBe(true);
    expect(found?.because.some((b) => b.startsWith("disagrees:"))).toBe(true);
  });

  it("stay quick on a long text that names them over and over", () => {
    const text = "Rossani ha visitato la Bolvia lo scorso ottobre dopo il vertice della Lega di luglio. ".repeat(150);
    const document = annotate(text, annotator!);
    const times = findTimes(document, words.time);
    const linked = linkedOf(text);
    const start = performance.now();
    const known = knownEvents(document, linked, times, words, knowledge);
    inferPublished({
      given: null,
      metadata: null,
      text,
      times,
      holdings: [office("1990-01-01", "9999-12-31")],
      events: known,
      pack: words.time,
    });
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(known.length).toBeLessThanOrEqual(100);
  });
});
