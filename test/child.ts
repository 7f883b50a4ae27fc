/** Runs the built command line beside the test, so that a server of the test can answer it. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type Ran, root } from "./command.ts";

export interface Running {
  readonly child: ChildProcess;
  readonly done: Promise<Ran>;
}

/** relazione ARGS, without colours and without a terminal. */
export function running(args: readonly string[]): Running {
  const child = spawn(process.execPath, [join(root, "dist/cli/main.js"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", CI: "true" },
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (d: string) => {
    out += d;
  });
  child.stderr.setEncoding("utf8").on("data", (d: string) => {
    err += d;
  });
  const done = new Promise<Ran>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, out, err }));
  });
  return { child, done };
}
