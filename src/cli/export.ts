/** relazione export: the dossier in another format. */
import { closeSync, openSync, renameSync, writeSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import { claimsCsv, eventsCsv } from "../export/csv.ts";
import { dossierJson } from "../export/dossier.ts";
import type { Store } from "../pipeline.ts";
import { claims } from "../show/claims.ts";
import { timeline } from "../show/events.ts";
import { openDossier } from "./add.ts";
import { DEFAULT_DB } from "./options.ts";

const formats: Readonly<Record<string, (store: Store) => Iterable<string>>> = {
  json: dossierJson,
  "events-csv": (store) => eventsCsv(timeline(store, {}).items),
  "claims-csv": (store) => claimsCsv(claims(store, {}).items),
};

export function exportCommand(program: Command): void {
  program
    .command("export")
    .description("write the dossier in another format; json is contract/dossier.schema.json")
    .requiredOption("--format <name>", Object.keys(formats).join(", "), (value) => {
      if (!formats[value]) throw new InvalidArgumentError(`give one of ${Object.keys(formats).join(", ")}`);
      return value;
    })
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--out <path>", "write there instead of to standard output")
    .option("--json", "the same as --format json prints: JSON only")
    .action(async (options: { format: string; db: string; out?: string }) => {
      const store = await openDossier(options.db);
      try {
        const pieces = formats[options.format]!(store);
        if (!options.out) {
          for (const piece of pieces) process.stdout.write(piece);
          return;
        }
        // a file half written is never left under its name
        const part = `${options.out}.part`;
        const file = openSync(part, "w");
        try {
          for (const piece of pieces) writeSync(file, piece);
        } finally {
          closeSync(file);
        }
        renameSync(part, options.out);
      } finally {
        store.close();
      }
    });
}
