/** Runs the built command line in a folder of its own. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..");

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** relazione ARGS, without colours and without a terminal. */
export function relazione(args: readonly string[], options: { input?: string | Buffer; cwd?: string } = {}): Ran {
  const done = spawnSync(process.execPath, [join(root, "dist/cli/main.js"), ...args], {
    cwd: options.cwd ?? root,
    input: options.input ?? "",
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: "1", CI: "true" },
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

/** A folder that is gone after `use`, also where that takes its time. */
export function inFolder<T>(use: (dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), "relazione-test-"));
  const leave = (): void => rmSync(dir, { recursive: true, force: true });
  let result: T;
  try {
    result = use(dir);
  } catch (error) {
    leave();
    throw error;
  }
  if (result instanceof Promise) return result.finally(leave) as T;
  leave();
  return result;
}
