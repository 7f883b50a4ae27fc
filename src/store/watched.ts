/** Feeds that are watched and their entries: what is still to be taken in is on disk before anything is done with it. */
import type { Store } from "./store.ts";

export interface FeedState {
  readonly address: string;
  readonly title: string | null;
  readonly etag: string | null;
  readonly modified: string | null;
  /** ISO instant before which it is not asked again. */
  readonly next: string;
  /** Failures in a row. */
  readonly fails: number;
}

/** One entry of a feed as it was announced. `stamp` changes where the entry does. */
export interface Announced {
  readonly key: string;
  readonly stamp: string;
  readonly entry: object;
}

export interface Waiting {
  readonly feed: string;
  readonly key: string;
  readonly tries: number;
  readonly entry: unknown;
}

/** Puts feeds on the list; those that are on it stay as they are. */
export function watchFeeds(store: Store, addresses: readonly string[], now: string): void {
  store.db.transaction(() => {
    for (const address of addresses)
      store.db.run("insert or ignore into feed(address, next, fails) values (?, ?, 0)", address, now);
  });
}

/** Keeps that an address is a page, and which feed it led to; the page is asked again at `next`. */
export function keepLead(store: Store, page: FeedState, feed: string, now: string): void {
  store.db.transaction(() => {
    keepPoll(store, page, []);
    store.db.run("delete from leads where page = ?", page.address);
    store.db.run("insert into leads(page, feed) values (?, ?)", page.address, feed);
    watchFeeds(store, [feed], now);
  });
}

/** These addresses, and the feeds that those of pages among them led to. */
export const withLeads = (store: Store, addresses: readonly string[]): string[] => [
  ...new Set([
    ...addresses,
    ...addresses.flatMap((a) =>
      store.db.all<{ feed: string }>("select feed from leads where page = ?", a).map((row) => row.feed),
    ),
  ]),
];

const columns = "address, title, etag, modified, next, fails";

/** The feeds among these that are due. */
export const dueFeeds = (store: Store, addresses: readonly string[], now: string): FeedState[] =>
  addresses.flatMap((a) => {
    const row = store.db.get<FeedState & Record<string, never>>(
      `select ${columns} from feed where address = ? and next <= ?`,
      a,
      now,
    );
    return row ? [row] : [];
  });

/** Keeps a poll: the feed's state and its entries that are new or changed, all at once. Gives how many those are. */
export function keepPoll(store: Store, feed: FeedState, entries: readonly Announced[]): number {
  return store.db.transaction(() => {
    let fresh = 0;
    for (const e of entries) {
      const had = store.db.get<{ stamp: string }>(
        "select stamp from entry where feed = ? and key = ?",
        feed.address,
        e.key,
      );
      if (had?.stamp === e.stamp) continue;
      fresh++;
      store.db.run(
        `insert into entry(feed, key, stamp, entry, state, tries, due) values (?, ?, ?, ?, 'waiting', 0, '')
         on conflict(feed, key) do update set stamp = excluded.stamp, entry = excluded.entry, state = 'waiting', reason = null, tries = 0, due = ''`,
        feed.address,
        e.key,
        e.stamp,
        JSON.stringify(e.entry),
      );
    }
    store.db.run(
      "update feed set title = ?, etag = ?, modified = ?, next = ?, fails = ? where address = ?",
      feed.title,
      feed.etag,
      feed.modified,
      feed.next,
      feed.fails,
      feed.address,
    );
    return fresh;
  });
}

/** Entries of these feeds that wait to be taken in, one of each feed after the other, so that none holds up the others. */
export function waitingEntries(store: Store, feeds: readonly string[], now: string, most: number): Waiting[] {
  const share = Math.max(1, Math.ceil(most / Math.max(1, feeds.length)));
  const rows = feeds.map((feed) =>
    store.db.all<{ feed: string; key: string; tries: number; entry: string }>(
      "select feed, key, tries, entry from entry where state = 'waiting' and feed = ? and due <= ? order by n limit ?",
      feed,
      now,
      share,
    ),
  );
  const found: Waiting[] = [];
  for (let i = 0; found.length < most && rows.some((r) => i < r.length); i++)
    for (const list of rows) {
      const row = list[i];
      if (row && found.length < most) found.push({ ...row, entry: JSON.parse(row.entry) as unknown });
    }
  return found;
}

/** How many entries of these feeds wait, due or not. */
export const countWaiting = (store: Store, feeds: readonly string[]): number =>
  feeds.reduce(
    (n, feed) =>
      n +
      Number(
        store.db.get<{ n: number }>("select count(*) as n from entry where state = 'waiting' and feed = ?", feed)?.n ??
          0,
      ),
    0,
  );

/** The entry has been taken in (no reason), or left out for a reason. */
export function endEntry(store: Store, entry: Waiting, reason: string | null): void {
  store.db.run(
    "update entry set state = ?, reason = ?, entry = '{}' where feed = ? and key = ?",
    reason === null ? "done" : "left",
    reason,
    entry.feed,
    entry.key,
  );
}

/** The entry is tried again, not before `due`. */
export function putOff(store: Store, entry: Waiting, due: string, reason: string): void {
  store.db.run(
    "update entry set tries = tries + 1, due = ?, reason = ? where feed = ? and key = ?",
    due,
    reason,
    entry.feed,
    entry.key,
  );
}

/** The instant at which the next feed or entry of these is due; null where there is none. */
export function nextDue(store: Store, feeds: readonly string[]): string | null {
  const times = feeds.flatMap((feed) => [
    store.db.get<{ at: string | null }>("select next as at from feed where address = ?", feed)?.at,
    store.db.get<{ at: string | null }>("select min(due) as at from entry where state = 'waiting' and feed = ?", feed)
      ?.at,
  ]);
  return times.filter((t): t is string => typeof t === "string").sort()[0] ?? null;
}
