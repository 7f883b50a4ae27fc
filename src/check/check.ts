/** Runs the examples of packs and knowledge: what every rule must find and where it must stay silent. */
import { join } from "node:path";
import { lacking, packsIn } from "../language/language.ts";
import { UserError } from "../model/errors.ts";
import type { Reader } from "../pipeline.ts";
import { checkEvents } from "./events.ts";
import { checkPageFurniture } from "./furniture.ts";
import { checkNames } from "./names.ts";
import { checkTimes } from "./times.ts";

export interface Report {
  readonly name: string;
  /** `complete`, or what the pack still lacks. */
  readonly level: string;
  readonly counts: readonly (readonly [string, number])[];
  readonly faults: readonly string[];
}

export const packCodes = (reader: Reader): string[] => packsIn(join(reader.root, "languages"));

/** Every file of the knowledge was checked when it was loaded; this counts what is there. */
export function checkKnowledge(reader: Reader): Report {
  const { states, people, holdings, bodies, sources, places, dated } = reader.knowledge;
  const counts: [string, number][] = [
    ["states", states.size],
    ["people", people.size],
    ["offices held", holdings.length],
    ["bodies", bodies.size],
    ["sources", sources.size],
    ["places", places.size],
    ["dated events", dated?.length ?? 0],
  ];
  return { name: "knowledge", level: "complete", counts, faults: [] };
}

export function checkPack(code: string, reader: Reader): Report {
  const dir = join(reader.root, "languages", code);
  const missing = lacking(dir);
  if (missing.length) return { name: code, level: `begun, lacks ${missing.join(", ")}`, counts: [], faults: [] };
  try {
    const loaded = reader.language(code)!;
    const parts = [
      checkNames(loaded, reader),
      checkTimes(loaded),
      checkPageFurniture(loaded),
      checkEvents(loaded, reader),
    ];
    return {
      name: code,
      level: "complete",
      counts: parts.flatMap((p) => p.counts),
      faults: parts.flatMap((p) => p.faults),
    };
  } catch (error) {
    if (error instanceof UserError) return { name: code, level: "faulty", counts: [], faults: [error.message] };
    throw error;
  }
}
