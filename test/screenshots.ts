/**
 * Pictures of every view, light and dark, wide and narrow, made from the sample articles into docs/:
 * `npx tsx test/screenshots.ts [--db FILE] [--out FOLDER] [--only VIEW,VIEW]`. Needs the built page and Chromium.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Page } from "playwright-core";
import { addAll, openDossier } from "../src/cli/add.ts";
import { serve } from "../src/http/server.ts";
import { openReader, openStore } from "../src/pipeline.ts";
import type { ArticleLine, ClaimView, EventView, NetworkView, PairView, Part } from "../src/show/views.ts";

const root = join(import.meta.dirname, "..");
const { values: given } = parseArgs({
  options: {
    db: { type: "string" },
    out: { type: "string", default: join(root, "docs/page") },
    only: { type: "string" },
    locale: { type: "string", default: "en-GB" },
  },
});
const chromiumPath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
if (!existsSync(join(root, "dist/web/index.html"))) throw new Error("the page is not built: npm run build");

/** Largest picture, in bytes. */
const largest = 250_000;

const folder = mkdtempSync(join(tmpdir(), "relazione-pictures-"));
const store = given.db ? await openDossier(given.db) : openStore(join(folder, "dossier.db"));
if (!given.db) await addAll([join(root, "samples/it"), join(root, "samples/en")], store, openReader(), {});
const server = await serve({ store });

const ask = async <T>(path: string): Promise<T> => (await (await fetch(`${server.url}api/${path}`)).json()) as T;
const events = (await ask<Part<EventView>>("timeline?limit=1000")).items;
const articles = (await ask<Part<ArticleLine>>("articles?limit=1000")).items;
const { edges } = await ask<NetworkView>("network");

const most = <T>(list: readonly T[], of: (x: T) => number): T | undefined =>
  list.reduce<T | undefined>((a, b) => (a === undefined || of(b) > of(a) ? b : a), undefined);
const disputed = (await ask<Part<ClaimView>>("claims?dispute=both")).items[0];
const told = most(events, (e) => e.outlets.length * 10 + new Set(e.history.map((h) => h.status)).size);
const fullest = most(articles, (a) => (a.outlet ? 100 : 0) + a.events + a.statements);
const edge = most(edges, (e) => e.events);
const pairs = await Promise.all(edges.slice(0, 40).map((e) => ask<PairView>(`pair?pair=${e.left},${e.right}`)));
const turned = most(pairs, (p) => p.turns.length * 100 + p.months.length);

const views: Readonly<Record<string, string>> = {
  timeline: "#/timeline",
  event: `#/timeline?open=event:${encodeURIComponent(told?.id ?? "")}`,
  claims: "#/claims",
  claim: `#/claim/${disputed?.id ?? ""}`,
  articles: "#/articles",
  article: `#/article/${fullest?.id ?? ""}`,
  actors: "#/actors",
  actor: `#/actor/${edge?.left ?? ""}`,
  network: "#/network",
  ego: `#/network?ego=${edge?.left ?? ""}&ego=${edge?.right ?? ""}`,
  field: "#/network?all=1",
  map: "#/map",
  pair: `#/pair/${turned?.left.id ?? ""},${turned?.right.id ?? ""}`,
  inbox: "#/inbox",
};

const shapes = [
  { name: "wide", viewport: { width: 1440, height: 900 } },
  { name: "narrow", viewport: { width: 390, height: 844 } },
] as const;

async function settled(page: Page): Promise<void> {
  await page.locator("main :is(h1, caption)").first().waitFor({ timeout: 15_000 });
  await page.locator(".pulse, .stale, .laying").first().waitFor({ state: "detached", timeout: 15_000 });
  await page.waitForTimeout(250);
}

mkdirSync(given.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: chromiumPath,
  // text without coloured edges looks the same everywhere and halves the files
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-lcd-text"],
});
try {
  for (const { name: shape, viewport } of shapes) {
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({
        locale: given.locale,
        viewport,
        colorScheme,
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      page.on("pageerror", (e) => console.error(`${shape} ${colorScheme}: ${e.message}`));
      for (const [view, hash] of Object.entries(views)) {
        if (given.only && !given.only.split(",").includes(view)) continue;
        await page.goto(`${server.url}${hash}`);
        await settled(page);
        const file = join(given.out, `${view}-${shape}-${colorScheme}.png`);
        // a picture full of text may be too large whole: then it ends higher up
        for (let height: number = viewport.height; ; height -= 60) {
          await page.screenshot({ path: file, clip: { x: 0, y: 0, width: viewport.width, height } });
          if (statSync(file).size <= largest) break;
        }
      }
      await context.close();
    }
  }
  if (!given.db && !given.only) copyFileSync(join(given.out, "event-wide-light.png"), join(root, "docs/timeline.png"));
} finally {
  await browser.close();
  await server.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
}
