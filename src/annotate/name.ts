/** Finds the names of people, bodies and places in tagged sentences. */
import { existsSync } from "node:fs";
import type { Scorer } from "./tables.ts";
import { sparseScorer } from "./tables.ts";
import { readWeights, takeTable } from "./weights.ts";

/** A trained name tagger. */
export interface NameModel {
  readonly scorer: Scorer;
  /** The class of each tag: O, B-PER, I-PER ... */
  readonly tags: readonly string[];
}

/** Reads the name model; null when the pack has none. UserError when it is damaged. */
export function takeNameModel(path: string): NameModel | null {
  if (!existsSync(path)) return null;
  const file = readWeights(path);
  return { scorer: sparseScorer(takeTable(file, "names")), tags: file.head.tags as string[] };
}
