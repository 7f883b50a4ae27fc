/** The words of the page: one `interface.json` for each language of the interface, read when first asked for. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../model/errors.ts";

/** key -> words, or the plural forms of Intl.PluralRules. */
export type Words = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

export interface Interface {
  readonly code: string;
  /** The language's own name. */
  readonly name: string;
  readonly words: Words;
}

/** Every interface under `folder`, by code. */
export function interfacesIn(folder: string): ReadonlyMap<string, Interface> {
  const found = new Map<string, Interface>();
  for (const code of readdirSync(folder).sort()) {
    const file = join(folder, code, "interface.json");
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch {
      continue;
    }
    try {
      const words = JSON.parse(text) as Words;
      const name = words.language;
      found.set(code, { code, name: typeof name === "string" ? name : code, words });
    } catch (e) {
      throw new UserError(`interface.json is not JSON: ${(e as Error).message}`, { where: file });
    }
  }
  return found;
}
