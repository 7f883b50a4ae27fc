/** ontology/weighing.tsv: what each feature of a trigger counts for, learned from articles labelled by hand. */
import { readFileSync } from "node:fs";
import { UserError } from "../model/errors.ts";

/** The questions that are weighed: does a home take part, does it act, is it an event at all? */
export const questions = ["side", "actor", "event"] as const;
export type Question = (typeof questions)[number];

/** Weight of each feature by question, in logits; a feature without a weight counts nothing. */
export type Weighing = Readonly<Record<Question, ReadonlyMap<string, number>>>;

/** How likely the features make it, between 0 and 1. */
export function likelihood(weights: ReadonlyMap<string, number>, features: readonly string[]): number {
  let sum = 0;
  for (const f of features) sum += weights.get(f) ?? 0;
  return 1 / (1 + Math.exp(-sum));
}

/** Reads `question feature weight` lines below a header. Throws UserError with the line at fault. */
export function loadWeighing(path: string): Weighing {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new UserError(`cannot read ${path}`, { hint: "is the folder complete?", where: path });
  }
  const weighing = { side: new Map(), actor: new Map(), event: new Map() };
  const lines = text.split("\n");
  for (let i = 1; i < lines.length; i++) {
    if (!lines[i]) continue;
    const [question, feature, weight] = lines[i]!.split("\t");
    const value = Number(weight);
    if (!weight || !Number.isFinite(value) || !questions.includes(question as Question))
      throw new UserError(`${path}:${i + 1} is no line of question, feature and weight`, { where: path });
    weighing[question as Question].set(feature!, value);
  }
  return weighing;
}
