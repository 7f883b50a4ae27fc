/** The merged events and claims of the labelled reports, by the published scorer; skipped where the labels are not there. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { dossierJson, exportDossier } from "../src/export/dossier.ts";
import { loadTopics, topicsOf } from "../src/language/topics.ts";
import { settle } from "../src/settle/settle.ts";
import { viewsOf } from "../src/show/show.ts";
import { openStore } from "../src/store/store.ts";
import { goldDir, goldReadings, hasGold, shared } from "./gold-readings.ts";

describe.skipIf(!hasGold)("the five labelled reports", () => {
  const pack = loadTopics(join(import.meta.dirname, "../languages/it"));
  const store = openStore(":memory:");
  if (hasGold) {
    store.addAll(goldReadings());
    settle(store, { topics: (text) => topicsOf(text, pack) });
  }

  it("become the labelled events and claims", () => {
    const folder = mkdtempSync(join(tmpdir(), "gold-"));
    try {
      const file = join(folder, "dossier.json");
      writeFileSync(file, JSON.stringify(exportDossier(store)));
      const out = execFileSync(process.execPath, [join(shared, "score/score-dossier.mjs"), goldDir, file], {
        encoding: "utf8",
      });
      const f1 = [...out.matchAll(/F1 ([\d.]+)/g)].map((m) => Number(m[1]));
      expect(f1).toHaveLength(2);
      expect(Math.min(...f1), out).toBeGreaterThanOrEqual(0.95);
      expect(out).toContain("right side 7/7  number of origins right 2/2");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("make one event of a visit that four of them tell", () => {
    const visit = viewsOf(store)
      .timeline({ from: "2023-09-01", to: "2023-09-30", types: ["CONSULT"] })
      .items.filter((e) => e.actors.some((a) => a.id === "person/kim"));
    expect(visit).toHaveLength(1);
    expect(new Set(visit[0]!.evidence.map((e) => e.article)).size).toBe(4);
  });

  it("export what the contract says, whole or in pieces", () => {
    const ajv = new Ajv2020({ strict: false });
    (addFormats as unknown as (a: unknown) => void)(ajv);
    const schema = (name: string) =>
      JSON.parse(readFileSync(join(import.meta.dirname, "../contract", name), "utf8")) as object;
    // the reference in the contract is relative to the id of the dossier
    ajv.addSchema({ ...schema("reading.schema.json"), $id: "relazione/relazione/reading@1" });
    const validate = ajv.compile(schema("dossier.schema.json"));
    const whole = exportDossier(store);
    expect(validate(JSON.parse(JSON.stringify(whole))), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(JSON.parse([...dossierJson(store)].join(""))).toEqual(JSON.parse(JSON.stringify(whole)));
  });
});
