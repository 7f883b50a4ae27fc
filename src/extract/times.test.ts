/** The cases of every pack that has time words, and what must hold for any text. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { annotate } from "../annotate/annotate.ts";
import { loadAnnotator } from "../annotate/annotator.ts";
import { loadTimePack, parseTimePack } from "../language/time.ts";
import { parseYaml } from "../language/yaml.ts";
import type { Document } from "../model/sentence.ts";
import type { DayInterval, TimeExpression } from "../model/time.ts";
import { checkTimeRules, readTimes } from "./times.ts";

interface Group {
  readonly reference: string | null;
  readonly annotated?: boolean;
  readonly cases: Readonly<Record<string, string>>;
  readonly none?: readonly string[];
}

const root = join(import.meta.dirname, "../../languages");
const types = new Set(["DATE", "TIME", "DURATION", "SET"]);
const flags = new Set(["impossible-date", "contradicts-weekday", "out-of-range"]);

/** Whether an expression is what `expected` says: `[TYPE] [value] [from or from..to] [flag]`. */
function fits(t: TimeExpression, expected: string): boolean {
  const parts = expected.split(" ");
  const days = parts.filter((p) => /^\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?$/.test(p));
  const wantsFlag = parts.some((p) => flags.has(p));
  return (
    parts.every((p) => {
      if (types.has(p)) return t.type === p;
      if (flags.has(p)) return t.flag === p;
      // A single day may be the value, the days or both.
      if (days.includes(p)) {
        const [from, to] = p.split("..");
        return wantsFlag && t.from === null ? t.value === p : t.from === from && t.to === (to ?? from);
      }
      return t.value === p;
    }) &&
    (wantsFlag || t.flag === null)
  );
}

const packs = readdirSync(root).filter((code) => existsSync(join(root, code, "time.yaml")));

describe.each(packs)("time words of %s", (code) => {
  const pack = loadTimePack(join(root, code), code);
  const plain = (text: string): Document => ({ text, language: code, sentences: [], names: [] });

  it("reads the example of every rule and is silent where a rule must be", () => {
    expect(checkTimeRules(pack)).toEqual([]);
  });

  const path = join(root, code, "cases", "time.yaml");
  const groups: readonly Group[] = existsSync(path)
    ? (parseYaml(readFileSync(path, "utf8"), path) as { groups: Group[] }).groups
    : [];
  const weights = existsSync(join(root, code, "weights", "syntax.bin"));
  for (const [n, group] of groups.entries()) {
    const [from, to] = (group.reference ?? "").split("..");
    const anchor: DayInterval | null = group.reference ? { from: from!, to: to ?? from! } : null;
    it.skipIf(group.annotated && !weights)(
      `group ${n + 1}, read on ${group.reference}: ${Object.keys(group.cases).length} cases`,
      () => {
        const annotator = group.annotated ? loadAnnotator(join(root, code)) : null;
        const read = (text: string) => readTimes(annotator ? annotate(text, annotator) : plain(text), anchor, pack);
        const wrong: string[] = [];
        for (const [text, expected] of Object.entries(group.cases)) {
          const got = read(text);
          if (!got.some((t) => fits(t, String(expected))))
            wrong.push(
              `${text}: ${expected}, got ${got.map((t) => `${t.type} ${t.value} ${t.from}..${t.to} ${t.flag ?? ""} (${t.rule})`).join("; ") || "nothing"}`,
            );
        }
        for (const text of group.none ?? []) {
          const got = read(text);
          if (got.length)
            wrong.push(
              `${text}: none, got ${got.map((t) => `${text.slice(t.start, t.end)} = ${t.value} (${t.rule})`).join("; ")}`,
            );
        }
        expect(wrong).toEqual([]);
      },
    );
  }

  it("gives spans that lie in the text, in order, apart from each other, whatever the text", () => {
    const words = [...pack.entries.values()].flat().map((e) => e.keys.join(" "));
    const piece = fc.oneof(
      fc.constantFrom(...words),
      fc.string({ unit: "binary" }),
      fc.integer({ min: 0, max: 99999 }).map(String),
      fc.constantFrom("\ud800", "\n", "-", "/", ".", "\u0000"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, dated) => {
        const text = pieces.join(" ");
        let end = 0;
        for (const t of readTimes(plain(text), dated ? { from: "2024-09-18", to: "2024-09-20" } : null, pack)) {
          expect(t.start).toBeGreaterThanOrEqual(end);
          expect(t.end).toBeGreaterThan(t.start);
          expect(t.end).toBeLessThanOrEqual(text.length);
          expect((t.from === null) === (t.to === null)).toBe(true);
          if (t.from !== null && t.to !== null) {
            expect(t.from).toMatch(/^\d{4}-\d\d-\d\d$/);
            expect(t.from <= t.to).toBe(true);
          }
          end = t.end;
        }
      }),
      { numRuns: 150 },
    );
  });

  it("reads a long text of nothing but time words in a time that grows with its length", () => {
    const words = [...pack.entries.values()].flat().map((e) => e.keys.join(" "));
    const text = Array.from({ length: 4000 }, (_, n) => words[(n * 7919) % words.length]).join(" ");
    const time = (t: string): number => {
      const start = performance.now();
      readTimes(plain(t), null, pack);
      return performance.now() - start;
    };
    time(text.slice(0, 5000));
    const once = time(text);
    expect(time(`${text} ${text} ${text}`)).toBeLessThan(6 * once + 300);
  });
});

describe("a pack of time words", () => {
  const frame =
    "order: dmy\ncapitals: false\nnumerals: { joined: false, units: {} }\nclasses: { day-word: { 0: [today] } }\nrules:\n";
  it("does not load a rule without an example", () => {
    expect(() =>
      parseTimePack(`${frame}  - { name: a, pattern: "{day-word}", op: deictic }\n`, "xx", "xx/time.yaml"),
    ).toThrow(/xx\/time\.yaml:6: rules\.0\.example/);
  });
  it("does not load a rule over a class that is not there", () => {
    expect(() =>
      parseTimePack(`${frame}  - { name: a, pattern: "{night}", op: deictic, example: today }\n`, "xx", "xx/time.yaml"),
    ).toThrow(/no class is called night/);
  });
});
