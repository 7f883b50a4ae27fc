/** Speed and peak memory of annotate and read on one core, warm, on text that the project ships. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { annotate } from "../src/annotate/annotate.ts";
import type { Article } from "../src/model/article.ts";
import { analyse, openReader } from "../src/pipeline.ts";

const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

function articles(dir: string, language: string): Article[] {
  return readdirSync(dir)
    .filter((f) => f.endsWith(".txt"))
    .sort()
    .map((f) => ({
      id: f,
      source: f,
      language,
      title: null,
      outlet: null,
      author: null,
      published: { from: "2024-01-10", to: "2024-01-10", basis: "given" as const, because: [] },
      text: readFileSync(join(dir, f), "utf8"),
      furniture: [],
    }));
}

/** Lines for the table: words a second, articles of 400 words a second, how time grows with length, peak memory. */
export async function measureSpeed(root: string): Promise<string[]> {
  const opened = performance.now();
  const reader = openReader(root);
  const out: string[] = [];
  for (const code of reader.codes) {
    const began = performance.now();
    const loaded = reader.language(code)!;
    const load = performance.now() - began;
    let sample: Article[];
    try {
      sample = articles(join(root, "samples", code), code);
    } catch {
      continue;
    }
    if (!sample.length) continue;
    const text = sample.map((a) => a.text).join("\n\n");
    const words = text.split(/\s+/).length;
    const time = (run: () => void, seconds: number): number => {
      run();
      let rounds = 0;
      const start = performance.now();
      while (performance.now() - start < seconds * 1000) {
        run();
        rounds++;
      }
      return (performance.now() - start) / 1000 / rounds;
    };
    const annotated = time(() => void annotate(text, loaded.annotator), 4);
    const read = time(() => sample.forEach((a) => void analyse(a, reader)), 4);
    const long = (times: number) => {
      const article = { ...sample[0]!, text: Array.from({ length: times }, () => text).join("\n\n") };
      const start = performance.now();
      analyse(article, reader);
      return (performance.now() - start) / 1000;
    };
    const small = Math.max(1, Math.round(100_000 / words));
    const [a, b] = [long(small), long(small * 4)];
    out.push(
      `speed ${code}: annotate ${Math.round(words / annotated)} words/s; read ${(words / 400 / read).toFixed(1)} articles of 400 words/s; pack loaded in ${Math.round(load)} ms; read of ${small * words} words ${a.toFixed(1)} s, of four times as many ${b.toFixed(1)} s (${(b / a).toFixed(2)} times)`,
    );
  }
  out.push(
    `memory: peak ${mb(process.resourceUsage().maxRSS * 1024)}; opened in ${Math.round(performance.now() - opened)} ms with all measuring`,
  );
  return out;
}
