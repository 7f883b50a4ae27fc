/** How long the views of a dossier take: `npx tsx bench/views.ts DOSSIER`. Prints a line for each, the slowest last. */
import { performance } from "node:perf_hooks";
import { viewsOf } from "../src/show/show.ts";
import type { Filter } from "../src/show/views.ts";
import { openStore, type Store } from "../src/store/store.ts";
import { random } from "./synthetic.ts";

const CALLS = 20;

export interface ViewTimes {
  readonly name: string;
  /** Milliseconds that passed, one for each call. */
  readonly passed: readonly number[];
  /** Milliseconds of processor time, which a busy machine disturbs less. */
  readonly used: readonly number[];
}

export const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0;

/** Times of twenty calls of each view, with filters as a person would set them. */
export function viewTimes(store: Store): ViewTimes[] {
  return Object.entries(callsOn(store)).map(([name, call]) => {
    const passed: number[] = [];
    const used: number[] = [];
    for (let i = 0; i < CALLS; i++) {
      const cpu = process.cpuUsage();
      const at = performance.now();
      call();
      passed.push(performance.now() - at);
      const { user, system } = process.cpuUsage(cpu);
      used.push((user + system) / 1000);
    }
    return { name, passed, used };
  });
}

function callsOn(store: Store): Record<string, () => unknown> {
  const v = viewsOf(store);
  const r = random(5);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(r() * list.length)]!;
  const actors = v.actors({ limit: 100 }).items.map((a) => a.id);
  const articles = v.articles({ limit: 100 }).items.map((a) => a.id);
  const events = v.timeline({ limit: 100 }).items.map((e) => e.id);
  const claims = v.claims({ limit: 100 }).items.map((c) => c.id);
  const states = actors.filter((a) => /^[A-Z]{3}$/.test(a));
  const year = (): Filter => ({ from: `20${15 + Math.floor(r() * 8)}-01-01` });
  const words = ["missiles", "grain exports", "denied", "prisoners", "treaty", "state -missiles", "drones | tariffs"];
  /** What is wanted and left out together, as the page's facets put it. */
  const mixed = (): Filter => ({
    ...year(),
    types: ["CONSULT", "AGREE", "AID", "ACCUSE"],
    query: pick(words),
    not: { actors: [pick(states)], statuses: ["denied"], sources: ["Outlet 2"] },
  });
  const without = (): Filter => ({ not: { actors: [pick(states), pick(states)], types: ["CONSULT"] } });
  return {
    timeline: () => v.timeline({ limit: 200 }),
    "timeline, far down": () => v.timeline({ limit: 200, offset: 20_000 }),
    "timeline of an actor": () => v.timeline({ actors: [pick(actors)], limit: 200 }),
    "timeline of a pair": () => v.timeline({ pair: [pick(actors), pick(actors)], limit: 200 }),
    "timeline of a type": () => v.timeline({ types: ["CONSULT"], statuses: ["planned"], limit: 200 }),
    "timeline of a period": () => v.timeline({ ...year(), minOrigins: 2, limit: 200 }),
    "timeline of a place": () => v.timeline({ places: [`${pick(states)} City`], limit: 200 }),
    "timeline by words": () => v.timeline({ query: pick(words), limit: 200 }),
    "timeline of an outlet": () => v.timeline({ sources: ["Outlet 1"], limit: 200 }),
    "timeline with exclusion": () => v.timeline({ ...without(), limit: 200 }),
    "timeline of all at once": () => v.timeline({ ...mixed(), limit: 200 }),
    event: () => v.event(pick(events)),
    claims: () => v.claims({ limit: 100 }),
    "claims of an actor": () => v.claims({ actors: [pick(actors)], limit: 100 }),
    "claims by words": () => v.claims({ query: pick(words), limit: 100 }),
    "claims by who denies": () => v.claims({ denies: [pick(states)], limit: 100 }),
    "claims of a type": () => v.claims({ types: ["AID", "CONSULT"], not: { statuses: ["planned"] }, limit: 100 }),
    "claims disputed by a party": () => v.claims({ dispute: "both", party: true, not: { acts: ["says"] }, limit: 100 }),
    claim: () => v.claim(pick(claims)),
    ledger: () => v.ledger({}),
    "ledger of an actor": () => v.ledger({ actors: [pick(states)], not: { via: ["agency/a1"] } }),
    "ledger by words": () => v.ledger({ query: pick(words) }),
    actors: () => v.actors({ limit: 200 }),
    "actors by name": () => v.actors({ query: "person usa", limit: 50 }),
    "actors of an outlet": () => v.actors({ sources: ["Outlet 1"], limit: 200 }),
    actor: () => v.actor(pick(actors)),
    network: () => v.network({}),
    "network of an actor": () => v.network({ actors: [pick(actors)] }),
    "network of a type": () => v.network({ types: ["AID"] }),
    "network with exclusion": () => v.network(without()),
    pair: () => v.pair(pick(actors), pick(actors), {}),
    "pair of two states": () => v.pair("USA", "CHN", {}),
    places: () => v.places({}),
    "places with exclusion": () => v.places(without()),
    articles: () => v.articles({ limit: 200 }),
    "articles, far down": () => v.articles({ limit: 200, offset: 50_000 }),
    "articles of an actor": () => v.articles({ actors: [pick(states)], limit: 200 }),
    "articles of an outlet": () => v.articles({ sources: ["Outlet 1"], not: { actors: [pick(states)] }, limit: 200 }),
    "articles of a type": () => v.articles({ types: ["AID"], ...year(), limit: 200 }),
    "articles by words": () => v.articles({ query: pick(words), limit: 200 }),
    article: () => v.article(pick(articles)),
    facets: () => v.facets({}),
    "facets of an actor": () => v.facets({ actors: [pick(actors)] }),
    "facets with exclusion": () => v.facets(without()),
    "facets of all at once": () => v.facets(mixed()),
    inbox: () => v.inbox({ limit: 50 }),
  };
}

if (process.argv[1] && import.meta.url === new URL(`file://${process.argv[1]}`).href) {
  const store = openStore(process.argv[2]!);
  const times = viewTimes(store);
  const line = (name: string, passed: readonly number[], used: readonly number[]): string =>
    `${name.padEnd(28)} p50 ${quantile(passed, 0.5).toFixed(1).padStart(7)}  p95 ${quantile(passed, 0.95).toFixed(1).padStart(7)} ms   cpu p50 ${quantile(used, 0.5).toFixed(1).padStart(7)}  p95 ${quantile(used, 0.95).toFixed(1).padStart(7)} ms`;
  for (const t of [...times].sort((a, b) => quantile(a.used, 0.95) - quantile(b.used, 0.95)))
    console.log(line(t.name, t.passed, t.used));
  const all = (of: "passed" | "used"): number[] => times.flatMap((t) => t[of]);
  console.log(line("all views", all("passed"), all("used")));
  console.log(`${Math.round(process.memoryUsage.rss() / 1e6)} MB of memory`);
  store.close();
}
