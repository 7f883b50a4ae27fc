/** A text in a language without a pack is taken in, shown, searchable, its known names are linked, and it says that it was not read. */
import { describe, expect, it } from "vitest";
import { analyse, identify, mergeContext, openReader, openStore, settle } from "../src/pipeline.ts";
import { viewsOf } from "../src/show/show.ts";

const reader = openReader();
const unreadable = [
  {
    language: "de",
    text: "Der französische Präsident Emmanuel Macron empfing am 22. Januar 2023 in Paris den deutschen Bundeskanzler Olaf Scholz. Deutschland und Frankreich feierten den sechzigsten Jahrestag des Élysée-Vertrags. Auch die NATO war ein Thema.",
    actors: ["person/emmanuel-macron", "person/olaf-scholz", "DEU", "FRA", "body/nato"],
    word: "Jahrestag",
  },
  {
    language: "pl",
    text: "Prezydent Wołodymyr Zełenski przyjechał do stolicy. Polska i Ukraina podpisały umowę o współpracy, a Unia Europejska wyraziła zadowolenie z tej decyzji obu rządów.",
    actors: ["POL", "UKR"],
    word: "stolicy",
  },
];

describe("a text in a language without a pack", () => {
  const store = openStore(":memory:");
  const readings = unreadable.map(({ text }, i) =>
    analyse(
      {
        id: `article-${i}`,
        source: `text-${i}.txt`,
        language: identify(text).language,
        title: null,
        outlet: null,
        author: null,
        published: null,
        text,
        furniture: [],
      },
      reader,
    ),
  );
  for (const reading of readings) store.add(reading);
  settle(store, mergeContext(reader));
  const views = viewsOf(store);

  it.each(unreadable.map((u, i) => [u.language, u, i] as const))(
    "%s: links whom it names by a known name",
    (_, u, i) => {
      const { article, mentions, events, statements } = readings[i]!;
      expect(reader.codes).not.toContain(u.language);
      expect(article.language).toBe(u.language);
      expect(new Set(mentions.map((m) => m.actor))).toEqual(new Set(u.actors));
      for (const m of mentions) expect(u.text.slice(m.start, m.end)).toMatch(/^\p{Lu}.*\p{L}$/u);
      expect([events, statements]).toEqual([[], []]);
    },
  );

  it("is shown as not read, alone and in the list", () => {
    expect(views.articles({}).items.map((a) => a.read)).toEqual([false, false]);
    expect(views.article("article-0")!.line.read).toBe(false);
    expect(views.article("article-0")!.reading.article.text).toBe(unreadable[0]!.text);
  });

  it.each(unreadable.map((u, i) => [u.word, i] as const))("is found by its word %s and by its actors", (word, i) => {
    expect(views.articles({ query: word }).items.map((a) => a.id)).toEqual([`article-${i}`]);
    expect(views.articles({ actors: [unreadable[i]!.actors[0]!] }).items.map((a) => a.id)).toEqual([`article-${i}`]);
  });

  it("has no mark of the kind where a pack reads it, be there events or not", () => {
    const text = "Il gatto dorme sul tetto della casa di campagna, e il cane lo guarda dalla finestra della cucina.";
    const article = { ...readings[0]!.article, id: "cat", source: "cat.txt", language: "it", text };
    const reading = analyse(article, reader);
    store.add(reading);
    expect(reading.events).toEqual([]);
    expect(views.article("cat")!.line.read).toBe(true);
  });
});
