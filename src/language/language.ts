/** A folder of languages/ as one checked value. */
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { type CoreferencePack, loadCoreference } from "./coreference.ts";
import { type EventsPack, loadEvents } from "./events.ts";
import { type KnownPack, loadKnown } from "./known.ts";
import { loadNames, type NamesPack } from "./names.ts";
import { loadOffices, type OfficesPack } from "./offices.ts";
import { loadPack, type PackFacts } from "./pack.ts";
import { loadStatements, type StatementsPack } from "./statements.ts";
import { loadTimePack, type TimePack } from "./time.ts";

export interface Language {
  readonly code: string;
  /** The pack's folder. */
  readonly dir: string;
  readonly pack: PackFacts;
  readonly names: NamesPack;
  readonly offices: OfficesPack;
  readonly time: TimePack;
  readonly events: EventsPack;
  readonly statements: StatementsPack;
  readonly coreference: CoreferencePack;
  /** Empty where the pack has no known.yaml. */
  readonly known: KnownPack;
}

/** The files without which a pack cannot read articles. */
export const needed = [
  "pack.yaml",
  "tokens.yaml",
  "names.tsv",
  "offices.yaml",
  "time.yaml",
  "events.yaml",
  "statements.yaml",
  "coreference.yaml",
  "weights",
] as const;

/** What the folder of a pack still lacks. */
export const lacking = (dir: string): string[] => needed.filter((file) => !existsSync(join(dir, file)));

/** Codes of the packs in `root` that can read articles, in alphabetical order. */
export const readable = (root: string): string[] =>
  packsIn(root).filter((code) => lacking(join(root, code)).length === 0);

/** Codes of all packs in `root`, begun or complete. */
export const packsIn = (root: string): string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter((d) => d.isDirectory() && existsSync(join(root, d.name, "pack.yaml")))
    .map((d) => d.name)
    .sort();

/** Loads one pack. Throws UserError with every fault of the first file that has any. */
export function loadLanguage(dir: string): Language {
  return {
    code: basename(dir),
    dir,
    pack: loadPack(join(dir, "pack.yaml")),
    names: loadNames(join(dir, "names.tsv")),
    offices: loadOffices(join(dir, "offices.yaml")),
    time: loadTimePack(dir, basename(dir)),
    events: loadEvents(join(dir, "events.yaml"), join(dir, "../../ontology")),
    statements: loadStatements(join(dir, "statements.yaml")),
    coreference: loadCoreference(join(dir, "coreference.yaml")),
    known: loadKnown(join(dir, "known.yaml")),
  };
}
