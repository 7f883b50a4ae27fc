/** The plan of a language's training, weights/train.json. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { UserError } from "../model/errors.ts";

const Words = z.partialRecord(z.enum(["form", "lemma", "upos", "deprel", "head"]), z.string());

const PlanSchema = z.strictObject({
  seed: z.number().int(),
  /** Features that split the tags of verbs and auxiliaries. */
  refine: z.array(z.string()),
  /** Features that are not learned. */
  drop: z.array(z.string()).default([]),
  /** Verb features where nothing else is known, for treebanks that borrow. */
  fallback: z.string().nullable().default(null),
  /** What is put right in every treebank, before what each needs. */
  mend: z.array(z.strictObject({ when: Words, set: Words })).default([]),
  epochs: z.strictObject({
    tagger: z.number().int(),
    parser: z.number().int(),
    revision: z.number().int().default(5),
    names: z.number().int().default(8),
  }),
  /** Averaged weights below these, in steps of the frozen tables (24 to an update), are dropped. */
  least: z
    .strictObject({ tagger: z.number(), moves: z.number(), labels: z.number(), arcs: z.number() })
    .default({ tagger: 24, moves: 40, labels: 20, arcs: 40 }),
  /** Do the treebanks agree on how marks hang, so that it can be counted? */
  habits: z.boolean().default(false),
  /** Are the borders of sentences learned, for writers who leave the full stop out? */
  borders: z.boolean().default(false),
  /** Parsers that are trained apart and averaged; a right move must win by the margin (one update is worth near 190). */
  parsers: z
    .array(z.strictObject({ margin: z.number().nonnegative() }))
    .min(1)
    .default([{ margin: 0 }]),
  treebanks: z.array(
    z.strictObject({
      file: z.string(),
      licence: z.string(),
      weight: z.number().positive().default(1),
      coarse: z.boolean().default(false),
      borrow: z.boolean().default(false),
      mend: z.array(z.strictObject({ when: Words, set: Words })).default([]),
    }),
  ),
  lexicons: z
    .array(z.strictObject({ module: z.string(), kind: z.enum(["verbs", "nouns", "adjectives"]), licence: z.string() }))
    .default([]),
  /** Sentences with their names, and tables of known names; paths from the project's root. */
  names: z
    .strictObject({
      labelled: z.array(z.string()),
      licences: z.array(z.string()),
      known: z
        .array(
          z.strictObject({
            file: z.string(),
            columns: z.array(z.string()).min(1),
            where: z.record(z.string(), z.array(z.string())).optional(),
            type: z.enum(["PER", "ORG", "LOC", "other"]),
          }),
        )
        .default([]),
    })
    .nullable()
    .default(null),
});

/** A checked train.json. */
export type Plan = z.infer<typeof PlanSchema>;

/** Reads a plan; UserError when it is missing or does not hold. */
export function readPlan(path: string): Plan {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new UserError(`no training plan ${path}`, { hint: "copy one from another language pack" });
  }
  const checked = PlanSchema.safeParse(JSON.parse(text));
  if (checked.success) return checked.data;
  const faults = checked.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new UserError(`${path} does not hold: ${faults.join("; ")}`, { where: path });
}
