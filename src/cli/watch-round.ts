/** Watching feeds: polls those that are due, takes in the entries that wait, everything at once as far as politeness lets it. */
import type { Fetcher, Outcome } from "../fetch/fetcher.ts";
import type { Skipped } from "../model/article.ts";
import type { Reader, Store } from "../pipeline.ts";
import type { FeedEntry } from "../read/feed.ts";
import { entryArticle, readFeed } from "../read/feed-document.ts";
import { feedLinks } from "../read/feed-links.ts";
import { noteVisit, visitTo } from "../store/kept.ts";
import {
  dueFeeds,
  endEntry,
  type FeedState,
  keepLead,
  keepPoll,
  putOff,
  type Waiting,
  waitingEntries,
  withLeads,
} from "../store/watched.ts";
import { readFetched } from "./gather.ts";
import { intakeOptions } from "./intake.ts";
import type { Incoming, Taken, Taker } from "./take.ts";

export interface RoundOptions {
  readonly store: Store;
  readonly reader: Reader;
  readonly fetcher: Fetcher;
  readonly taker: Taker;
  readonly feeds: readonly string[];
  /** Least minutes between two polls of a feed. */
  readonly every: number;
  readonly left: (s: Skipped) => void;
  readonly polled?: (feed: string, fresh: number) => void;
  /** Hears of the feed that a page led to. */
  readonly found?: (page: string, feed: string) => void;
}

type Step =
  | { readonly kind: "poll"; readonly feed: FeedState; readonly outcome: Outcome }
  | { readonly kind: "entry"; readonly waiting: Waiting; readonly outcome: Outcome | null };

/** Under way at the same time: in all, and of one host, so that a slow one holds nobody up. */
const MOST = 32;
const OF_ONE_HOST = 4;
/** An entry with so much text in the feed is not fetched. */
const WHOLE = 1500;
/** An entry with less text than this is no article by itself. */
const SCRAP = 200;
const TRIES = 4;
/** Minutes between two polls where nobody says, and the longest time. */
const USUAL = 30;
const LONGEST = 1440;

const inMinutes = (n: number): string => new Date(Date.now() + n * 60_000).toISOString();
const now = (): string => new Date().toISOString();

/** Does all that is due now; gives what was taken in as it comes. `stop` ends it after the step under way. */
export async function* round(options: RoundOptions, stop: () => boolean): AsyncGenerator<Taken> {
  const { store, fetcher } = options;
  const running = new Map<string, Promise<Step & { readonly name: string }>>();
  const hosts = new Map<string, number>();
  const start = (name: string, host: string, step: Promise<Step>): void => {
    hosts.set(host, (hosts.get(host) ?? 0) + 1);
    running.set(
      name,
      step.then((s) => {
        hosts.set(host, (hosts.get(host) ?? 1) - 1);
        return { ...s, name };
      }),
    );
  };
  const room = (host: string): boolean => running.size < MOST && (hosts.get(host) ?? 0) < OF_ONE_HOST;
  for (;;) {
    const feeds = withLeads(store, options.feeds);
    if (!stop()) {
      for (const feed of dueFeeds(store, feeds, now())) {
        const name = `poll ${feed.address}`;
        if (running.has(name) || !room(hostOf(feed.address))) continue;
        const { etag, modified } = feed;
        start(
          name,
          hostOf(feed.address),
          fetcher.fetch(feed.address, { etag, modified }).then((outcome) => ({ kind: "poll", feed, outcome })),
        );
      }
      for (const waiting of running.size < MOST ? waitingEntries(store, feeds, now(), MOST * 4) : []) {
        const name = `entry ${waiting.feed} ${waiting.key}`;
        const entry = waiting.entry as FeedEntry;
        const fetched = entry.url !== null && entry.text.length < WHOLE;
        const host = fetched ? hostOf(entry.url) : "";
        if (running.has(name) || running.size >= MOST || (fetched && !room(host))) continue;
        start(
          name,
          host,
          fetched
            ? fetcher
                .fetch(entry.url!, visitTo(store, entry.url!) ?? {})
                .then((outcome) => ({ kind: "entry", waiting, outcome }))
            : Promise.resolve({ kind: "entry", waiting, outcome: null }),
        );
      }
    }
    if (running.size === 0) return;
    const step = await Promise.race(running.values());
    running.delete(step.name);
    if (step.kind === "poll") poll(step.feed, step.outcome, options);
    else yield* take(step.waiting, step.outcome, options);
  }
}

const hostOf = (address: string | null): string => {
  try {
    return new URL(address ?? "").hostname;
  } catch {
    return "";
  }
};

/** Keeps what a poll brought, and when the feed is asked next. */
function poll(feed: FeedState, outcome: Outcome, options: RoundOptions): void {
  const { store, every } = options;
  const failed = (reason: string, message: string, until: string | null): void => {
    options.left({ source: feed.address, reason, message });
    const wait = inMinutes(Math.min(LONGEST, Math.max(every, USUAL * 2 ** feed.fails)));
    keepPoll(store, { ...feed, fails: feed.fails + 1, next: until !== null && until > wait ? until : wait }, []);
  };
  if (outcome.kind === "refused") {
    failed(outcome.reason, outcome.message, outcome.until);
    return;
  }
  const fresh = outcome.fresh === null ? null : outcome.fresh / 60;
  const next = (hint: number | null): string =>
    inMinutes(Math.min(LONGEST, Math.max(every, hint ?? (fresh !== null && fresh > 0 ? fresh : USUAL))));
  if (outcome.kind === "unchanged") {
    keepPoll(store, { ...feed, fails: 0, next: next(null) }, []);
    options.polled?.(feed.address, 0);
    return;
  }
  const document = readFeed(outcome.bytes, feed.address, outcome.contentType);
  // a page leads to its feed; what a page led to is a feed or nothing
  const [lead] =
    document || !options.feeds.includes(feed.address)
      ? []
      : feedLinks(outcome.bytes, outcome.final, outcome.contentType);
  if (lead !== undefined) {
    keepLead(store, { ...feed, fails: 0, next: inMinutes(LONGEST) }, lead, now());
    options.found?.(feed.address, lead);
    return;
  }
  if (!document) {
    failed("no-feed", "there is no feed at this address", null);
    return;
  }
  const { etag, modified } = outcome;
  const state = { ...feed, title: document.title, etag, modified, fails: 0, next: next(document.minutes) };
  const brought = keepPoll(store, state, document.entries);
  options.polled?.(feed.address, brought);
}

/** Takes one entry in: its page, or what the feed holds of it where the page cannot be had. */
async function* take(waiting: Waiting, outcome: Outcome | null, options: RoundOptions): AsyncGenerator<Taken> {
  const { store, reader, taker } = options;
  const entry = waiting.entry as FeedEntry;
  const end = (): void => endEntry(store, waiting, null);
  const source = entry.url ?? `${waiting.feed}#${waiting.key}`;
  let fault: Skipped | null = null;
  if (outcome?.kind === "unchanged") {
    end();
    return;
  }
  if (outcome?.kind === "refused") {
    if (outcome.again && waiting.tries + 1 < TRIES) {
      const wait = inMinutes(5 * 4 ** waiting.tries);
      putOff(store, waiting, outcome.until !== null && outcome.until > wait ? outcome.until : wait, outcome.reason);
      options.left({ source, reason: outcome.reason, message: `${outcome.message}; it is tried again` });
      return;
    }
    fault = { source, reason: outcome.reason, message: outcome.message };
  }
  const incoming: Incoming[] = [];
  if (outcome?.kind === "fetched")
    for await (const got of readFetched(outcome, reader, {})) {
      if ("skipped" in got) fault ??= got.skipped;
      else incoming.push({ article: withEntry(got.article, entry), original: got.original });
    }
  if (incoming.length === 0 && (outcome === null || entry.text.length >= SCRAP)) {
    const article = entryArticle(entry, source, intakeOptions(reader, {}));
    const bytes = new TextEncoder().encode(JSON.stringify(entry));
    if (article)
      incoming.push({ article, original: { bytes, source: waiting.feed, contentType: "application/json", at: now() } });
  }
  const last = incoming.at(-1);
  if (!last) {
    const left = fault ?? { source, reason: "no-article", message: "the entry has no text" };
    options.left(left);
    endEntry(store, waiting, left.reason);
    return;
  }
  if (fault) options.left({ ...fault, message: `${fault.message}; the feed's own text was taken` });
  const visited = outcome?.kind === "fetched" ? outcome : null;
  const also = (): void => {
    if (visited) noteVisit(store, visited.address, { etag: visited.etag, modified: visited.modified, at: visited.at });
    end();
  };
  yield* taker.take([...incoming.slice(0, -1), { ...last, also }]);
}

/** What the page does not say of itself, the feed may know. */
function withEntry(article: Incoming["article"], entry: FeedEntry): Incoming["article"] {
  const { day } = entry;
  return {
    ...article,
    title: article.title ?? entry.title,
    author: article.author ?? entry.author,
    outlet: article.outlet ?? entry.outlet,
    published: article.published ?? (day ? { from: day, to: day, basis: "metadata", because: ["feed date"] } : null),
  };
}
