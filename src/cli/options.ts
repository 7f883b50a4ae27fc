/** Options that several commands share. */
import { InvalidArgumentError } from "commander";
import type { DayInterval } from "../model/time.ts";
import { dayNumber } from "../model/time.ts";
import { type Columns, usualColumns } from "../read/table.ts";

/** "2024-09-14" or "2024-09-10..2024-09-14" -> an interval of days. */
export function parsePublished(value: string): DayInterval {
  const [from = "", to = from] = value.split("..");
  for (const day of [from, to]) {
    try {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError();
      dayNumber(day);
    } catch {
      throw new InvalidArgumentError("give a day as 2024-09-14, or two as 2024-09-10..2024-09-14");
    }
  }
  if (from > to) throw new InvalidArgumentError("the first day comes after the last");
  return { from, to };
}

export function parsePort(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new InvalidArgumentError("give a port from 0 to 65535");
  return port;
}

/** Collects the values of an option that may be repeated. */
export const list = (value: string, before: string[] = []): string[] => [...before, value];

/** "text=body,title=head" -> the columns that hold what, the named ones before the usual ones. */
export function parseColumns(value: string): Columns {
  const columns: Record<string, readonly string[]> = { ...usualColumns };
  for (const pair of value.split(",")) {
    const [field = "", name = ""] = pair.split("=").map((x) => x.trim());
    if (!(field in usualColumns) || name === "")
      throw new InvalidArgumentError(
        `give FIELD=COLUMN joined by commas; the fields are ${Object.keys(usualColumns).join(", ")}`,
      );
    columns[field] = [name, ...(columns[field] ?? [])];
  }
  return columns as unknown as Columns;
}

/** Where the dossier is kept when nothing else is said. */
export const DEFAULT_DB = "relazione.db";
