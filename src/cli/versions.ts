/** relazione versions and original: how an article changed, who else prints it, and the bytes it was read from. */
import type { Command } from "commander";
import pc from "picocolors";
import { UserError } from "../model/errors.ts";
import { versions } from "../show/versions.ts";
import type { Piece } from "../show/views.ts";
import { original, originalsOf } from "../store/kept.ts";
import { openDossier } from "./add.ts";
import { printable } from "./faults.ts";
import { DEFAULT_DB } from "./options.ts";

const inColour = (p: Piece): string => {
  const text = printable(p.text);
  if (p.kind === "added") return pc.green(`{+${text}+}`);
  if (p.kind === "removed") return pc.red(`[-${text}-]`);
  // what stays is shown by its ends
  return text.length <= 240 ? text : `${text.slice(0, 110)} … ${text.slice(-110)}`;
};

export function versionCommands(program: Command): void {
  program
    .command("versions")
    .description(
      "the states of an article one after the other, with what changed between them, and who prints the same text",
    )
    .argument("<article>", "id of the article")
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--json", "print JSON only")
    .action(async (id: string, options: { db: string; json?: boolean }) => {
      const store = await openDossier(options.db);
      try {
        const view = versions(store, id);
        if (!view) throw new UserError(`the dossier holds no article ${id}`, { hint: "relazione article lists them" });
        if (options.json) {
          process.stdout.write(`${JSON.stringify(view)}\n`);
          return;
        }
        for (const [i, s] of view.versions.entries()) {
          const kept = s.originals.map((o) => `${o.at.slice(0, 19)}Z ${o.hash.slice(0, 16)}`).join(", ");
          process.stdout.write(
            `${pc.bold(`${i + 1}. ${printable(s.title ?? s.source)}`)}  [${s.article}]\n   ${printable(s.source)}  ${kept || "no original kept"}\n`,
          );
          if (s.changes)
            process.stdout.write(
              s.changes.added + s.changes.removed === 0
                ? "   the text is the same; it was read anew\n"
                : `   ${s.changes.added} words in, ${s.changes.removed} out\n${s.difference.map(inColour).join("")}\n`,
            );
        }
        if (view.copies.length > 0) process.stdout.write(`nearly the same text: ${view.copies.join(", ")}\n`);
      } finally {
        store.close();
      }
    });

  program
    .command("original")
    .description("write the bytes that an article was read from, as they came, to standard output")
    .argument("<id>", "id of the article, or hash of the original")
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--json", "print JSON only: the list of the article's originals")
    .action(async (id: string, options: { db: string; json?: boolean }) => {
      const store = await openDossier(options.db);
      try {
        const kept = originalsOf(store, id);
        if (options.json) {
          process.stdout.write(`${JSON.stringify(kept)}\n`);
          return;
        }
        const bytes = original(store, kept.at(-1)?.hash ?? id);
        if (!bytes)
          throw new UserError(`the dossier keeps no original of ${id}`, { hint: "relazione versions lists them" });
        process.stdout.write(bytes);
      } finally {
        store.close();
      }
    });
}
