/** Chromium for the tests of the page: opens it, watches what it asks for and what breaks, and has axe look at it. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

const chromiumPath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const built = existsSync(join(import.meta.dirname, "../dist/web/index.html"));

/** Why the tests cannot run here, or null. */
export const reason = !existsSync(chromiumPath)
  ? `no browser at ${chromiumPath}`
  : !built
    ? "the page is not built (npm run build)"
    : null;

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

declare const location: { readonly hash: string };
declare const document: { readonly documentElement: { readonly scrollWidth: number } };
declare const innerWidth: number;

/** A browser on a served page. */
export class Visitor {
  readonly #browser: Browser;
  readonly #url: () => string;
  /** Addresses that are not the server's. */
  readonly strays: string[] = [];
  /** Faults of script and what the console called errors. */
  readonly errors: string[] = [];

  private constructor(browser: Browser, url: () => string) {
    this.#browser = browser;
    this.#url = url;
  }

  static async launch(url: () => string): Promise<Visitor> {
    const { chromium } = await import("playwright-core");
    return new Visitor(await chromium.launch({ executablePath: chromiumPath, args: flags }), url);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** Opens `#/view` in a window of its own. */
  async open(hash: string, options: BrowserContextOptions = {}, before?: (page: Page) => Promise<void>): Promise<Page> {
    const context = await this.#browser.newContext({
      locale: "en-GB",
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    page.on("request", (r) => {
      if (!r.url().startsWith(this.#url()) && !/^(blob|data):/.test(r.url())) this.strays.push(r.url());
    });
    page.on("pageerror", (e) => this.errors.push(`${hash}: ${e.message}`));
    page.on("console", (m) => {
      if (m.type() === "error" && !/status of (404|500)|ERR_(FAILED|CONNECTION)/.test(m.text()))
        this.errors.push(`${hash}: ${m.text()}`);
    });
    await before?.(page);
    await page.goto(`${this.#url()}${hash}`);
    await page.locator("main :is(h1, caption)").first().waitFor();
    return page;
  }
}

export const hashOf = (page: Page): Promise<string> => page.evaluate(() => decodeURIComponent(location.hash));

/** Pixels by which the page is wider than its window. */
export const spill = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** What axe finds wrong. */
export async function scan(page: Page): Promise<string[]> {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
      }
    ).axe.run();
    return violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)} ${v.nodes[0]?.failureSummary}`);
  });
}
