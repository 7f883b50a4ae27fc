/** relazione watch: follows feeds, takes in what is new and shows what it changes in the dossier. */
import { readFileSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import { UserError } from "../model/errors.ts";
import { mergeContext, openReader, openStore, type Store, settle, settleInTurns } from "../pipeline.ts";
import { feedsOf } from "../read/feed-document.ts";
import { countWaiting, nextDue, watchFeeds, withLeads } from "../store/watched.ts";
import { type Change, changesOf, changeText } from "./changes.ts";
import { clearProgress, printable, progress, skip } from "./faults.ts";
import { isAddress, openFetcher } from "./gather.ts";
import { DEFAULT_DB, list } from "./options.ts";
import { type Taken, Taker } from "./take.ts";
import { round } from "./watch-round.ts";

interface WatchOptions {
  db: string;
  once?: boolean;
  every: number;
  allowHost?: string[];
  json?: boolean;
}

/** Articles taken in before what they change is drawn and shown. */
const TOGETHER = 25;

const minutes = (value: string): number => {
  const n = Number(value);
  if (!(n >= 1 && n <= 1440)) throw new InvalidArgumentError("give minutes from 1 to 1440");
  return n;
};

/** Addresses of feeds out of OPML files and addresses. */
function feedsIn(inputs: readonly string[]): string[] {
  const feeds = inputs.flatMap((input) => {
    if (isAddress(input)) return [input];
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(input);
    } catch (error) {
      throw new UserError(`cannot read ${input} (${(error as NodeJS.ErrnoException).code})`);
    }
    const found = feedsOf(bytes);
    if (found.length === 0)
      throw new UserError(`${input} lists no feeds`, { hint: "give an OPML file, or the address of a feed" });
    return found;
  });
  return [...new Set(feeds)];
}

export function watchCommand(program: Command): void {
  program
    .command("watch")
    .description("follow feeds: take in what is new, again and again, and show what it changes in the dossier")
    .argument("<feeds...>", "OPML files, addresses of feeds, or of pages that name their feed")
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--once", "do what is due now, then end")
    .option("--every <minutes>", "ask no feed more often than this", minutes, 10)
    .option("--allow-host <name>", "a host of this machine or network that may be asked (may be repeated)", list)
    .option("--json", "print JSON only: a line for every change")
    .action(async (inputs: string[], options: WatchOptions) => {
      const feeds = feedsIn(inputs);
      const store = openStore(options.db);
      try {
        await follow(feeds, store, options);
      } finally {
        store.close();
      }
    });
}

async function follow(feeds: readonly string[], store: Store, options: WatchOptions): Promise<void> {
  const reader = openReader();
  const context = mergeContext(reader);
  let stopped = false;
  let wake = (): void => undefined;
  const stop = (): void => {
    stopped = true;
    wake();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  watchFeeds(store, feeds, new Date().toISOString());
  // what an earlier run took in and could not draw any more
  await settleInTurns(store, context);
  const taker = new Taker(store, reader);
  const fetcher = openFetcher(options.allowHost ? { allowHost: options.allowHost } : {});
  let waiting: Taken[] = [];
  const show = (): void => {
    clearProgress();
    settle(store, context);
    for (const change of changesOf(store, waiting)) print(change, options);
    waiting = [];
  };
  while (!stopped) {
    const coming = round(
      {
        store,
        reader,
        fetcher,
        taker,
        feeds,
        every: options.every,
        left: (s) => skip(s.source, s.reason, s.message),
        polled: (feed, fresh) => {
          if (fresh > 0) progress(`${feed}: ${fresh} new entries`);
        },
        found: (page, feed) => progress(`${page} is a page; its feed is ${feed}`),
      },
      () => stopped,
    );
    for await (const taken of coming) {
      waiting.push(taken);
      progress(`${countWaiting(store, withLeads(store, feeds))} entries wait; ${taken.article.source}`);
      if (waiting.length >= TOGETHER) show();
    }
    show();
    if (options.once || stopped) break;
    const due = nextDue(store, withLeads(store, feeds));
    const pause =
      due === null
        ? 60_000
        : Math.min(3_600_000, Math.max(1000, Date.parse(due || new Date().toISOString()) - Date.now()));
    progress(`next at ${new Date(Date.now() + pause).toISOString().slice(11, 19)}Z`);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
  const left = countWaiting(store, withLeads(store, feeds));
  if (!options.json && left > 0) process.stdout.write(`${left} entries wait for the next time\n`);
}

function print(change: Change, options: WatchOptions): void {
  process.stdout.write(options.json ? `${JSON.stringify(change)}\n` : `${printable(changeText(change))}\n`);
}
