/** pack.yaml: what a language is called and how it quotes. */
import { z } from "zod";
import { readYaml } from "./ontology.ts";

const packSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  english: z.string(),
  quotes: z.strictObject({ open: z.string(), close: z.string() }),
});
export type PackFacts = z.infer<typeof packSchema>;

export const loadPack = (path: string): PackFacts => readYaml(path, packSchema);
