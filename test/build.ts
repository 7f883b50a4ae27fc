/** Builds dist/ once before the tests, so that those of the command line run what stands in src/. */
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

export default function build(): void {
  const root = resolve(import.meta.dirname, "..");
  execFileSync(process.execPath, [resolve(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
}
