import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { loadFurniture, parseFurniture } from "../language/furniture.ts";
import { identifyLanguage } from "../language/identify.ts";
import { UserError } from "../model/errors.ts";
import { checkFurniture, checkFurnitureCases } from "./check-furniture.ts";
import { articleId } from "./identity.ts";
import { normalizeLines, readText } from "./text.ts";

const packs = loadFurniture("languages");
const read = (raw: string) => readText(raw, "a.txt", { furniture: packs });

describe("the packs' furniture", () => {
  it("holds its examples and negatives", () => {
    expect(packs.length).toBeGreaterThanOrEqual(2);
    expect(checkFurniture(packs)).toEqual([]);
  });
  for (const { language } of packs) {
    const { cases } = load(readFileSync(`languages/${language}/cases/furniture.yaml`, "utf8")) as { cases: string[] };
    it.each(cases.map((text) => ({ text })))(`${language}: $text`, ({ text }) => {
      expect(checkFurnitureCases([text], packs)).toEqual([]);
    });
  }
  it("names the faults of a pack with file and line", () => {
    const yaml = "rules:\n  - name: a\n    takes: line\n    phrases:\n      - x\n";
    expect(() => parseFurniture(yaml, "xx", "xx/furniture.yaml")).toThrow(UserError);
    expect(() => parseFurniture(yaml, "xx", "xx/furniture.yaml")).toThrow(/xx\/furniture\.yaml:2: rules\.0\.example/);
  });
});

describe("readText", () => {
  it("finds title, author and outlet", () => {
    const a = read(
      "La Gazzetta\n\nTutto quello che serve\n\nVertice a Tirana sui Balcani\n\nVertice a Tirana sui Balcani\n\ndi Anna Neri\n\nI sei leader si sono riuniti a Tirana per discutere di confini.\n",
    );
    expect([a.title, a.author, a.outlet]).toEqual(["Vertice a Tirana sui Balcani", "Anna Neri", "La Gazzetta"]);
    expect(a.text).toBe(
      "Vertice a Tirana sui Balcani\n\nI sei leader si sono riuniti a Tirana per discutere di confini.\n",
    );
  });
  it("takes the given days and leaves the rest open", () => {
    const a = readText("Una frase che resta com'è.", "a.txt", {
      furniture: packs,
      published: { from: "2024-01-02", to: "2024-01-03" },
    });
    expect(a.published).toEqual({ from: "2024-01-02", to: "2024-01-03", basis: "given", because: ["given"] });
    expect(read("Una frase che resta com'è.").published).toBeNull();
  });
  it("keeps no-break spaces, takes the mark and carriage returns off", () => {
    expect(read("\ufeffIl costo è di 10\u00a0000 euro.\r\nLo dice il ministro a Roma.\r").text).toBe(
      "Il costo è di 10\u00a0000 euro.\nLo dice il ministro a Roma.\n",
    );
  });
  it("puts every piece back where it stood", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(
              "Posta un commento",
              "54",
              "",
              "- Advertisement -",
              "Leggi anche: altro",
              "Anna Neri",
              "Condividi su FacebookIl ministro parla.",
              "I sei leader si sono riuniti a Tirana ieri sera.",
              "\ud800",
              "© Foto: A |",
            ),
            fc.string(),
          ),
        ),
        (lines) => {
          const raw = lines.join("\n");
          const a = read(raw);
          let back = "";
          let at = 0;
          for (const f of a.furniture) {
            expect(f.at).toBeGreaterThanOrEqual(at);
            back += a.text.slice(at, f.at) + f.text;
            at = f.at;
          }
          back += a.text.slice(at);
          // All that is neither kept nor named is white space.
          expect(back.replace(/\s+/g, "")).toBe(normalizeLines(raw).replace(/\s+/g, ""));
        },
      ),
      { numRuns: 300 },
    );
  });
  it("reads its own output unchanged where no furniture is left", () => {
    const a = read("Vertice a Tirana\n\nI sei leader si sono riuniti a Tirana ieri sera.\n\nPosta un commento\n");
    expect(read(a.text).text).toBe(a.text);
  });
  it("reads long lines in linear time", () => {
    const before = process.cpuUsage();
    read("Il ministro parla di confini e di commercio con il collega. ".repeat(60_000));
    read("- Advertisement -".repeat(20_000));
    read(`${"(".repeat(50_000)}\n${"a\n".repeat(50_000)}`);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(8000);
  });
});

describe("articleId", () => {
  it("does not depend on the folder, but on name and text", () => {
    expect(articleId("/a/b/c.txt", "x")).toBe(articleId("c.txt", "x"));
    expect(articleId("c.txt", "x")).not.toBe(articleId("d.txt", "x"));
    expect(articleId("https://e.org/a/c", "x")).not.toBe(articleId("https://e.org/b/c", "x"));
    expect(articleId("c.txt", "x")).toMatch(/^[0-9a-f]{16}$/);
  });
});

const seeds = "../shared/corpus/seeds";
describe.skipIf(!existsSync(seeds))("the example corpus", () => {
  it("loses its furniture and keeps its body", () => {
    const squash = (s: string): string => s.replace(/[\s\u00a0\u200b]+/g, " ");
    const lost: string[] = [];
    const left: string[] = [];
    for (const file of readdirSync(seeds)) {
      const a = readText(readFileSync(`${seeds}/${file}`, "utf8"), file, {
        furniture: packs,
        identify: identifyLanguage,
      });
      const gold = JSON.parse(readFileSync(`../shared/gold/seeds/${file.replace(".txt", ".json")}`, "utf8"));
      const text = squash(a.text);
      expect(a.language).toBe(gold.language);
      for (const item of [...gold.events, ...gold.statements])
        for (const q of item.evidence) if (!text.includes(squash(q))) lost.push(q);
      for (const b of gold.boilerplate) if (squash(b).length > 3 && text.includes(squash(b))) left.push(b);
    }
    expect(lost).toEqual([]);
    expect(left).toEqual([]);
  });
});
