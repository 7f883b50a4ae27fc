/** The time words and rules of a language (`time.yaml`): lexical classes, and named patterns over them, each with an example. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../model/errors.ts";
import { cutTimeTokens } from "./time-tokens.ts";
import { lineOf, parseYaml } from "./yaml.ts";

/** What a rule can do; each is carried out in `extract/time-build.ts`, the same for every language. */
export const timeOperations = [
  "adjacent",
  "amount",
  "as-is",
  "bound",
  "century",
  "clock",
  "cycle",
  "date",
  "day",
  "daypart",
  "decade",
  "deictic",
  "duration",
  "half",
  "holiday",
  "nth",
  "ordinal",
  "part",
  "quarter",
  "range",
  "ref",
  "same",
  "season",
  "set",
  "shift",
  "turn",
  "week-of",
  "weekend",
  "window",
  "within",
  "year",
] as const;

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const texts = z.union([z.string(), z.array(z.string()).min(1)]).transform((t) => (typeof t === "string" ? [t] : t));

const rule = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** `{class}` or `{label:class}`, plain words `a|b` (`_` for a space), each followed by `?` where it may be left out; `<x` and `>x` are looked at and not taken. Several: any of them. */
  pattern: texts,
  op: z.enum(timeOperations),
  /** Fixed values handed to the operation. */
  with: z.record(z.string(), scalar).default({}),
  /** The class that the result has; `time` where an expression is complete. */
  gives: z.string().default("time"),
  /** `bare`: not before a noun, a measure or a number; `whole`: only where it fills the line. */
  only: z.enum(["bare", "whole"]).optional(),
  example: texts,
  /** Texts in which the rule must not be the one that reads. */
  not: texts.default([]),
});

const entries = z.union([z.array(z.string()), z.record(z.string(), z.union([scalar, z.array(scalar)]))]);

const file = z.strictObject({
  /** Order of numeric dates. */
  order: z.enum(["dmy", "mdy"]),
  /** Whether names of days and months are written with a capital as names are. */
  capitals: z.boolean(),
  /** Words inside written-out numbers and their values; `joined`: several may stand in one word. */
  numerals: z.strictObject({
    joined: z.boolean(),
    units: z.record(z.string(), z.int()),
    multipliers: z.record(z.string(), z.int()).default({}),
  }),
  /** Words with which a sentence looks ahead (or back) where its verb does not say. */
  ahead: z.array(z.string()).default([]),
  back: z.array(z.string()).default([]),
  /** Auxiliary lemmas that make a future. */
  future: z.array(z.string()).default([]),
  /** Words that stand before the day of an article's own publication. */
  own: z.array(z.string()).default([]),
  /** What may not follow a bare number of a day. */
  measures: z.array(z.string()).default([]),
  /** Nouns that a number names ("resolution 1973"): behind them it is no year. */
  numbered: z.array(z.string()).default([]),
  /** A class of words: a list (their own meaning does not matter), or meaning -> words. */
  classes: z.record(z.string().regex(/^[a-z-]+$/), entries),
  rules: z.array(rule).min(1),
});

export type TimeRule = Readonly<z.infer<typeof rule>> & { readonly forms: readonly (readonly TimeElement[])[] };

/** One place of a pattern: an item of `kind` is taken there and handed to the operation as `label`. */
export interface TimeElement {
  readonly kind: string;
  readonly label: string;
  readonly optional: boolean;
  /** Looked at, but no part of the expression. */
  readonly context: boolean;
}

/** A word or words of a class. */
export interface TimeEntry {
  readonly keys: readonly string[];
  readonly kind: string;
  readonly value: string | number | boolean;
}

export interface TimePack {
  readonly language: string;
  readonly order: "dmy" | "mdy";
  readonly capitals: boolean;
  readonly numerals: {
    readonly joined: boolean;
    readonly units: ReadonlyMap<string, number>;
    readonly multipliers: ReadonlyMap<string, number>;
  };
  readonly ahead: ReadonlySet<string>;
  readonly back: ReadonlySet<string>;
  readonly future: ReadonlySet<string>;
  readonly own: ReadonlySet<string>;
  readonly measures: ReadonlySet<string>;
  readonly numbered: ReadonlySet<string>;
  /** By first key, the longest first. */
  readonly entries: ReadonlyMap<string, readonly TimeEntry[]>;
  readonly rules: readonly TimeRule[];
  /** Rules by the kind of an element that may open them. */
  readonly opening: ReadonlyMap<string, readonly { rule: TimeRule; form: readonly TimeElement[]; at: number }[]>;
}

/** Kinds that the code itself makes from digits. */
const builtIn = [
  "number",
  "digits",
  "two-digits",
  "day",
  "year",
  "roman",
  "numeric-date",
  "day-month-figures",
  "hour-minute",
  "hour-dot-minute",
];

const keysOf = (words: string): string[] => cutTimeTokens(words).map((t) => t.key);

/** `"{the}? {n:day} of|'s {month}"` -> its elements; plain words become an own class `=a|b`. */
function readPattern(pattern: string, classes: Set<string>, entries: TimeEntry[]): TimeElement[] {
  return pattern
    .split(/\s+/)
    .filter(Boolean)
    .map((part): TimeElement => {
      const optional = part.length > 1 && part.endsWith("?");
      const context = part.length > 1 && /^[<>]/.test(part);
      const body = part.slice(context ? 1 : 0, optional ? -1 : undefined);
      const inner = /^\{(?:([a-z0-9-]+):)?([a-z-]+)\}$/.exec(body);
      if (inner) return { kind: inner[2]!, label: inner[1] ?? inner[2]!, optional, context };
      const kind = `=${body}`;
      if (!classes.has(kind)) {
        classes.add(kind);
        for (const words of body.split("|"))
          entries.push({ keys: keysOf(words.replaceAll("_", " ")), kind, value: words });
      }
      return { kind, label: kind, optional, context };
    });
}

/** Reads the text of a `time.yaml`. Throws UserError with all its faults, each with file and line. */
export function parseTimePack(yaml: string, language: string, path: string): TimePack {
  const faults: string[] = [];
  const fail = (): never => {
    const where = /^(.*?:\d+): /.exec(faults[0] ?? "")?.[1] ?? path;
    throw new UserError(faults.join("\n"), { hint: "a time rule needs name, pattern, op and example", where });
  };
  const result = file.safeParse(parseYaml(yaml, path));
  if (!result.success) {
    for (const i of result.error.issues)
      faults.push(`${path}:${lineOf(yaml, i.path)}: ${i.path.join(".")}: ${i.message}`);
    return fail();
  }
  const data = result.data;
  const entries: TimeEntry[] = [];
  const known = new Set<string>([...builtIn, ...Object.keys(data.classes), ...data.rules.map((r) => r.gives)]);
  for (const [kind, words] of Object.entries(data.classes)) {
    const pairs: [string, string | number | boolean][] = Array.isArray(words)
      ? words.map((w) => [w, w])
      : Object.entries(words).flatMap(([value, forms]) =>
          [forms].flat().map((f): [string, string] => [String(f), value]),
        );
    for (const [word, value] of pairs) {
      const keys = keysOf(word);
      if (!keys.length) faults.push(`${path}:${lineOf(yaml, ["classes", kind])}: classes.${kind}: an empty word`);
      else
        entries.push({ keys, kind, value: typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value });
    }
  }
  const names = new Set<string>();
  const rules = data.rules.map((r, at): TimeRule => {
    if (names.has(r.name)) faults.push(`${path}:${lineOf(yaml, ["rules", at])}: two rules are called ${r.name}`);
    names.add(r.name);
    const forms = r.pattern.map((p) => readPattern(p, known, entries));
    for (const form of forms) {
      for (const e of form)
        if (!known.has(e.kind))
          faults.push(`${path}:${lineOf(yaml, ["rules", at])}: rule ${r.name}: no class is called ${e.kind}`);
      if (form.every((e) => e.optional))
        faults.push(`${path}:${lineOf(yaml, ["rules", at])}: rule ${r.name}: its pattern may be empty`);
    }
    return { ...r, forms };
  });
  if (faults.length) fail();
  const index = new Map<string, TimeEntry[]>();
  for (const e of entries) index.set(e.keys[0]!, [...(index.get(e.keys[0]!) ?? []), e]);
  for (const list of index.values()) list.sort((a, b) => b.keys.length - a.keys.length);
  const opening = new Map<string, { rule: TimeRule; form: readonly TimeElement[]; at: number }[]>();
  for (const r of rules)
    for (const form of r.forms)
      for (let at = 0; at < form.length; at++) {
        const kind = form[at]!.kind;
        opening.set(kind, [...(opening.get(kind) ?? []), { rule: r, form, at }]);
        if (!form[at]!.optional) break;
      }
  const fold = (words: readonly string[]) => new Set(words.flatMap(keysOf));
  const numbers = (words: Readonly<Record<string, number>>) =>
    new Map(Object.entries(words).map(([w, n]) => [keysOf(w)[0] ?? w, n]));
  return {
    language,
    order: data.order,
    capitals: data.capitals,
    numerals: {
      joined: data.numerals.joined,
      units: numbers(data.numerals.units),
      multipliers: numbers(data.numerals.multipliers),
    },
    ahead: fold(data.ahead),
    back: fold(data.back),
    future: new Set(data.future),
    own: fold(data.own),
    measures: fold(data.measures),
    numbered: fold(data.numbered),
    entries: index,
    rules,
    opening,
  };
}

/** Loads `time.yaml` of a pack's folder. Throws UserError where it is missing or faulty. */
export function loadTimePack(folder: string, language: string): TimePack {
  const path = join(folder, "time.yaml");
  let yaml: string;
  try {
    yaml = readFileSync(path, "utf8");
  } catch {
    throw new UserError(`no time words: ${path}`, { hint: "a language pack needs a time.yaml", where: path });
  }
  return parseTimePack(yaml, language, path);
}
