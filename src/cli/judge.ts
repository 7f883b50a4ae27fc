/** relazione judge, undo: what a person decides on two items, and what that changes. */
import type { Command } from "commander";
import pc from "picocolors";
import { UserError } from "../model/errors.ts";
import type { ItemRef, Verdict } from "../model/judgement.ts";
import { openReader, type Store } from "../pipeline.ts";
import { claim } from "../show/claims.ts";
import { event } from "../show/events.ts";
import { homesOf } from "../store/query.ts";
import { bringUp, openDossier } from "./add.ts";
import { DEFAULT_DB } from "./options.ts";
import { claimText, eventText } from "./view-texts.ts";

const verdicts: readonly Verdict[] = ["same", "different", "unsure"];

function parseItem(text: string): ItemRef {
  const at = text.lastIndexOf(":");
  if (at < 1)
    throw new UserError(`${text} names no item`, {
      hint: "write ARTICLE:ITEM, as relazione article and --json show them",
    });
  return { article: text.slice(0, at), item: text.slice(at + 1) };
}

/** What holds the two items, before the work and after it. */
interface Outcome {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly lines: readonly string[];
}

async function changing(store: Store, items: readonly ItemRef[]): Promise<() => Promise<Outcome>> {
  const before = homesOf(store, items);
  const texts = before.map((id) => textOf(store, id));
  return async () => {
    await bringUp(store, openReader());
    const after = homesOf(store, items);
    const now = after.map((id) => textOf(store, id));
    const lines =
      before.join() === after.join() && texts.join() === now.join()
        ? ["nothing that holds them changed"]
        : [...labelled("before", texts), ...labelled("now", now)];
    return { before, after, lines };
  };
}

const labelled = (label: string, texts: readonly string[]): string[] => [pc.bold(label), ...texts];

function textOf(store: Store, id: string): string {
  const merged = event(store, id);
  if (merged) return eventText(merged);
  const said = claim(store, id);
  return said ? claimText(said) : id;
}

export function judgeCommands(program: Command): void {
  program
    .command("judge")
    .description("say that two items are the same, different, or that it cannot be told; it beats the machine's word")
    .argument("<left>", "ARTICLE:ITEM")
    .argument("<right>", "ARTICLE:ITEM")
    .argument("<verdict>", "same, different or unsure")
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--by <name>", "who says so", "person")
    .option("--json", "print JSON only")
    .action(
      async (left: string, right: string, verdict: string, options: { db: string; by: string; json?: boolean }) => {
        const said = verdicts.find((v) => v === verdict);
        if (!said) throw new UserError(`${verdict} is no verdict`, { hint: "say same, different or unsure" });
        const items = [parseItem(left), parseItem(right)] as const;
        const store = await openDossier(options.db);
        try {
          const outcome = await changing(store, items);
          try {
            store.judge(items[0], items[1], said, options.by);
          } catch (error) {
            if (!(error instanceof RangeError)) throw error;
            throw new UserError(error.message, { hint: "relazione article ID shows the items of an article" });
          }
          const { before, after, lines } = await outcome();
          process.stdout.write(
            options.json
              ? `${JSON.stringify({ left, right, verdict, before, after })}\n`
              : `${left} and ${right}: ${verdict}\n${lines.join("\n")}\n`,
          );
        } finally {
          store.close();
        }
      },
    );

  program
    .command("undo")
    .description("take the last judgement of a person back")
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--json", "print JSON only")
    .action(async (options: { db: string; json?: boolean }) => {
      const store = await openDossier(options.db);
      try {
        const last = store.judgements().at(-1);
        const outcome = await changing(store, last ? [last.left, last.right] : []);
        const undone = store.undo();
        const { before, after, lines } = await outcome();
        const name = (r: ItemRef): string => `${r.article}:${r.item}`;
        if (options.json) process.stdout.write(`${JSON.stringify({ undone, ...(undone && { before, after }) })}\n`);
        else if (undone)
          process.stdout.write(
            `undone: ${name(undone.left)} and ${name(undone.right)}: ${undone.verdict}\n${lines.join("\n")}\n`,
          );
        else process.stdout.write("there is no judgement to undo\n");
      } finally {
        store.close();
      }
    });
}
