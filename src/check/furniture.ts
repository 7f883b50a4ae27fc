/** Checks that every rule of page furniture takes what its example marks and nothing else; runs the cases of furniture of the pack. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { loadFurniture } from "../language/furniture.ts";
import { readYaml } from "../language/ontology.ts";
import type { Loaded } from "../pipeline.ts";
import { checkFurniture, checkFurnitureCases } from "../read/check-furniture.ts";
import type { Part } from "./events.ts";

const cases = z.strictObject({ cases: z.array(z.string()) });

export function checkPageFurniture(loaded: Loaded): Part {
  const { code, dir } = loaded.language;
  // All packs read a page together, as they do when an article comes in; only this pack's own rules are judged.
  const packs = loadFurniture(dirname(dir));
  const own = packs.filter((p) => p.language === code);
  const faults = checkFurniture(own).map((f) => `furniture.yaml ${f}`);
  const counts: [string, number][] = [["furniture rules", own.reduce((n, p) => n + p.rules.length, 0)]];
  const path = join(dir, "cases", "furniture.yaml");
  if (existsSync(path)) {
    const all = readYaml(path, cases).cases;
    counts.push(["cases of furniture", all.length]);
    faults.push(...checkFurnitureCases(all, packs).map((f) => `cases/furniture.yaml: ${f}`));
  }
  return { counts, faults };
}
