/** What the commands print follows the published schemas in contract/. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { inFolder, relazione, root } from "./command.ts";

const ajv = new Ajv2020({ allErrors: true, strict: false });
(addFormats as unknown as (a: Ajv2020) => void)(ajv);
for (const f of readdirSync(join(root, "contract"))) {
  if (!f.endsWith(".json")) continue;
  const schema = JSON.parse(readFileSync(join(root, "contract", f), "utf8"));
  ajv.addSchema(schema);
  // The names are relative: a schema that names another is looked up from its own folder.
  ajv.addSchema(schema, `relazione/${schema.$id}`);
}

/** The faults of a value, in words; empty where it follows the schema. */
const faults = (schema: string, value: unknown): string[] => {
  const validate = ajv.getSchema(schema)!;
  return validate(value) ? [] : validate.errors!.map((e) => `${e.instancePath} ${e.message}`);
};

const samples = readdirSync(join(root, "samples/it"))
  .slice(0, 4)
  .map((f) => join(root, "samples/it", f));

describe("the published contract", () => {
  it("is followed by read, with spans that point into the text", () => {
    const ran = relazione(["read", ...samples]);
    expect(ran.err).toBe("");
    const readings = ran.out
      .trim()
      .split("\n")
      .map((l) => JSON.parse(l));
    expect(readings).toHaveLength(samples.length);
    for (const r of readings) {
      expect(faults("relazione/reading@1", r)).toEqual([]);
      const actors = new Set(r.actors.map((a: { id: string }) => a.id));
      for (const e of r.events) {
        for (const id of [...e.actors, ...e.recipients, ...e.via]) expect(actors).toContain(id);
        for (const x of e.evidence) expect(r.article.text.slice(x.start, x.end).trim()).not.toBe("");
      }
      for (const s of r.statements) {
        for (const id of [...s.speaker, ...s.about, ...s.via]) expect(actors).toContain(id);
        if (s.quote) expect(r.article.text).toContain(s.quote);
        for (const id of s.events) expect(r.events.map((e: { id: string }) => e.id)).toContain(id);
      }
      for (const m of r.mentions) expect(actors).toContain(m.actor);
    }
    expect(readings.some((r) => r.events.length > 0 && r.statements.length > 0)).toBe(true);
  });

  it("is followed by annotate, whose words cover the text", () => {
    inFolder((dir) => {
      const file = join(dir, "lines.txt");
      writeFileSync(file, "Il ministro ha parlato della pace.\nIeri a Roma è arrivato il presidente francese.\n");
      const ran = relazione(["annotate", file, "--language", "it", "--lines", "--published", "2024-05-02"]);
      const lines = ran.out
        .trim()
        .split("\n")
        .map((l) => JSON.parse(l));
      expect(lines).toHaveLength(2);
      for (const a of lines) {
        expect(faults("relazione/annotation@1", a)).toEqual([]);
        const covered = new Set<number>();
        for (const s of a.sentences) for (const w of s.words) for (let i = w.start; i < w.end; i++) covered.add(i);
        for (let i = 0; i < a.text.length; i++) if (/\S/.test(a.text[i])) expect(covered).toContain(i);
      }
      expect(lines[1].times[0]).toMatchObject({ type: "DATE", from: "2024-05-01", to: "2024-05-01" });
    });
  });

  it("is followed by export", () => {
    inFolder((dir) => {
      const db = join(dir, "d.db");
      expect(relazione(["add", ...samples, "--db", db]).status).toBe(0);
      const ran = relazione(["export", "--db", db, "--format", "json"]);
      const dossier = JSON.parse(ran.out);
      expect(faults("relazione/dossier@1", dossier)).toEqual([]);
      const articles = new Map<string, { events: { id: string }[]; statements: { id: string }[] }>(
        dossier.articles.map((a: { article: { id: string } }) => [a.article.id, a]),
      );
      expect(articles.size).toBe(samples.length);
      for (const e of dossier.events)
        for (const m of e.members) expect(articles.get(m.article)!.events.map((x) => x.id)).toContain(m.item);
    });
  });
});
