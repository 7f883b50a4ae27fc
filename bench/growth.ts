/** What one more article costs as a dossier grows: `npx tsx bench/growth.ts [1000,10000[,100000]]`. Prints a table. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { loadTopics, topicsOf } from "../src/language/topics.ts";
import type { Reading } from "../src/model/reading.ts";
import { settle } from "../src/settle/settle.ts";
import { viewsOf } from "../src/show/show.ts";
import type { Filter } from "../src/show/views.ts";
import { openStore, type Store } from "../src/store/store.ts";
import { random, readings } from "./synthetic.ts";

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
  /** Milliseconds, 95th percentile, over all views and for the slowest of them. */
  readonly viewP95: number;
  readonly slowest: string;
  readonly slowestP95: number;
  readonly diskMb: number;
  readonly memoryMb: number;
  readonly events: number;
  readonly claims: number;
}

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0;
const round = (x: number): number => Math.round(x * 100) / 100;

/** Grows one dossier through the given sizes and measures it at each. */
export function* growth(sizes: readonly number[], log: (line: string) => void = () => {}): Generator<Growth> {
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
        settle(store, context);
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
      const all = [...views.values()].flat();
      const worst = [...views].map(([name, t]) => [name, quantile(t, 0.95)] as const).sort((a, b) => b[1] - a[1])[0]!;
      const shown = viewsOf(store);
      yield {
        articles: size,
        oneMedian: round(quantile(single, 0.5)),
        oneMean: round(single.reduce((a, b) => a + b, 0) / single.length),
        oneCpu: round((used.user + used.system) / 1000 / single.length),
        batched: round(batched),
        viewP95: round(quantile(all, 0.95)),
        slowest: worst[0],
        slowestP95: round(worst[1]),
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

/** Milliseconds of twenty calls of each view, with filters as a person would set them. */
function viewTimes(store: Store): Map<string, number[]> {
  const v = viewsOf(store);
  const r = random(5);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(r() * list.length)]!;
  const actors = v.actors({ limit: 100 }).items.map((a) => a.id);
  const articles = v.articles({ limit: 100 }).items.map((a) => a.id);
  const events = v.timeline({ limit: 100 }).items.map((e) => e.id);
  const year = (): Filter => ({ from: `20${15 + Math.floor(r() * 8)}-01-01` });
  const words = ["missiles", "grain exports", "denied", "prisoners", "treaty"];
  const calls: Record<string, () => unknown> = {
    timeline: () => v.timeline({ limit: 200 }),
    "timeline of an actor": () => v.timeline({ actors: [pick(actors)], limit: 200 }),
    "timeline of a pair": () => v.timeline({ pair: [pick(actors), pick(actors)], limit: 200 }),
    "timeline of a type": () => v.timeline({ types: ["CONSULT"], statuses: ["planned"], limit: 200 }),
    "timeline of a period": () => v.timeline({ ...year(), minOrigins: 2, limit: 200 }),
    "timeline by words": () => v.timeline({ query: pick(words), limit: 200 }),
    "timeline of an outlet": () => v.timeline({ sources: ["Outlet 1"], limit: 200 }),
    event: () => v.event(pick(events)),
    claims: () => v.claims({ limit: 100 }),
    "claims of an actor": () => v.claims({ actors: [pick(actors)], limit: 100 }),
    "claims by words": () => v.claims({ query: pick(words), limit: 100 }),
    actors: () => v.actors({ limit: 200 }),
    "actors by name": () => v.actors({ query: "person usa", limit: 50 }),
    actor: () => v.actor(pick(actors)),
    network: () => v.network({}),
    "network of an actor": () => v.network({ actors: [pick(actors)] }),
    "network of a type": () => v.network({ types: ["AID"] }),
    pair: () => v.pair(pick(actors), pick(actors), {}),
    articles: () => v.articles({ limit: 200 }),
    article: () => v.article(pick(articles)),
    facets: () => v.facets({}),
    "facets of an actor": () => v.facets({ actors: [pick(actors)] }),
    inbox: () => v.inbox({ limit: 50 }),
  };
  const times = new Map<string, number[]>();
  for (const [name, call] of Object.entries(calls)) {
    const list: number[] = [];
    for (let i = 0; i < 20; i++) {
      const at = performance.now();
      call();
      list.push(performance.now() - at);
    }
    times.set(name, list);
    if (process.env.GROWTH_VIEWS)
      console.log(`  ${name}: p50 ${round(quantile(list, 0.5))} p95 ${round(quantile(list, 0.95))} ms`);
  }
  return times;
}

if (process.argv[1] && import.meta.url === new URL(`file://${process.argv[1]}`).href) {
  const sizes = (process.argv[2] ?? "1000,10000").split(",").map(Number);
  console.log(
    "articles | one: median, mean, cpu | in a batch | views p95 | slowest view | disk | memory | events, claims",
  );
  for (const g of growth(sizes, (line) => process.stderr.isTTY && process.stderr.write(`\r${line}`)))
    console.log(
      `${g.articles} | ${g.oneMedian}, ${g.oneMean}, ${g.oneCpu} ms | ${g.batched} ms | ${g.viewP95} ms | ${g.slowest} ${g.slowestP95} ms | ${g.diskMb} MB | ${g.memoryMb} MB | ${g.events}, ${g.claims}`,
    );
}
