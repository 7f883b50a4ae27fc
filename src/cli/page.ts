/** relazione page: HTML to article. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Command } from "commander";
import { openReader } from "../pipeline.ts";
import { pageJson, readPage } from "../read/page.ts";
import { progress, skip } from "./faults.ts";
import { intakeOptions } from "./intake.ts";
import { outName } from "./read.ts";

export function pageCommand(program: Command): void {
  program
    .command("page")
    .description(
      "turn HTML pages into articles: title, author, outlet, published, language, text (JSON lines, or a file each with --out)",
    )
    .argument("<file...>", "HTML files, also packed with gzip")
    .option("--url <url>", "the address that the page came from")
    .option("--out <dir>", "write DIR/BASENAME.json for each")
    .option("--json", "print JSON only (it always does)")
    .action((files: string[], options: { url?: string; out?: string }) => {
      const reader = openReader();
      const intake = intakeOptions(reader, {});
      if (options.out) mkdirSync(options.out, { recursive: true });
      files.forEach((file, i) => {
        progress(`page ${i + 1} of ${files.length}: ${file}`);
        const source = file.replace(/\.gz$/i, "");
        let bytes: Uint8Array;
        try {
          bytes = readFileSync(file);
          if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes, { maxOutputLength: intake.maxBytes });
        } catch (error) {
          const code = (error as NodeJS.ErrnoException).code;
          if (code === "ERR_BUFFER_TOO_LARGE") skip(file, "too-large", "it unpacks to more than one article may have");
          else skip(file, "unreadable", code ?? "it cannot be read");
          return;
        }
        const page = readPage(bytes, { ...intake, source, ...(options.url ? { url: options.url } : {}) });
        if ("reason" in page) {
          skip(file, page.reason, page.message);
          return;
        }
        const json = JSON.stringify(pageJson(page), null, options.out ? 1 : undefined);
        if (options.out) writeFileSync(join(options.out, outName(source)), `${json}\n`);
        else process.stdout.write(`${json}\n`);
      });
    });
}
