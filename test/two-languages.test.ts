/** Two stories told in Italian and in English: what both tell of is one event, whatever the language. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Reading } from "../src/model/reading.ts";
import { analyse, identify, mergeContext, openReader, openStore, settle } from "../src/pipeline.ts";
import { viewsOf } from "../src/show/show.ts";
import { bcubed } from "./b-cubed.ts";

interface Labels {
  readonly articles: readonly { readonly file: string; readonly outlet: string; readonly published: string }[];
  readonly events: readonly {
    readonly what: string;
    readonly types: readonly string[];
    readonly members: readonly { readonly article: string; readonly quote: string }[];
  }[];
}

const folder = join(import.meta.dirname, "../bench/stories/two-languages");
const labels = JSON.parse(readFileSync(join(folder, "merged.json"), "utf8")) as Labels;
const reader = openReader();

/** The articles as they are read, by file. */
function readAll(): Map<string, Reading> {
  return new Map(
    labels.articles.map(({ file, outlet, published }) => {
      const text = readFileSync(join(folder, file), "utf8");
      const reading = analyse(
        {
          id: file,
          source: file,
          language: identify(text).language,
          title: null,
          outlet,
          author: null,
          published: { from: published, to: published, basis: "given", because: [] },
          text,
          furniture: [],
        },
        reader,
      );
      return [file, reading];
    }),
  );
}

describe("a story told in two languages", () => {
  const readings = readAll();
  const store = openStore(":memory:");
  for (const reading of readings.values()) store.add(reading);
  settle(store, mergeContext(reader));
  const views = viewsOf(store);

  // one item for each labelled sentence; a sentence that was not read stands alone
  const items = labels.events.flatMap((event) =>
    event.members.map(({ article, quote }) => {
      const reading = readings.get(article)!;
      const from = reading.article.text.indexOf(quote);
      const found = reading.events.find((e) => {
        const { start } = e.evidence[0];
        return event.types.includes(e.type) && start >= from && start < from + quote.length;
      });
      const cluster = found ? views.article(reading.article.id)!.clusters[found.id] : undefined;
      return { gold: event.what, system: cluster ?? `missed ${article} ${quote}`, article };
    }),
  );

  it("is told to be of its languages", () => {
    expect([...readings.values()].map((r) => r.article.language).sort()).toEqual([
      ...Array(4).fill("en"),
      ...Array(4).fill("it"),
    ]);
  });

  it("has its events merged with B-cubed F1 of 0.8 or more, missed sentences counted", () => {
    expect(bcubed(items), JSON.stringify(items, null, 1)).toBeGreaterThanOrEqual(0.8);
  });

  it("counts the outlets of both languages behind one event", () => {
    const broken = items.filter((x) => x.gold.startsWith("Mexico breaks off"));
    const event = views.timeline({}).items.find((e) => e.id === broken[0]!.system)!;
    expect(event.outlets).toEqual(["Outlet 1-en-a", "Outlet 1-en-b", "Outlet 1-it-a", "Outlet 1-it-b"]);
  });
});
