/** kill -9 in the middle of adding: what was acknowledged is there, the file opens, and going on gives the same dossier. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { random } from "../bench/synthetic.ts";
import { exportDossier } from "../src/export/dossier.ts";
import { loadTopics, topicsOf } from "../src/language/topics.ts";
import { settle } from "../src/settle/settle.ts";
import { openStore, type Store } from "../src/store/store.ts";
import { press } from "./press.ts";

const COUNT = 40;
const KILLS = Number(process.env.KILLS ?? 6);
const folder = mkdtempSync(join(tmpdir(), "kill-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pack = loadTopics(join(import.meta.dirname, "../languages/en"));
const context = { topics: (text: string) => topicsOf(text, pack) };
const picture = (store: Store) => JSON.stringify({ ...exportDossier(store), articles: [] });

/** Runs the child until it has said so many lines and a moment more, kills it, and returns what it said. */
function killed(file: string, lines: number, moment: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", join(import.meta.dirname, "kill-child.ts"), file, String(COUNT)],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    let out = "";
    let errors = "";
    let doomed = false;
    child.stderr.on("data", (d) => (errors += d));
    child.stdout.on("data", (d) => {
      out += d;
      if (!doomed && out.split("\n").length > lines) {
        doomed = true;
        setTimeout(() => child.kill("SIGKILL"), moment);
      }
    });
    child.on("error", reject);
    child.on("close", (code, signal) =>
      signal === "SIGKILL" || code === 0
        ? resolve(out.split("\n").filter(Boolean))
        : reject(new Error(errors || `exit ${code}`)),
    );
  });
}

describe("a store whose process is killed", () => {
  it(`keeps what it acknowledged and goes on (${KILLS} kills)`, { timeout: 300_000 }, async () => {
    const list = press(5, COUNT);
    const whole = openStore(":memory:");
    whole.addAll(list);
    settle(whole, context);
    const expected = picture(whole);
    const r = random(Date.now() % 1e6);
    for (let i = 0; i < KILLS; i++) {
      const file = join(folder, `k${i}.sqlite`);
      const said = await killed(file, 1 + Math.floor(r() * COUNT * 0.9), Math.floor(r() * 40));
      const store = openStore(file);
      for (const id of said.filter((s) => s !== "done")) expect(store.has(id), id).toBe(true);
      for (const reading of list) store.add(reading);
      settle(store, context);
      expect(picture(store)).toBe(expected);
      store.close();
    }
  });
});
