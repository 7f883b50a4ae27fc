/** The schema of tokens.yaml: how a language cuts text into tokens and tokens into words. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { UserError } from "../model/errors.ts";
import { parseYaml } from "./yaml.ts";

const Form = z.string().min(1);

const TokensSchema = z.strictObject({
  /** Abbreviations with their full stop; a sentence seldom ends after them. */
  abbreviations: z.array(Form).default([]),
  /** Abbreviations after which a sentence may also end, when a capital follows. */
  closing: z.array(Form).default([]),
  /** Signs, besides . ! ? and the ellipsis, after which a sentence ends. */
  enders: z.array(Form).default([]),
  /** Forms that end with an apostrophe of their own (po'). */
  apocopes: z.array(Form).default([]),
  /** Beginnings with an apostrophe that stay in one token before a capital (D'Alema). */
  prefixes: z.array(Form).default([]),
  /** Forms that are never cut. */
  keep: z.array(Form).default([]),
  /** Token -> its words: della -> [di, la]. */
  multiwords: z.record(Form, z.array(Form).min(2)).default({}),
  /** Endings of verb forms that are words of their own: glielo -> [glie, lo]. */
  clitics: z.record(Form, z.array(Form).min(1)).default({}),
  /**
   * Which forms take clitics: the host's ending, what to add to look it up in the lexicon, a CoNLL-U feature that it
   * must have there, whether the token must begin with a small letter, and whether hosts that the lexicon does not
   * know pass too.
   */
  hosts: z
    .array(
      z.strictObject({
        ends: z.string(),
        add: z.array(z.string()).min(1).default([""]),
        feature: Form,
        small: z.boolean().default(false),
        unknown: z.boolean().default(false),
      }),
    )
    .default([]),
  /** Endings that are cut off as words of their own whatever stands before: n't -> [n't]. */
  suffixes: z.record(Form, z.array(Form).min(1)).default({}),
  /** Signs at which words part into tokens of their own: "-" for so-called -> so, -, called. */
  parted: z.array(Form).default([]),
  /** Beginnings, and endings written with their hyphen, that such a sign leaves whole: co, -wise. */
  joined: z.array(Form).default([]),
  /** Units that part from the figure before them where words part: 5pm -> 5, pm. */
  units: z.array(Form).default([]),
  /** Endings of foreign names that part from them with their apostrophe (King's -> King, 's). */
  endings: z.array(Form).default([]),
  /** Does a token end after an apostrophe between letters (dell'arte)? */
  elision: z.boolean().default(false),
  /** Plain letter -> accented ones, for writers who leave accents out. */
  accents: z.record(Form, z.array(Form).min(1)).default({}),
});

/** A checked tokens.yaml. */
export type TokenRules = z.infer<typeof TokensSchema>;

/** Reads a tokens.yaml; UserError with the line of each fault. */
export function readTokens(path: string): TokenRules {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new UserError(`the language pack has no ${path}`, {
      hint: "copy one from another pack and fit it to the language",
    });
  }
  const checked = TokensSchema.safeParse(parseYaml(text, path) ?? {});
  if (checked.success) return checked.data;
  const faults = checked.error.issues.map((issue) => `${issue.path.join(".") || "(file)"}: ${issue.message}`);
  throw new UserError(`${path} does not hold: ${faults.join("; ")}`, { where: path });
}
