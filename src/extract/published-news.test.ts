/** What a whole article is the news of, with a fictional knowledge: three states, their ruptures, and a treaty. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dated, person, state } from "../../test/fictional.ts";
import { annotate } from "../annotate/annotate.ts";
import { loadAnnotator } from "../annotate/annotator.ts";
import { knowledgeOf } from "../knowledge/knowledge.ts";
import { loadKnown } from "../language/known.ts";
import { loadTimePack } from "../language/time.ts";
import type { Named } from "./known-scene.ts";
import { type Holding, inferPublished } from "./published.ts";
import { newsOf } from "./published-news.ts";
import { findTimes } from "./times.ts";

const folder = join(import.meta.dirname, "../../languages/it");
const annotator = existsSync(join(folder, "weights", "syntax.bin")) ? loadAnnotator(folder) : null;
const words = { known: loadKnown(join(folder, "known.yaml")), time: loadTimePack(folder, "it") };
const ids: Readonly<Record<string, string>> = {
  Rossani: "person/rossani",
  Ardania: "AAA",
  Bolvia: "BBB",
  Cardia: "CCC",
};

const knowledge = knowledgeOf({
  states: new Map(["Ardania", "Bolvia", "Cardia"].map((n) => [ids[n]!, state(ids[n]!, n)])),
  people: new Map([["person/rossani", person("person/rossani", "Rossani", "AAA")]]),
  holdings: [
    {
      person: "person/rossani",
      office: "minister",
      of: "AAA",
      title: "",
      from: "2014-01-01",
      to: "2016-12-31",
      source: "",
      confidence: 1,
      acting: false,
    },
  ],
  bodies: new Map(),
  sources: new Map(),
  places: new Map(),
  roles: new Map(),
  units: new Map(),
  elsewhere: [],
  dated: [
    dated("rupture", ["2012-03-07", "2012-03-07"], ["AAA", "CCC"]), // a Wednesday
    dated("rupture", ["2015-06-01", "2015-06-01"], ["AAA", "CCC"]), // a Monday
    dated("treaty", ["2014-04-10", "2014-04-10"], ["AAA", "BBB"]),
    dated("visit", ["2016-02-02", "2016-02-02"], ["BBB", "CCC"]),
  ],
});

function published(text: string, holdings: readonly Holding[] = []) {
  const document = annotate(text, annotator!);
  const times = findTimes(document, words.time);
  const mentions = [...text.matchAll(/Rossani|Ardania|Bolvia|Cardia/g)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    actor: ids[m[0]]!,
    form: "name" as const,
    rule: "test",
  }));
  const linked: Named = { mentions, places: [], modifiers: [] };
  const news = newsOf(document, linked, times, holdings, words, knowledge);
  return inferPublished({ given: null, metadata: null, text, times, holdings, news, pack: words.time });
}
const held = (from: string, to: string): Holding => ({
  actor: "person/x",
  office: "minister",
  intervals: [{ from, to }],
});

describe.skipIf(!annotator)("the news of an article", () => {
  it("is the event whose weekday it names, and dates it", () => {
    const found = published("Rottura fra Ardania e Cardia\n\nLunedì l'Ardania ha rotto le relazioni con la Cardia.");
    expect(found).toMatchObject({ from: "2015-06-01", basis: "inferred" });
    expect(found!.to <= "2015-06-04").toBe(true);
    expect(found!.because).toContain("news-of: rupture 2015-06-01");
  });

  it("appeared the day after where it speaks of yesterday", () => {
    expect(
      published("Rottura fra Ardania e Cardia\n\nIeri Rossani ha rotto le relazioni con la Cardia.", [
        held("2015-01-01", "2015-12-31"),
      ]),
    ).toMatchObject({ from: "2015-06-02", to: "2015-06-03" });
  });

  it("appeared after what is told to have followed", () => {
    expect(
      published(
        "Rottura fra Ardania e Cardia\n\nLunedì l'Ardania ha rotto le relazioni con la Cardia. Mercoledì la Cardia ha protestato.",
        [held("2015-01-01", "2015-12-31")],
      ),
    ).toMatchObject({ from: "2015-06-03" });
  });

  it("gives a page's own day and month its year", () => {
    expect(
      published("Giovedì 4 giugno\n\nRottura fra Ardania e Cardia\n\nL'Ardania ha rotto le relazioni con la Cardia."),
    ).toMatchObject({ from: "2015-06-04", to: "2015-06-04" });
  });

  it.each([
    ["two events fit", "Rottura fra Ardania e Cardia\n\nL'Ardania ha rotto le relazioni con la Cardia."],
    ["the other side is not named", "L'Ardania e la rottura\n\nLunedì il ministro dell'Ardania è partito."],
    [
      "a year makes it history",
      "Rottura fra Ardania e Bolvia\n\nNel 2014 l'Ardania ha firmato un trattato con la Bolvia.",
    ],
    ["visits come over and over", "Visita della Bolvia in Cardia\n\nMartedì la Bolvia ha visitato la Cardia."],
  ])("is none where %s", (_, text) => {
    expect(published(text)?.because.some((b) => b.startsWith("news-of")) ?? false).toBe(false);
  });

  it("is none that the offices of the text exclude", () => {
    const found = published("Rottura fra Ardania e Cardia\n\nLunedì l'Ardania ha rotto le relazioni con la Cardia.", [
      held("2020-01-01", "2020-12-31"),
    ]);
    expect(found).toMatchObject({ from: "2020-01-01", to: "2020-12-31" });
  });
});
