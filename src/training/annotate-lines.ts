/** Annotates every line of a file as a text of its own and prints JSON lines: annotate-lines.ts PACK FILE. */
import { readFileSync } from "node:fs";
import { annotate } from "../annotate/annotate.ts";
import { loadAnnotator } from "../annotate/annotator.ts";

const [pack, file] = process.argv.slice(2);
if (!pack || !file) {
  process.stderr.write("usage: annotate-lines.ts languages/xx FILE\n");
  process.exit(2);
}
const began = performance.now();
const annotator = loadAnnotator(pack);
process.stderr.write(`loaded in ${Math.round(performance.now() - began)} ms\n`);
const lines = readFileSync(file, "utf8").replace(/\n$/, "").split("\n");
process.stdout.write(lines.map((line) => `${JSON.stringify(annotate(line, annotator))}\n`).join(""));
