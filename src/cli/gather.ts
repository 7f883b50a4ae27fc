/** Articles with their originals, out of files, archives, standard input and addresses; addresses come as they are fetched. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Fetcher, type FetchOptions, type Outcome } from "../fetch/fetcher.ts";
import type { Article, Skipped } from "../model/article.ts";
import { packageRoot, type Reader, type Store } from "../pipeline.ts";
import { feedLinks, isFrontPage } from "../read/feed-links.ts";
import { type Bytes, readInput } from "../read/read.ts";
import { type Original, visitTo } from "../store/kept.ts";
import { type IntakeOptions, intakeOptions } from "./intake.ts";

/** What comes in, one after the other. After the articles of an address comes how it answered, to be kept once they are. */
export type Gathered =
  | { readonly article: Article; readonly original: Original | null }
  | { readonly skipped: Skipped }
  | { readonly visited: Outcome };

export interface GatherOptions extends IntakeOptions {
  /** Hosts of this machine or its network that may be asked. */
  readonly allowHost?: readonly string[];
  readonly fetch?: FetchOptions;
  /** Hears of the feed that is read in place of a page without an article. */
  readonly found?: (page: string, feed: string) => void;
}

export const isAddress = (input: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(input);

/** A fetcher that names this version of the program. */
export function openFetcher(options: GatherOptions): Fetcher {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
  return new Fetcher({ version, allowed: options.allowHost ?? [], ...options.fetch });
}

/** Everything that the inputs hold. `store` knows what was fetched before; without one every address is fetched whole. */
export async function* gather(
  inputs: readonly (string | Bytes)[],
  reader: Reader,
  options: GatherOptions,
  store: Store | null,
): AsyncGenerator<Gathered> {
  const addresses = inputs.filter((i): i is string => typeof i === "string" && isAddress(i));
  const others = inputs.filter((i) => typeof i !== "string" || !isAddress(i));
  const queue = [...new Set(addresses)];
  const coming = addresses.length > 0 ? fetchAll(queue, openFetcher(options), store) : null;
  if (others.length > 0) yield* readKept(others, reader, options);
  if (!coming) return;
  for await (const outcome of coming) {
    if (outcome.kind === "refused") {
      const { address, reason, message, until } = outcome;
      const when = until ? `; come back after ${until.slice(0, 19)}Z` : "";
      yield { skipped: { source: address, reason, message: message + when } };
      continue;
    }
    let led = false;
    if (outcome.kind === "fetched") {
      const { address, bytes, final, contentType } = outcome;
      // what a page led to is a feed or nothing
      const lead = addresses.includes(address) ? (feedLinks(bytes, final, contentType)[0] ?? null) : null;
      led = lead !== null && isFrontPage(final);
      if (!led)
        for await (const got of readFetched(outcome, reader, options))
          if (lead !== null && "skipped" in got && got.skipped.reason === "no-article") led = true;
          else yield got;
      if (led && lead !== null) {
        if (!addresses.includes(lead)) queue.push(lead);
        options.found?.(address, lead);
      }
    }
    // a page that leads to a feed is looked at anew every time
    if (!led) yield { visited: outcome };
  }
}

/** The articles of a fetched page, feed or archive. */
export async function* readFetched(
  fetched: Extract<Outcome, { kind: "fetched" }>,
  reader: Reader,
  options: IntakeOptions,
): AsyncGenerator<Exclude<Gathered, { visited: Outcome }>> {
  const { bytes, final, contentType, at } = fetched;
  yield* readKept([{ bytes, source: final, contentType }], reader, options, at);
}

async function* readKept(
  inputs: readonly (string | Bytes)[],
  reader: Reader,
  options: IntakeOptions,
  at = new Date().toISOString(),
): AsyncGenerator<Exclude<Gathered, { visited: Outcome }>> {
  let leaf: Original | null = null;
  const hearing = {
    ...intakeOptions(reader, options),
    leaf: (bytes: Uint8Array, source: string, contentType: string | null): void => {
      leaf = { bytes, source, contentType, at };
    },
  };
  for await (const result of readInput(inputs, hearing))
    yield "article" in result ? { article: result.article, original: leaf } : result;
}

/** Fetches all of a queue, to which more may be put, at once, as far as politeness lets it; gives each as it comes, not in their order. */
async function* fetchAll(queue: string[], fetcher: Fetcher, store: Store | null): AsyncGenerator<Outcome> {
  const running = new Map<string, Promise<Outcome>>();
  while (queue.length > 0 || running.size > 0) {
    while (queue.length > 0 && running.size < MOST_WAITING) {
      const address = queue.shift()!;
      running.set(address, fetcher.fetch(address, (store && visitTo(store, address)) ?? {}));
    }
    const outcome = await Promise.race(running.values());
    running.delete(outcome.address);
    yield outcome;
  }
}

/** So many addresses are under way or wait for their host's turn. */
const MOST_WAITING = 256;
