/** npm run train -- xx --data DIR: trains the weights of a language pack and writes their score cards. */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { loadAnnotator, WEIGHT_FILES } from "../annotate/annotator.ts";
import { UserError } from "../model/errors.ts";
import { readKnownNames } from "./known-names.ts";
import { type Plan, readPlan } from "./plan.ts";
import { compileGazetteer, prepareNames, readLabelled, trainNames } from "./train-names.ts";
import { trainSyntax } from "./train-syntax.ts";

interface Options {
  readonly data?: string;
  readonly raw?: string[];
  readonly packs: string;
  readonly seed?: string;
  readonly only?: string;
  readonly quick?: boolean;
}

const log = (line: string): void => void process.stderr.write(`${line}\n`);

function train(language: string, options: Options): void {
  const pack = join(options.packs, language);
  const plan = readPlan(join(pack, "weights", "train.json"));
  const seed = options.seed === undefined ? plan.seed : Number(options.seed);
  if (options.only !== "names") {
    if (!options.data) throw new UserError("the treebanks are missing", { hint: "give their folder with --data DIR" });
    const began = Date.now();
    const result = trainSyntax({ plan, pack, data: options.data, seed, quick: options.quick ?? false, raw: options.raw ?? [], log });
    mkdirSync(join(pack, "weights"), { recursive: true });
    for (const [name, bytes] of result.files) writeFileSync(join(pack, "weights", name), bytes);
    writeCard(pack, "syntax", { ...result.card, seconds: Math.round((Date.now() - began) / 1000) });
  }
  if (options.only !== "syntax" && plan.names) trainPackNames(pack, plan, plan.names, seed);
}

function trainPackNames(pack: string, plan: Plan, names: NonNullable<Plan["names"]>, seed: number): void {
  const began = Date.now();
  const files = names.labelled.flatMap((path) => (existsSync(path) && statSync(path).isDirectory() ? readdirSync(path).filter((name) => name.endsWith(".tsv")).sort().map((name) => join(path, name)) : [path]));
  if (files.length === 0) {
    log("no labelled names: the pack goes without a name tagger");
    return;
  }
  const annotator = loadAnnotator(pack);
  const sentences = files.flatMap(readLabelled);
  const known = readKnownNames(".", names.known);
  log(`names: ${sentences.length} sentences, ${known.length} known names`);
  const tables = compileGazetteer(known, annotator.tokenize);
  const bytes = trainNames(prepareNames(sentences, annotator), tables, plan.epochs.names, seed, log);
  writeFileSync(join(pack, "weights", WEIGHT_FILES.names), bytes);
  writeCard(pack, "names", {
    made: `npm run train -- ${annotator.language} --only names --seed ${seed}`,
    seed,
    data: files,
    licences: names.licences,
    sentences: sentences.length,
    known: known.length,
    seconds: Math.round((Date.now() - began) / 1000),
  });
}

/** Writes NAME.card.json beside the weights. */
function writeCard(pack: string, name: string, card: Record<string, unknown>): void {
  const path = join(pack, "weights", `${name}.card.json`);
  writeFileSync(path, `${JSON.stringify(card, null, 2)}\n`);
  log(`wrote ${path}`);
}

const program = new Command()
  .name("train")
  .argument("<language>", "folder under languages/")
  .option("--data <dir>", "folder that holds the treebanks named in weights/train.json")
  .option("--raw <files...>", "unlabelled text that the parsers vote on (.txt, .tsv, .conll)")
  .option("--packs <dir>", "folder of the language packs", "languages")
  .option("--only <part>", "syntax or names")
  .option("--seed <n>", "seed of the chance in training")
  .option("--quick", "a first look: few epochs, no raw text")
  .action(train);

try {
  program.parse();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n${error.hint ? `${error.hint}\n` : ""}`);
  process.exit(1);
}
