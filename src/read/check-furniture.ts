/** Runs the examples of a pack's furniture: each rule on its own examples and negatives, and whole cases on all rules. */

import { foldLine } from "./folded-line.ts";
import { findFurniture } from "./furniture.ts";
import { compileFurniture, type FurniturePacks, type PhraseRule } from "./phrases.ts";
import { readText } from "./text.ts";

/** A rule with the texts it must and must not act on. */
export interface ExampleRule extends PhraseRule {
  readonly example: readonly string[];
  readonly not: readonly string[];
}

/** `[[Share]]The minister` -> the text without the marks, and what they enclose; all of it where there are none. */
function marked(text: string): { text: string; taken: string[] } {
  const taken = [...text.matchAll(/\[\[([\s\S]*?)\]\]/g)].map((m) => (m[1] ?? "").trim());
  return { text: text.replace(/\[\[([\s\S]*?)\]\]/g, "$1"), taken };
}

/** Faults of the rules' examples, one line each; empty where all hold. */
export function checkFurniture(
  packs: readonly { readonly language: string; readonly rules: readonly ExampleRule[] }[],
): string[] {
  const faults: string[] = [];
  for (const { language, rules } of packs)
    for (const rule of rules) {
      const alone: FurniturePacks = [{ language, rules: [rule] }];
      const name = `furniture/${language}/${rule.name}`;
      const taken = (text: string): string[] => {
        if (rule.takes === "bio")
          return (compileFurniture(alone)[0]?.all(foldLine(text)) ?? []).map((m) => text.slice(m.start, m.end));
        return findFurniture(text, alone, new Set())
          .cuts.filter((c) => c.rule === name)
          .map((c) => text.slice(c.start, c.end).trim());
      };
      for (const example of rule.example) {
        const { text, taken: marks } = marked(example);
        const expected = marks.length > 0 ? marks : [text.trim()];
        const found = taken(text);
        if (found.join("¦") !== expected.join("¦"))
          faults.push(`${name}: of "${text}" it takes "${found.join("¦")}", not "${expected.join("¦")}"`);
      }
      for (const text of rule.not) {
        const found = taken(text);
        if (found.length > 0) faults.push(`${name}: it must stay silent in "${text}", but takes "${found.join("¦")}"`);
      }
    }
  return faults;
}

/** Faults of whole texts in which `[[...]]` marks all that is furniture: what is marked goes, everything else stays. */
export function checkFurnitureCases(cases: readonly string[], packs: FurniturePacks): string[] {
  const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();
  return cases.flatMap((one) => {
    const { text } = marked(one);
    const expected = squeeze(one.replace(/\[\[([\s\S]*?)\]\]/g, ""));
    const article = readText(text, "case.txt", { furniture: packs });
    return squeeze(article.text) === expected ? [] : [`"${squeeze(article.text)}" is left, not "${expected}"`];
  });
}
