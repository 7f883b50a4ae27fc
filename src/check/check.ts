/** Runs the examples of packs and knowledge: what every rule must find and where it must stay silent. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { lacking, packsIn } from "../language/language.ts";
import { UserError } from "../model/errors.ts";
import { eventTypes } from "../model/event.ts";
import type { Loaded, Reader } from "../pipeline.ts";
import { checkEvents } from "./events.ts";
import { checkPageFurniture } from "./furniture.ts";
import { checkNames } from "./names.ts";
import { checkTimes } from "./times.ts";

export interface Report {
  readonly name: string;
  /** `complete`, `reads, ...` with what it goes without, or what the pack still lacks to read. */
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

/** Files that a pack can do without. */
const optional = ["known.yaml", "topics.yaml", "furniture.yaml", "interface.json", "weights/names.bin"];

/** `complete`, or what the reading pack goes without. */
function levelOf({ language }: Loaded): string {
  const without = optional.filter((file) => !existsSync(join(language.dir, file)));
  const types = new Set(language.events.rules.map((rule) => rule.type)).size;
  const parts = [
    ...(types < eventTypes.length ? [`has words for ${types} of ${eventTypes.length} event types`] : []),
    ...(without.length ? [`goes without ${without.join(", ")}`] : []),
  ];
  return parts.length ? `reads, ${parts.join("; ")}` : "complete";
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
      level: levelOf(loaded),
      counts: parts.flatMap((p) => p.counts),
      faults: parts.flatMap((p) => p.faults),
    };
  } catch (error) {
    if (error instanceof UserError) return { name: code, level: "faulty", counts: [], faults: [error.message] };
    throw error;
  }
}
