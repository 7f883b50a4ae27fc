/**
 * npm run weigh [-- DIR...]: learns ontology/weighing.tsv from labelled articles and the cases of all packs, and prints
 * how well that serves articles which it has not seen. Without folders it takes those that its card names.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openReader } from "../pipeline.ts";
import { crossValidate, type Figures, fitWeighing, weighingLines } from "./fit-weighing.ts";
import { type Labelled, labelledArticles, labelledCases } from "./labelled-triggers.ts";

interface Card {
  /** Folders of labelled articles, from the root of the project. */
  readonly articles: readonly string[];
}

const line = (name: string, f: Figures): string =>
  `${name}: recall ${f.recall.toFixed(1)} precision ${f.precision.toFixed(1)} F1 ${f.f1.toFixed(1)}\n`;
const rounded = (f: Figures): Figures => ({
  recall: Number(f.recall.toFixed(1)),
  precision: Number(f.precision.toFixed(1)),
  f1: Number(f.f1.toFixed(1)),
});

const reader = openReader();
const cardPath = join(reader.root, "ontology", "weighing.card.json");
const named = process.argv.slice(2);
const dirs =
  named.length || !existsSync(cardPath) ? named : (JSON.parse(readFileSync(cardPath, "utf8")) as Card).articles;
const parts: Labelled[] = [];
for (const dir of dirs) parts.push(await labelledArticles(dir, reader));
const measured = parts.flatMap((p) => p.triggers);
const triggers = [...measured, ...reader.codes.flatMap((code) => labelledCases(code, reader))];
const essential = parts.reduce((n, p) => n + p.essential, 0);
process.stdout.write(
  `${measured.length} triggers of articles in ${dirs.length} folders, ${triggers.length - measured.length} of cases; ${essential} essential events\n`,
);
const { rules, weighed } = crossValidate(triggers, essential);
process.stdout.write(line("rules alone", rules) + line("weighed, five folds", weighed));
writeFileSync(join(reader.root, "ontology", "weighing.tsv"), weighingLines(fitWeighing(triggers)));
const card = {
  what: "weights of features of triggers: who takes part, who acts, whether it is an event",
  method: "logistic regression, one weight a named feature (src/training/logistic.ts)",
  articles: dirs,
  cases: "events.yaml of the cases of every pack",
  licence: "MIT: articles and labels were written for the project",
  triggers: { articles: measured.length, cases: triggers.length - measured.length },
  unseen: { folds: 5, rules: rounded(rules), weighed: rounded(weighed) },
};
writeFileSync(cardPath, `${JSON.stringify(card, null, 2)}\n`);
