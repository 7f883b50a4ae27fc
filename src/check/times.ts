/** Checks that every time rule reads its example and keeps silent where it must; runs the cases of time of the pack. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { annotate } from "../annotate/annotate.ts";
import { checkTimeRules, readTimes } from "../extract/times.ts";
import { readYaml } from "../language/ontology.ts";
import type { DayInterval, TimeExpression } from "../model/time.ts";
import type { Loaded } from "../pipeline.ts";
import type { Part } from "./events.ts";

const cases = z.strictObject({
  groups: z.array(
    z.strictObject({
      /** Day of reading, or `first..last`. */
      reference: z.union([z.string(), z.null()]),
      /** Read with the trees of the annotator. */
      annotated: z.boolean().optional(),
      /** Text -> `[TYPE] [value] [first day or first..last] [flag]`; what is left out is not asked. */
      cases: z.record(z.string(), z.union([z.string(), z.number()])),
      none: z.array(z.string()).optional(),
    }),
  ),
});

const types = new Set(["DATE", "TIME", "DURATION", "SET"]);
const flags = new Set(["impossible-date", "contradicts-weekday", "out-of-range"]);

/** Whether an expression is what the words of a case say. */
export function fitsTime(t: TimeExpression, expected: string): boolean {
  const words = expected.split(" ");
  const wantsFlag = words.some((p) => flags.has(p));
  const fits = (p: string): boolean => {
    if (types.has(p)) return t.type === p;
    if (flags.has(p)) return t.flag === p;
    if (!/^\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?$/.test(p) || (wantsFlag && t.from === null)) return t.value === p;
    const [from, to] = p.split("..");
    return t.from === from && t.to === (to ?? from);
  };
  return words.every(fits) && (wantsFlag || t.flag === null);
}

export function checkTimes(loaded: Loaded): Part {
  const { language, annotator } = loaded;
  const faults = checkTimeRules(language.time).map((f) => `time.yaml ${f}`);
  const counts: [string, number][] = [["time rules", language.time.rules.length]];
  const path = join(language.dir, "cases", "time.yaml");
  if (!existsSync(path)) return { counts, faults };
  let count = 0;
  for (const group of readYaml(path, cases).groups) {
    const [from, to] = (group.reference ?? "").split("..");
    const anchor: DayInterval | null = from ? { from, to: to ?? from } : null;
    const read = (text: string): TimeExpression[] =>
      readTimes(
        group.annotated ? annotate(text, annotator) : { text, language: language.code, sentences: [], names: [] },
        anchor,
        language.time,
      );
    for (const [text, expected] of Object.entries(group.cases)) {
      count++;
      const found = read(text);
      if (!found.some((t) => fitsTime(t, String(expected))))
        faults.push(
          `cases/time.yaml: no ${expected} in «${text}»; found ${found.map((t) => `${t.type} ${t.value} ${t.from}..${t.to} ${t.flag ?? ""}`).join("; ") || "nothing"}`,
        );
    }
    for (const text of group.none ?? []) {
      count++;
      for (const t of read(text))
        faults.push(`cases/time.yaml: must find nothing in «${text}», but finds «${text.slice(t.start, t.end)}»`);
    }
  }
  counts.push(["cases of time", count]);
  return { counts, faults };
}
