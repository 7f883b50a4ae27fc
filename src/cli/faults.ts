/** What the terminal is told: faults on standard error, progress only where somebody watches, and the exit status. */
import pc from "picocolors";
import { UserError } from "../model/errors.ts";

/** Exit status so far: 0, or 1 once some input could not be read. */
let status: 0 | 1 = 0;

export const exitStatus = (): number => status;

/** Names an input that was left out, with its reason; the rest goes on. */
export function skip(source: string, reason: string, message: string): void {
  status = 1;
  clearProgress();
  process.stderr.write(`${pc.yellow("skipped")} ${printable(source)}: ${printable(message)} (${reason})\n`);
}

/** Runs a step for one input; a bug of ours is named with its stack like a bad input, and the rest goes on. */
export function guarded<T>(source: string, step: () => T): T | null {
  try {
    return step();
  } catch (error) {
    if (error instanceof UserError) throw error;
    skip(source, "fault", error instanceof Error ? (error.stack ?? error.message) : String(error));
    return null;
  }
}

/** Something checked was found wrong. */
export function fail(): void {
  status = 1;
}

export function warn(message: string): void {
  clearProgress();
  process.stderr.write(`${pc.yellow("note")} ${printable(message)}\n`);
}

/** Turns any failure into words for a person; a bug of ours keeps its stack. */
export function explain(error: unknown): string {
  if (error instanceof UserError) {
    const where = error.where ? ` [${error.where}]` : "";
    return `${pc.red("error")} ${error.message}${where}${error.hint ? `\n  hint: ${error.hint}` : ""}\n`;
  }
  return `${pc.red("error")} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}

/** Article text is hostile: control characters (terminal escapes) never reach the terminal. */
export const printable = (text: string): string =>
  text.replace(/(?![\t\n])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "�");

let shown = false;

/** A line that overwrites itself, only where standard error is a terminal. */
export function progress(text: string): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\u001b[2K${printable(text).slice(0, (process.stderr.columns ?? 80) - 1)}`);
  shown = true;
}

export function clearProgress(): void {
  if (!shown) return;
  process.stderr.write("\r\u001b[2K");
  shown = false;
}
