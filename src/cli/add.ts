/** relazione add, remove: what goes into the dossier and what leaves it. */
import { existsSync } from "node:fs";
import type { Command } from "commander";
import type { Skipped } from "../model/article.ts";
import { UserError } from "../model/errors.ts";
import { mergeContext, openReader, openStore, type Reader, type Store, settle, settleInTurns } from "../pipeline.ts";
import { clearProgress, printable, progress, skip } from "./faults.ts";
import { type GatherOptions, gather } from "./gather.ts";
import { DEFAULT_DB, list, parseColumns, parsePublished } from "./options.ts";
import { Taker } from "./take.ts";

export interface Counted {
  added: number;
  known: number;
  "new-version": number;
  /** How many inputs were left out, by reason. */
  skipped: Record<string, number>;
}

interface AddOptions extends GatherOptions {
  db: string;
  json?: boolean;
  dryRun?: boolean;
}

const found = (page: string, feed: string): void => progress(`${page} is a page; its feed is ${feed}`);

const noneYet = (): Counted => ({ added: 0, known: 0, "new-version": 0, skipped: {} });

/** Reads and stores every article; each is safe on disk before the next is begun. Merges at the end. */
export async function addAll(
  inputs: readonly string[],
  store: Store,
  reader: Reader,
  options: GatherOptions,
): Promise<Counted> {
  const counted = noneYet();
  let done = 0;
  const taker = new Taker(store, reader);
  for await (const taken of taker.takeAll(gather(inputs, reader, { found, ...options }, store), (s) =>
    leaveOut(s, counted),
  )) {
    if ("unchanged" in taken) {
      counted.known++;
      continue;
    }
    progress(`reading ${++done}: ${taken.article.source}`);
    counted[taken.state]++;
  }
  await bringUp(store, reader);
  return counted;
}

function leaveOut(skipped: Skipped, counted: Counted): void {
  skip(skipped.source, skipped.reason, skipped.message);
  counted.skipped[skipped.reason] = (counted.skipped[skipped.reason] ?? 0) + 1;
}

/** Reads everything and says what would become of it; nothing is written. */
async function tryOut(
  inputs: readonly string[],
  store: Store | null,
  reader: Reader,
  options: AddOptions,
): Promise<Counted> {
  const counted = noneYet();
  for await (const item of gather(inputs, reader, { found, ...options }, store)) {
    if ("skipped" in item) leaveOut(item.skipped, counted);
    if ("visited" in item && item.visited.kind === "unchanged") counted.known++;
    if (!("article" in item)) continue;
    const { id, source, language, title, published } = item.article;
    const known = store?.has(id) ?? false;
    counted[known ? "known" : "added"]++;
    if (!options.json)
      process.stdout.write(
        `${known ? "known" : "would add"}  ${printable(source)}  ${published?.from ?? "undated"}  ${language}  ${printable((title ?? "").replace(/\s+/g, " ")).slice(0, 80)}\n`,
      );
  }
  return counted;
}

/** "3 skipped (2 binary, 1 robots)" */
function skippedText(counted: Counted): string {
  const reasons = Object.entries(counted.skipped).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const sum = reasons.reduce((n, [, k]) => n + k, 0);
  return sum === 0 ? "" : `, ${sum} skipped (${reasons.map(([r, n]) => `${n} ${r}`).join(", ")})`;
}

/** Opens a dossier that must be there. */
export async function openDossier(db: string): Promise<Store> {
  if (db !== ":memory:" && !existsSync(db))
    throw new UserError(`there is no dossier ${db}`, { hint: "make one with: relazione add FILES --db FILE" });
  const store = openStore(db);
  // a run that was killed, or a program of another version, left something to be drawn
  if (store.unsettled) await bringUp(store, openReader());
  return store;
}

export async function bringUp(store: Store, reader: Reader): Promise<void> {
  await settleInTurns(store, mergeContext(reader), { progress: (n) => progress(`merging ${n}`) });
  clearProgress();
}

export function addCommands(program: Command): void {
  program
    .command("add")
    .description("take articles into the dossier and merge them with what it holds")
    .argument("<path...>", "text, HTML, feeds, archives, folders and globs of them, addresses, or - for standard input")
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--published <date>", "the day on which they appeared, or two joined by ..", parsePublished)
    .option("--language <xx>", "take this language instead of telling it from the text")
    .option("--columns <names>", "columns of tables and JSON lines: text=body,title=head,published=day", parseColumns)
    .option("--allow-host <name>", "a host of this machine or network that may be asked (may be repeated)", list)
    .option("--dry-run", "read everything and say what would be taken in; write nothing")
    .option("--json", "print JSON only")
    .action(async (paths: string[], options: AddOptions) => {
      const reader = openReader();
      const store = options.dryRun && !existsSync(options.db) ? null : openStore(options.db);
      try {
        const counted =
          options.dryRun || !store
            ? await tryOut(paths, store, reader, options)
            : await addAll(paths, store, reader, options);
        const verb = options.dryRun ? "would be added" : "added";
        if (options.json) process.stdout.write(`${JSON.stringify(counted)}\n`);
        else
          process.stdout.write(
            `${counted.added} ${verb}, ${counted["new-version"]} in a new version, ${counted.known} known already${skippedText(counted)}: ${options.db}\n`,
          );
      } finally {
        store?.close();
      }
    });

  program
    .command("remove")
    .description("take an article out of the dossier, with its own evidence only")
    .argument("<article>", "id of the article")
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--json", "print JSON only")
    .action(async (article: string, options: { db: string; json?: boolean }) => {
      const store = await openDossier(options.db);
      try {
        if (!store.remove(article))
          throw new UserError(`the dossier holds no article ${article}`, { hint: "relazione article lists them" });
        settle(store, mergeContext(openReader()));
        process.stdout.write(options.json ? `${JSON.stringify({ removed: article })}\n` : `removed ${article}\n`);
      } finally {
        store.close();
      }
    });
}
