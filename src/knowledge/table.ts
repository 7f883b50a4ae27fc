/** Reads a TSV table with a header row; every fault is gathered with its file and line. */
import { readFileSync } from "node:fs";
import { UserError } from "../model/errors.ts";

/** Gathers the faults of many files, to tell them all at once. */
export interface Faults {
  readonly list: string[];
}

export interface Row {
  /** Cells by column name; an empty field is "". */
  readonly get: (column: string) => string;
  /** `file:line`, for messages. */
  readonly where: () => string;
  readonly fault: (message: string) => void;
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
  const rows: Row[] = [];
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i]!.endsWith("\r") ? lines[i]!.slice(0, -1) : lines[i]!;
    if (line === "") continue;
    const cells = line.split("\t");
    const where = () => `${path}:${i + 1}`;
    const fault = (message: string) => {
      faults.list.push(`${where()}: ${message}`);
    };
    if (cells.length !== head.length) {
      fault(`${cells.length} fields where the header has ${head.length}`);
      continue;
    }
    rows.push({ get: (column) => cells[at.get(column) ?? -1] ?? "", where, fault });
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
