/**
 * How fast the page is on a large dossier: `npx tsx bench/page/main.ts [--db FILE] [--articles N] [--trace FOLDER]`.
 * Needs the built page and Chromium. Without `--db` a made-up press of N articles (10,000) is written first; 17,000 name
 * ten thousand actors. `--db` of a file that is not there keeps it for the next run. Prints first views, frames and weights.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "playwright-core";
import { serve } from "../../src/http/server.ts";
import { loadTopics, topicsOf } from "../../src/language/topics.ts";
import { settle } from "../../src/settle/settle.ts";
import { viewsOf } from "../../src/show/show.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { readings } from "../synthetic.ts";
import { type Frames, framesOf, quantile, round } from "./frames.ts";

const root = join(import.meta.dirname, "../..");
const { values: given } = parseArgs({
  options: {
    db: { type: "string" },
    articles: { type: "string", default: "10000" },
    trace: { type: "string" },
    only: { type: "string" },
  },
});

/** Persons of each of sixty states: so many that hardly one acts twice. */
const leaders = 20_000;

function grow(store: Store, articles: number): void {
  const pack = loadTopics(join(root, "languages/en"));
  const press = readings({ seed: 11, leaders });
  for (let held = 0; held < articles; held += 500) {
    store.addAll(Array.from({ length: Math.min(500, articles - held) }, () => press.next().value as never));
    settle(store, { topics: (text: string) => topicsOf(text, pack) });
    if (process.stderr.isTTY) process.stderr.write(`\r${held} articles`);
  }
}

/** A script that notes when `sign` is on the screen: in the frame after the one that laid it out. */
const lookOut = (sign: string): string => `
  const look = () => {
    if (document.querySelector(${JSON.stringify(sign)})) requestAnimationFrame(() => { globalThis.seen = performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);`;

/** Milliseconds from the start of the navigation until `sign` is on the screen, of several visits with an empty cache. */
async function firstView(browser: Browser, url: string, sign: string, visits = 7): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < visits; i++) {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    // as text: what a compiler adds to functions is not there in the page
    await page.addInitScript({ content: lookOut(sign) });
    await page.goto(url);
    await page.waitForFunction(() => (globalThis as unknown as { seen?: number }).seen !== undefined);
    times.push((await page.evaluate("globalThis.seen")) as number);
    await context.close();
  }
  return times;
}

const told = (name: string, f: Frames): string =>
  `${name} | ${f.perSecond} | ${f.p95} ms | ${f.onTime} % | ${f.workP95} ms | ${f.longest} ms`;

/** Turns the wheel, drags and moves the pointer over a picture, as a reader would for some seconds. */
function handle(page: Page, picture: string): Readonly<Record<string, () => Promise<void>>> {
  const middle = async () => {
    const box = (await page.locator(picture).first().boundingBox())!;
    return { x: box.x + box.width * 0.6, y: box.y + Math.min(box.height, 600) * 0.5 };
  };
  return {
    wheel: async () => {
      const { x, y } = await middle();
      await page.mouse.move(x, y);
      for (let i = 0; i < 80; i++) {
        await page.mouse.wheel(0, i % 40 < 20 ? -60 : 60);
        await page.waitForTimeout(16);
      }
    },
    drag: async () => {
      const { x, y } = await middle();
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let i = 0; i < 80; i++) {
        await page.mouse.move(x + 150 * Math.sin(i / 9), y + 20 * Math.sin(i / 5));
        await page.waitForTimeout(16);
      }
      await page.mouse.up();
    },
    hover: async () => {
      const { x, y } = await middle();
      for (let i = 0; i < 80; i++) {
        await page.mouse.move(x + 350 * Math.sin(i / 15), y + 120 * Math.sin(i / 7));
        await page.waitForTimeout(16);
      }
    },
  };
}

const scroll = (page: Page) => async () => {
  await page.mouse.move(700, 880);
  for (let i = 0; i < 80; i++) {
    await page.mouse.wheel(0, 90);
    await page.waitForTimeout(16);
  }
};

/** Every view, what shows that it is there, and the picture that is handled. */
const views: readonly (readonly [name: string, hash: string, sign: string, picture: string | null])[] = [
  ["timeline", "#/timeline", "g.mark", ".plot"],
  ["claims", "#/claims", ".claim .evidence", null],
  ["articles", "#/articles", "table.articles tbody tr", null],
  ["actors", "#/actors", "table.actors tbody tr", null],
  ["network", "#/network", ".node", ".graph"],
  ["network, all actors", "#/network?all=1", ".field canvas[data-drawn]", ".graph"],
  ["map", "#/map", ".spot", ".world"],
  ["pair", "#/pair/CHN,USA", ".months text", null],
  ["actor", "#/actor/USA", "g.mark", ".plot"],
];

function weights(): void {
  const folder = join(root, "dist/web/assets");
  const sizes = readdirSync(folder)
    .filter((f) => f.endsWith(".js"))
    .map((f) => ({ f, packed: gzipSync(readFileSync(join(folder, f))).length }));
  const html = readFileSync(join(root, "dist/web/index.html"), "utf8");
  const early = sizes.filter(({ f }) => html.includes(f));
  const sum = (list: typeof sizes) => round(list.reduce((n, s) => n + s.packed, 0) / 1024);
  console.log(`\nscripts, gzip: ${sum(sizes)} KB in all, ${sum(early)} KB named by the page itself`);
  for (const { f, packed } of sizes.sort((a, b) => b.packed - a.packed))
    console.log(`  ${f.replace(/-[\w-]{8}\.js$/, ".js")}: ${round(packed / 1024)} KB`);
}

const folder = mkdtempSync(join(tmpdir(), "relazione-page-"));
const file = given.db ?? join(folder, "dossier.db");
const fresh = !existsSync(file);
const store = openStore(file);
if (fresh) grow(store, Number(given.articles));
if (given.trace) mkdirSync(given.trace, { recursive: true });
const held = viewsOf(store);
console.log(
  `${held.articles({ limit: 0 }).total} articles, ${held.timeline({ limit: 0 }).total} events, ${held.actors({ limit: 0 }).total} actors`,
);
const server = await serve({ store });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
try {
  console.log(`\nload of the machine ${round(loadavg()[0]!)} on ${cpus().length} processors`);
  console.log("\nfirst view | fastest | median | slowest of seven");
  for (const [name, hash, sign] of views) {
    if (given.only && !given.only.split(";").includes(name)) continue;
    const times = await firstView(browser, `${server.url}${hash}`, sign);
    console.log(
      `${name} | ${round(Math.min(...times))} ms | ${round(quantile(times, 0.5))} ms | ${round(Math.max(...times))} ms`,
    );
  }
  console.log("\ninteraction | frames a second | frame p95 | on time | work p95 | longest task");
  for (const [name, hash, sign, picture] of views) {
    if (given.only && !given.only.split(";").includes(name)) continue;
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${server.url}${hash}`);
    await page.locator(sign).first().waitFor();
    await page.waitForTimeout(600);
    const acts = picture ? handle(page, picture) : { scroll: scroll(page) };
    for (const [what, act] of Object.entries(acts)) {
      const trace = given.trace ? join(given.trace, `${name.replace(/\W+/g, "-")}-${what}.json`) : null;
      console.log(told(`${name}, ${what}`, await framesOf(browser, page, act, trace)));
    }
    await context.close();
  }
  weights();
} finally {
  await browser.close();
  await server.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
}
