/** Compiles the furniture phrases of the language packs into matchers over single lines. */

/** One rule of a pack; `language/furniture.ts` checks and loads them. */
export interface PhraseRule {
  readonly name: string;
  readonly takes: "line" | "start" | "glued" | "heading" | "byline" | "bio";
  readonly phrases: readonly string[];
  readonly case: "exact" | "any";
  readonly where: "top" | "end" | "edge" | "any";
  readonly max: number;
  readonly sentence: boolean;
}

/** The furniture of all languages: every pack is tried, since a page may hold two. */
export type FurniturePacks = readonly { readonly language: string; readonly rules: readonly PhraseRule[] }[];

/** A compiled rule; `name` is `furniture/<language>/<rule>`. `line` is sticky, `glue` is global. */
export interface Matcher {
  readonly name: string;
  readonly takes: PhraseRule["takes"];
  readonly where: PhraseRule["where"];
  readonly max: number;
  readonly sentence: boolean;
  readonly pattern: RegExp;
}

const NAME_WORD = "\\p{Lu}[\\p{L}\\p{M}'’.-]*";
/** A person's name: two to five words with capitals, joined by particles of up to three letters. */
export const NAME = `${NAME_WORD}(?:[ \\u00a0]+(?:\\p{Ll}{1,3}[ \\u00a0]+)?${NAME_WORD}){1,4}`;

/**
 * Letters and digits of all scripts as a few wide ranges: in the many alternatives of a rule the exact classes cost seconds
 * to compile. What stands in a name's place is checked with the exact ones afterwards.
 */
const WORDS = "0-9A-Za-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u1fff\\u2c00-\\u2dff\\u3040-\\ud7ff\\uf900-\\uffdc";
const LOOSE_WORD = `[${WORDS}'’.-]+`;
const LOOSE_NAME = `${LOOSE_WORD}(?:[ \\u00a0]+${LOOSE_WORD}){1,8}`;

const slots: Readonly<Record<string, string>> = {
  "{name}": LOOSE_NAME,
  "{number}": "\\d{1,3}(?:[.,' ]?\\d{3})*(?:[.,]\\d+)?[kKmM]?",
  "{words}": "[^\\s.!?:]+(?:[ \\u00a0]+[^\\s.!?:]+){0,7}",
  "{rest}": "\\S.*",
  "{link}": "(?:https?://|www\\.|@)?[\\w-]+(?:[./][\\w?=&%#~+-]+)+/?|@[\\w.]{2,}",
};

const PUNCTUATION = /^[^\p{L}\p{N}{]+$/u;
const SPACE = "[ \\u00a0\\t]+";
const OPTIONAL_SPACE = "[ \\u00a0\\t]*";
/** A space, or a mark that the rest begins with: `to continue reading, subscribe`. */
const REST_SPACE = "(?:[ \\u00a0\\t]+|(?=[^\\s\\p{L}\\p{N}'’-]))";

/** `leggi|vedi anche :? {rest}` -> a regular expression source; the first name is captured as `name<group>`. */
export function phraseSource(phrase: string, group: number): string {
  let out = "";
  let named = false;
  for (const [i, token] of phrase.trim().split(/\s+/).entries()) {
    const optional = token.length > 1 && token.endsWith("?");
    const bare = optional ? token.slice(0, -1) : token;
    const slot = slots[bare];
    let body: string;
    if (slot !== undefined) {
      body = bare === "{name}" && !named ? `(?<name${group}>${slot})` : slot;
      if (bare === "{name}") named = true;
    } else body = bare.length > 1 ? bare.split("|").map(literal).join("|") : literal(bare);
    const space = i === 0 ? "" : bare === "{rest}" ? REST_SPACE : PUNCTUATION.test(bare) || out.endsWith(OPTIONAL_SPACE) ? OPTIONAL_SPACE : SPACE;
    out += optional ? `(?:${space}(?:${body}))?` : `${space}(?:${body})`;
    if (PUNCTUATION.test(bare)) out += OPTIONAL_SPACE;
  }
  return out;
}

const literal = (word: string): string =>
  word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/['’]/g, "['’]").replace(/-/g, "[-‐‑–—]");

/** Marks that may stand around a line that a phrase fills: bullets, arrows, bars, brackets. */
const LEAD = `[^${WORDS}]*?`;
const TRAIL = `[^${WORDS}]*`;

/** Compiles all packs. The order of rules is kept: the first that matches a line gives its name to the cut. */
export function compileFurniture(packs: FurniturePacks): readonly Matcher[] {
  return packs.flatMap(({ language, rules }) =>
    rules.map((rule) => {
      const fills = rule.takes === "start" ? TRAIL : "";
      const any = rule.phrases.map((p, i) => `(?:${phraseSource(p, i)}${p.endsWith("{rest}") ? "" : fills})`).join("|");
      const flags = rule.case === "exact" ? "u" : "iu";
      const pattern =
        rule.takes === "glued"
          ? new RegExp(`(?:${any})`, `g${flags}`)
          : rule.takes === "bio"
            ? new RegExp(`(?<![${WORDS}])(?:${any})(?![${WORDS}])`, `g${flags}`)
            : rule.takes === "start"
              ? new RegExp(`^${LEAD}(?:${any})$`, flags)
              : new RegExp(`^${LEAD}(?:${any})${TRAIL}$`, flags);
      return {
        name: `furniture/${language}/${rule.name}`,
        takes: rule.takes,
        where: rule.where,
        max: rule.max,
        sentence: rule.sentence,
        pattern,
      };
    }),
  );
}

const ONE_NAME = new RegExp(`^${NAME}$`, "u");

/** The name that a match caught: null where the phrase has none, `false` where what stands there is no name. */
export function nameIn(match: RegExpExecArray): string | null | false {
  for (const value of Object.values(match.groups ?? {}))
    if (value !== undefined) return ONE_NAME.test(value.trim()) ? value.trim() : false;
  return null;
}
