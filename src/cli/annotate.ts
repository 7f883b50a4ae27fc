/** relazione annotate: the linguistic layers of a text as JSON lines. */
import { readFileSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { annotationJson } from "../export/reading.ts";
import { UserError } from "../model/errors.ts";
import type { DayInterval } from "../model/time.ts";
import { identify, layers, openReader } from "../pipeline.ts";
import { progress, skip } from "./faults.ts";
import { parsePublished } from "./options.ts";

interface AnnotateOptions {
  language?: string;
  published?: DayInterval;
  lines?: boolean;
  out?: string;
  json?: boolean;
}

export function annotateCommand(program: Command): void {
  program
    .command("annotate")
    .description("give the linguistic layers of a text: sentences, words, trees, names, times (JSON lines)")
    .argument("<file>", "a text file")
    .option("--language <xx>", "take this language instead of telling it from the text")
    .option("--published <date>", "the day on which it appeared, which relative dates lean on", parsePublished)
    .option("--lines", "every line of the file is a text of its own")
    .option("--out <file>", "write there instead of to standard output")
    .option("--json", "print JSON only (it always does)")
    .action((file: string, options: AnnotateOptions) => {
      const reader = openReader();
      let text: string;
      try {
        text = readFileSync(file, "utf8");
      } catch (error) {
        skip(file, "unreadable", (error as NodeJS.ErrnoException).code ?? "it cannot be read");
        return;
      }
      if (options.language && !reader.language(options.language)) {
        throw new UserError(`no language pack reads "${options.language}"`, {
          hint: `there are: ${reader.codes.join(", ")}`,
        });
      }
      const texts = options.lines ? text.replace(/\r?\n$/, "").split(/\r?\n/) : [text];
      const out: string[] = [];
      texts.forEach((t, i) => {
        progress(`annotating ${i + 1} of ${texts.length}`);
        const language = options.language ?? identify(t).language;
        const found = layers(t, language, options.published ?? null, reader);
        if (!found) skip(options.lines ? `${file}:${i + 1}` : file, "no-pack", `no language pack reads "${language}"`);
        const json = found
          ? annotationJson(found.document, found.times, found.actorAt)
          : annotationJson({ text: t, language, sentences: [], names: [] }, [], () => null);
        out.push(JSON.stringify(json));
      });
      if (options.out) writeFileSync(options.out, `${out.join("\n")}\n`);
      else process.stdout.write(`${out.join("\n")}\n`);
    });
}
