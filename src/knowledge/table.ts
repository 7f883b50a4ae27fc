/** Reads a TSV table with a header row; every fault is gathered with its file and line. */
import { readFileSync } from "node:fs";
import { UserError } from "../model/errors.ts";

/** Gathers the faults of many files, to tell them all at once. */
export interface Faults {
  readonly list: string[];
}

/** One line of a table. */
export class Row {
  readonly #table: { readonly path: string; readonly at: ReadonlyMap<string, number>; readonly faults: Faults };
  readonly #cells: readonly string[];
  readonly #line: number;

  constructor(
    table: { readonly path: string; readonly at: ReadonlyMap<string, number>; readonly faults: Faults },
    cells: readonly string[],
    line: number,
  ) {
    this.#table = table;
    this.#cells = cells;
    this.#line = line;
  }

  /** Cell by column name; an empty field is "". */
  get(column: string): string {
    return this.#cells[this.#table.at.get(column) ?? -1] ?? "";
  }

  /** `file:line`, for messages. */
  where(): string {
    return `${this.#table.path}:${this.#line}`;
  }

  fault(message: string): void {
    this.#table.faults.list.push(`${this.where()}: ${message}`);
  }
}

/** Every row of the table at `path`. A missing file, column or cell becomes a fault and the row is left out. */
export function readTable(path: string, columns: readonly string[], faults: Faults): Row[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    faults.list.push(`${path}: cannot be read`);
    return [];
  }
  const lines = text.split("\n");
  const head = (lines[0] ?? "")
    .replace(/^\uFEFF/, "")
    .replace(/\r$/, "")
    .split("\t");
  const missing = columns.filter((c) => !head.includes(c));
  if (missing.length > 0) {
    faults.list.push(`${path}:1: no column ${missing.join(", ")}`);
    return [];
  }
  const at = new Map(head.map((c, i) => [c, i]));
  const table = { path, at, faults };
  const rows: Row[] = [];
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i]!.endsWith("\r") ? lines[i]!.slice(0, -1) : lines[i]!;
    if (line === "") continue;
    const cells = line.split("\t");
    if (cells.length === head.length) rows.push(new Row(table, cells, i + 1));
    else faults.list.push(`${path}:${i + 1}: ${cells.length} fields where the header has ${head.length}`);
  }
  return rows;
}

/** Throws one UserError that names every fault, or returns when there is none. */
export function throwFaults(faults: Faults, what: string): void {
  if (faults.list.length === 0) return;
  const shown = faults.list.slice(0, 50);
  const more = faults.list.length - shown.length;
  const where = /^(.*?:\d+):/.exec(faults.list[0]!)?.[1] ?? faults.list[0]!.split(": ")[0]!;
  throw new UserError(
    `${what}: ${faults.list.length} fault(s)\n${shown.join("\n")}${more > 0 ? `\n... and ${more} more` : ""}`,
    {
      hint: "correct the lines named, one fact a line, fields parted by tabs",
      where,
    },
  );
}

/** The parts of a field joined by bars. */
export const parts = (field: string): string[] => (field === "" ? [] : field.split("|").filter((p) => p !== ""));
