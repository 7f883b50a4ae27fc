/** Collects known names for the gazetteer of the name tagger from tables (TSV with a header row). */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { foldForm } from "../annotate/word-type.ts";
import type { LexicalEntry } from "./paradigms.ts";
import type { KnownName } from "./train-names.ts";

/** A table of names: which columns hold forms (lists joined by a bar), which rows count, and what they are. */
export interface NameTable {
  /** A file, or a folder of .tsv files. */
  readonly file: string;
  readonly columns: readonly string[];
  /** Column -> the values that count, or `prefix*`. */
  readonly where?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly type: "PER" | "ORG" | "LOC" | "other";
}

const BITS = { PER: 1, ORG: 2, LOC: 4, other: 8 } as const;

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith(".tsv"))
    .sort()
    .map((name) => join(path, name));
}

function holds(values: readonly string[], value: string): boolean {
  return values.some((wanted) => (wanted.endsWith("*") ? value.startsWith(wanted.slice(0, -1)) : wanted === value));
}

/** The names of the tables that exist under `root`. */
export function readKnownNames(root: string, tables: readonly NameTable[]): KnownName[] {
  const out: KnownName[] = [];
  for (const table of tables) {
    for (const path of filesOf(join(root, table.file))) {
      const [header = "", ...rows] = readFileSync(path, "utf8").split(/\r?\n/);
      const names = header.split("\t");
      for (const row of rows) {
        const cells = row.split("\t");
        const cell = (name: string): string => cells[names.indexOf(name)] ?? "";
        if (!Object.entries(table.where ?? {}).every(([name, values]) => holds(values, cell(name)))) continue;
        for (const column of table.columns) {
          for (const form of cell(column).split("|")) {
            const bare = form.replace(/^[a-z]{2}:/, "").trim();
            if (bare.length > 1) out.push({ form: bare, bits: BITS[table.type] });
          }
        }
      }
    }
  }
  return out;
}

/** The words of known names as proper nouns with the usual features, but for words that mean something else too. */
export function properNouns(
  names: readonly KnownName[],
  feats: string | null,
  isOther: (folded: string) => boolean,
): LexicalEntry[] {
  const seen = new Set<string>();
  const out: LexicalEntry[] = [];
  for (const { form, bits } of names) {
    if (bits === BITS.other) continue;
    for (const word of form.split(/[\s-]+/)) {
      if (!/^\p{Lu}\p{Ll}[\p{L}\p{M}]+$/u.test(word)) continue;
      const folded = foldForm(word);
      if (seen.has(folded) || isOther(folded)) continue;
      seen.add(folded);
      out.push({ form: word, lemma: word, upos: "PROPN", feats });
    }
  }
  return out;
}
