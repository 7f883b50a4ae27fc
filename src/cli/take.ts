/** Takes gathered articles into the dossier: furniture of their outlets out, read, kept with their originals. */
import type { Article } from "../model/article.ts";
import { analyse, type Reader, type Store } from "../pipeline.ts";
import { STUB } from "../read/page-walls.ts";
import { Refrains } from "../read/refrains.ts";
import { keepRefrains, latestTexts, noteVisit, type Original, refrainsOf, takeIn } from "../store/kept.ts";
import type { Added } from "../store/store.ts";
import { guarded, warn } from "./faults.ts";
import type { Gathered } from "./gather.ts";
import { noteUnread } from "./read.ts";

/** One article on its way in; `also` is written together with it. */
export interface Incoming {
  readonly article: Article;
  readonly original: Original | null;
  readonly also?: () => void;
}

export interface Taken {
  readonly article: Article;
  readonly state: Added;
}

/** Articles looked at together before the first is kept, so that lines which they repeat are known. */
const TOGETHER = 64;
/** Milliseconds for which a batch waits for one more. */
const PATIENCE = 200;

export class Taker {
  readonly #store: Store;
  readonly #reader: Reader;
  readonly #refrains: Refrains;

  constructor(store: Store, reader: Reader) {
    this.#store = store;
    this.#reader = reader;
    this.#refrains = new Refrains({
      known: (outlet) => refrainsOf(store, outlet),
      latest: (outlet, most) => latestTexts(store, outlet, most),
      learn: (outlet, lines) => keepRefrains(store, outlet, lines),
    });
  }

  /** Reads and keeps them; each is safe on disk before the next is begun. */
  *take(batch: readonly Incoming[]): Generator<Taken> {
    const cleaned = this.#refrains.clean(batch.map((b) => b.article));
    for (const [i, { original, also }] of batch.entries()) {
      const article = cleaned[i]!;
      const stub = article.furniture.find((f) => f.rule === STUB);
      if (stub) warn(`${article.source}: ${stub.text} (paywall)`);
      const reading = guarded(article.source, () => analyse(article, this.#reader));
      if (!reading) {
        also?.();
        continue;
      }
      noteUnread(reading, this.#reader);
      yield { article: reading.article, state: takeIn(this.#store, reading, original, also) };
    }
  }

  /** Takes everything that comes, a batch at a time; what is skipped goes to `skipped`, unchanged addresses count as known. */
  async *takeAll(
    coming: AsyncGenerator<Gathered>,
    skipped: (s: Extract<Gathered, { skipped: unknown }>["skipped"]) => void,
  ): AsyncGenerator<Taken | { readonly unchanged: string }> {
    for await (const batch of together(coming)) {
      const articles = batch.filter((b) => "article" in b);
      yield* this.take(articles);
      for (const item of batch) {
        if ("skipped" in item) skipped(item.skipped);
        if (!("visited" in item)) continue;
        const { visited } = item;
        if (visited.kind === "unchanged") yield { unchanged: visited.address };
        if (visited.kind === "fetched")
          noteVisit(this.#store, visited.address, { etag: visited.etag, modified: visited.modified, at: visited.at });
      }
    }
  }
}

/** Gathers items until there are enough, or until the next one lets wait. */
async function* together(coming: AsyncGenerator<Gathered>): AsyncGenerator<Gathered[]> {
  let batch: Gathered[] = [];
  let next = coming.next();
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), PATIENCE);
    });
    const got = batch.length > 0 ? await Promise.race([next, late]) : await next;
    clearTimeout(timer);
    if (got !== null) {
      if (got.done) break;
      batch.push(got.value);
      next = coming.next();
    }
    if (got === null || batch.length >= TOGETHER) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
