import { describe, expect, it } from "vitest";
import { loadFurniture } from "../language/furniture.ts";
import { identifyLanguage } from "../language/identify.ts";
import { pageJson, readPage } from "./page.ts";
import { dayIn, dayInAddress } from "./page-dates.ts";

const furniture = loadFurniture("languages");
const read = (html: string | Uint8Array, url?: string) =>
  readPage(html, { source: "p.html", url: url ?? null, furniture, identify: identifyLanguage });
const paragraphs = [
  "Il ministro degli Esteri è arrivato ieri a Tunisi per due giorni di colloqui con il collega tunisino.",
  "Al centro dell'incontro ci sono la pesca, l'energia e i permessi di lavoro per gli stagionali del sud.",
  "Il comunicato finale è atteso per domani mattina, dopo l'ultima riunione tra le due delegazioni.",
];
const page = (head: string, more = ""): string =>
  `<!doctype html><html lang="it"><head><title>Colloqui a Tunisi | Il Foglio di prova</title>${head}</head><body><nav><a href="/">Home</a><a href="/e">Esteri</a></nav><article><h1>Colloqui a Tunisi</h1>${more}<div class="share-buttons">Condividi</div>${paragraphs.map((p) => `<p>${p}</p>`).join("<p>Leggi anche: <a href='/x'>Un altro vertice</a></p>")}</article><aside><p>Altre notizie che non c'entrano con questo articolo e che stanno di lato.</p></aside><footer>Tutti i diritti riservati</footer></body></html>`;
const json = (html: string, url?: string) => {
  const article = read(html, url);
  if ("reason" in article) throw new Error(article.reason);
  return pageJson(article);
};

describe("readPage", () => {
  it("reads body, title, outlet, author and day, and leaves the furniture", () => {
    const ld = `<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"headline":"Colloqui a Tunisi","datePublished":"2024-03-05T23:10:00+01:00","dateModified":"2024-03-09","author":[{"@type":"Person","name":"Anna Neri"}],"publisher":{"name":"Il Foglio di prova"}}]}</script>`;
    expect(json(page(ld))).toEqual({
      title: "Colloqui a Tunisi",
      author: "Anna Neri",
      outlet: "Il Foglio di prova",
      published: "2024-03-05",
      language: "it",
      text: paragraphs.join("\n\n"),
    });
  });
  it("never takes the day of a change for the day of publication", () => {
    expect(json(page('<meta property="article:modified_time" content="2024-03-09">')).published).toBeNull();
    expect(
      json(
        page(
          "",
          '<time class="updated" datetime="2024-03-09">9 marzo</time><time datetime="2024-03-05">5 marzo</time>',
        ),
      ).published,
    ).toBe("2024-03-05");
    expect(json(page(""), "https://e.org/2024/03/05/colloqui").published).toBe("2024-03-05");
    expect(json(page("", '<span class="article-date">5 marzo 2024, 10:30</span>')).published).toBe("2024-03-05");
  });
  it("reads a body that stands only in the data of a framework's scripts", () => {
    const content = paragraphs.map((p) => `<p>${p} ${p.replace("ministro", "premier")}</p>`).join("");
    const data = JSON.stringify({ props: { article: { content, note: "x" } } });
    const pushed = `self.__next_f.push([1,${JSON.stringify(`5:${data}`)}])`;
    const html = `<html><head><title>Colloqui a Tunisi</title></head><body><div id="root"></div><script>${pushed}</script></body></html>`;
    expect(json(html).text.split("\n\n")).toHaveLength(3);
    expect(json(html).text).toContain(paragraphs[2]);
  });
  it("decodes by declaration", () => {
    const html = Buffer.from(page('<meta charset="iso-8859-1">'), "latin1");
    const article = read(html);
    expect("text" in article && article.text).toContain("è arrivato");
  });
  it("says what is no article", () => {
    const reason = (html: string): string => {
      const r = read(html);
      return "reason" in r ? r.reason : "article";
    };
    expect(reason("")).toBe("empty");
    expect(
      reason("<html><body><div id='consent-form'><form action='/consent'>Accetta</form></div></body></html>"),
    ).toBe("consent-page");
    expect(reason("<html><body><h1>Colloqui a Tunisi</h1><div class='paywall'>Abbonati</div></body></html>")).toBe(
      "paywall",
    );
    expect(reason("<html><body><a href='/a'>A</a></body></html>")).toBe("no-article");
  });
  it("survives hostile markup in bounded time", () => {
    const began = performance.now();
    const hostile = [
      "<div>".repeat(20_000) + paragraphs[0],
      "<a <b <c ".repeat(10_000),
      "<!--".repeat(10_000),
      "<script>".repeat(4_000),
      `<p>${"&amp;#".repeat(10_000)}`,
      "<table><tr><td>".repeat(2_000),
      "<svg><title>".repeat(4_000),
      "\ud800<p>\udfff\u0000".repeat(1_000),
      "<b>x</b>".repeat(30_000),
      `${"<ul><li>".repeat(10_000)}${paragraphs[0]}`,
    ];
    for (const html of hostile) expect(["reason" in read(html), "text" in read(html)]).toContain(true);
    expect(performance.now() - began).toBeLessThan(30_000);
  });
  it("runs nothing and opens nothing", () => {
    const article = read(page("", "<script>globalThis.hacked = 1</script><img src=x onerror='globalThis.hacked = 1'>"));
    expect("text" in article && article.text).not.toContain("hacked");
    expect((globalThis as { hacked?: number }).hacked).toBeUndefined();
  });
});

describe("dayIn", () => {
  it.each([
    ["2024-03-05T23:10:00+01:00", "2024-03-05"],
    ["Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"],
    ["5 marzo 2024", "2024-03-05"],
    ["March 5, 2024", "2024-03-05"],
    ["05.03.2024", "2024-03-05"],
    ["2024年3月5日", "2024-03-05"],
    ["31/02/2024", null],
    ["ieri", null],
  ])("%s", (text, day) => {
    expect(dayIn(text)).toBe(day);
  });
  it("finds a day in an address", () => {
    expect(dayInAddress("https://e.org/20240305/a")).toBe("2024-03-05");
    expect(dayInAddress("https://e.org/a-2024")).toBeNull();
  });
});
