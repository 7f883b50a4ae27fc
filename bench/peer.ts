/** Speed of annotate beside a peer in the same run: Debian's Apertium tagger of Italian (apertium-cat-ita), which only tags. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { annotate } from "../src/annotate/annotate.ts";
import { loadAnnotator } from "../src/annotate/annotator.ts";

const PEER = "/usr/share/apertium/apertium-cat-ita";
const FILES = ["ita-cat.automorf.bin", "ita-cat.prob"];
/** So often the samples are read by both; the peer's start is then nothing beside its work. */
const ROUNDS = 40;

/** Seconds of CPU time of the peer on a file, by the shell's own clock; null when it does not run. */
function peerSeconds(file: string): number | null {
  const [morphology, tagger] = FILES.map((name) => join(PEER, name));
  const pipe = `apertium-destxt "$1" | lt-proc -w ${morphology} | apertium-tagger -g ${tagger} > /dev/null`;
  const run = spawnSync("bash", ["-c", `set -o pipefail; TIMEFORMAT="%U %S"; time { ${pipe}; }`, "peer", file], {
    encoding: "utf8",
    timeout: 120_000,
  });
  if (run.status !== 0) return null;
  const [user = Number.NaN, system = Number.NaN] = (run.stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return Number.isFinite(user + system) ? user + system : null;
}

/** A line for the table: both in words per second of CPU time, and their ratio; or why it was left out. */
export function measurePeer(root: string): string {
  if (!FILES.every((name) => existsSync(join(PEER, name)))) {
    return "peer it: skipped, Debian's apertium-cat-ita is not installed";
  }
  const samples = join(root, "samples", "it");
  const text = readdirSync(samples)
    .filter((name) => name.endsWith(".txt"))
    .map((name) => readFileSync(join(samples, name), "utf8"))
    .join("\n\n");
  const words = text.split(/\s+/).length * ROUNDS;
  const dir = mkdtempSync(join(tmpdir(), "peer-"));
  try {
    const file = join(dir, "text");
    writeFileSync(file, `${text}\n\n`.repeat(ROUNDS));
    const peer = peerSeconds(file);
    if (peer === null) return "peer it: skipped, Apertium's tagger is installed but does not run";
    const annotator = loadAnnotator(join(root, "languages", "it"));
    for (let i = 0; i < 5; i++) annotate(text, annotator);
    const began = process.cpuUsage();
    for (let i = 0; i < ROUNDS; i++) annotate(text, annotator);
    const { user, system } = process.cpuUsage(began);
    const own = (user + system) / 1e6;
    const rate = (seconds: number) => Math.round(words / seconds);
    return `peer it: annotate ${rate(own)} words per CPU second, Apertium's tagger alone ${rate(peer)} (ratio ${(peer / own).toFixed(2)})`;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
