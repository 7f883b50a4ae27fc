/** The page furniture of a language: phrases that stand around an article and are no part of it (`furniture.yaml`). */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../model/errors.ts";
import { lineOf, parseYaml } from "./yaml.ts";

/**
 * How much a phrase takes:
 * `line` the line that it fills; `start` the line that begins with it; `glued` just itself, at the edge of a line or
 * between two sentences, even without a space; `heading` the line and the list of headlines under it; `byline` the
 * line, and the name in it is the author; `bio` a closing line of fragments in which these words stand.
 */
const takes = z.enum(["line", "start", "glued", "heading", "byline", "bio"]);

const rule = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  takes,
  /** Words; `a|b` either, `a?` optional; `{name} {number} {words} {rest} {networks} {link}` are slots. */
  phrases: z.array(z.string().min(1)).min(1),
  /** `exact`: capitals as written. */
  case: z.enum(["exact", "any"]).default("any"),
  /** `top`: before the first sentence of the body; `end`: after the last; `edge`: either. */
  where: z.enum(["top", "end", "edge", "any"]).default("any"),
  /** Longest line taken, in UTF-16 units. */
  max: z.int().positive().default(160),
  /** Whether the line may be a whole sentence that ends in a stop. */
  sentence: z.boolean().default(false),
  /** Texts in which the rule acts; `[[...]]` marks what it takes where that is not all. */
  example: z.union([z.string(), z.array(z.string()).min(1)]).transform((e) => (typeof e === "string" ? [e] : e)),
  /** Texts in which it must stay silent. */
  not: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((e) => (typeof e === "string" ? [e] : e)),
});

const file = z.strictObject({ rules: z.array(rule) });

type FurnitureRule = Readonly<z.infer<typeof rule>>;

/** One language's furniture. */
export interface Furniture {
  readonly language: string;
  readonly rules: readonly FurnitureRule[];
}

/** Reads the text of a `furniture.yaml`. Throws UserError with all its faults, each with file and line. */
export function parseFurniture(yaml: string, language: string, path: string): Furniture {
  const result = file.safeParse(parseYaml(yaml, path));
  if (!result.success) {
    const faults = result.error.issues.map((i) => `${path}:${lineOf(yaml, i.path)}: ${i.path.join(".")}: ${i.message}`);
    const where = /^(.*?:\d+): /.exec(faults[0] ?? "")?.[1] ?? path;
    throw new UserError(faults.join("\n"), { hint: "a rule needs name, takes, phrases and example", where });
  }
  const names = new Set<string>();
  for (const r of result.data.rules) {
    if (names.has(r.name)) throw new UserError(`${path}: two rules are called ${r.name}`, { where: path });
    names.add(r.name);
  }
  return { language, rules: result.data.rules };
}

/** Loads `furniture.yaml` of every pack in the folder `languages/`, in the order of their codes. */
export function loadFurniture(languages: string): readonly Furniture[] {
  const packs: Furniture[] = [];
  for (const code of readdirSync(languages).sort()) {
    const path = join(languages, code, "furniture.yaml");
    if (existsSync(path)) packs.push(parseFurniture(readFileSync(path, "utf8"), code, path));
  }
  return packs;
}
