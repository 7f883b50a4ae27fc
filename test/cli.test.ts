/** The commands: forms, exit states, bad input, killing. */
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { EventView, PairView, Part } from "../src/show/views.ts";
import { inFolder, relazione, root } from "./command.ts";

const commands = [
  "read",
  "annotate",
  "page",
  "add",
  "remove",
  "judge",
  "undo",
  "watch",
  "versions",
  "original",
  "serve",
  "start",
  "export",
  "timeline",
  "pair",
  "claims",
  "actors",
  "article",
  "check",
];
const italian =
  "Il presidente francese ha incontrato a Lisbona il primo ministro portoghese il 3 maggio 2019. La Francia ha accusato la Turchia di violare l'embargo, ha detto il ministro degli Esteri francese.\n";

describe("the command line", () => {
  it("has help and --json on every command", () => {
    for (const c of commands) {
      const ran = relazione([c, "--help"]);
      expect(ran.status, c).toBe(0);
      expect(ran.out, c).toContain(`Usage: relazione ${c}`);
      expect(ran.out, c).toContain("--json");
    }
  });

  it("exits with 2 when the command line is wrong", () => {
    expect(relazione(["nonsense"]).status).toBe(2);
    expect(relazione(["read"]).status).toBe(2);
    expect(relazione(["read", "x", "--published", "2024-13-01"]).status).toBe(2);
    expect(relazione(["export", "--format", "sonnet"]).status).toBe(2);
  });

  it("names each bad input with its reason, does the rest, and exits with 1", () => {
    inFolder((dir) => {
      const box = join(dir, "box");
      mkdirSync(box);
      writeFileSync(join(box, "a-empty.txt"), "");
      writeFileSync(join(box, "b-binary.txt"), Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 37) % 256)));
      writeFileSync(
        join(box, "c-latin.txt"),
        Buffer.from(
          "La visita \xe8 finita. Il presidente francese ha incontrato a Lisbona il primo ministro portoghese; perch\xe9 la Francia ha gi\xe0 accusato la Turchia.\n",
          "latin1",
        ),
      );
      writeFileSync(join(box, "d-good.txt"), italian);
      symlinkSync(join(dir, "nowhere"), join(box, "e-broken.txt"));
      writeFileSync(
        join(box, "f-greek.txt"),
        "Ο πρόεδρος της Γαλλίας συνάντησε τον πρωθυπουργό της Πορτογαλίας στη Λισαβόνα την Παρασκευή και συζήτησαν για τη συνεργασία των δύο χωρών στην άμυνα.\n",
      );
      const out = join(dir, "out");
      const ran = relazione(["read", box, "--out", out]);
      expect(ran.status).toBe(1);
      for (const name of ["a-empty.txt", "b-binary.txt", "e-broken.txt", "f-greek.txt"])
        expect(ran.err).toContain(name);
      expect(ran.err).toMatch(/no-pack/);
      expect(ran.err).not.toContain("d-good.txt");
      const read = (name: string) => JSON.parse(readFileSync(join(out, name), "utf8"));
      expect(read("c-latin.json").article.text).toContain("è finita");
      expect(read("d-good.json").events.length).toBeGreaterThan(0);
      expect(read("f-greek.json").events).toEqual([]);
      expect(readdirSync(out).sort()).toEqual(["c-latin.json", "d-good.json", "f-greek.json"]);
    });
  });

  it("refuses a text of 50 MB by name", () => {
    inFolder((dir) => {
      writeFileSync(join(dir, "huge.txt"), "Il presidente ha parlato. ".repeat(2_000_000));
      writeFileSync(join(dir, "small.txt"), italian);
      const ran = relazione(["read", dir]);
      expect(ran.status).toBe(1);
      expect(ran.err).toMatch(/huge\.txt.*too-large/);
      expect(ran.out.trim().split("\n")).toHaveLength(1);
    });
  });

  it("changes nothing when the same folder is added twice", () => {
    inFolder((dir) => {
      const db = join(dir, "d.db");
      const folder = join(root, "samples/it");
      const first = JSON.parse(relazione(["add", folder, "--db", db, "--json"]).out);
      expect(first.added).toBeGreaterThan(10);
      const before = relazione(["export", "--db", db, "--format", "json"]).out;
      const second = JSON.parse(relazione(["add", folder, "--db", db, "--json"]).out);
      expect(second).toEqual({ added: 0, known: first.added, "new-version": 0, skipped: {} });
      expect(relazione(["export", "--db", db, "--format", "json"]).out).toBe(before);
    });
  });

  it("leaves a store that opens and can go on when add is killed at any moment", async () => {
    const folder = join(root, "samples/it");
    let whole = "";
    inFolder((dir) => {
      const db = join(dir, "fresh.db");
      relazione(["add", folder, "--db", db]);
      whole = relazione(["export", "--db", db, "--format", "json"]).out;
    });
    for (const wait of [300, 900, 1500, 2200]) {
      await inFolderAsync(async (dir) => {
        const db = join(dir, "d.db");
        const child = spawn(process.execPath, [join(root, "dist/cli/main.js"), "add", folder, "--db", db], {
          stdio: "ignore",
        });
        await new Promise((r) => setTimeout(r, wait));
        child.kill("SIGKILL");
        await new Promise((r) => child.once("exit", r));
        expect(relazione(["add", folder, "--db", db]).status).toBe(0);
        expect(relazione(["export", "--db", db, "--format", "json"]).out).toBe(whole);
      });
    }
  }, 300_000);

  it("tells a person what to do when a file is no dossier", () => {
    inFolder((dir) => {
      const db = join(dir, "no.db");
      writeFileSync(db, "this is a letter, no dossier".repeat(100));
      for (const c of ["timeline", "claims", "actors", "article"]) {
        const ran = relazione([c, "--db", db]);
        expect(ran.status).toBe(1);
        expect(ran.err).toContain("error");
        expect(ran.err).not.toContain("    at ");
      }
      expect(relazione(["timeline", "--db", join(dir, "absent.db")]).err).toContain("hint");
    });
  });

  it("shows the views in words and as JSON", () => {
    inFolder((dir) => {
      const db = join(dir, "d.db");
      copyFileSync(join(root, "samples/it", readdirSync(join(root, "samples/it"))[0]!), join(dir, "a.txt"));
      relazione(["add", join(dir, "a.txt"), "--db", db]);
      expect(existsSync(db)).toBe(true);
      for (const c of ["timeline", "claims", "actors", "article"]) {
        const ran = relazione([c, "--db", db, "--json"]);
        expect(ran.status).toBe(0);
        expect(JSON.parse(ran.out).items.length, c).toBeGreaterThanOrEqual(c === "claims" ? 0 : 1);
        expect(relazione([c, "--db", db]).out.length).toBeGreaterThan(5);
      }
    });
  });

  it("says which article changed a status, and what a judgement and its undoing change", () => {
    inFolder((dir) => {
      const db = join(dir, "d.db");
      relazione(["add", join(root, "samples/it"), join(root, "samples/en"), "--db", db]);
      const timeline = JSON.parse(relazione(["timeline", "--db", db, "--json"]).out) as Part<EventView>;
      const turned = timeline.items.find((e) => e.history.length > 1)!;
      const text = relazione(["timeline", "--db", db]).out;
      for (const h of turned.history) {
        expect(text).toContain(`[${h.article}]`);
        expect(text).toMatch(new RegExp(`${h.status} +${h.published?.from ?? "undated"} +by .*\\[${h.article}\\]`));
      }
      const [a, b] = timeline.items.filter((e) => e.evidence.length > 0);
      const item = (e: typeof a) => `${e!.evidence[0]!.article}:${e!.evidence[0]!.item}`;
      const judged = relazione(["judge", item(a), item(b), "same", "--db", db]).out;
      expect(judged).toContain("before");
      expect(judged).toContain(`[${a!.id}]`);
      const undone = JSON.parse(relazione(["undo", "--db", db, "--json"]).out) as {
        before: string[];
        after: string[];
      };
      expect(undone.before).toHaveLength(1);
      expect(undone.after).toEqual([a!.id, b!.id].sort());
      const wrong = relazione(["judge", item(a), "nothing:e1", "same", "--db", db]);
      expect(wrong.status).toBe(1);
      expect(wrong.err).toContain("hint");
    });
  });

  it("shows a relation month by month with the events that turned it", () => {
    inFolder((dir) => {
      const db = join(dir, "d.db");
      relazione(["add", join(root, "samples/it"), "--db", db]);
      const view = JSON.parse(relazione(["pair", "SAU", "IRN", "--db", db, "--json"]).out) as PairView;
      expect(view.turns.length).toBeGreaterThan(0);
      const { out } = relazione(["pair", "SAU", "IRN", "--db", db]);
      for (const turn of view.turns) {
        expect(out).toContain(`turned in ${turn.month}`);
        for (const id of turn.events) expect(out).toContain(`[${id}]`);
      }
    });
  });

  it("never lets a control character of an article reach the terminal", () => {
    inFolder((dir) => {
      const file = join(dir, "evil.txt");
      writeFileSync(file, `\u001b[31m${italian.trim()} \u001b]0;title\u0007 \u202e fine.\n`);
      const ran = relazione(["read", file, "--explain"]);
      for (const mark of ["\u001b", "\u0007", "\u202e"]) expect(ran.out).not.toContain(mark);
    });
  });
});

async function inFolderAsync(use: (dir: string) => Promise<void>): Promise<void> {
  const { mkdtempSync, rmSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const dir = mkdtempSync(join(tmpdir(), "relazione-test-"));
  try {
    await use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
