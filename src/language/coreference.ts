/** How a language points back to who was named (coreference.yaml), checked and turned into sets. */
import { z } from "zod";
import { readYaml } from "./ontology.ts";

const list = z.array(z.string()).default([]);
const kinds = ["person", "state", "agency", "outlet", "organisation"] as const;
export type DescriptionKind = (typeof kinds)[number];
const packSchema = z.strictObject({
  /** May a finite verb leave its subject unsaid? */
  "drops-subject": z.boolean().default(true),
  pronouns: z.strictObject({ singular: list, plural: list, neuter: list }),
  possessives: list,
  relatives: list,
  both: list,
  "pair-number": list,
  pairs: z.strictObject({ state: list, person: list }),
  descriptions: z.partialRecord(z.enum(kinds), list),
  generic: list,
  "title-words": list,
  counterpart: list,
});

export interface CoreferencePack {
  readonly dropsSubject: boolean;
  readonly singular: ReadonlySet<string>;
  readonly plural: ReadonlySet<string>;
  /** Subjects that stand for a state or a body, never for a person ("it"). */
  readonly neuter: ReadonlySet<string>;
  readonly possessives: ReadonlySet<string>;
  readonly relatives: ReadonlySet<string>;
  readonly both: ReadonlySet<string>;
  readonly pairNumber: ReadonlySet<string>;
  readonly pairStates: ReadonlySet<string>;
  readonly pairPersons: ReadonlySet<string>;
  /** Lemma of a bare definite noun -> what kind of actor it may stand for. */
  readonly descriptions: ReadonlyMap<string, DescriptionKind>;
  /** Descriptions that fit anybody of their kind. */
  readonly generic: ReadonlySet<string>;
  /** Words that may stand with a bare description. */
  readonly titleWords: ReadonlySet<string>;
  readonly counterpart: ReadonlySet<string>;
}

export function loadCoreference(path: string): CoreferencePack {
  const raw = readYaml(path, packSchema);
  const descriptions = new Map<string, DescriptionKind>();
  for (const kind of kinds) for (const lemma of raw.descriptions[kind] ?? []) descriptions.set(lemma, kind);
  return {
    dropsSubject: raw["drops-subject"],
    singular: new Set(raw.pronouns.singular),
    plural: new Set(raw.pronouns.plural),
    neuter: new Set(raw.pronouns.neuter),
    possessives: new Set(raw.possessives),
    relatives: new Set(raw.relatives),
    both: new Set(raw.both),
    pairNumber: new Set(raw["pair-number"]),
    pairStates: new Set(raw.pairs.state),
    pairPersons: new Set(raw.pairs.person),
    descriptions,
    generic: new Set(raw.generic),
    titleWords: new Set(raw["title-words"]),
    counterpart: new Set(raw.counterpart),
  };
}
