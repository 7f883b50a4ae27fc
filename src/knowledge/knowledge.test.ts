/** The shipped knowledge loads, answers who held which office on a day, and names what is wrong in bad tables. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { UserError } from "../model/errors.ts";
import { dayOfPart, loadKnowledge } from "./load.ts";
import { type Faults, readTable, throwFaults } from "./table.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const knowledge = loadKnowledge(join(root, "knowledge"));
const on = (day: string) => ({ from: day, to: day });

describe("the shipped knowledge", () => {
  test("holds every kind of actor", () => {
    expect(knowledge.states.size).toBeGreaterThan(200);
    expect(knowledge.sources.size).toBeGreaterThan(400);
    expect(knowledge.places.size).toBeGreaterThan(4000);
    expect(knowledge.actor("RUS")).toMatchObject({ kind: "state", name: "Russia", country: "RUS" });
    expect(knowledge.actor("RUS/defence-ministry")).toMatchObject({
      kind: "organisation",
      name: "Ministry of Defence of Russia",
      country: "RUS",
    });
    expect(knowledge.actor("IRN/news-agencies")).toMatchObject({ kind: "agency", country: "IRN" });
    expect(knowledge.actor("body/nato")).toMatchObject({ kind: "organisation", country: null });
    expect(knowledge.actor("agency/tass")).toMatchObject({ kind: "agency", country: "RUS" });
    expect(knowledge.actor("XXX/defence-ministry")).toBeNull();
    expect(knowledge.actor("")).toBeNull();
  });

  test("every state has a place for its capital's coordinates and a leading office", () => {
    for (const s of knowledge.states.values()) {
      expect(Math.abs(s.lat)).toBeLessThanOrEqual(90);
      expect(["head-of-state", "head-of-government"]).toContain(s.leader);
    }
  });

  test("tells the outlet of a host", () => {
    expect(knowledge.sourceOf("www.reuters.com")?.id).toBe("agency/reuters");
    expect(knowledge.sourceOf("tg24.sky.it")?.id).toBe("outlet/sky-tg24");
    expect(knowledge.sourceOf("example.invalid")).toBeNull();
  });

  test("offices are held in intervals", () => {
    const spells = knowledge.held("person/vladimir-putin", "head-of-state", "RUS");
    expect(spells.length).toBeGreaterThanOrEqual(2);
    expect(spells.some((s) => s.from <= "2010-01-01" && s.to >= "2010-01-01")).toBe(false);
    expect(knowledge.leaders("ISR", on("2023-05-01"))[0]?.person).toBe("person/benjamin-netanyahu");
    expect(knowledge.leaders("body/nato", on("2020-05-01"))[0]?.person).toBe("person/jens-stoltenberg");
  });
});

describe("who held the office on the day", () => {
  const files = readdirSync(join(root, "test")).filter((f) => /^offices-.*\.tsv$/.test(f));
  const wrong: string[] = [];
  let asked = 0;
  for (const file of files) {
    const [head, ...lines] = readFileSync(join(root, "test", file), "utf8")
      .trim()
      .split(/\r?\n/);
    const at = (name: string) => head!.split("\t").indexOf(name);
    for (const line of lines) {
      const c = line.split("\t");
      const [office, of, day, person] = [c[at("office")]!, c[at("of")]!, c[at("date")]!, c[at("person")]!];
      asked++;
      const found = knowledge.holders(office, of, on(day));
      if (
        found[0]?.person !== person &&
        !(knowledge.roles.get(office)?.single === false && found.some((h) => h.person === person))
      )
        wrong.push(
          `${file}: ${office} of ${of} on ${day}: ${person}, not ${found.map((h) => h.person).join(" or ") || "nobody"}`,
        );
    }
  }

  test("at least 300 questions, 98 in 100 right", () => {
    expect(asked).toBeGreaterThanOrEqual(300);
    expect(wrong.length / asked, wrong.join("\n")).toBeLessThanOrEqual(0.02);
  });
});

describe("bad tables", () => {
  test("every fault is told with its line", () => {
    const path = join(mkdtempSync(join(tmpdir(), "knowledge-")), "t.tsv");
    writeFileSync(path, "id\tname\nA\tone\nB\nC\tthree\tmore\n");
    const faults: Faults = { list: [] };
    expect(readTable(path, ["id", "name"], faults).length).toBe(1);
    expect(faults.list).toEqual([
      `${path}:3: 1 fields where the header has 2`,
      `${path}:4: 3 fields where the header has 2`,
    ]);
    expect(() => throwFaults(faults, "t")).toThrow(UserError);
  });

  test("a missing folder is a fault a person can mend", () => {
    expect(() => loadKnowledge(join(tmpdir(), "no-such-knowledge"), join(root, "ontology"))).toThrow(UserError);
  });

  test("partial dates widen to their whole", () => {
    expect(dayOfPart("2024", false)).toBe("2024-01-01");
    expect(dayOfPart("2024-02", true)).toBe("2024-02-29");
    expect(dayOfPart("2023-02-29", true)).toBeNull();
    expect(dayOfPart("2023-13", true)).toBeNull();
    expect(dayOfPart("soon", true)).toBeNull();
  });
});
