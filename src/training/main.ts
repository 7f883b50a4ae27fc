/** npm run train -- xx --data DIR: trains the weights of a language pack and writes their score cards. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Command } from "commander";
import { type Annotator, loadAnnotator, WEIGHT_FILES } from "../annotate/annotator.ts";
import { UserError } from "../model/errors.ts";
import { readKnownNames } from "./known-names.ts";
import { measureNames, measureTrees } from "./measure.ts";
import { type Plan, readPlan } from "./plan.ts";
import { readRawText } from "./raw-text.ts";
import { retrainEdges } from "./retrain-edges.ts";
import { compileGazetteer, prepareNames, prepareRaw, readLabelled, trainNames } from "./train-names.ts";
import { trainSyntax } from "./train-syntax.ts";

interface Options {
  readonly data?: string;
  readonly packs: string;
  readonly seed?: string;
  readonly only?: string;
  readonly quick?: boolean;
  readonly measure?: string[];
  readonly heard?: string[];
}

const log = (line: string): void => void process.stderr.write(`${line}\n`);

function train(language: string, options: Options): void {
  const pack = join(options.packs, language);
  const plan = readPlan(join(pack, "weights", "train.json"));
  const seed = options.seed === undefined ? plan.seed : Number(options.seed);
  if (options.only === "edges") {
    if (!options.data) throw new UserError("the treebanks are missing", { hint: "give their folder with --data DIR" });
    retrainEdges(pack, plan, options.data, seed);
    const path = join(pack, "weights", "syntax.card.json");
    const card = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    writeCard(pack, "syntax", { ...card, ...scores(pack, options, ".conllu", measureTrees) });
    return;
  }
  if (options.only !== "names") {
    if (!options.data) throw new UserError("the treebanks are missing", { hint: "give their folder with --data DIR" });
    const began = Date.now();
    const result = trainSyntax({
      plan,
      pack,
      data: options.data,
      seed,
      quick: options.quick ?? false,
      log,
    });
    mkdirSync(join(pack, "weights"), { recursive: true });
    for (const [name, bytes] of result.files) writeFileSync(join(pack, "weights", name), bytes);
    const seconds = Math.round((Date.now() - began) / 1000);
    writeCard(pack, "syntax", { ...result.card, seconds, ...scores(pack, options, ".conllu", measureTrees) });
  }
  if (options.only !== "syntax" && plan.names) trainPackNames(pack, plan, plan.names, seed, options);
}

function trainPackNames(
  pack: string,
  plan: Plan,
  names: NonNullable<Plan["names"]>,
  seed: number,
  options: Options,
): void {
  const began = Date.now();
  const files = names.labelled.flatMap((path) =>
    existsSync(path) && statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => name.endsWith(".tsv"))
          .sort()
          .map((name) => join(path, name))
      : [path],
  );
  if (files.length === 0) {
    log("no labelled names: the pack goes without a name tagger");
    return;
  }
  const annotator = loadAnnotator(pack);
  const sentences = files.flatMap(readLabelled);
  const seen = new Set(sentences.map(({ text }) => text.replace(/\s/g, "")));
  const known = readKnownNames(".", names.known);
  log(`names: ${sentences.length} sentences, ${known.length} known names`);
  const tables = compileGazetteer(known, annotator.tokenize);
  const bytes = trainNames(
    prepareNames(sentences, annotator),
    tables,
    prepareRaw((options.heard ?? []).flatMap(readRawText), annotator),
    plan.epochs.names,
    seed,
    log,
  );
  writeFileSync(join(pack, "weights", WEIGHT_FILES.names), bytes);
  writeCard(pack, "names", {
    made: `npm run train -- ${annotator.language} --only names --seed ${seed}${options.heard ? " --heard FILES" : ""}`,
    seed,
    data: files,
    licences: names.licences,
    sentences: sentences.length,
    known: known.length,
    heard: (options.heard ?? []).map((path) => basename(path)),
    seconds: Math.round((Date.now() - began) / 1000),
    ...scores(pack, options, ".tsv", (path, own) => measureNames(path, own, seen)),
  });
}

/** The scores of the files of a kind, as they stand in a card; nothing when there are none. */
function scores(
  pack: string,
  options: Options,
  ending: string,
  measure: (path: string, annotator: Annotator) => Record<string, number>,
): { scores?: Record<string, unknown> } {
  const files = (options.measure ?? []).filter((path) => path.endsWith(ending));
  if (files.length === 0) return {};
  const annotator = loadAnnotator(pack);
  return {
    scores: {
      "measured on": "raw text, never trained on",
      ...Object.fromEntries(files.map((path) => [basename(path), measure(path, annotator)])),
    },
  };
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
  .option("--heard <files...>", "unlabelled text in which the name tagger first listens for names (.txt, .tsv, .conll)")
  .option("--packs <dir>", "folder of the language packs", "languages")
  .option("--only <part>", "syntax, names, or edges (borders of sentences and habits of marks alone)")
  .option("--seed <n>", "seed of the chance in training")
  .option(
    "--measure <files...>",
    "score what was trained on these: trees (.conllu), names (.tsv); they are never learned from",
  )
  .option("--quick", "a first look: few epochs")
  .action(train);

try {
  program.parse();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n${error.hint ? `${error.hint}\n` : ""}`);
  process.exit(1);
}
