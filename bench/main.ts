/**
 * npm run bench: runs what the scorers beside the project measure, prints a table (task, now, floor, change) with speed
 * and peak memory beside, and fails below the floors pinned in floors.json.
 *   --only WORD     only tasks whose name holds the word
 *   --pin           raise the floors to what was measured (never lowers one)
 *   --lower TASK    with --pin: lower this one floor
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { measurePages } from "./pages.ts";
import { measurePeer } from "./peer.ts";
import { scoreFundus } from "./score-fundus.ts";
import { measureSpeed } from "./speed.ts";

const root = resolve(import.meta.dirname, "..");
const shared = resolve(root, "..", "shared");
const floorsPath = join(root, "bench", "floors.json");
const floors = JSON.parse(readFileSync(floorsPath, "utf8")) as Record<string, number>;

const args = process.argv.slice(2);
const argumentOf = (flag: string): string | null =>
  args.includes(flag) ? (args[args.indexOf(flag) + 1] ?? null) : null;
const only = argumentOf("--only");
const lowered = argumentOf("--lower");
const work = mkdtempSync(join(tmpdir(), "relazione-bench-"));
const measured: Record<string, number> = {};

function run(command: readonly string[], label: string): string {
  const done = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status === 2 || done.error) throw new Error(`${label}: ${done.stderr || done.error}`);
  return done.stdout;
}
const relazione = (...rest: string[]) => run(["dist/cli/main.js", ...rest], rest[0]!);
const score = (name: string, ...rest: string[]) => run([join(shared, "score", name), ...rest], name);

/** Figures of a task; each becomes a row `task: figure`. */
type Task = {
  readonly name: string;
  readonly needs: readonly string[];
  readonly run: (dir: string) => Record<string, number>;
};

const numbers = (text: string, ...labels: string[]): Record<string, number> =>
  Object.fromEntries(
    labels.map((l) => [l, Number(new RegExp(`\\b${l}\\s+([\\d.]+)`, "i").exec(text)?.[1] ?? Number.NaN)]),
  );

function readings(goldDir: string, files: readonly string[], dir: string): Record<string, number> {
  relazione("read", ...files, "--out", dir);
  const result = JSON.parse(score("score-readings.mjs", goldDir, dir, "--json")) as Record<string, { share: number }>;
  return Object.fromEntries(Object.entries(result).map(([k, v]) => [k, +(100 * v.share).toFixed(1)]));
}

const filesIn = (dir: string) =>
  readdirSync(dir)
    .filter((f) => /\.(txt|html)$/.test(f))
    .sort()
    .map((f) => join(dir, f));

const treebank = (path: string, code: string): Task => ({
  name: `trees ${path.split("/").pop()!.replace(".conllu", "")}`,
  needs: [join(shared, "data/ud", path)],
  run: (dir) => {
    const gold = join(shared, "data/ud", path);
    score("score-conllu.mjs", "text", gold, join(dir, "text"));
    relazione("annotate", join(dir, "text"), "--language", code, "--lines", "--out", join(dir, "out"));
    return numbers(
      score("score-conllu.mjs", "score", gold, join(dir, "out")),
      "sentences",
      "tokens",
      "words",
      "upos",
      "lemma",
      "uas",
      "las",
    );
  },
});

const names = (path: string, code: string): Task => ({
  name: `names ${path.split("/").pop()!.replace(".tsv", "")}`,
  needs: [join(shared, "data/ner", path)],
  run: (dir) => {
    const gold = join(shared, "data/ner", path);
    score("score-names.mjs", "text", gold, join(dir, "text"));
    relazione("annotate", join(dir, "text"), "--language", code, "--lines", "--out", join(dir, "out"));
    const text = score("score-names.mjs", "score", gold, join(dir, "out"));
    const f1 = (label: string) => Number(new RegExp(`^${label} .*F1 ([\\d.]+)`, "m").exec(text)?.[1]);
    return { F1: f1("all"), PER: f1("PER"), ORG: f1("ORG"), LOC: f1("LOC") };
  },
});

const dates = (code: string): Task => ({
  name: `dates duckling-${code}`,
  needs: [join(shared, `data/time/duckling-${code}.jsonl`)],
  run: (dir) => {
    const gold = join(shared, `data/time/duckling-${code}.jsonl`);
    score("score-dates.mjs", "text", gold, join(dir, "text"));
    relazione(
      "annotate",
      join(dir, "text"),
      "--language",
      code,
      "--published",
      "2013-02-12",
      "--lines",
      "--out",
      join(dir, "out"),
    );
    const text = score("score-dates.mjs", "score", gold, join(dir, "out"));
    return {
      found: Number(/found ([\d.]+)/.exec(text)?.[1]),
      right: Number(/right ([\d.]+)/.exec(text)?.[1]),
      "either direction": Number(/either direction ([\d.]+)/.exec(text)?.[1]),
    };
  },
});

/** A set of labelled articles of the project: FOLDER/articles, FOLDER/gold, FOLDER/actors.json. */
const labelled = (folder: string): Task => ({
  name: `readings ${folder}`,
  needs: [join(root, "bench", folder, "gold"), shared],
  run: (dir) => readings(join(root, "bench", folder, "gold"), filesIn(join(root, "bench", folder, "articles")), dir),
});

const blind = (code: string) => {
  const dir = join(root, "bench", "blind", code);
  return existsSync(dir)
    ? readdirSync(dir)
        .sort()
        .map((batch) => labelled(`blind/${code}/${batch}`))
    : [];
};

const tasks: readonly Task[] = [
  {
    name: "readings seeds",
    needs: [join(shared, "gold/seeds")],
    run: (dir) => readings(join(shared, "gold/seeds"), filesIn(join(shared, "corpus/seeds")), dir),
  },
  {
    name: "dossier seeds",
    needs: [join(shared, "gold/seeds")],
    run: (dir) => {
      const db = join(dir, "seeds.db");
      relazione("add", join(shared, "corpus/seeds"), "--db", db);
      relazione("export", "--db", db, "--format", "json", "--out", join(dir, "dossier.json"));
      const text = score("score-dossier.mjs", join(shared, "gold/seeds"), join(dir, "dossier.json"));
      const f1 = (label: string) => 100 * Number(new RegExp(`${label}: told.*F1 ([\\d.]+)`).exec(text)?.[1]);
      const share = (label: string) => {
        const [, hit, of] = new RegExp(`${label} (\\d+)/(\\d+)`).exec(text) ?? [];
        return +((100 * Number(hit)) / Number(of)).toFixed(1);
      };
      return {
        "events B-cubed F1": f1("events"),
        "claims B-cubed F1": f1("claims"),
        "claims right side": share("right side"),
        "claims origins right": share("origins right"),
      };
    },
  },
  ...blind("it"),
  ...blind("en"),
  treebank("it/it_isdt-ud-dev.conllu", "it"),
  treebank("it/it_vit-ud-dev.conllu", "it"),
  names("it/kind-wikinews-train.tsv", "it"),
  dates("it"),
  ...(existsSync(join(root, "languages/en/weights"))
    ? [treebank("en/en_ewt-ud-dev.conllu", "en"), names("en/uner-ewt-dev.tsv", "en"), dates("en")]
    : []),
  {
    name: "pages scrapinghub",
    needs: [join(shared, "data/pages/scrapinghub")],
    run: (dir) => {
      const base = join(shared, "data/pages/scrapinghub");
      const html = existsSync(join(base, "html")) ? join(base, "html") : base;
      const pages = readdirSync(html)
        .filter((f) => /\.html?(\.gz)?$/.test(f))
        .map((f) => join(html, f));
      relazione("page", ...pages, "--out", dir);
      const truth = readdirSync(base).find((f) => /truth.*\.json$/.test(f))!;
      const text = score("score-pages.mjs", join(base, truth), dir);
      return Object.fromEntries(
        ["precision", "recall", "F1"].map((l) => [
          l,
          +(100 * Number(new RegExp(`${l} ([\\d.]+)`).exec(text)?.[1])).toFixed(1),
        ]),
      );
    },
  },
  {
    name: "pages fundus",
    needs: [join(shared, "data/pages/fundus")],
    run: () => {
      const found = scoreFundus(join(shared, "data/pages/fundus"), join(root, "languages"));
      const share = (n: number) => +(100 * n).toFixed(1);
      return { "body ROUGE-L": share(found.body), day: share(found.day), title: share(found.title) };
    },
  },
];

const rows: string[][] = [];
for (const task of tasks) {
  if (only && !task.name.includes(only)) continue;
  const absent = task.needs.find((n) => !existsSync(n));
  if (absent) {
    rows.push([task.name, "skipped", "", `not here: ${absent.slice(root.length - root.split("/").pop()!.length)}`]);
    continue;
  }
  const dir = join(work, task.name.replace(/\W+/g, "-"));
  mkdirSync(dir, { recursive: true });
  const began = performance.now();
  try {
    for (const [figure, value] of Object.entries(task.run(dir))) measured[`${task.name}: ${figure}`] = value;
  } catch (error) {
    rows.push([task.name, "failed", "", String(error).slice(0, 200)]);
    process.exitCode = 1;
  }
  process.stderr.write(`${task.name} ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}
rmSync(work, { recursive: true, force: true });

let below = 0;
for (const [name, now] of Object.entries(measured)) {
  const floor = floors[name];
  const short = floor !== undefined && now < floor;
  if (short) below++;
  rows.push([
    name,
    Number.isNaN(now) ? "?" : now.toFixed(1),
    floor?.toFixed(1) ?? "",
    floor === undefined ? "" : `${now >= floor ? "+" : ""}${(now - floor).toFixed(1)}${short ? "  BELOW" : ""}`,
  ]);
  if (
    args.includes("--pin") &&
    !Number.isNaN(now) &&
    (floor === undefined || now > floor || name.startsWith(lowered ?? "\u0000"))
  )
    floors[name] = now;
}
const widths = [0, 1, 2, 3].map((c) =>
  Math.max(...rows.map((r) => r[c]!.length), ["task", "now", "floor", "change"][c]!.length),
);
for (const r of [["task", "now", "floor", "change"], ...rows])
  console.log(r.map((x, c) => (c === 0 ? x.padEnd(widths[c]!) : x.padStart(widths[c]!))).join("  "));

if (!only || "speed pages".includes(only))
  for (const line of measurePages(root, join(shared, "data/pages"))) console.log(line);
if (!only || "speed".includes(only)) {
  for (const line of await measureSpeed(root)) console.log(line);
  console.log(measurePeer(root));
}
if (args.includes("--pin")) writeFileSync(floorsPath, `${JSON.stringify(floors, Object.keys(floors).sort(), 1)}\n`);
if (below) {
  console.error(`${below} figures below their floors`);
  process.exitCode = 1;
}
