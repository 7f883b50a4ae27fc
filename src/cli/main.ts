#!/usr/bin/env node
/** The command line: every command of the contract, each in its own file. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { packageRoot } from "../pipeline.ts";
import { addCommands } from "./add.ts";
import { annotateCommand } from "./annotate.ts";
import { checkCommand } from "./check.ts";
import { exportCommand } from "./export.ts";
import { clearProgress, exitStatus, explain } from "./faults.ts";
import { judgeCommands } from "./judge.ts";
import { pageCommand } from "./page.ts";
import { readCommand } from "./read.ts";
import { serveCommands } from "./serve.ts";
import { versionCommands } from "./versions.ts";
import { viewCommands } from "./views.ts";
import { watchCommand } from "./watch.ts";

const { version, description } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as {
  version: string;
  description: string;
};

const program = new Command("relazione")
  .description(description)
  .version(version)
  .showHelpAfterError("(add --help for the options)")
  .exitOverride();
for (const register of [
  readCommand,
  annotateCommand,
  pageCommand,
  addCommands,
  judgeCommands,
  watchCommand,
  versionCommands,
  serveCommands,
  viewCommands,
  exportCommand,
  checkCommand,
])
  register(program);

// a reader that closes early ("| head") is no fault
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exitStatus());
  throw error;
});

try {
  await program.parseAsync();
  clearProgress();
  process.exitCode = exitStatus();
} catch (error) {
  clearProgress();
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(explain(error));
    process.exitCode = 1;
  }
}
