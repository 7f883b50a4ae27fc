/** The store by itself: opening, versions, judgements, search. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Libsql from "libsql";
import { afterAll, describe, expect, it } from "vitest";
import { exportDossier } from "../src/export/dossier.ts";
import { UserError } from "../src/model/errors.ts";
import type { Reading } from "../src/model/reading.ts";
import { settle } from "../src/settle/settle.ts";
import { viewsOf } from "../src/show/show.ts";
import { matchOf } from "../src/store/filter.ts";
import { selectEvents } from "../src/store/query.ts";
import { openStore } from "../src/store/store.ts";
import { press } from "./press.ts";

const folder = mkdtempSync(join(tmpdir(), "store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const context = { topics: () => [] };
const [one, two] = press(2, 2) as [Reading, Reading];

const withText = (reading: Reading, id: string, text: string): Reading => ({
  ...reading,
  article: { ...reading.article, id, text },
});

describe("opening", () => {
  it("keeps what was added for the next opening", () => {
    const file = join(folder, "a.sqlite");
    const store = openStore(file);
    expect(store.add(one)).toBe("added");
    store.close();
    const again = openStore(file);
    expect(again.reading(one.article.id)).toEqual(one);
    expect(again.add(one)).toBe("known");
    again.close();
  });

  it("draws anew what a program of the former version drew", () => {
    const file = join(folder, "former.sqlite");
    const store = openStore(file);
    store.addAll(press(4, 30));
    settle(store, context);
    const [a, b] = viewsOf(store).timeline({}).items;
    const ref = (e: typeof a) => ({ article: e!.evidence[0]!.article, item: e!.evidence[0]!.item });
    store.judge(ref(a), ref(b), "same", "tester");
    settle(store, context);
    const pictured = JSON.stringify(exportDossier(store));
    // the floor as the first version kept it, and some of what it drew
    store.db.exec(`drop table event; drop table claim_part; drop table value; drop index article_line; drop index article_days;
      create table event (n integer primary key, view text not null); create table edge (l text, r text);
      alter table article drop column unread; create index article_published on article(pub_lo desc, id); pragma user_version = 1`);
    store.close();
    const again = openStore(file);
    expect(again.unsettled).toBe(true);
    settle(again, context);
    expect(again.unsettled).toBe(false);
    expect(JSON.stringify(exportDossier(again))).toBe(pictured);
    expect(again.judgements()).toHaveLength(1);
    again.close();
  });

  it.each([
    ["text", () => writeFileSync(join(folder, "text"), "Once upon a time there was no dossier.")],
    [
      "other.sqlite",
      () => {
        const db = new Libsql(join(folder, "other.sqlite"));
        db.exec("create table t (x)");
        db.close();
      },
    ],
    [
      "newer.sqlite",
      () => {
        openStore(join(folder, "newer.sqlite")).close();
        const db = new Libsql(join(folder, "newer.sqlite"));
        db.exec("pragma user_version = 99");
        db.close();
      },
    ],
    ["missing/folder/a.sqlite", () => undefined],
  ])("refuses %s in words", (name, make) => {
    make();
    expect(() => openStore(join(folder, name))).toThrow(UserError);
  });

  it("takes an empty file for a new dossier", () => {
    writeFileSync(join(folder, "empty"), "");
    const store = openStore(join(folder, "empty"));
    expect(store.add(one)).toBe("added");
    store.close();
  });
});

describe("versions", () => {
  it("keeps an earlier reading of the same article", () => {
    const store = openStore(":memory:");
    store.add(one);
    const better = { ...one, flags: [{ start: 0, end: 1, code: "x", message: "x" }] };
    expect(store.add(better)).toBe("new-version");
    expect(store.reading(one.article.id)).toEqual(better);
    expect(store.earlierReadings(one.article.id)).toEqual([one]);
  });

  it("lets a changed text of the same source stand for the earlier one, until it is removed", () => {
    const store = openStore(":memory:");
    store.add(one);
    settle(store, context);
    expect(store.add(withText(one, "changed", `${one.article.text}Added later.`))).toBe("new-version");
    settle(store, context);
    const shown = () =>
      viewsOf(store)
        .articles({})
        .items.map((a) => a.id);
    expect(shown()).toEqual(["changed"]);
    expect(viewsOf(store).article(one.article.id)!.clusters).toEqual({});
    store.remove("changed");
    settle(store, context);
    expect(shown()).toEqual([one.article.id]);
    expect(Object.keys(viewsOf(store).article(one.article.id)!.clusters).length).toBeGreaterThan(0);
  });

  it("takes two different texts of one file name for two articles", () => {
    const store = openStore(":memory:");
    store.add(one);
    expect(store.add({ ...two, article: { ...two.article, source: one.article.source } })).toBe("added");
  });
});

describe("judgements", () => {
  it("are refused on what is not there", () => {
    const store = openStore(":memory:");
    store.add(one);
    const item = { article: one.article.id, item: "e1" };
    expect(() => store.judge(item, { article: "nowhere", item: "e1" }, "same", "me")).toThrow(RangeError);
    expect(() => store.judge(item, item, "same", "me")).toThrow(RangeError);
    expect(store.undo()).toBeNull();
  });

  it("follow their words when a new reading numbers the items anew", () => {
    const store = openStore(":memory:");
    store.add(one);
    store.add(two);
    store.judge({ article: one.article.id, item: "e1" }, { article: two.article.id, item: "e1" }, "same", "me");
    const first = one.events[0]!;
    const moved: Reading = {
      ...one,
      events: [
        {
          ...first,
          id: "e1",
          type: "PROTEST",
          evidence: [{ start: one.article.text.length - 5, end: one.article.text.length - 1, rule: "x", score: 1 }],
        },
        { ...first, id: "e7" },
      ],
      statements: [],
    };
    store.add(moved);
    expect(
      store.judgements()[0]!.left.article === one.article.id
        ? store.judgements()[0]!.left.item
        : store.judgements()[0]!.right.item,
    ).toBe("e7");
    settle(store, context);
    const home = (a: string, i: string) => viewsOf(store).article(a)!.clusters[i];
    expect(home(one.article.id, "e7")).toBe(home(two.article.id, "e1"));
  });
});

describe("searching", () => {
  const hostile = [
    '"',
    "'",
    "*",
    "(",
    "NEAR(",
    "a AND",
    "OR",
    "NOT NOT",
    "x:y",
    "^",
    "-",
    "\u0000",
    "\ud800",
    "".padEnd(5000, "a "),
    "); drop table article; --",
    "{}[]",
    "è",
    "👩‍🚀",
    "column:stems",
    "+",
    "%_\\",
  ];
  const store = openStore(":memory:");
  store.add(one);
  settle(store, context);
  const v = viewsOf(store);

  it.each(hostile)("never fails on %j", (query) => {
    for (const view of [v.timeline, v.claims, v.actors, v.articles, v.facets, v.network, v.ledger, v.places])
      expect(view({ query })).toBeDefined();
  });

  it.each(hostile)("never fails on %j in any other field", (x) => {
    const filter = {
      actors: [x],
      pair: [x, x] as const,
      types: [x],
      statuses: [x],
      acts: [x],
      from: x,
      to: x,
      places: [x],
      sources: [x],
      asserts: [x],
      denies: [x],
      via: [x],
      origins: [x],
      not: {
        actors: [x],
        types: [x],
        statuses: [x],
        acts: [x],
        places: [x],
        sources: [x],
        asserts: [x],
        denies: [x],
        via: [x],
        origins: [x],
      },
    };
    for (const view of [v.timeline, v.claims, v.actors, v.articles, v.facets, v.network, v.ledger, v.places])
      expect(view(filter)).toBeDefined();
    expect(v.actor(x)).toBeNull();
    expect(v.article(x)).toBeNull();
    expect(v.event(x)).toBeNull();
  });

  it("finds a word by its stem and its beginning", () => {
    expect(matchOf("I Missili!")).toBe('("i" AND "missil"*)');
    expect(matchOf(" !? ")).toBeNull();
    const name = one.actors.find((a) => one.events[0]!.actors.includes(a.id))!.name;
    expect(selectEvents(store, { query: name }).total).toBeGreaterThan(0);
    expect(selectEvents(store, { query: "zzzzz" }).total).toBe(0);
  });
});
