/** What a text is about: the words of `topics.yaml`, compared without endings. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../model/errors.ts";
import { fold, stemsOf } from "../model/words.ts";
import { parseYaml } from "./yaml.ts";

const schema = z.record(z.string().regex(/^[a-z][a-z-]*$/), z.array(z.string().min(2)).min(1));

export interface TopicsPack {
  readonly stems: ReadonlyMap<string, string>;
  /** First stem of a phrase -> its further stems and its code. */
  readonly phrases: ReadonlyMap<string, readonly { readonly rest: readonly string[]; readonly code: string }[]>;
  readonly prefixes: readonly (readonly [string, string])[];
}

export const noTopics: TopicsPack = { stems: new Map(), phrases: new Map(), prefixes: [] };

/** Reads `topics.yaml` of a pack; a pack without it knows no topics. Throws UserError where the file is wrong. */
export function loadTopics(packDir: string): TopicsPack {
  const file = join(packDir, "topics.yaml");
  if (!existsSync(file)) return noTopics;
  const checked = schema.safeParse(parseYaml(readFileSync(file, "utf8"), file));
  if (!checked.success)
    throw new UserError(z.prettifyError(checked.error), { where: file, hint: "code: [word, word, begin*]" });
  const stems = new Map<string, string>();
  const phrases = new Map<string, { rest: string[]; code: string }[]>();
  const prefixes: [string, string][] = [];
  for (const [code, words] of Object.entries(checked.data))
    for (const word of words) {
      if (word.endsWith("*")) {
        prefixes.push([fold(word.slice(0, -1)), code]);
        continue;
      }
      const [first, ...rest] = stemsOf(word);
      if (first === undefined) continue;
      if (rest.length === 0) stems.set(first, stems.get(first) ?? code);
      else phrases.set(first, [...(phrases.get(first) ?? []), { rest, code }]);
    }
  return { stems, phrases, prefixes };
}

/** Codes of the topics of a text, the most frequent first, of equals the one named first. */
export function topicsOf(text: string, pack: TopicsPack): string[] {
  const count = new Map<string, number>();
  const hit = (code: string): void => void count.set(code, (count.get(code) ?? 0) + 1);
  const stems = stemsOf(text);
  stems.forEach((s, i) => {
    const phrase = pack.phrases.get(s)?.find((p) => p.rest.every((r, k) => stems[i + 1 + k] === r));
    const code = phrase?.code ?? pack.stems.get(s) ?? pack.prefixes.find(([p]) => s.startsWith(p))?.[1];
    if (code) hit(code);
  });
  return [...count].sort((a, b) => b[1] - a[1]).map(([code]) => code);
}
