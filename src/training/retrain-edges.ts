/** Trains again what takes seconds, the borders of sentences and the habits of marks, and keeps all else of the weights. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadAnnotator, WEIGHT_FILES } from "../annotate/annotator.ts";
import { packWeights, putTable, readWeights } from "../annotate/weights.ts";
import { readTreebank } from "./conllu.ts";
import { countHabits } from "./count-habits.ts";
import type { Plan } from "./plan.ts";
import { readTexts, trainBorders } from "./train-borders.ts";

/** So many rounds over the places where a sentence may end. */
export const BORDER_EPOCHS = 8;

/** Rewrites both in the syntax weights of the pack, as its plan says, and notes it in their card. */
export function retrainEdges(pack: string, plan: Plan, data: string, seed: number): void {
  const path = join(pack, "weights", WEIGHT_FILES.syntax);
  const file = readWeights(path);
  const sections = new Map(file.sections);
  const head = { ...file.head };
  if (plan.borders) {
    const { tokenize, wordType } = loadAnnotator(pack);
    const texts = plan.treebanks.map((source) => readTexts(join(data, source.file)));
    putTable(sections, "borders", trainBorders(texts, tokenize, wordType, BORDER_EPOCHS, seed).freeze(2));
  }
  if (plan.habits) {
    const gold = plan.treebanks.flatMap((source) =>
      readTreebank(join(data, source.file), { ...source, mend: [...plan.mend, ...source.mend] }, plan.drop),
    );
    head.marks = countHabits(gold);
  }
  writeFileSync(path, packWeights({ head, sections }));
  const cardPath = join(pack, "weights", "syntax.card.json");
  const card = JSON.parse(readFileSync(cardPath, "utf8"));
  card.edges = `npm run train -- ${pack.split(/[\\/]/).at(-1)} --data DIR --only edges --seed ${seed}`;
  writeFileSync(cardPath, `${JSON.stringify(card, null, 2)}\n`);
}
