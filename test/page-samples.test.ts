/** The page on the sample articles, read and stored as `relazione start` does: each view by mouse and by keys, kept by reload and back. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addAll } from "../src/cli/add.ts";
import { ingestInto } from "../src/cli/serve.ts";
import { serve } from "../src/http/server.ts";
import { mergeContext, openReader, openStore, type Store, settle } from "../src/pipeline.ts";
import { viewsOf } from "../src/show/show.ts";
import type { Views } from "../src/show/views.ts";
import { hashOf, reason, scan, Visitor } from "./browser.ts";

declare const location: { readonly hash: string };
// biome-ignore lint/suspicious/noExplicitAny: the types of the browser are kept out of the program's own
declare const document: any;

const root = join(import.meta.dirname, "..");

describe.skipIf(reason)(`the page on the samples${reason ? ` (skipped: ${reason})` : ""}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "relazione-samples-"));
  let store: Store;
  let views: Views;
  let visitor: Visitor;
  let server: { url: string; close(): Promise<void> };

  beforeAll(async () => {
    const reader = openReader();
    store = openStore(join(folder, "dossier.db"));
    await addAll([join(root, "samples/it"), join(root, "samples/en")], store, reader, {});
    views = viewsOf(store);
    server = await serve({
      store,
      settle: () => void settle(store, mergeContext(reader)),
      ingest: ingestInto(store, reader),
    });
    visitor = await Visitor.launch(() => server.url);
  });
  afterAll(async () => {
    await visitor?.close();
    await server?.close();
    store?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open: Visitor["open"] = (...given) => visitor.open(...given);
  const until = (page: Page, part: string) =>
    page.waitForFunction((p) => decodeURIComponent(location.hash).includes(p), part);
  /** What a list shows after j, Enter: the row on which the keys stand. */
  const pointed = async (page: Page): Promise<string> => {
    await page.keyboard.press("j");
    await page.locator(".pointed").first().waitFor();
    return (await page.locator(".pointed").first().getAttribute("data-row"))!;
  };
  const close = (page: Page) => page.context().close();

  it("timeline: mouse", async () => {
    const page = await open("#/timeline");
    const { total } = views.timeline({ limit: 0 });
    await page.locator("h1", { hasText: `${total} events` }).waitFor();
    const mark = page.locator("g.mark:not(:has(.cluster))").first();
    await mark.hover({ force: true });
    await page.locator(".card .sentence").waitFor();
    await mark.click({ force: true });
    await page.locator(".panel .evidence mark").first().waitFor();
    await until(page, "open=event:");
    const kept = await hashOf(page);
    await page.reload();
    await page.locator(".panel .evidence mark").first().waitFor();
    expect(await hashOf(page)).toBe(kept);
    await page.goBack();
    await page.locator(".panel").waitFor({ state: "detached" });
    await close(page);
  });

  it("timeline: keys", async () => {
    const page = await open("#/timeline");
    const row = await pointed(page);
    await page.keyboard.press("Enter");
    await until(page, `open=event:${row}`);
    await page.keyboard.press("Escape");
    await page.locator(".panel").waitFor({ state: "detached" });
    await page.locator(".plot").focus();
    await page.keyboard.press("+");
    await until(page, "window=");
    const kept = await hashOf(page);
    await page.reload();
    await page.locator("g.mark").first().waitFor();
    expect(await hashOf(page)).toBe(kept);
    await close(page);
  });

  it("claims: mouse, with who denies wanted and taken back", async () => {
    const page = await open("#/claims");
    const denier = views.ledger({}).denies[0]!;
    await page.locator(".filters summary", { hasText: "Denied by" }).click();
    await page.locator(".menu label", { hasText: denier.label! }).first().locator("input").check();
    await until(page, `denies=${denier.value}`);
    const { total } = views.claims({ denies: [denier.value], limit: 0 });
    expect(total).toBeGreaterThan(0);
    await page.locator("h1", { hasText: total === 1 ? "1 claim" : `${total} claims` }).waitFor();
    await page.reload();
    await page.locator("h1", { hasText: total === 1 ? "1 claim" : `${total} claims` }).waitFor();
    await page.locator(".chip", { hasText: denier.label! }).click();
    await page.locator("h1", { hasText: `${views.claims({ limit: 0 }).total} claims` }).waitFor();
    await page.locator(".filters summary", { hasText: "Sides" }).click();
    await page.getByRole("checkbox", { name: /^asserted and denied/ }).check();
    await until(page, "dispute=both");
    const both = views.claims({ dispute: "both" });
    await page.locator("h1", { hasText: `${both.total} claims` }).waitFor();
    expect(await page.locator(".claim .tag.disputed").count()).toBe(both.total);
    await page.keyboard.press("Escape");
    await page.locator(".claim h2 > a:not(.name)").first().click();
    await until(page, `claim/${both.items[0]!.id}`);
    await page.locator(".claim-head h1").waitFor();
    expect(await page.locator(".sides .evidence").count()).toBe(
      both.items[0]!.counts.asserted + both.items[0]!.counts.denied,
    );
    expect(await page.locator(".side.denied .evidence").count()).toBeGreaterThan(0);
    await page.goBack();
    await page.locator(".claim").first().waitFor();
    await close(page);
  });

  it("claims: keys open one with all its sentences, and back", async () => {
    const page = await open("#/claims");
    await page.locator(".claim").first().waitFor();
    const row = await pointed(page);
    await page.keyboard.press("Enter");
    await until(page, `claim/${row}`);
    await page.reload();
    await page.locator(".claim-head h1").waitFor();
    await page.goBack();
    await page.locator(".claim").first().waitFor();
    await close(page);
  });

  it("articles and article: mouse", async () => {
    const page = await open("#/articles");
    await page.locator("table.articles a.plain").first().click();
    await page.locator(".article-head h1").waitFor();
    await page.getByRole("button", { name: /^Statements/ }).click();
    await until(page, "hide=said");
    await page.reload();
    await page.locator('.layer.said[aria-pressed="false"]').waitFor();
    const before = await hashOf(page);
    await page.locator(".neighbours a").last().click();
    await page.waitForFunction((was) => decodeURIComponent(location.hash) !== was, before);
    await page.locator(".found .merged").first().click();
    await page.locator(".panel h2").waitFor();
    await close(page);
  });

  it("articles and article: keys", async () => {
    const page = await open("#/articles");
    const row = await pointed(page);
    await page.keyboard.press("Enter");
    await until(page, `article/${row}`);
    await page.locator(".article-head h1").waitFor();
    await page.locator(".neighbours .faint").waitFor();
    await page.keyboard.press("j");
    await page.locator(".found .pointed").waitFor();
    await page.keyboard.press("n");
    await page.waitForFunction((id) => !location.hash.includes(id), row);
    await page.locator(".neighbours .faint", { hasText: /^2 / }).waitFor();
    await page.keyboard.press("p");
    await until(page, `article/${row}`);
    await close(page);
  });

  it("actors, actor and pair: mouse", async () => {
    const page = await open("#/actors");
    await page.locator("table.actors a.plain", { hasText: "Iran" }).first().click();
    await until(page, "actor/IRN");
    const bonds = views.network({ actors: ["IRN"], limit: 500 });
    await page.locator("table.edges caption", { hasText: `${bonds.relations} relations` }).waitFor();
    await page.locator("table.edges td.count a").first().click();
    await until(page, "pair/");
    await page.locator(".months rect").first().waitFor();
    const [left = "", right = ""] = (await hashOf(page)).split("pair/")[1]!.split(",");
    expect(await page.locator(".turns > li").count()).toBe(views.pair(left, right, {}).turns.length);
    await page.goBack();
    await page.locator(".actor h1", { hasText: "Iran" }).waitFor();
    await close(page);
  });

  it("actors, actor and pair: keys", async () => {
    const page = await open("#/actors");
    const row = await pointed(page);
    await page.keyboard.press("Enter");
    await until(page, `actor/${row}`);
    await page.locator("table.events").waitFor();
    const event = await pointed(page);
    await page.keyboard.press("Enter");
    await until(page, `open=event:${event}`);
    await page.goto(`${server.url}#/pair/IRN,SAU`);
    await page.locator(".months rect").first().waitFor();
    const second = await pointed(page);
    await page.keyboard.press("Enter");
    await until(page, `open=event:${second}`);
    await close(page);
  });

  it("network: mouse, with a trail that leads back", async () => {
    const page = await open("#/network");
    const node = (id: string) => page.locator(`g.node[data-node="${id}"] circle`);
    await node("IRN").hover({ force: true });
    await page.locator(".graph .dim").waitFor();
    await node("IRN").dblclick({ force: true });
    await until(page, "ego=IRN");
    await page.keyboard.press("Escape");
    await node("SAU").dblclick({ force: true });
    await until(page, "ego=IRN&ego=SAU");
    await page.reload();
    await page.locator(".crumbs b", { hasText: "Saudi Arabia" }).waitFor();
    await page.locator(".crumbs a", { hasText: "Iran" }).click();
    await page.locator(".crumbs b", { hasText: "Iran" }).waitFor();
    expect(await hashOf(page)).not.toContain("SAU");
    await node("SAU").click({ force: true });
    await until(page, "open=actor:SAU");
    await page.locator(".panel .several li").first().waitFor();
    await close(page);
  });

  it("network: its code comes when it is opened, and not before", async () => {
    const asked: string[] = [];
    const page = await open("#/timeline", {}, async (p) => {
      p.on("request", (r) => asked.push(r.url()));
    });
    const named = (name: string) => asked.filter((u) => new RegExp(`/assets/${name}-[^/]+\\.js$`).test(u));
    await page.locator("g.mark").first().waitFor();
    expect(named("index")).toHaveLength(1);
    expect(named("network")).toEqual([]);
    await page.locator("nav a", { hasText: "Network" }).first().click();
    await page.locator("g.node").first().waitFor();
    expect(named("network")).toHaveLength(1);
    await close(page);
  });

  it("network: keys", async () => {
    const page = await open("#/network");
    await page.locator("table.edges").waitFor();
    const row = await pointed(page);
    await page.keyboard.press("Enter");
    await until(page, `open=pair:${row}`);
    await page.locator(".panel .several li").first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".panel").waitFor({ state: "detached" });
    await close(page);
  });

  it("network of all: wheel, drag, keys, and its frame in the address", async () => {
    const page = await open("#/network?all=1");
    const drawn = page.locator('.field canvas[data-drawn="whole"]');
    await drawn.waitFor();
    const inked = () =>
      page.evaluate(() => {
        const c = document.querySelector(".field canvas");
        const { data } = c.getContext("2d").getImageData(0, 0, c.width, c.height);
        let n = 0;
        for (let i = 3; i < data.length; i += 4) if (data[i] > 0) n++;
        return n;
      });
    expect(await inked()).toBeGreaterThan(1000);
    const box = (await page.locator(".field").boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -240);
    await until(page, "view=");
    const zoomed = await hashOf(page);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 120, box.y + box.height / 2 + 30, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction((was) => decodeURIComponent(location.hash) !== was, zoomed);
    expect(await hashOf(page)).not.toContain("open=");
    const dragged = await hashOf(page);
    await page.reload();
    await drawn.waitFor();
    expect(await hashOf(page)).toBe(dragged);
    await page.locator(".field").focus();
    await page.keyboard.press("0");
    await page.waitForFunction(() => !location.hash.includes("view="));
    await close(page);
  });

  it("map: mouse and keys, and its frame in the address", async () => {
    const page = await open("#/map");
    await page.locator("g.spot").first().waitFor();
    const known = views.places({});
    expect(await page.locator("table.places tbody tr").count()).toBe(known.places.length);
    // a place that is a state is known no closer, wherever its point stands
    const states = known.places.filter((p) => p.place.name === "Russia" || p.place.name === "Saudi Arabia");
    expect(states.length).toBeGreaterThan(0);
    expect(await page.locator("g.spot.rough").count()).toBeGreaterThanOrEqual(states.length);
    await page.locator("g.spot").first().hover({ force: true });
    await page.locator(".card").waitFor();
    await page.locator("g.spot").first().click({ force: true });
    await until(page, "open=place:");
    await page.keyboard.press("Escape");
    await page.locator(".world").focus();
    await page.keyboard.press("+");
    await until(page, "view=");
    const kept = await hashOf(page);
    await page.reload();
    await page.locator("g.spot").first().waitFor();
    expect(await hashOf(page)).toBe(kept);
    const row = await pointed(page);
    await page.keyboard.press("Enter");
    await until(page, `open=place:${row}`);
    await close(page);
  });

  it("inbox: mouse and keys", async () => {
    const page = await open("#/inbox");
    const before = views.inbox({}).total;
    expect(before).toBeGreaterThan(0);
    const title = (n: number) =>
      page
        .locator("h1", { hasText: new RegExp(`^${n} `) })
        .or(page.locator(".state h2"))
        .first()
        .waitFor();
    await title(before);
    const first = views.inbox({}).items[0]!;
    await page.getByRole("button", { name: /^Different/ }).click();
    await page.waitForFunction((n) => !document.querySelector("h1").textContent.startsWith(`${n} `), before);
    expect(views.inbox({}).total).toBeLessThan(before);
    await page.keyboard.press("u");
    await title(before);
    expect(views.inbox({}).items[0]).toEqual(first);
    await page.keyboard.press("h");
    await page.waitForFunction((n) => !document.querySelector("h1").textContent.startsWith(`${n} `), before);
    await page.keyboard.press("u");
    await title(before);
    await close(page);
  });

  it("searches with operators, and puts typed filters among the chosen ones", async () => {
    const page = await open("#/timeline");
    const ask = async (text: string) => {
      await page.keyboard.press("/");
      await page.locator("input[type=search]").fill(text);
      await page.keyboard.press("Enter");
    };
    await ask("type:consult -status:denied actor:Iran");
    await until(page, "actor=IRN");
    const hash = await hashOf(page);
    expect(hash).toContain("type=CONSULT");
    expect(hash).toContain("status=-denied");
    expect(hash).not.toContain("q=");
    const { total } = views.timeline({ types: ["CONSULT"], actors: ["IRN"], not: { statuses: ["denied"] }, limit: 0 });
    await page.locator("h1", { hasText: `${total} events` }).waitFor();
    await page.goto(`${server.url}#/timeline`);
    const all = views.timeline({ query: "drones | droni", limit: 0 }).total;
    const fewer = views.timeline({ query: "drones -Kyiv", limit: 0 }).total;
    expect(all).toBeGreaterThan(fewer);
    await ask("drones | droni");
    await page.locator("h1", { hasText: new RegExp(`^${all} event`) }).waitFor();
    await ask("drones -Kyiv");
    await page.locator("h1", { hasText: new RegExp(`^${fewer} event`) }).waitFor();
    await close(page);
  });

  it("exports what the view shows, under its filters", async () => {
    const page = await open("#/claims?dispute=both");
    await page.locator(".tools-menu summary").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Claims as JSON" }).click(),
    ]);
    const { claims } = JSON.parse(readFileSync((await download.path())!, "utf8")) as { claims: { id: string }[] };
    expect(claims.map((c) => c.id)).toEqual(views.claims({ dispute: "both" }).items.map((c) => c.id));
    await close(page);
  });

  it("saves the whole network as a file with its picture", async () => {
    const page = await open("#/network?all=1");
    await page.locator('.field canvas[data-drawn="whole"]').waitFor();
    await page.locator(".tools-menu summary").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "This view as HTML" }).click(),
    ]);
    const html = readFileSync((await download.path())!, "utf8");
    expect(html).toMatch(/<img[^>]+src="data:image\/png;base64,/);
    expect(html).not.toMatch(/<script|<link|\son\w+=|src="(?!data:)/i);
    await close(page);
  });

  it("reads a pasted text and shows its article; its address then leads to it", async () => {
    const page = await open("#/timeline");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page
      .getByLabel("Text of the article")
      .fill(
        "The foreign ministers of Norway and Iceland met in Oslo on 3 March 2015.\n\nThis text is made up for a test.",
      );
    await page.getByLabel("Source or address").fill("https://made-up.example/oslo");
    await page.getByLabel("Date of publication").fill("2015-03-04");
    await page.getByRole("button", { name: "Add the text" }).click();
    await until(page, "article/");
    await page.locator(".article-head", { hasText: "made-up.example/oslo" }).waitFor();
    const article = await hashOf(page);
    await page.goto(`${server.url}#/timeline`);
    await page.locator("g.mark").first().waitFor();
    await page.evaluate(() => {
      const data = new (
        globalThis as unknown as { DataTransfer: new () => { setData(t: string, v: string): void } }
      ).DataTransfer();
      data.setData("text/plain", "https://made-up.example/oslo");
      const Paste = (globalThis as unknown as { ClipboardEvent: new (n: string, o: object) => object }).ClipboardEvent;
      document.body.dispatchEvent(new Paste("paste", { clipboardData: data, bubbles: true }));
    });
    await page.waitForFunction((was) => decodeURIComponent(location.hash) === was, article);
    await close(page);
  });

  it("never asked anything but the loopback address, broke nowhere, and suits axe with menus and help open", async () => {
    const page = await open("#/claims", { colorScheme: "dark" });
    for (const menu of ["Asserted by", "Origin", "Sides", "Period"]) {
      await page.locator(".filters summary", { hasText: menu }).click();
      await page.waitForTimeout(200);
      expect(await scan(page), menu).toEqual([]);
    }
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.locator("dialog[open]").waitFor();
    expect(await scan(page), "help").toEqual([]);
    await close(page);
    expect(visitor.strays).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});
