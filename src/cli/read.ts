/** relazione read: articles by themselves, one reading each. */
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Command } from "commander";
import { readingJson } from "../export/reading.ts";
import type { Article } from "../model/article.ts";
import type { Reading } from "../model/reading.ts";
import type { DayInterval } from "../model/time.ts";
import { analyse, openReader, type Reader } from "../pipeline.ts";
import type { Columns } from "../read/table.ts";
import { explainReading } from "./explain.ts";
import { guarded, progress, skip } from "./faults.ts";
import { articlesFrom } from "./intake.ts";
import { parseColumns, parsePublished } from "./options.ts";

interface ReadOptions {
  published?: DayInterval;
  out?: string;
  language?: string;
  json?: boolean;
  explain?: boolean;
  columns?: Columns;
}

export function readCommand(program: Command): void {
  program
    .command("read")
    .description("read articles by themselves and give one Reading each (JSON lines, or a file each with --out)")
    .argument("<file...>", "text or HTML files, folders, or - for standard input")
    .option("--published <date>", "the day on which they appeared, or two joined by ..", parsePublished)
    .option("--language <xx>", "take this language instead of telling it from the text")
    .option("--columns <names>", "columns of tables and JSON lines: text=body,title=head,published=day", parseColumns)
    .option("--out <dir>", "write DIR/BASENAME.json for each")
    .option("--explain", "show for each sentence what fired and what nearly fired, instead of JSON")
    .option("--json", "print JSON only (as it does without --explain)")
    .action(async (files: string[], options: ReadOptions) => {
      const reader = openReader();
      if (options.out) mkdirSync(options.out, { recursive: true });
      let done = 0;
      for await (const article of articlesFrom(files, reader, options)) {
        progress(`reading ${++done}: ${article.source}`);
        guarded(article.source, () => emit(article, reader, options));
      }
    });
}

function emit(article: Article, reader: Reader, options: ReadOptions): void {
  if (options.explain) {
    process.stdout.write(explainReading(article, reader));
    return;
  }
  const reading = analyse(article, reader);
  noteUnread(reading, reader);
  const json = JSON.stringify(readingJson(reading), null, options.out ? 1 : undefined);
  if (options.out) writeFileSync(join(options.out, outName(article.source)), `${json}\n`);
  else process.stdout.write(`${json}\n`);
}

/** Names an article in a language that no pack reads; its text is kept all the same. */
export function noteUnread(reading: Reading, reader: Reader): void {
  const { language, source } = reading.article;
  if (reader.language(language)) return;
  skip(
    source,
    "no-pack",
    language === "und" ? "its language could not be told" : `no language pack reads "${language}"`,
  );
}

/** "dir/a.txt" -> "a.json"; an address becomes a plain file name. */
export function outName(source: string): string {
  const name = basename(source.replace(/[?#].*$/, "")) || "article";
  return `${basename(name, extname(name)).replace(/[^\p{L}\p{N}._-]+/gu, "_") || "article"}.json`;
}
