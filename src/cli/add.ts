/** relazione add, remove, judge, undo: what goes into the dossier, what leaves it, and what a person decides. */
import { existsSync } from "node:fs";
import type { Command } from "commander";
import { UserError } from "../model/errors.ts";
import type { ItemRef, Verdict } from "../model/judgement.ts";
import type { DayInterval } from "../model/time.ts";
import { analyse, mergeContext, openReader, openStore, type Reader, type Store, settle } from "../pipeline.ts";
import { clearProgress, guarded, progress } from "./faults.ts";
import { articlesFrom } from "./intake.ts";
import { DEFAULT_DB, parsePublished } from "./options.ts";
import { noteUnread } from "./read.ts";

export interface Counted {
  added: number;
  known: number;
  "new-version": number;
}

interface AddOptions {
  db: string;
  published?: DayInterval;
  language?: string;
  json?: boolean;
}

/** Reads and stores every article; each is safe on disk before the next is begun. Merges at the end. */
export async function addAll(
  inputs: readonly string[],
  store: Store,
  reader: Reader,
  options: { published?: DayInterval; language?: string },
): Promise<Counted> {
  const counted: Counted = { added: 0, known: 0, "new-version": 0 };
  let done = 0;
  for await (const article of articlesFrom(inputs, reader, options)) {
    progress(`reading ${++done}: ${article.source}`);
    const reading = guarded(article.source, () => analyse(article, reader));
    if (!reading) continue;
    noteUnread(reading, reader);
    counted[store.add(reading)]++;
  }
  settle(store, mergeContext(reader), { progress: (n) => progress(`merging ${n}`) });
  clearProgress();
  return counted;
}

/** Opens a dossier that must be there. */
export function openDossier(db: string): Store {
  if (db !== ":memory:" && !existsSync(db))
    throw new UserError(`there is no dossier ${db}`, { hint: "make one with: relazione add FILES --db FILE" });
  return openStore(db);
}

function parseItem(text: string): ItemRef {
  const at = text.lastIndexOf(":");
  if (at < 1)
    throw new UserError(`${text} names no item`, {
      hint: "write ARTICLE:ITEM, as relazione article and --json show them",
    });
  return { article: text.slice(0, at), item: text.slice(at + 1) };
}

export function addCommands(program: Command): void {
  program
    .command("add")
    .description("take articles into the dossier and merge them with what it holds")
    .argument("<path...>", "text, HTML, feeds, archives, folders of them, or - for standard input")
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--published <date>", "the day on which they appeared, or two joined by ..", parsePublished)
    .option("--language <xx>", "take this language instead of telling it from the text")
    .option("--json", "print JSON only")
    .action(async (paths: string[], options: AddOptions) => {
      const address = paths.find((p) => /^[a-z][a-z0-9+.-]*:\/\//i.test(p));
      if (address)
        throw new UserError(`${address} is an address`, {
          hint: "addresses are not fetched yet: save the page and add the file",
        });
      const reader = openReader();
      const store = openStore(options.db);
      try {
        const counted = await addAll(paths, store, reader, options);
        if (options.json) process.stdout.write(`${JSON.stringify(counted)}\n`);
        else
          process.stdout.write(
            `${counted.added} added, ${counted["new-version"]} in a new version, ${counted.known} known already: ${options.db}\n`,
          );
      } finally {
        store.close();
      }
    });

  program
    .command("remove")
    .description("take an article out of the dossier, with its own evidence only")
    .argument("<article>", "id of the article")
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--json", "print JSON only")
    .action((article: string, options: { db: string; json?: boolean }) => {
      const store = openDossier(options.db);
      try {
        if (!store.remove(article))
          throw new UserError(`the dossier holds no article ${article}`, { hint: "relazione article lists them" });
        settle(store, mergeContext(openReader()));
        process.stdout.write(options.json ? `${JSON.stringify({ removed: article })}\n` : `removed ${article}\n`);
      } finally {
        store.close();
      }
    });

  program
    .command("judge")
    .description("say that two items are the same, different, or that it cannot be told; it beats the machine's word")
    .argument("<left>", "ARTICLE:ITEM")
    .argument("<right>", "ARTICLE:ITEM")
    .argument("<verdict>", "same, different or unsure")
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--by <name>", "who says so", "person")
    .option("--json", "print JSON only")
    .action((left: string, right: string, verdict: string, options: { db: string; by: string; json?: boolean }) => {
      if (!["same", "different", "unsure"].includes(verdict))
        throw new UserError(`${verdict} is no verdict`, { hint: "say same, different or unsure" });
      const store = openDossier(options.db);
      try {
        store.judge(parseItem(left), parseItem(right), verdict as Verdict, options.by);
        settle(store, mergeContext(openReader()));
        process.stdout.write(
          options.json ? `${JSON.stringify({ left, right, verdict })}\n` : `${left} and ${right}: ${verdict}\n`,
        );
      } finally {
        store.close();
      }
    });

  program
    .command("undo")
    .description("take the last judgement of a person back")
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--json", "print JSON only")
    .action((options: { db: string; json?: boolean }) => {
      const store = openDossier(options.db);
      try {
        const undone = store.undo();
        settle(store, mergeContext(openReader()));
        process.stdout.write(
          options.json ? `${JSON.stringify({ undone })}\n` : undone ? "undone\n" : "there is no judgement to undo\n",
        );
      } finally {
        store.close();
      }
    });
}
