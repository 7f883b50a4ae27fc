/** What comes in as it comes: archives of other programs, mailboxes, tables, addresses, and what is kept of it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appOf } from "../src/http/app.ts";
import { dossierOf } from "../src/http/dossier.ts";
import { loadFurniture } from "../src/language/furniture.ts";
import type { Article, Skipped } from "../src/model/article.ts";
import { readBytes, readOptions } from "../src/read/formats.ts";
import { Refrains } from "../src/read/refrains.ts";
import { withoutLines } from "../src/read/repeated-lines.ts";
import { difference } from "../src/show/difference.ts";
import type { Piece, VersionsView } from "../src/show/views.ts";
import { openStore } from "../src/store/store.ts";
import { running } from "./child.ts";
import { inFolder, root } from "./command.ts";
import { articleHtml, paragraphs, type RoughServer, roughServer } from "./rough-server.ts";

const options = readOptions({ furniture: loadFurniture(join(root, "languages")) });
const read = (bytes: Uint8Array | string, source: string, more: object = {}): (Article | Skipped)[] => [
  ...readBytes(typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes, source, { ...options, ...more }),
];
const articlesOf = (found: readonly (Article | Skipped)[]): Article[] => found.filter((f): f is Article => "id" in f);
const archive = (name: string) => readFileSync(join(root, "test/archives", name));
const bridge = paragraphs("bridge").join("\n\n");

describe("archives of other programs", () => {
  it("reads the pages of a WARC of Wget, of a WACZ of js-wacz and of an MHTML of Chromium alike", () => {
    const warc = read(archive("wget.warc.gz"), "wget.warc.gz");
    expect(articlesOf(warc).map((a) => a.title)).toEqual(["The bridge agreement", "Bridge 7"]);
    expect(warc).toHaveLength(2);
    expect(articlesOf(warc)[0]).toMatchObject({ text: bridge, outlet: "The Vesperine Post" });
    expect(read(archive("js-wacz.wacz"), "js-wacz.wacz")).toEqual(warc);
    expect(read(archive("chromium.mhtml"), "chromium.mhtml")).toEqual([warc[0]]);
  });

  it("reads a WARC that is cut off as far as it goes, and says so", () => {
    const whole = archive("wget.warc.gz");
    const found = read(whole.subarray(0, whole.length * 0.45), "wget.warc.gz");
    expect(articlesOf(found).map((a) => a.title)).toEqual(["The bridge agreement"]);
    expect(found.at(-1)).toMatchObject({ reason: "truncated" });
  });

  it("passes over a record that is a bomb and reads what follows", () => {
    const record = (url: string, body: string) => {
      const http = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n${body}`;
      return gzipSync(
        `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nContent-Length: ${Buffer.byteLength(http)}\r\n\r\n${http}\r\n\r\n`,
      );
    };
    const page = articleHtml("The bridge agreement", paragraphs("bridge"));
    const found = read(
      Buffer.concat([
        record("http://one.example/", page),
        record("http://bomb.example/", "a".repeat(30_000_000)),
        record("http://two.example/", page),
      ]),
      "x.warc.gz",
    );
    expect(found.map((f) => ("id" in f ? f.source : f.reason))).toEqual([
      "http://one.example/",
      "too-large",
      "http://two.example/",
    ]);
  });
});

describe("mailboxes and tables", () => {
  it("reads the letters of a mailbox with their subjects, senders and days", () => {
    const text = Buffer.from(paragraphs("café").join("\r\n\r\n"), "utf8").toString("base64");
    const quoted = articleHtml("ignored", paragraphs("letter"))
      .replaceAll("=", "=3D")
      .replace(/(.{60}) /g, "$1 =\r\n");
    const mailbox = `From news@vesperia.example Tue Mar  5 10:00:00 2024
From: "The Vesperine Letter" <news@vesperia.example>
Subject: =?utf-8?Q?Caf=C3=A9_?=
 =?utf-8?B?YWdyZWVtZW50?=
Date: Tue, 5 Mar 2024 10:00:00 +0000
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

${text}

From news@vesperia.example Wed Mar  6 10:00:00 2024
From: news@vesperia.example
Subject: The letter agreement
Date: Wed, 6 Mar 2024 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="=_x"

--=_x
Content-Type: text/plain

plain
--=_x
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

${quoted}
--=_x--
`;
    const letters = articlesOf(read(mailbox, "news.mbox"));
    expect(letters.map((l) => [l.title, l.outlet, l.published?.from])).toEqual([
      ["Café agreement", "The Vesperine Letter", "2024-03-05"],
      ["The letter agreement", "The Vesperine Post", "2024-03-06"],
    ]);
    expect(letters[0]!.text).toContain("the café agreement both of these");
    expect(letters[1]!.text).toBe(paragraphs("letter").join("\n\n"));
  });

  it("takes the columns that are named, and the usual ones for the rest", async () => {
    const table = `kopf;inhalt;tag\n"A ""first"" head";"${bridge}";05.03.2024\n`;
    await inFolder(async (dir) => {
      writeFileSync(join(dir, "t.csv"), table);
      const file = join(dir, "t.csv");
      const out = await running(["read", file, "--columns", "text=inhalt,title=kopf,published=tag"]).done;
      expect(JSON.parse(out.out).article).toMatchObject({
        title: 'A "first" head',
        published: { from: "2024-03-05" },
      });
      expect((await running(["read", file]).done).err).toContain("no column holds a text");
      expect((await running(["read", file, "--columns", "colour=x"]).done).status).toBe(2);
    });
  });
});

describe("live blogs and walls", () => {
  const live = (count: number) =>
    JSON.stringify({
      "@type": "LiveBlogPosting",
      headline: "The bridge, live",
      liveBlogUpdate: Array.from({ length: count }, (_, i) => ({
        "@type": "BlogPosting",
        "@id": `https://vesperia.example/live#entry-${i}`,
        headline: `Hour ${i}`,
        datePublished: `2024-03-0${i + 1}T10:00:00Z`,
        articleBody: paragraphs(`hour ${i}`)[0],
      })),
    });

  it("cuts a live blog into entries with days of their own, by its data and by its elements", () => {
    const page = articleHtml(
      "The bridge, live",
      paragraphs("live"),
      `<script type="application/ld+json">${live(4)}</script>`,
    );
    const entries = articlesOf(read(page, "https://vesperia.example/live"));
    expect(entries.map((e) => [e.source, e.title, e.published?.from])).toEqual(
      [0, 1, 2, 3].map((i) => [`https://vesperia.example/live#entry-${i}`, `Hour ${i}`, `2024-03-0${i + 1}`]),
    );
    const shown = articleHtml("The bridge, live", []).replace(
      "</article>",
      `</article><div>${[1, 2, 3].map((i) => `<div class="entry" id="e${i}"><time datetime="2024-03-0${i}T08:00:00Z">8:00</time><h2>Hour ${i}</h2><p>${paragraphs(`hour ${i}`)[0]}</p></div>`).join("")}</div>`,
    );
    expect(
      articlesOf(read(shown, "https://vesperia.example/world/live/bridge")).map((e) => [
        e.source.split("#")[1],
        e.published?.from,
      ]),
    ).toEqual([1, 2, 3].map((i) => [`e${i}`, `2024-03-0${i}`]));
    // the same elements under an address that tells of no live blog are one article
    expect(articlesOf(read(shown, "https://vesperia.example/world/bridge"))).toHaveLength(1);
  });

  it("reports a question for consent, a gate, and the beginning of an article for subscribers", () => {
    const consent = `<html><body><div id="cmp-consent"><p>${"We and our partners keep and read small files on your machine, and ask you to agree. ".repeat(6)}</p><button>Yes</button></div></body></html>`;
    expect(read(consent, "https://vesperia.example/a")).toMatchObject([{ reason: "consent-page" }]);
    const closed =
      '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False","wordCount":900}</script>';
    const gate = articleHtml("Closed", ["Read on with a subscription to our made-up paper."], closed);
    expect(read(gate, "https://vesperia.example/b")).toMatchObject([{ reason: "paywall" }]);
    const [stub] = articlesOf(read(articleHtml("Closed", paragraphs("bridge"), closed), "https://vesperia.example/c"));
    expect(stub?.furniture.at(-1)?.rule).toBe("page/paywall-stub");
    const free = closed.replace("900", "88");
    const [whole] = articlesOf(read(articleHtml("Open", paragraphs("bridge"), free), "https://vesperia.example/d"));
    expect(whole?.furniture.some((f) => f.rule === "page/paywall-stub")).toBe(false);
  });

  it("lets no page pass itself off as one of another site", () => {
    const page = (to: string) => articleHtml("Bridge", paragraphs("bridge"), `<link rel="canonical" href="${to}">`);
    const source = (to: string) => articlesOf(read(page(to), "https://www.vesperia.example/x?utm=1"))[0]!.source;
    expect(source("https://vesperia.example/x")).toBe("https://vesperia.example/x");
    expect(source("https://ostland.example/x")).toBe("https://www.vesperia.example/x?utm=1");
  });
});

describe("lines that an outlet repeats", () => {
  const article = (n: number): Article => ({
    ...articlesOf(read(articleHtml(`Bridge ${n}`, paragraphs(`number ${n}`)), `https://vesperia.example/${n}`))[0]!,
  });

  it("go from all articles that come together, and from those that come later", () => {
    const kept: string[] = [];
    const shelf = {
      known: () => kept,
      latest: () => [],
      learn: (_: string, lines: readonly string[]) => void kept.push(...lines),
    };
    const again = "The Vesperine way of things";
    const all = [1, 2, 3, 4].map(article).map((a) => ({ ...a, text: `${a.text}\n\n${again}` }));
    const cleaned = new Refrains(shelf).clean(all);
    expect(kept).toEqual([again]);
    expect(cleaned.map((a) => a.text)).toEqual([1, 2, 3, 4].map((n) => article(n).text));
    expect(cleaned[0]!.furniture.at(-1)).toMatchObject({ text: again, rule: "furniture/outlet-line" });
    // one by one afterwards: the same text under the same id
    expect(new Refrains(shelf).clean([all[2]!])).toEqual([cleaned[2]]);
  });

  it("leave the offsets of other furniture where they belong", () => {
    const base = article(1);
    const text = `first line of the page\n\nthe refrain\n\n${base.text}`;
    const at = text.indexOf("Under the number");
    const out = withoutLines(
      { ...base, text, furniture: [{ at, text: "Share", rule: "x" }] },
      new Set(["the refrain"]),
    );
    expect(out.text).toBe(`first line of the page\n\n${base.text}`);
    const moved = out.furniture.find((f) => f.rule === "x")!;
    expect(out.text.slice(moved.at).startsWith("Under the number")).toBe(true);
  });
});

describe("the difference between two texts", () => {
  it("makes each of them out of its pieces, in bounded time", () => {
    const made = (pieces: readonly Piece[], without: Piece["kind"]): string =>
      pieces.map((p) => (p.kind === without ? "" : p.text)).join("");
    const random = (seed: number): string =>
      Array.from({ length: 30_000 }, (_, i) => `w${(i * seed * 7919) % 104_729}`).join(" ");
    for (const [before, after] of [
      ["The bridge is open. It is long.", "The bridge is closed. It is long and new."],
      ["", "a"],
      [random(3), random(11)],
    ] as const) {
      const cpu = process.cpuUsage();
      const pieces = difference(before, after);
      const { user, system } = process.cpuUsage(cpu);
      expect(made(pieces, "added")).toBe(before);
      expect(made(pieces, "removed")).toBe(after);
      expect((user + system) / 1000).toBeLessThan(8000);
    }
  });
});

describe("addresses", () => {
  let server: RoughServer;
  beforeAll(async () => {
    server = await roughServer();
  });
  afterAll(() => server.close());

  it("give the same article as the page saved from them, and keep the bytes", async () => {
    await inFolder(async (dir) => {
      const address = server.at("127.0.0.1", "/article");
      const page = articleHtml("The bridge agreement", paragraphs("bridge"));
      const db = join(dir, "d.db");
      const host = `127.0.0.1:${server.port}`;
      const dry = await running(["add", address, "--db", db, "--allow-host", host, "--dry-run"]).done;
      expect(dry.out).toMatch(/would add .*The bridge agreement[\s\S]*1 would be added/);
      expect((await running(["article", "--db", db]).done).err).toContain("there is no dossier");
      const added = await running(["add", address, server.at("127.0.0.1", "/gone"), "--db", db, "--allow-host", host])
        .done;
      expect(added.out).toContain("1 added, 0 in a new version, 0 known already, 1 skipped (1 not-found)");
      expect(added.status).toBe(1);
      const list = JSON.parse((await running(["article", "--db", db, "--json"]).done).out);
      const id = list.items[0].id as string;
      writeFileSync(join(dir, "page.html"), page.replace("</head>", `<link rel="canonical" href="${address}"></head>`));
      const [saved] = read(readFileSync(join(dir, "page.html")), "page.html");
      const kept = JSON.parse((await running(["article", id, "--db", db, "--json"]).done).out).reading.article;
      expect(kept).toEqual(saved);
      expect((await running(["original", id, "--db", db]).done).out).toBe(page);
      // and once more: nothing is new, nothing doubled
      const again = await running(["add", address, "--db", db, "--allow-host", host, "--json"]).done;
      expect(JSON.parse(again.out)).toEqual({ added: 0, known: 1, "new-version": 0, skipped: {} });
    });
  });

  it("are the feed of a front page or of a page without an article, where it names one", { timeout: 120_000 }, () =>
    inFolder(async (dir) => {
      for (const [path, taken] of [
        ["/", 2],
        ["/section", 2],
        ["/article", 1],
      ] as const) {
        const db = join(dir, `${taken}${path.length}.db`);
        const ran = await running([
          "add",
          server.at("127.0.0.1", path),
          "--db",
          db,
          "--allow-host",
          "127.0.0.1",
          "--json",
        ]).done;
        expect(ran).toMatchObject({ status: 0, err: "" });
        expect(JSON.parse(ran.out)).toMatchObject({ added: taken });
      }
    }),
  );
  it("link the versions of an article and show what changed", async () => {
    await inFolder(async (dir) => {
      const db = join(dir, "d.db");
      const rest = ["--db", db, "--allow-host", "127.0.0.1", "--json"];
      const address = server.at("127.0.0.1", "/changing");
      server.version = 1;
      expect(JSON.parse((await running(["add", address, ...rest]).done).out).added).toBe(1);
      expect(JSON.parse((await running(["add", address, ...rest]).done).out).known).toBe(1);
      server.version = 2;
      expect(JSON.parse((await running(["add", address, ...rest]).done).out)["new-version"]).toBe(1);
      const list = JSON.parse((await running(["article", "--db", db, "--json"]).done).out);
      expect(list.total).toBe(1);
      const { versions } = JSON.parse((await running(["versions", list.items[0].id, "--db", db, "--json"]).done).out);
      expect(versions).toHaveLength(2);
      expect(versions[1].changes).toEqual({ added: 14, removed: 0 });
      expect(versions[0].originals[0].hash).not.toBe(versions[1].originals[0].hash);
      expect((await running(["versions", versions[0].article, "--db", db]).done).out).toContain("{+");
      // the page's API says the same, by the id of either state
      const store = openStore(db);
      const app = appOf({ dossier: dossierOf(store), assets: new Map(), interfaces: new Map() });
      for (const { article } of versions) {
        const answer = await app.request(`http://127.0.0.1:4321/api/versions/${encodeURIComponent(article)}`, {
          headers: { host: "127.0.0.1:4321" },
        });
        expect(answer.status).toBe(200);
        expect(((await answer.json()) as VersionsView).versions).toEqual(versions);
      }
      store.close();
    });
  });
});
