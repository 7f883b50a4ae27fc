/** Watching feeds: rough ones hold up nobody, nothing is lost on kill -9, versions are linked, and what changed is shown. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Taker } from "../src/cli/take.ts";
import { round } from "../src/cli/watch-round.ts";
import { Fetcher } from "../src/fetch/fetcher.ts";
import { openReader } from "../src/pipeline.ts";
import { readFeed } from "../src/read/feed-document.ts";
import { openStore } from "../src/store/store.ts";
import { countWaiting, nextDue, watchFeeds } from "../src/store/watched.ts";
import { running } from "./child.ts";
import { inFolder } from "./command.ts";
import { feedXml, type RoughServer, roughServer } from "./rough-server.ts";

let server: RoughServer;
beforeAll(async () => {
  server = await roughServer();
});
afterAll(() => server.close());

const titles = (out: string): string[] => {
  const { items } = JSON.parse(out) as { items: { title: string }[] };
  return items.map((i) => i.title).sort();
};

describe("relazione watch", () => {
  it(
    "takes in what an OPML file lists, says what each rough feed had, and ends with what is due",
    { timeout: 120_000 },
    () =>
      inFolder(async (dir) => {
        const db = join(dir, "d.db");
        const opml = join(dir, "feeds.opml");
        const feeds = ["/feed-3", "/broken.xml", "/gone", "/circle", "/to-number", "/article"];
        writeFileSync(
          opml,
          `<opml version="2.0"><body>${feeds.map((f) => `<outline type="rss" xmlUrl="${server.at("127.0.0.1", f)}"/>`).join("")}</body></opml>`,
        );
        const args = ["watch", opml, "--once", "--db", db, "--allow-host", "127.0.0.1", "--json"];
        const ran = await running(args).done;
        expect(ran.status).toBe(1);
        for (const [feed, reason] of [
          ["/gone", "not-found"],
          ["/circle", "redirects"],
          ["/to-number", "private-address"],
          ["/article", "no-feed"],
        ])
          expect(ran.err).toMatch(new RegExp(`${feed}: .*\\(${reason}\\)`));
        const changes = ran.out
          .trim()
          .split("\n")
          .map((l) => JSON.parse(l) as { change: string; source?: string });
        expect(changes.filter((c) => c.change === "article").map((c) => c.source)).toEqual(
          expect.arrayContaining([0, 1, 2].map((i) => server.at("127.0.0.1", `/story/${i}`))),
        );
        // broken XML is read as far as it goes: two whole entries
        expect(titles((await running(["article", "--db", db, "--json"]).done).out).length).toBeGreaterThanOrEqual(5);
        expect(changes.some((c) => c.change === "copy")).toBe(true);
        // nothing is due now: nobody is asked again
        server.hits.length = 0;
        await running(args).done;
        expect(server.hits).toEqual([]);
      }),
  );

  it("loses nothing when it is killed at any moment, and doubles nothing", { timeout: 300_000 }, () =>
    inFolder(async (dir) => {
      const feed = server.at("127.0.0.1", "/feed-whole");
      for (const [k, wait] of [900, 1700, 2600].entries()) {
        const db = join(dir, `${k}.db`);
        const args = ["watch", feed, "--once", "--db", db, "--allow-host", "127.0.0.1", "--json"];
        const { child, done } = running(args);
        setTimeout(() => child.kill("SIGKILL"), wait);
        await done;
        const end = await running(args).done;
        expect(end.err).toBe("");
        const found = titles((await running(["article", "--db", db, "--json", "--limit", "100"]).done).out);
        expect(found).toEqual(Array.from({ length: 40 }, (_, i) => `Bridge ${i}`).sort());
        const store = openStore(db);
        expect(countWaiting(store, [feed])).toBe(0);
        store.close();
      }
    }),
  );

  it("keeps ten thousand entries of one feed while the others go on", { timeout: 120_000 }, async () => {
    const store = openStore(":memory:");
    const reader = openReader();
    const feeds = [
      server.at("127.0.0.1", "/feed-10000"),
      server.at("127.0.0.1", "/endless"),
      server.at("127.0.0.1", "/slow"),
      server.at("127.0.0.1", "/feed-3"),
    ];
    watchFeeds(store, feeds, new Date().toISOString());
    const left: string[] = [];
    const fetcher = new Fetcher({
      allowed: ["127.0.0.1", "many.test"],
      // many.test answers too late for every entry
      resolver: async (host) => {
        if (host === "many.test") await new Promise((r) => setTimeout(r, 150));
        return [{ address: "127.0.0.1", family: 4 }];
      },
      pause: 0,
      retries: 0,
      limits: { idle: 800, total: 2000 },
    });
    const taken: string[] = [];
    const began = Date.now();
    const stories = (host: string) => taken.filter((s) => s.startsWith(`http://${host}:`)).length;
    const coming = round(
      {
        store,
        reader,
        fetcher,
        taker: new Taker(store, reader),
        feeds,
        every: 10,
        // on a busy machine an entry may be late, which is then put off and still waits
        left: (s) => feeds.includes(s.source) && left.push(`${s.source} ${s.reason}`),
      },
      () => stories("127.0.0.1") >= 3 && left.length >= 2,
    );
    for await (const t of coming) taken.push(t.article.source);
    expect(Date.now() - began).toBeLessThan(60_000);
    expect(left.sort()).toEqual([`${feeds[1]} too-slow`, `${feeds[2]} too-slow`]);
    expect(stories("127.0.0.1")).toBe(3);
    // every entry is either taken in or still waits
    expect(countWaiting(store, [feeds[0]!]) + stories("many.test")).toBe(10_000);
    expect(nextDue(store, feeds)).not.toBeNull();
    store.close();
  });

  it("takes a changed entry again as a new version", { timeout: 60_000 }, async () => {
    const store = openStore(":memory:");
    const reader = openReader();
    const feed = server.at("127.0.0.1", "/changing-feed");
    const taker = new Taker(store, reader);
    watchFeeds(store, [feed], "2024-01-01T00:00:00.000Z");
    const xml = (more: string): string => feedXml(1, "http://story.example", true).replace("]]>", `${more}]]>`);
    const states: string[] = [];
    for (const more of ["", "", "<p>Added later: the fictional kingdom has left the agreement.</p>"]) {
      const fetcher = {
        fetch: async (address: string) => ({
          kind: "fetched" as const,
          address,
          final: address,
          contentType: "application/rss+xml",
          bytes: new TextEncoder().encode(xml(more)),
          etag: null,
          modified: null,
          at: new Date().toISOString(),
          fresh: null,
        }),
      } as unknown as Fetcher;
      store.db.run("update feed set next = ''");
      for await (const t of round(
        { store, reader, fetcher, taker, feeds: [feed], every: 10, left: () => undefined },
        () => false,
      ))
        states.push(t.state);
    }
    expect(states).toEqual(["added", "new-version"]);
    store.close();
  });

  it("finds the feed of a page, keeps to it, and follows no page that a page led to", {
    timeout: 120_000,
  }, async () => {
    const store = openStore(":memory:");
    const reader = openReader();
    const front = server.at("127.0.0.1", "/");
    const looping = server.at("127.0.0.1", "/looping");
    const feed = server.at("127.0.0.1", "/feed-two");
    const feeds = [front, looping];
    const found: string[] = [];
    const left: string[] = [];
    const polled: string[] = [];
    const once = async (): Promise<number> => {
      let taken = 0;
      const fetcher = new Fetcher({ allowed: ["127.0.0.1"], pause: 0, retries: 0 });
      watchFeeds(store, feeds, new Date().toISOString());
      for await (const _ of round(
        {
          store,
          reader,
          fetcher,
          taker: new Taker(store, reader),
          feeds,
          every: 10,
          left: (s) => left.push(`${s.source} ${s.reason}`),
          polled: (f) => polled.push(f),
          found: (page, to) => found.push(`${page} ${to}`),
        },
        () => false,
      ))
        taken++;
      return taken;
    };
    expect(await once()).toBe(2);
    const section = server.at("127.0.0.1", "/section");
    expect(found.sort()).toEqual([`${front} ${feed}`, `${looping} ${section}`]);
    expect(left).toEqual([`${section} no-feed`]);
    expect(polled).toEqual([feed]);
    // another run, in which neither page is due, goes on with the feed
    store.db.run("update feed set next = '' where address = ?", feed);
    await once();
    expect(polled).toEqual([feed, feed]);
    expect(found).toHaveLength(2);
    store.close();
  });

  it("reads the hints of feeds", () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(readFeed(bytes(feedXml(2, "http://x.example", false)), "x")).toMatchObject({
      title: "The Vesperine Post",
      minutes: 60,
    });
    const rdf = `<rdf:RDF xmlns:sy="x"><channel><title>T</title><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel><item><title>a</title></item></rdf:RDF>`;
    expect(readFeed(bytes(rdf), "x")).toMatchObject({ minutes: 360 });
    const json = { version: "https://jsonfeed.org/version/1.1", title: "J", items: [{ id: "7", content_text: "abc" }] };
    expect(readFeed(bytes(JSON.stringify(json)), "x")?.entries[0]?.key).toBe("7");
    expect(readFeed(bytes("<html><body>no feed</body></html>"), "x")).toBeNull();
  });
});
