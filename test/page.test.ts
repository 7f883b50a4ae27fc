/** The page in a browser: every view by mouse and by keys, its state in the address, hostile text, no request leaving the loopback. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveDossier } from "../src/http/server.ts";
import { hashOf, reason, scan, spill, Visitor } from "./browser.ts";
import { dossierOf } from "./page-dossier.ts";
import { hostileTitle, hostileWord, readings } from "./page-readings.ts";

/** What the browser knows, for the functions that run in it. */
// biome-ignore lint/suspicious/noExplicitAny: the types of the browser are kept out of the program's own
type Browsers = any;
declare const document: Browsers;
declare const location: { readonly hash: string };
declare const CSS: Browsers;
declare const navigator: Browsers;

describe.skipIf(reason)(`the page${reason ? ` (skipped: ${reason})` : ""}`, () => {
  let visitor: Visitor;
  let server: { url: string; close(): Promise<void> };
  const dossier = dossierOf(readings);

  beforeAll(async () => {
    server = await serveDossier({
      dossier,
      ingest: async function* (inputs) {
        for (const { source } of inputs) {
          yield { source, state: "reading" };
          yield source.includes("bad")
            ? { source, state: "skipped", reason: "binary" }
            : { source, state: "added", article: source.includes("one") ? "a2" : "a1" };
        }
        yield { source: "", state: "merging" };
      },
    });
    visitor = await Visitor.launch(() => server.url);
  });
  afterAll(async () => {
    await visitor?.close();
    await server?.close();
  });
  const open: Visitor["open"] = (...given) => visitor.open(...given);

  const views = [
    "timeline",
    "claims",
    "claim/CLAIM",
    "timeline?open=event:EVENT",
    "network?open=pair:QZN,QZS",
    "articles",
    "article/a1",
    "actors",
    "actor/person/orla-venn",
    "network",
    "network?ego=QZN",
    "network?all=1",
    "map",
    "inbox",
    "pair/QZN,QZS",
    "timeline?type=PROTEST",
    "article/none",
  ];
  /** Ids of the dossier in place of their names. */
  const named = (view: string) =>
    view
      .replace("CLAIM", dossier.claims({}).items[0]!.id)
      .replace("EVENT", encodeURIComponent(dossier.timeline({}).items[0]!.id));
  it.each(views)("%s has no accessibility violation, light or dark, wide or narrow", async (view) => {
    for (const [colorScheme, width] of [
      ["light", 1280],
      ["dark", 360],
    ] as const) {
      const page = await open(`#/${named(view)}`, {
        colorScheme,
        viewport: { width, height: 800 },
        reducedMotion: "reduce",
      });
      await page.waitForTimeout(150);
      expect(await scan(page), `${view} ${colorScheme} ${width}`).toEqual([]);
      expect(await spill(page), `${view} at ${width} px is wider than the window`).toBeLessThanOrEqual(0);
      await page.context().close();
    }
  });

  it("opens an event of the timeline by mouse, with its sentence in a card before", async () => {
    const page = await open("#/timeline");
    const mark = page.locator("g.mark").first();
    await mark.hover({ force: true });
    const card = page.locator(".card");
    await card.waitFor();
    expect(await card.textContent()).toMatch(/Southmark|Northmark/);
    await page.locator("g.mark:not(:has(.cluster))").first().click({ force: true });
    await page.locator(".panel .evidence").first().waitFor();
    expect(await hashOf(page)).toContain("open=event:");
    await page.keyboard.press("Escape");
    await page.locator(".panel").waitFor({ state: "detached" });
    await page.context().close();
  });

  it("zooms by wheel, pans by drag and keys, and keeps the window in the address", async () => {
    const page = await open("#/timeline");
    const plot = page.locator(".plot");
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 60);
    await page.mouse.wheel(0, -300);
    await page.waitForFunction(() => location.hash.includes("window="));
    const zoomed = await hashOf(page);
    await page.mouse.move(box.x + box.width / 2, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 150, box.y + 40, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction((was) => decodeURIComponent(location.hash) !== was, zoomed);
    const dragged = await hashOf(page);
    await plot.focus();
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction((was) => decodeURIComponent(location.hash) !== was, dragged);
    await page.waitForTimeout(400);
    const kept = await hashOf(page);
    await page.reload();
    await page.locator("g.mark").first().waitFor();
    await page.waitForTimeout(400);
    expect(await hashOf(page)).toBe(kept);
    await page.context().close();
  });

  it("walks the rows by j and k, opens by Enter, closes by Esc, and goes back", async () => {
    const page = await open("#/timeline");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    const first = await page.locator("tbody tr").first().getAttribute("data-row");
    expect(await page.locator("tr.pointed").getAttribute("data-row")).toBe(first);
    await page.keyboard.press("Enter");
    await page.locator(".panel h2").waitFor();
    expect(await hashOf(page)).toContain(`open=event:${first}`);
    await page.keyboard.press("j");
    await page.waitForFunction((id) => !decodeURIComponent(location.hash).endsWith(id), first!);
    await page.reload();
    await page.locator(".panel h2").waitFor();
    await page.goBack();
    await page.waitForFunction((id) => decodeURIComponent(location.hash).endsWith(id), first!);
    await page.keyboard.press("Escape");
    await page.locator(".panel").waitFor({ state: "detached" });
    await page.context().close();
  });

  it("filters by facet, by legend and by words, all in the address, and clears", async () => {
    const page = await open("#/timeline");
    await page.locator("summary", { hasText: "Type" }).click();
    await page.getByRole("checkbox", { name: "Aid" }).check();
    await page.waitForFunction(() => location.hash.includes("type=AID"));
    await page.locator("h1", { hasText: "2 events" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("grain");
    await page.keyboard.press("Enter");
    await page.locator("h1", { hasText: "1 event" }).waitFor();
    expect(await hashOf(page)).toContain("q=grain");
    await page.reload();
    await page.locator("h1", { hasText: "1 event" }).waitFor();
    expect(await page.locator("input[type=search]").inputValue()).toBe("grain");
    await page.getByRole("button", { name: "Clear all filters" }).click();
    await page.locator("h1", { hasText: /^4 events/ }).waitFor();
    await page.context().close();
  });

  it("leaves out by the minus of a facet, names it in a chip, and takes it back", async () => {
    const page = await open("#/timeline");
    await page.locator("summary", { hasText: "Status" }).click();
    const minus = page.getByRole("button", { name: /^Leave out: planned/ });
    await minus.click();
    await page.waitForFunction(() => decodeURIComponent(location.hash).includes("status=-planned"));
    const chip = page.locator(".chip", { hasText: "without status" });
    expect(await chip.textContent()).toContain("planned");
    await page.waitForFunction(() => !document.querySelector("tbody .stat")?.textContent.includes("planned"));
    expect((await page.locator("tbody .stat").allTextContents()).join(" ")).not.toContain("planned");
    expect(await minus.getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("Escape");
    await chip.click();
    await page.waitForFunction(() => !location.hash.includes("status"));
    await page.context().close();
  });

  it("copies a sentence, and an event with its sources", async () => {
    const page = await open("#/timeline", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.locator("tbody a").first().click();
    const evidence = page.locator(".panel .evidence").first();
    const sentence = (await evidence.locator("blockquote").textContent())!.trim();
    const pasted = () => page.evaluate(() => navigator.clipboard.readText());
    await evidence.getByRole("button", { name: "Copy sentence" }).click();
    await evidence.getByRole("button", { name: "Copied" }).waitFor();
    expect(await pasted()).toBe(sentence);
    await page.getByRole("button", { name: "Copy with sources" }).click();
    await page.locator(".panel .bar button", { hasText: "Copied" }).waitFor();
    const whole: string = await pasted();
    expect(whole).toContain(sentence.replace(/\s+/g, " "));
    expect(whole.split("\n")[0]).toMatch(/mark/);
    await page.context().close();
  });

  it("sets asserted and denied side by side, with the path of the news", async () => {
    const page = await open("#/claims");
    const claim = page.locator(".claim", { has: page.locator(".disputed") }).first();
    await claim.waitFor();
    expect(await claim.locator(".side.asserted .evidence").count()).toBeGreaterThan(0);
    expect(await claim.locator(".side.denied .evidence").count()).toBeGreaterThan(0);
    expect(await page.locator(".chain", { hasText: "Marknews" }).first().textContent()).toMatch(
      /Orla Venn[\s\S]*Marknews[\s\S]*Mark Courier/,
    );
    await page.locator("a", { hasText: "Open in the article" }).first().click();
    await page.locator(".article-head h1").waitFor();
    expect(await hashOf(page)).toContain("at=");
    await page.context().close();
  });

  for (const fancy of [true, false])
    it(`lights what was read ${fancy ? "without touching the text" : "by spans where highlights are missing"}`, async () => {
      const page = await open("#/article/a1", {}, async (p) => {
        if (!fancy)
          await p.addInitScript(() => {
            Object.defineProperty(CSS, "highlights", { value: undefined, configurable: true });
            Reflect.deleteProperty(globalThis, "Highlight");
          });
      });
      const lit = () =>
        page.evaluate(() =>
          "Highlight" in globalThis && CSS.highlights
            ? [...CSS.highlights.entries()].map(
                ([name, h]: [string, Iterable<object>]) => `${name} ${[...h].map((r) => String(r)).join("|")}`,
              )
            : [...document.querySelectorAll(".text span[class]")].map(
                (s: Browsers) => `${s.className} ${s.textContent}`,
              ),
        );
      await page.waitForTimeout(100);
      expect((await lit()).join("\n")).toMatch(/(read|lit)-event.* met in Midport/);
      expect((await page.locator(".text span[class]").count()) > 0).toBe(!fancy);
      await page.getByRole("button", { name: /^Events/ }).click();
      await page.waitForFunction(() => location.hash.includes("hide=event"));
      await page.waitForTimeout(100);
      expect((await lit()).filter((l) => /(read|lit)-event/.test(l))).toEqual([]);
      await page.getByRole("button", { name: /^Events/ }).click();
      const word = page.locator(".text p").first();
      const box = (await word.boundingBox())!;
      await page.mouse.move(box.x + 30, box.y + 12);
      await page.locator(".card .rule").first().waitFor();
      expect(await page.locator(".card").textContent()).toContain("made/");
      await page.getByRole("button", { name: /^Page furniture/ }).click();
      expect(await page.locator(".furniture").textContent()).toBe("Subscribe to our letter");
      const text = await page.locator(".text p[data-start]").allTextContents();
      expect(text.join("\n")).toBe(readings[0]!.article.text);
      await page.getByRole("button", { name: "How it changed: 2 versions" }).click();
      expect(await page.locator(".difference del").textContent()).toBe("An earlier <b>opening</b>. ");
      expect(await page.locator(".difference ins").textContent()).toBe("A later opening. ");
      expect(await page.locator(".versions").textContent()).toContain("words added: 3, removed: 3");
      expect(await page.locator(".versions > .faint a").getAttribute("href")).toContain("article/a2");
      await page.getByRole("button", { name: "How it changed: 2 versions" }).click();
      await page.mouse.move(5, 5);
      await page.keyboard.press("n");
      await page.waitForFunction(() => !location.hash.includes("article/a1"));
      await page.context().close();
    });

  it("shows hostile text as text", async () => {
    const claim = dossier.claims({}).items.find((c) => [...c.asserted, ...c.denied].some((s) => s.article === "a3"))!;
    const views = [
      "articles",
      "article/a3",
      "claims",
      `claim/${claim.id}`,
      "timeline",
      "actor/QZS",
      "network",
      "map",
      "inbox",
    ];
    for (const hash of views.map((v) => `#/${v}`)) {
      const page = await open(hash, { viewport: { width: 390, height: 800 } });
      await page.waitForTimeout(100);
      expect(await page.title(), hash).not.toContain("taken");
      expect(await page.locator("main img, main script, main b b").count(), hash).toBe(0);
      expect(await page.locator('a[href^="javascript" i]').count(), hash).toBe(0);
      expect(await spill(page), hash).toBeLessThanOrEqual(0);
      await page.context().close();
    }
    const page = await open("#/article/a3");
    expect(await page.locator("h1").textContent()).toBe(hostileTitle);
    expect(await page.locator(".text").textContent()).toContain(hostileWord);
    expect(await page.locator(".text").textContent()).toContain("<script>");
    await page.context().close();
  });

  it("dims the rest of the network, opens a side, focuses it and comes back", async () => {
    const page = await open("#/network");
    const node = page.locator('g.node[data-node="QZN"]');
    await node.hover({ force: true });
    await page.locator(".graph .dim").waitFor();
    await node.click({ force: true });
    await page.locator(".panel .several li").first().waitFor();
    await node.dblclick({ force: true });
    await page.waitForFunction(() => location.hash.includes("ego=QZN"));
    await page.locator(".crumbs a").first().click();
    await page.waitForFunction(() => !location.hash.includes("ego="));
    const places = () => page.locator("g.node").evaluateAll((all) => all.map((n) => n.getAttribute("transform")));
    const before = await places();
    await page.reload();
    await node.waitFor();
    expect(await places()).toEqual(before);
    await page.context().close();
  });

  it("shows places, an actor and a pair, and leads from one to the other", async () => {
    const page = await open("#/map");
    await page.locator("g.spot").first().waitFor();
    await page.getByRole("button", { name: "Midport" }).click();
    await page.locator(".panel h2", { hasText: "Midport" }).waitFor();
    await page.goto(`${server.url}#/actor/QZN`);
    await page.locator("h1", { hasText: "Northmark" }).waitFor();
    await page.goto(`${server.url}#/pair/QZN,QZS`);
    await page.locator("h1", { hasText: "Southmark" }).waitFor();
    expect(await page.locator(".months rect").count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it("judges by keys and takes it back", async () => {
    const page = await open("#/inbox");
    const title = () => page.locator("h1").textContent();
    const before = await title();
    await page.keyboard.press("y");
    await page.waitForFunction((was) => document.querySelector("h1")?.textContent !== was, before);
    expect(dossier.judgements).toHaveLength(1);
    await page.keyboard.press("u");
    await page.waitForFunction((was) => document.querySelector("h1")?.textContent === was, before);
    expect(dossier.judgements).toHaveLength(0);
    await page.context().close();
  });

  it("takes a text, shows its article, and says what became of files", async () => {
    const page = await open("#/articles");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    expect(await scan(page)).toEqual([]);
    await page.getByLabel("Text of the article").fill("Northmark met Southmark.");
    await page.getByLabel("Source or address").fill("note");
    await page.getByRole("button", { name: "Add the text" }).click();
    await page.waitForFunction(() => location.hash.startsWith("#/article/a1"));
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.locator("input[type=file]").setInputFiles([
      { name: "one.txt", mimeType: "text/plain", buffer: Buffer.from("one") },
      { name: "bad.bin", mimeType: "application/octet-stream", buffer: Buffer.from([0, 1, 2]) },
    ]);
    await page.locator(".progress li.skipped", { hasText: "bad.bin" }).waitFor();
    await page.locator(".progress li.added", { hasText: "one.txt" }).waitFor();
    expect(await page.locator(".progress").textContent()).toContain("not text");
    expect(await scan(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.context().close();
  });

  it("takes what is pasted or let go onto the page: a text, an address, a file", async () => {
    const page = await open("#/timeline");
    const give = (kind: "paste" | "drop", type: string, value: string) =>
      page.evaluate(
        ([k, t, v]) => {
          const data = new (globalThis as Browsers).DataTransfer();
          if (t === "file") data.items.add(new (globalThis as Browsers).File([v], "one.txt", { type: "text/plain" }));
          else data.setData(t, v);
          const event =
            k === "paste"
              ? new (globalThis as Browsers).ClipboardEvent("paste", { clipboardData: data, bubbles: true })
              : new (globalThis as Browsers).DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
          document.body.dispatchEvent(event);
        },
        [kind, type, value] as const,
      );
    await give("paste", "text/plain", "Northmark met Southmark.\nThey agreed.");
    await page.locator("dialog[open]").waitFor();
    expect(await page.getByLabel("Text of the article").inputValue()).toContain("They agreed.");
    await page.keyboard.press("Escape");
    await give("paste", "text/plain", "https://nowhere.example/story");
    await page.locator("dialog[open] .warning").waitFor();
    expect(await page.getByLabel("Source or address").inputValue()).toBe("https://nowhere.example/story");
    await page.keyboard.press("Escape");
    await give("drop", "file", "one");
    await page.waitForFunction(() => location.hash.startsWith("#/article/a2"));
    await page.context().close();
  });

  it("says what is wrong when the server fails or is gone, and when there is nothing", async () => {
    const page = await open("#/articles");
    await page.route("**/api/network*", (route) =>
      route.fulfill({ status: 500, json: { error: { code: "internal", message: "The program failed.", hint: null } } }),
    );
    await page.route("**/api/places*", (route) => route.abort());
    await page.locator("nav a", { hasText: "Network" }).first().click();
    await page.locator(".trouble", { hasText: "The program failed." }).waitFor();
    expect(await scan(page)).toEqual([]);
    await page.locator("nav a", { hasText: "Map" }).first().click();
    await page.locator(".trouble", { hasText: "The server does not answer" }).waitFor();
    await page.goto(`${server.url}#/claims?q=zzzzzz`);
    await page.locator(".state", { hasText: "No results" }).waitFor();
    await page.locator(".state a", { hasText: "Clear all filters" }).click();
    await page.locator(".claim").first().waitFor();
    await page.context().close();
  });

  it("speaks each language of the interface, keeps the choice, and shows the keys", async () => {
    const page = await open("#/timeline", { locale: "fr-FR" });
    await page.locator(".tools-menu summary").click();
    const select = page.locator(".tools-menu select").first();
    for (const code of await select
      .locator("option")
      .evaluateAll((all) => all.map((o: Browsers) => o.value as string))) {
      await select.selectOption(code);
      await page.waitForFunction((c) => document.documentElement.lang === c, code);
      const words = JSON.parse(
        readFileSync(join(import.meta.dirname, `../languages/${code}/interface.json`), "utf8"),
      ) as Record<string, string>;
      await page.locator("nav a", { hasText: words["nav.timeline"]! }).first().waitFor();
    }
    const last = await page.evaluate(() => document.documentElement.lang);
    await page.locator(".tools-menu select").nth(1).selectOption("dark");
    await page.reload();
    await page.locator("h1").waitFor();
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme])).toEqual([
      last,
      "dark",
    ]);
    await page.keyboard.press("?");
    await page.locator("dialog[open] kbd").first().waitFor();
    expect(await scan(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.context().close();
  });

  it("saves the view as one file without script that opens by itself", async () => {
    const page = await open("#/claims");
    await page.locator(".tools-menu summary").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "This view as HTML" }).click(),
    ]);
    const html = readFileSync((await download.path())!, "utf8");
    expect(html).toContain("Orla Venn");
    expect(html).not.toMatch(/<script|<link|\son\w+=|<img/i);
    await page.context().close();
  });

  it("never asked anything but the loopback address, and broke nowhere", () => {
    expect(visitor.strays).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});
