/** How a language speaks of what happened on known days (known.yaml): the words of each kind, checked and indexed. */
import { existsSync } from "node:fs";
import { z } from "zod";
import { datedKinds } from "../model/dated.ts";
import { readYaml } from "./ontology.ts";

const list = z.array(z.string().min(1)).default([]);
const kinds = [...datedKinds, "host"] as const;
/** A kind of the knowledge, or `host`: to receive a visitor. */
export type KnownKind = (typeof kinds)[number];
const packSchema = z.strictObject({
  kinds: z.partialRecord(z.enum(kinds), list),
  loose: z.partialRecord(z.enum(kinds), list).default({}),
  done: list,
  after: list,
  before: list,
});

/** Words that follow the first one, as lemmas or forms in lower case, and the kind that they tell together. */
export interface KnownPhrase {
  readonly rest: readonly string[];
  readonly kind: KnownKind;
}

export interface KnownPack {
  /** By the first word of a phrase; the longer ones first. */
  readonly phrases: ReadonlyMap<string, readonly KnownPhrase[]>;
  /** The same with looser words, for what a whole text is about. */
  readonly loose: ReadonlyMap<string, readonly KnownPhrase[]>;
  /** Verbs that make what they have for object or subject a thing done: to make (a visit), to hold (a summit). */
  readonly done: ReadonlySet<string>;
  /** Words that tell what stands behind them as over, and as to come. */
  readonly after: ReadonlySet<string>;
  readonly before: ReadonlySet<string>;
}

type Lists = Readonly<Partial<Record<KnownKind, readonly string[]>>>;

/** Phrases by their first word, the longer ones first. */
function indexOf(tables: readonly Lists[]): Map<string, KnownPhrase[]> {
  const phrases = new Map<string, KnownPhrase[]>();
  for (const table of tables)
    for (const kind of kinds)
      for (const phrase of table[kind] ?? []) {
        const [first, ...rest] = phrase.toLowerCase().split(" ");
        phrases.set(first!, [...(phrases.get(first!) ?? []), { rest, kind }]);
      }
  for (const l of phrases.values()) l.sort((a, b) => b.rest.length - a.rest.length);
  return phrases;
}

/** Loads known.yaml; an empty pack where there is none. */
export function loadKnown(path: string): KnownPack {
  const raw = existsSync(path) ? readYaml(path, packSchema) : packSchema.parse({ kinds: {} });
  const phrases = indexOf([raw.kinds]);
  const loose = indexOf([raw.kinds, raw.loose]);
  const set = (words: readonly string[]): Set<string> => new Set(words.map((w) => w.toLowerCase()));
  return { phrases, loose, done: set(raw.done), after: set(raw.after), before: set(raw.before) };
}
