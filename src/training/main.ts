/** npm run train -- xx --data DIR: trains the weights of a language pack and writes their score card. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { UserError } from "../model/errors.ts";
import { trainSyntax } from "./train-syntax.ts";
import { readPlan } from "./plan.ts";

const program = new Command()
  .name("train")
  .argument("<language>", "folder under languages/")
  .requiredOption("--data <dir>", "folder that holds the treebanks named in weights/train.json")
  .option("--packs <dir>", "folder of the language packs", "languages")
  .option("--out <dir>", "where to write the weights, instead of the pack's weights/")
  .option("--raw <files...>", "unlabelled text that the parsers vote on (.txt, .tsv, .conll)")
  .option("--seed <n>", "seed of the chance in training")
  .option("--quick", "a first look: few epochs")
  .action((language: string, options: { data: string; packs: string; out?: string; seed?: string; raw?: string[]; quick?: boolean }) => {
    const pack = join(options.packs, language);
    const plan = readPlan(join(pack, "weights", "train.json"));
    const seed = options.seed === undefined ? plan.seed : Number(options.seed);
    const log = (line: string): void => void process.stderr.write(`${line}\n`);
    const began = Date.now();
    const result = trainSyntax({ plan, pack, data: options.data, seed, quick: options.quick ?? false, raw: options.raw ?? [], log });
    const out = options.out ?? join(pack, "weights");
    mkdirSync(out, { recursive: true });
    for (const [name, bytes] of result.files) writeFileSync(join(out, name), bytes);
    const cardPath = join(out, "syntax.card.json");
    writeFileSync(cardPath, `${JSON.stringify({ ...result.card, seconds: Math.round((Date.now() - began) / 1000) }, null, 2)}\n`);
    log(`wrote ${[...result.files.keys()].join(", ")} and ${cardPath} in ${Math.round((Date.now() - began) / 1000)} s`);
  });

try {
  program.parse();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n${error.hint ? `${error.hint}\n` : ""}`);
  process.exit(1);
}
