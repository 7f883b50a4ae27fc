/** Runs the cases of names of a pack: who is named in a sentence, where it happens, and what looks odd. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { annotate } from "../annotate/annotate.ts";
import { linkNames } from "../extract/names.ts";
import { readYaml } from "../language/ontology.ts";
import type { Loaded, Reader } from "../pipeline.ts";
import type { Part } from "./events.ts";

const list = z.array(z.string());
const cases = z.array(
  z.strictObject({
    text: z.string(),
    /** Day of the article, where it matters. */
    published: z.string().optional(),
    /** Ids of all who are mentioned, each once, in the order of the text. */
    actors: list,
    /** Ids of the states of all adjectives that stand beside a noun. */
    modifiers: list.optional(),
    /** English names of all places, each once. */
    places: list.optional(),
    /** Codes of all flags. */
    flags: list.optional(),
  }),
);

const unique = (all: readonly string[]): string[] => [...new Set(all)];

export function checkNames(loaded: Loaded, reader: Reader): Part {
  const { language, annotator } = loaded;
  const path = join(language.dir, "cases", "names.yaml");
  if (!existsSync(path)) return { counts: [], faults: [] };
  const all = readYaml(path, cases);
  const faults: string[] = [];
  for (const c of all) {
    const published = c.published ? { from: c.published, to: c.published } : null;
    const linked = linkNames(annotate(c.text, annotator), { published }, language, reader.knowledge);
    const differ = (what: string, found: readonly string[], wanted: readonly string[] | undefined) => {
      if (wanted && found.join() !== wanted.join())
        faults.push(
          `cases/names.yaml: ${what} ${found.join(", ") || "none"}, not ${wanted.join(", ") || "none"} in «${c.text}»`,
        );
    };
    differ("actors", unique(linked.mentions.map((m) => m.actor)), c.actors);
    differ("places", unique(linked.places.map((p) => p.place.name)), c.places);
    differ(
      "modifiers",
      linked.modifiers.map((m) => m.actor),
      c.modifiers,
    );
    differ(
      "flags",
      linked.flags.map((f) => f.code),
      c.flags,
    );
  }
  return { counts: [["cases of names", all.length]], faults };
}
