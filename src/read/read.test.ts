import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { loadFurniture } from "../language/furniture.ts";
import { identifyLanguage } from "../language/identify.ts";
import { decode } from "./decode.ts";
import { opmlFeeds } from "./feed.ts";
import { readOptions } from "./formats.ts";
import { type Bytes, type ReadResult, readInput } from "./read.ts";
import { repeatedLines } from "./repeated-lines.ts";
import { readText } from "./text.ts";

const options = readOptions({ furniture: loadFurniture("languages"), identify: identifyLanguage, maxBytes: 1_000_000 });
const root = mkdtempSync(join(tmpdir(), "read-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const body = "Il ministro degli Esteri è arrivato ieri a Tunisi per due giorni di colloqui con il collega.";
const bytes = (text: string | Uint8Array, source: string): Bytes => ({
  bytes: typeof text === "string" ? Buffer.from(text) : text,
  source,
});

async function all(...inputs: (string | Bytes)[]): Promise<ReadResult[]> {
  const results: ReadResult[] = [];
  for await (const result of readInput(inputs, options)) results.push(result);
  return results;
}
const short = (r: ReadResult): string =>
  "article" in r
    ? `${r.article.source}: ${r.article.text.trim()}`
    : `${r.skipped.source.replace(`${root}/`, "")} ${r.skipped.reason}`;

describe("readInput", () => {
  it("names every fault of a folder and reads the rest, in the order of names", async () => {
    const folder = join(root, "in");
    mkdirSync(join(folder, "sub"), { recursive: true });
    writeFileSync(join(folder, "a.txt"), body);
    writeFileSync(join(folder, "b-empty.txt"), "");
    writeFileSync(join(folder, "c-blank.txt"), " \n\t\n");
    writeFileSync(
      join(folder, "d.bin"),
      Uint8Array.from({ length: 4000 }, (_, i) => (i * 7) % 256),
    );
    writeFileSync(join(folder, "e-latin.txt"), Buffer.from(body, "latin1"));
    writeFileSync(join(folder, "f-large.txt"), "parola ".repeat(200_000));
    symlinkSync(join(folder, "nowhere"), join(folder, "g-broken.txt"));
    writeFileSync(join(root, "outside.txt"), body);
    symlinkSync(join(root, "outside.txt"), join(folder, "h-out.txt"));
    symlinkSync(folder, join(folder, "i-loop"));
    writeFileSync(join(folder, "j-pdf.txt"), "%PDF-1.4 and so on");
    writeFileSync(join(folder, "sub", "k.txt"), body);
    expect((await all(folder)).map(short)).toEqual([
      `a.txt: ${body}`,
      "in/b-empty.txt empty",
      "in/c-blank.txt empty",
      "in/d.bin binary",
      `e-latin.txt: ${body}`,
      "in/f-large.txt too-large",
      "in/g-broken.txt broken-link",
      "in/h-out.txt outside",
      "in/j-pdf.txt binary",
      `sub/k.txt: ${body}`,
    ]);
  });
  it("reads globs, and a file given twice once", async () => {
    const found = await all(join(root, "in", "*.txt"), join(root, "in", "a.txt"), join(root, "in", "**", "k.txt"));
    expect(found.filter((r) => "article" in r).map((r) => ("article" in r ? r.article.source : ""))).toEqual(
      ["a.txt", "e-latin.txt", "outside.txt", "k.txt"].map((s) => (s === "outside.txt" ? "h-out.txt" : s)),
    );
    expect((await all(join(root, "no-such.txt"))).map(short)).toEqual(["no-such.txt not-found"]);
    expect((await all(join(root, "*.none"))).map(short)).toEqual(["*.none not-found"]);
  });
  it("never takes a text for a path", async () => {
    const found = await all(bytes(`${join(root, "in", "a.txt")}\n`, "list.txt"));
    expect(found.map((r) => ("article" in r ? r.article.text.trim() : ""))).toEqual([join(root, "in", "a.txt")]);
  });
  it("gives the same id wherever the folder lies", async () => {
    mkdirSync(join(root, "other"), { recursive: true });
    writeFileSync(join(root, "other", "a.txt"), body);
    const ids = (await all(join(root, "in", "a.txt"), join(root, "other", "a.txt"))).map((r) =>
      "article" in r ? r.article.id : "",
    );
    expect(ids[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(ids[1]).toBe(ids[0]);
  });
});

describe("decode", () => {
  const text = "Perché l’Italia è così: «sì», 10 €";
  const wide = Buffer.from(text, "utf16le");
  it.each([
    ["utf-8", Buffer.from(text)],
    ["utf-8", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ["utf-16le", Buffer.concat([Buffer.from([0xff, 0xfe]), wide])],
    ["utf-16be", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()])],
    ["utf-16le", wide],
    ["windows-1252", Buffer.from([...text].map((c) => ({ "’": 0x92, "€": 0x80 })[c] ?? c.charCodeAt(0)))],
  ])("reads %s", (encoding, input) => {
    expect(decode(input)).toEqual({ text, encoding });
  });
  it("takes a declared encoding, and keeps UTF-8 with a broken place", () => {
    expect(decode(Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]), "windows-1251")?.text).toBe("Привет");
    expect(decode(Buffer.concat([Buffer.from("è è è è è è"), Buffer.from([0xe8])]))?.text).toContain("è è è è è è");
    expect(decode(Uint8Array.from([1, 2, 0, 3, 0, 0, 9, 1]))).toBeNull();
  });
});

describe("other kinds of input", () => {
  const page = `<html><head><title>Colloqui a Tunisi</title></head><body><article><h1>Colloqui a Tunisi</h1>${`<p>${body}</p>`.repeat(4)}</article></body></html>`;
  it("reads archives, and a bomb is only named", async () => {
    const zip = zipSync({
      "b.txt": Buffer.from(body),
      "a/p.html": Buffer.from(page),
      "bomb.txt": new Uint8Array(1_500_000),
      "deep.zip": zipSync({ "c.txt": Buffer.from(body) }),
    });
    const found = await all(bytes(zip, "set"));
    expect(found.map((r) => ("article" in r ? r.article.source : `${r.skipped.source} ${r.skipped.reason}`))).toEqual([
      "set!/b.txt",
      "set!/a/p.html",
      "set!bomb.txt too-large",
      "set!/deep.zip!/c.txt",
    ]);
    expect((await all(bytes(gzipSync(body), "a.txt.gz"))).map(short)).toEqual([`a.txt: ${body}`]);
    expect((await all(bytes(gzipSync(new Uint8Array(3_000_000)), "bomb.gz"))).map(short)).toEqual([
      "bomb.gz too-large",
    ]);
    expect((await all(bytes(zip.subarray(0, 100), "half.zip"))).map(short)).toEqual(["half.zip unreadable"]);
  });
  it("reads WARC records, chunked and packed", async () => {
    const http = (headers: string, content: Uint8Array): Buffer =>
      Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${headers}\r\n`), content]);
    const record = (type: string, url: string, block: Uint8Array): Buffer =>
      Buffer.concat([
        Buffer.from(
          `WARC/1.0\r\nWARC-Type: ${type}\r\nWARC-Target-URI: ${url}\r\nContent-Length: ${block.length}\r\n\r\n`,
        ),
        block,
        Buffer.from("\r\n\r\n"),
      ]);
    const chunked = Buffer.from(
      `${page.length.toString(16)}\r\n${Buffer.from(page).toString("latin1")}\r\n0\r\n\r\n`,
      "latin1",
    );
    const size = Buffer.from(`${Buffer.from(page).length.toString(16)}\r\n`);
    const warc = Buffer.concat([
      record("warcinfo", "", Buffer.from("software: x\r\n")),
      record(
        "response",
        "https://e.org/1",
        http("Transfer-Encoding: chunked\r\n", Buffer.concat([size, Buffer.from(page), Buffer.from("\r\n0\r\n\r\n")])),
      ),
      record("response", "https://e.org/2", http("Content-Encoding: gzip\r\n", gzipSync(page))),
      record("request", "https://e.org/3", Buffer.from("GET / HTTP/1.1\r\n\r\n")),
    ]);
    expect(chunked.length).toBeGreaterThan(0);
    for (const archive of [warc, gzipSync(warc)]) {
      const found = await all(bytes(archive, "x.warc"));
      expect(found.map((r) => ("article" in r ? `${r.article.source} ${r.article.title}` : r.skipped.reason))).toEqual([
        "https://e.org/1 Colloqui a Tunisi",
        "https://e.org/2 Colloqui a Tunisi",
      ]);
    }
  });
  it("reads a saved page", async () => {
    const mhtml = `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://e.org/p\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--X"\r\n\r\n----X\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://e.org/p\r\n\r\n${page.replaceAll("=", "=3D").replaceAll("è", "=C3=A8")}\r\n----X--\r\n`;
    const [found] = await all(bytes(mhtml, "p.mhtml"));
    expect(found && "article" in found && [found.article.source, found.article.text.includes(body)]).toEqual([
      "https://e.org/p",
      true,
    ]);
  });
  it("reads RSS, Atom, JSON Feed and OPML, also broken", async () => {
    const rss = `<?xml version="1.0"?><rss><channel><title>Il Foglio di prova</title><item><title>Colloqui a Tunisi</title><link>https://e.org/1</link><pubDate>Tue, 05 Mar 2024 23:30:00 +0100</pubDate><description><![CDATA[<p>${body}</p>]]></description></item><item><title>Rotto</title><description>&lt;p&gt;${body}&lt;/p&gt;`;
    const found = await all(bytes(rss, "f.xml"));
    expect(
      found.map((r) =>
        "article" in r
          ? [r.article.source, r.article.title, r.article.outlet, r.article.published?.from ?? null]
          : r.skipped.reason,
      ),
    ).toEqual([
      ["https://e.org/1", "Colloqui a Tunisi", "Il Foglio di prova", "2024-03-05"],
      ["f.xml#2", "Rotto", "Il Foglio di prova", null],
    ]);
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>Colloqui</title><link href="https://e.org/2"/><published>2024-03-06T10:00:00Z</published><author><name>Anna Neri</name></author><content type="html">${body}</content></entry></feed>`;
    const [a] = await all(bytes(atom, "f.atom"));
    expect(a && "article" in a && [a.article.source, a.article.author, a.article.published?.from]).toEqual([
      "https://e.org/2",
      "Anna Neri",
      "2024-03-06",
    ]);
    const json = JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "J",
      items: [{ url: "https://e.org/3", title: "Colloqui", content_text: body, date_published: "2024-03-07" }],
    });
    const [j] = await all(bytes(json, "f.json"));
    expect(j && "article" in j && [j.article.source, j.article.published?.from]).toEqual([
      "https://e.org/3",
      "2024-03-07",
    ]);
    expect(opmlFeeds('<opml><body><outline xmlUrl="https://e.org/f?a=1&amp;b=2"/></body></opml>')).toEqual([
      "https://e.org/f?a=1&b=2",
    ]);
  });
  it("reads JSON lines and CSV of articles", async () => {
    const lines = `${JSON.stringify({ title: "Colloqui", text: body, date: "2024-03-05", url: "https://e.org/1" })}\nno json\n${JSON.stringify({ other: 1 })}\n`;
    expect(
      (await all(bytes(lines, "a.jsonl"))).map((r) =>
        "article" in r ? `${r.article.source} ${r.article.published?.from}` : r.skipped.source,
      ),
    ).toEqual(["https://e.org/1 2024-03-05", "a.jsonl#2", "a.jsonl#3"]);
    const csv = `date,title,text\r\n2024-03-05,"Colloqui, ""a Tunisi""","${body}\nE poi a Roma."\r\n`;
    const [row] = await all(bytes(csv, "a.csv"));
    expect(row && "article" in row && [row.article.title, row.article.text]).toEqual([
      'Colloqui, "a Tunisi"',
      `Colloqui, "a Tunisi"\n\n${body}\nE poi a Roma.`,
    ]);
  });
});

describe("repeatedLines", () => {
  it("finds what an outlet repeats, and readText takes it out", () => {
    const texts = [1, 2, 3, 4].map((n) => ({
      text: `La voce del porto\nColloqui numero ${n} a Tunisi\nIl ministro è arrivato per la volta numero ${n} a Tunisi.\nOggi in edicola`,
    }));
    const repeated = repeatedLines(texts);
    expect([...repeated]).toEqual(["La voce del porto", "Oggi in edicola"]);
    expect(readText(texts[0]?.text ?? "", "a", { ...options, repeated }).text.trim()).toBe(
      "Colloqui numero 1 a Tunisi\nIl ministro è arrivato per la volta numero 1 a Tunisi.",
    );
  });
});

describe("identifyLanguage", () => {
  it.each([
    [body, "it"],
    ["The foreign minister arrived in Tunis yesterday for talks.", "en"],
    ["Министр иностранных дел прибыл в Тунис.", "ru"],
    ["12 34 https://example.org/una/pagina", "und"],
    ["", "und"],
    ["\ud800\udc00\ud800", "und"],
  ])("%s", (text, language) => {
    expect(identifyLanguage(text).language).toBe(language);
  });
});
