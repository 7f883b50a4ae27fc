/** Compiles the furniture phrases of the language packs into matchers over single lines. */
import { type FoldedLine, isWord, mayHold, signsOf, smallOf } from "./folded-line.ts";

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

/** Where a phrase stands in a line, and the name that stands in it: null where it has none, `false` where that is no name. */
interface PhraseMatch {
  readonly start: number;
  readonly end: number;
  readonly name: string | null | false;
}

/** A compiled rule; `name` is `furniture/<language>/<rule>`. */
export interface Matcher {
  readonly name: string;
  readonly takes: PhraseRule["takes"];
  readonly where: PhraseRule["where"];
  readonly max: number;
  readonly sentence: boolean;
  /** The first match: of a whole line, or for `glued` and `bio` anywhere in it. */
  readonly find: (line: FoldedLine) => PhraseMatch | null;
  /** All matches, which do not meet. */
  readonly all: (line: FoldedLine) => PhraseMatch[];
}

const NAME_WORD = "\\p{Lu}[\\p{L}\\p{M}'’.-]*";
/** A person's name: two to five words with capitals, joined by particles of up to three letters. */
export const NAME = `${NAME_WORD}(?:[ \\u00a0]+(?:\\p{Ll}{1,3}[ \\u00a0]+)?${NAME_WORD}){1,4}`;

/**
 * Letters and digits of all scripts as a few wide ranges: in the many alternatives of a rule the exact classes cost seconds
 * to compile. What stands in a name's place is checked with the exact ones afterwards.
 */
const WORDS =
  "0-9A-Za-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u1fff\\u2c00-\\u2dff\\u3040-\\ud7ff\\uf900-\\uffdc";
const LOOSE_WORD = `[${WORDS}'’.-]+`;
const LOOSE_NAME = `${LOOSE_WORD}(?:[ \\u00a0]+${LOOSE_WORD}){1,8}`;

/** Networks that pages share to, in small letters; `x` only by itself, since words begin with it. */
const NETWORK =
  "(?:facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit|instagram|threads|bluesky|mastodon|youtube|tiktok|messenger|flipboard|tumblr|e-?mail|x(?![a-z]))";

const slots: Readonly<Record<string, string>> = {
  "{name}": LOOSE_NAME,
  "{number}": "\\d{1,3}(?:[.,' ]?\\d{3})*(?:[.,]\\d+)?[kKmM]?",
  "{words}": "[^\\s.!?:]+(?:[ \\u00a0]+[^\\s.!?:]+){0,7}",
  "{rest}": "\\S.*",
  "{networks}": `${NETWORK}(?:[ \\u00a0]*(?:[,|/·•-]|[ \\u00a0][a-z]{1,3}[ \\u00a0]|[ \\u00a0])[ \\u00a0]*${NETWORK})*`,
  "{link}": "(?:https?://|www\\.|@)?[\\w-]+(?:[./][\\w?=&%#~+-]+)+/?|@[\\w.]{2,}",
};

const PUNCTUATION = /^[^\p{L}\p{N}{]+$/u;
const SPACE = "[ \\u00a0\\t]+";
const OPTIONAL_SPACE = "[ \\u00a0\\t]*";
/** A space, or a mark that the rest begins with: `to continue reading, subscribe`. */
const REST_SPACE = "(?:[ \\u00a0\\t]+|(?=[^\\s\\p{L}\\p{N}'’-]))";

/** `leggi|vedi anche :? {rest}` -> a regular expression source; the first name is captured as `name<group>`. */
function phraseSource(phrase: string, group: number): string {
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
    const space =
      i === 0
        ? ""
        : bare === "{rest}"
          ? REST_SPACE
          : PUNCTUATION.test(bare) || out.endsWith(OPTIONAL_SPACE)
            ? OPTIONAL_SPACE
            : SPACE;
    out += optional ? `(?:${space}(?:${body}))?` : `${space}(?:${body})`;
    if (PUNCTUATION.test(bare)) out += OPTIONAL_SPACE;
  }
  return out;
}

const literal = (word: string): string =>
  word
    .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
    .replace(/['’]/g, "['’]")
    .replace(/-/g, "[-‐‑–—]");

/** Marks that may stand around a line that a phrase fills: bullets, arrows, bars, brackets. */
const LEAD = `[^${WORDS}]*?`;
const TRAIL = `[^${WORDS}]*`;

/** A phrase that is compiled only for lines in which all its words stand. */
interface Phrase {
  readonly index: number;
  readonly text: string;
  /** What a line's first word begins with; empty where the phrase does not begin with one given word. */
  readonly head: string;
  /** For each word that it must have: parts of which one must stand in the line. Read when first asked for. */
  needs: readonly (readonly string[])[] | null;
  /** Places in `Pairs` of a word that it must have; empty where several would do. */
  signs: readonly number[];
}

/** The longest part of a word that is written in one way only (`l'autore` -> `autore`), or the first (`l`). */
function certain(word: string, first: boolean): string {
  if (!/['’-]/.test(word)) return word;
  const parts = word.split(/['’-]/);
  return first ? (parts[0] ?? "") : parts.reduce((a, b) => (b.length > a.length ? b : a), "");
}

function newPhrase(phrase: string, index: number, rule: PhraseRule): Phrase {
  const text = rule.case === "exact" ? phrase : phrase.toLowerCase();
  const space = text.indexOf(" ");
  const token = space < 0 ? text : text.slice(0, space);
  const given = isWord(token.charCodeAt(0)) && !token.includes("|") && !token.endsWith("?");
  return { index, text, head: given ? certain(token, true) : "", needs: null, signs: [] };
}

const needsOf = (text: string): string[][] =>
  text
    .split(" ")
    .filter((token) => token !== "" && slots[token] === undefined && (token.length < 2 || !token.endsWith("?")))
    .map((token) => (token.length > 1 ? token.split("|") : [token]).map((word) => certain(word, false)));

/** The expression of one phrase of a rule. */
const sourceOf = ({ text, index }: Phrase, takes: PhraseRule["takes"]): string =>
  `(?:${phraseSource(text, index)}${takes === "start" && !text.endsWith("{rest}") ? TRAIL : ""})`;

/** How a rule's phrases stand in a line: around them, and the flags that their search takes. */
function frame(takes: PhraseRule["takes"], any: string): string {
  if (takes === "glued") return `(?:${any})`;
  if (takes === "bio") return `(?<![${WORDS}])(?:${any})(?![${WORDS}])`;
  return takes === "start" ? `^${LEAD}(?:${any})$` : `^${LEAD}(?:${any})${TRAIL}$`;
}

/** Where the name stands is asked for only where there is one: it costs a second search. */
const flags = (phrases: readonly Phrase[], inside: boolean): string =>
  `${phrases.some((p) => p.text.includes("{name}")) ? "d" : ""}${inside ? "g" : ""}u`;

function holds(line: FoldedLine, text: string, phrase: Phrase): boolean {
  if (phrase.needs === null) {
    phrase.needs = needsOf(phrase.text);
    phrase.signs = signsOf(phrase.needs.flatMap((parts) => (parts.length === 1 ? parts : [])).map(smallOf));
  }
  if (!mayHold(line.pairs, phrase.signs)) return false;
  for (const parts of phrase.needs) if (!parts.some((part) => text.includes(part))) return false;
  return true;
}

function compileRule(rule: PhraseRule, name: string): Matcher {
  const inside = rule.takes === "glued" || rule.takes === "bio";
  const byHead = new Map<string, Phrase[]>();
  const others: Phrase[] = [];
  for (const [i, text] of rule.phrases.entries()) {
    const phrase = newPhrase(text, i, rule);
    const first = phrase.head.charAt(0);
    const list = inside || first === "" ? others : byHead.get(first);
    if (list) list.push(phrase);
    else byHead.set(first, [phrase]);
  }
  const patterns = new Map<string, RegExp>();

  /** One expression of all the phrases that the line may hold, or null. */
  const patternFor = (line: FoldedLine, text: string): RegExp | null => {
    const may: Phrase[] = [];
    for (const p of others) if (holds(line, text, p)) may.push(p);
    for (const p of byHead.get(text.charAt(line.head)) ?? [])
      if (text.startsWith(p.head, line.head) && holds(line, text, p)) may.push(p);
    if (may.length === 0) return null;
    may.sort((a, b) => a.index - b.index);
    const key = may.map((p) => p.index).join();
    let pattern = patterns.get(key);
    if (!pattern) {
      pattern = new RegExp(frame(rule.takes, may.map((p) => sourceOf(p, rule.takes)).join("|")), flags(may, inside));
      patterns.set(key, pattern);
    }
    return pattern;
  };
  const search = (line: FoldedLine, most: number): PhraseMatch[] => {
    const text = rule.case === "exact" ? line.text : line.small;
    const pattern = patternFor(line, text);
    const found: PhraseMatch[] = [];
    if (!pattern) return found;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      if (match[0] === "") pattern.lastIndex++;
      else found.push({ start: match.index, end: match.index + match[0].length, name: nameIn(match, line.text) });
      if (!inside || found.length >= most) break;
    }
    return found;
  };
  return {
    name,
    takes: rule.takes,
    where: rule.where,
    max: rule.max,
    sentence: rule.sentence,
    find: (line) => search(line, 1)[0] ?? null,
    all: (line) => search(line, Number.MAX_SAFE_INTEGER),
  };
}

/** Compiles all packs. The order of rules is kept: the first that matches a line gives its name to the cut. */
export const compileFurniture = (packs: FurniturePacks): readonly Matcher[] =>
  packs.flatMap(({ language, rules }) => rules.map((rule) => compileRule(rule, `furniture/${language}/${rule.name}`)));

const ONE_NAME = new RegExp(`^${NAME}$`, "u");

/** The name that a match caught, as the text writes it. */
function nameIn(match: RegExpExecArray, text: string): string | null | false {
  for (const range of Object.values(match.indices?.groups ?? {}))
    if (range !== undefined) {
      const name = text.slice(range[0], range[1]).trim();
      return ONE_NAME.test(name) ? name : false;
    }
  return null;
}
