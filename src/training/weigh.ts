/** npm run weigh -- DIR...: learns ontology/weighing.tsv from labelled articles, and prints how well it serves unseen ones. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openReader } from "../pipeline.ts";
import { crossValidate, type Figures, fitWeighing, weighingLines } from "./fit-weighing.ts";
import { type Labelled, labelledArticles, labelledCases } from "./labelled-triggers.ts";

const line = (name: string, f: Figures): string =>
  `${name}: recall ${f.recall.toFixed(1)} precision ${f.precision.toFixed(1)} F1 ${f.f1.toFixed(1)}\n`;

const dirs = process.argv.slice(2);
const reader = openReader();
const parts: Labelled[] = [];
for (const dir of dirs) parts.push(await labelledArticles(dir, reader));
const triggers = [...parts.flatMap((p) => p.triggers), ...reader.codes.flatMap((code) => labelledCases(code, reader))];
const essential = parts.reduce((n, p) => n + p.essential, 0);
process.stdout.write(`${triggers.length} triggers in ${dirs.length} folders, ${essential} essential events\n`);
const { rules, weighed } = crossValidate(triggers, essential);
process.stdout.write(line("rules alone", rules) + line("weighed, five folds", weighed));
writeFileSync(join(reader.root, "ontology", "weighing.tsv"), weighingLines(fitWeighing(triggers)));
