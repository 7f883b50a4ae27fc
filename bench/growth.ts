/** What one more article costs as a dossier grows: `npx tsx bench/growth.ts [1000,10000[,100000]]`. Prints a table. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { loadTopics, topicsOf } from "../src/language/topics.ts";
import type { Reading } from "../src/model/reading.ts";
import { settle, settleInTurns } from "../src/settle/settle.ts";
import { viewsOf } from "../src/show/show.ts";
import { openStore } from "../src/store/store.ts";
import { readings } from "./synthetic.ts";
import { quantile, type ViewTimes, viewTimes } from "./views.ts";

const SINGLE = 100;

export interface Growth {
  readonly articles: number;
  /** Milliseconds for one article to be added and settled by itself, median and mean of 100. */
  readonly oneMedian: number;
  readonly oneMean: number;
  /** The same in milliseconds of processor time, which a busy machine disturbs less. */
  readonly oneCpu: number;
  /** Milliseconds for one article of a batch of 100. */
  readonly batched: number;
  /** Milliseconds, 95th percentile, over all views: as they passed, and of processor time; and of the slowest of them. */
  readonly viewP95: number;
  readonly viewCpu: number;
  readonly slowest: string;
  readonly slowestCpu: number;
  readonly diskMb: number;
  readonly memoryMb: number;
  readonly events: number;
  readonly claims: number;
}

const round = (x: number): number => Math.round(x * 100) / 100;

/** Grows one dossier through the given sizes and measures it at each. */
export async function* growth(
  sizes: readonly number[],
  log: (line: string) => void = () => {},
): AsyncGenerator<Growth> {
  const folder = mkdtempSync(join(tmpdir(), "growth-"));
  const file = join(folder, "growth.sqlite");
  const pack = loadTopics(new URL("../languages/en", import.meta.url).pathname);
  const context = { topics: (text: string) => topicsOf(text, pack) };
  const press = readings({ seed: 11 });
  const take = (n: number): Reading[] => Array.from({ length: n }, () => press.next().value as Reading);
  const store = openStore(file);
  let held = 0;
  try {
    for (const size of sizes) {
      while (held < size - SINGLE) {
        const n = Math.min(500, size - SINGLE - held);
        store.addAll(take(n));
        await settleInTurns(store, context);
        held += n;
        if (held % 5000 === 0) log(`${held} articles`);
      }
      const batch = take(SINGLE);
      const begun = performance.now();
      store.addAll(batch.slice(0, SINGLE / 2));
      settle(store, context);
      const batched = (performance.now() - begun) / (SINGLE / 2);
      const cpu = process.cpuUsage();
      const single = batch.slice(SINGLE / 2).map((r) => {
        const at = performance.now();
        store.add(r);
        settle(store, context);
        return performance.now() - at;
      });
      const used = process.cpuUsage(cpu);
      held = size;
      const views = viewTimes(store);
      const all = (of: "passed" | "used"): number[] => views.flatMap((v) => v[of]);
      const slow = (v: ViewTimes): number => quantile(v.used, 0.95);
      const worst = views.reduce((a, b) => (slow(b) > slow(a) ? b : a));
      const shown = viewsOf(store);
      yield {
        articles: size,
        oneMedian: round(quantile(single, 0.5)),
        oneMean: round(single.reduce((a, b) => a + b, 0) / single.length),
        oneCpu: round((used.user + used.system) / 1000 / single.length),
        batched: round(batched),
        viewP95: round(quantile(all("passed"), 0.95)),
        viewCpu: round(quantile(all("used"), 0.95)),
        slowest: worst.name,
        slowestCpu: round(slow(worst)),
        diskMb: round(
          ["", "-wal"].reduce((n, end) => n + (statSync(file + end, { throwIfNoEntry: false })?.size ?? 0), 0) / 1e6,
        ),
        memoryMb: round(process.memoryUsage.rss() / 1e6),
        events: shown.timeline({ limit: 0 }).total,
        claims: shown.claims({ limit: 0 }).total,
      };
    }
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === new URL(`file://${process.argv[1]}`).href) {
  const sizes = (process.argv[2] ?? "1000,10000").split(",").map(Number);
  console.log(
    "articles | one: median, mean, cpu | in a batch | views p95: passed, cpu | slowest view, cpu | disk | memory | events, claims",
  );
  for await (const g of growth(sizes, (line) => process.stderr.isTTY && process.stderr.write(`\r${line}`)))
    console.log(
      `${g.articles} | ${g.oneMedian}, ${g.oneMean}, ${g.oneCpu} ms | ${g.batched} ms | ${g.viewP95}, ${g.viewCpu} ms | ${g.slowest} ${g.slowestCpu} ms | ${g.diskMb} MB | ${g.memoryMb} MB | ${g.events}, ${g.claims}`,
    );
}
