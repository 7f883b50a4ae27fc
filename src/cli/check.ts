/** relazione check: validates the packs and the knowledge, and runs their examples. */
import type { Command } from "commander";
import pc from "picocolors";
import { checkKnowledge, checkPack, packCodes } from "../check/check.ts";
import { openReader } from "../pipeline.ts";
import { fail, printable, progress } from "./faults.ts";

export function checkCommand(program: Command): void {
  program
    .command("check")
    .description("validate the language packs and the knowledge, and run their examples")
    .argument("[xx...]", "codes of packs; all when none is given")
    .option("--json", "print JSON only")
    .action((codes: string[], options: { json?: boolean }) => {
      const reader = openReader();
      const reports = [
        checkKnowledge(reader),
        ...(codes.length ? codes : packCodes(reader)).map((code) => {
          progress(`checking ${code}`);
          return checkPack(code, reader);
        }),
      ];
      if (options.json) process.stdout.write(`${JSON.stringify(reports)}\n`);
      for (const r of reports) {
        if (r.faults.length) fail();
        if (options.json) continue;
        process.stdout.write(
          `${pc.bold(r.name)} ${r.level}: ${r.counts.map(([what, n]) => `${n} ${what}`).join(", ")}; ${r.faults.length ? pc.red(`${r.faults.length} faults`) : pc.green("no fault")}\n`,
        );
        for (const f of r.faults) process.stdout.write(`  ${printable(f)}\n`);
      }
    });
}
