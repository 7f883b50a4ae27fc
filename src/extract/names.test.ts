/** The cases of every language pack, and the laws of name linking. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { FAILSAFE_SCHEMA, load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { annotate } from "../annotate/annotate.ts";
import { loadAnnotator } from "../annotate/annotator.ts";
import { loadKnowledge } from "../knowledge/load.ts";
import { loadNames } from "../language/names.ts";
import { loadOffices } from "../language/offices.ts";
import { loadTimePack } from "../language/time.ts";
import type { Document } from "../model/sentence.ts";
import { fold, keyOf, near, sameGiven } from "./name-fold.ts";
import { type Linked, linkNames, type NameWords } from "./names.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const knowledge = loadKnowledge(join(root, "knowledge"));

interface Case {
  readonly text: string;
  readonly published?: string;
  readonly actors: readonly string[];
  readonly modifiers?: readonly string[];
  readonly places?: readonly string[];
  readonly flags?: readonly string[];
}

const unique = (list: readonly string[]): string[] => [...new Set(list)];
const bare = (text: string, language: string): Document => ({ text, language, sentences: [], names: [] });

const packs = readdirSync(join(root, "languages")).filter((code) =>
  existsSync(join(root, "languages", code, "offices.yaml")),
);

for (const code of packs) {
  const pack = join(root, "languages", code);
  const words: NameWords = {
    code,
    names: loadNames(join(pack, "names.tsv")),
    offices: loadOffices(join(pack, "offices.yaml")),
    time: loadTimePack(pack, code),
  };
  const annotator = existsSync(join(pack, "weights", "syntax.bin")) ? loadAnnotator(pack) : null;
  const link = (text: string, published: string | undefined): Linked => {
    const document = annotator ? annotate(text, annotator) : bare(text, code);
    return linkNames(document, { published: published ? { from: published, to: published } : null }, words, knowledge);
  };

  describe(`names of ${code}`, () => {
    test("every form names something that the knowledge has", () => {
      const unknown = words.names.forms.filter((f) => !knowledge.actor(f.id)).map((f) => `${f.id} ${f.form}`);
      expect(unknown).toEqual([]);
    });

    test("every role and unit is of the ontology", () => {
      const known = new Set([...knowledge.roles.keys(), "leader", "unit-head"]);
      expect(words.offices.offices.flatMap((o) => o.roles).filter((r) => !known.has(r))).toEqual([]);
      expect(words.offices.units.map((u) => u.unit).filter((u) => !knowledge.units.has(u))).toEqual([]);
    });

    const file = join(pack, "cases", "names.yaml");
    const cases: readonly Case[] = existsSync(file)
      ? (load(readFileSync(file, "utf8"), { schema: FAILSAFE_SCHEMA }) as Case[])
      : [];
    test.each(cases.map((c) => [c.text, c] as const))("%s", (_, c) => {
      const linked = link(c.text, c.published);
      expect(unique(linked.mentions.map((m) => m.actor))).toEqual(c.actors);
      if (c.places) expect(unique(linked.places.map((p) => p.place.name))).toEqual(c.places);
      if (c.flags) expect(linked.flags.map((f) => f.code)).toEqual(c.flags);
      if (c.modifiers) expect(linked.modifiers.map((m) => m.actor)).toEqual(c.modifiers);
    });

    test("spans lie in the text, mentions do not overlap, every actor is listed", () => {
      for (const c of cases) {
        const { mentions, actors, modifiers } = link(c.text, c.published);
        const ids = new Set(actors.map((a) => a.id));
        let end = 0;
        for (const m of mentions) {
          expect(m.start).toBeGreaterThanOrEqual(end);
          expect(m.end).toBeLessThanOrEqual(c.text.length);
          expect(ids.has(m.actor)).toBe(true);
          end = m.end;
        }
        for (const m of modifiers) expect(ids.has(m.actor)).toBe(true);
      }
    });

    test("whatever text never throws", () => {
      const piece = fc.oneof(
        fc.string({ unit: "binary", maxLength: 12 }),
        fc.constantFrom(...cases.flatMap((c) => c.text.split(" "))),
      );
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
          const text = pieces.join(" ");
          for (const m of linkNames(bare(text, code), { published: null }, words, knowledge).mentions)
            expect(m.end).toBeLessThanOrEqual(text.length);
        }),
        { numRuns: 200, seed: 7 },
      );
    });
  });
}

describe("folding", () => {
  test("romanisations of one name share a key", () => {
    for (const [a, b] of [
      ["Sergej", "Sergey"],
      ["Serghei", "Sergei"],
      ["Zelenskyy", "Zelenskij"],
      ["Zelensky", "Zelenski"],
      ["Šojgu", "Shoigu"],
      ["Yoon", "Yun"],
    ])
      expect(keyOf(fold(a!))).toBe(keyOf(fold(b!)));
  });

  test("given names are one by their consonants, not by chance", () => {
    expect(sameGiven(keyOf("muhammad"), keyOf("mohamed"))).toBe(true);
    expect(sameGiven(keyOf("vladimir"), keyOf("volodymyr"))).toBe(true);
    expect(sameGiven(keyOf("jong"), keyOf("jang"))).toBe(true);
    expect(sameGiven(keyOf("donald"), keyOf("ivanka"))).toBe(false);
  });

  test("near is one edit or one swap", () => {
    expect(near("putin", "ptuin")).toBe(true);
    expect(near("putin", "putn")).toBe(true);
    expect(near("putin", "pitan")).toBe(false);
  });
});
