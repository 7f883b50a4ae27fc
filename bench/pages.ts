/** Time of reading a page, beside Readability with linkedom on the same pages in the same run, on one core. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { loadFurniture } from "../src/language/furniture.ts";
import { identifyLanguage } from "../src/language/identify.ts";
import { readPage } from "../src/read/page.ts";
import { goldPages } from "./score-fundus.ts";

function pagesIn(data: string): { id: string; html: string }[] {
  const pages: { id: string; html: string }[] = [];
  const fundus = join(data, "fundus");
  if (existsSync(fundus)) for (const { id, html } of goldPages(fundus)) pages.push({ id, html });
  const other = join(data, "scrapinghub/html");
  if (existsSync(other))
    for (const file of readdirSync(other).sort()) {
      const bytes = readFileSync(join(other, file));
      pages.push({ id: file, html: (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8") });
    }
  return pages;
}

/** Milliseconds by the clock, and of the processor: the second hardly feels what else the machine does. */
function timed(run: () => void): { clock: number; cpu: number } {
  const before = process.cpuUsage();
  const began = performance.now();
  run();
  const clock = performance.now() - began;
  const used = process.cpuUsage(before);
  return { clock, cpu: (used.user + used.system) / 1000 };
}

const median = (values: readonly number[]): string => [...values].sort((a, b) => a - b)[values.length >> 1]!.toFixed(1);

/** Lines for the table of the bench; none where the pages are not here. */
export function measurePages(root: string, data: string): string[] {
  const pages = pagesIn(data);
  if (pages.length === 0) return [];
  const furniture = loadFurniture(join(root, "languages"));
  const read = (html: string, id: string): void =>
    void readPage(html, { source: id, furniture, identify: identifyLanguage });
  const plain = (html: string): void => {
    try {
      new Readability(parseHTML(html).document as never).parse();
    } catch {
      // it stumbles over some broken trees
    }
  };
  for (const { id, html } of pages.slice(0, 60)) {
    read(html, id);
    plain(html);
  }
  // turn and turn about, so that what else the machine does falls on both
  const both = pages.map(({ id, html }) => [timed(() => read(html, id)), timed(() => plain(html))] as const);
  const own = both.map(([a]) => a);
  const other = both.map(([, b]) => b);
  const line = (name: string, times: readonly { clock: number; cpu: number }[]): string =>
    `${name} median ${median(times.map((t) => t.clock))} ms by the clock, ${median(times.map((t) => t.cpu))} ms of processor`;
  return [
    `speed pages: ${pages.length} pages; ${line("relazione", own)}; ${line("Readability with linkedom alone", other)}`,
  ];
}

if (process.argv[1]?.endsWith("pages.ts"))
  for (const line of measurePages(".", process.argv[2] ?? "../shared/data/pages")) console.log(line);
