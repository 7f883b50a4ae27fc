/** ontology/ as checked values: event types, frames and acts; meaning with no word of any language in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../model/errors.ts";
import { type EventType, eventTypes } from "../model/event.ts";
import { type Act, acts } from "../model/statement.ts";
import { loadWeighing, type Weighing } from "./weighing.ts";
import { parseYaml } from "./yaml.ts";

const eventTypeSchema = z.strictObject({
  quad: z.number().int().min(1).max(4),
  aimed: z.boolean(),
  verbal: z.boolean(),
  mutual: z.boolean(),
  contested: z.boolean(),
  intensity: z.number().min(-10).max(10),
  modes: z.record(z.string(), z.number()).default({}),
  neighbours: z.array(z.enum(eventTypes)).default([]),
});

/** Grammatical places of a trigger's dependents; see ontology/frames.yaml. */
export const slots = [
  "subject",
  "object",
  "of",
  "by",
  "with",
  "against",
  "to",
  "in",
  "on",
  "for",
  "from",
  "between",
  "toward",
  "about",
  "at",
  "possessor",
  "adjective",
] as const;
export type Slot = (typeof slots)[number];

const rolesSchema = z.strictObject({
  actor: z.array(z.enum(slots)),
  recipient: z.array(z.enum(slots)),
  theme: z.array(z.enum(slots)).default([]),
});
const frameSchema = z.strictObject({ mutual: z.boolean().default(false), verb: rolesSchema, noun: rolesSchema });
const actSchema = z.strictObject({ denies: z.boolean(), aimed: z.boolean() });

export type EventTypeFacts = z.infer<typeof eventTypeSchema>;
export type Roles = z.infer<typeof rolesSchema>;
export type Frame = z.infer<typeof frameSchema>;
export type ActFacts = z.infer<typeof actSchema>;

export interface Ontology {
  readonly events: Readonly<Record<EventType, EventTypeFacts>>;
  readonly frames: Readonly<Record<string, Frame>>;
  readonly acts: Readonly<Record<Act, ActFacts>>;
  readonly weighing: Weighing;
}

/** Reads one YAML file against its schema; all faults at once as a UserError. */
export function readYaml<T>(path: string, schema: z.ZodType<T>): T {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new UserError(`cannot read ${path}`, { hint: "is the folder complete?", where: path });
  }
  const checked = schema.safeParse(parseYaml(text, path));
  if (checked.success) return checked.data;
  const faults = checked.error.issues.map((i) => `${i.path.join(".") || "(top)"}: ${i.message}`);
  throw new UserError(`${path}: ${faults.length} fault(s)\n  ${faults.join("\n  ")}`, { where: path });
}

/** Reads the folder ontology/. Throws UserError with all faults of a file. */
export function loadOntology(dir: string): Ontology {
  const events = readYaml(join(dir, "events.yaml"), z.record(z.enum(eventTypes), eventTypeSchema));
  const frames = readYaml(join(dir, "frames.yaml"), z.record(z.string(), frameSchema));
  const weighing = loadWeighing(join(dir, "weighing.tsv"));
  return { events, frames, acts: readYaml(join(dir, "acts.yaml"), z.record(z.enum(acts), actSchema)), weighing };
}
