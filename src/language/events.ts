/** The pack's event triggers (events.yaml), checked and indexed by lemma. */
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../model/errors.ts";
import { type EventType, eventTypes } from "../model/event.ts";
import { acts } from "../model/statement.ts";
import { readYaml } from "./ontology.ts";

const caseGroups = [
  "of",
  "by",
  "with",
  "against",
  "to",
  "in",
  "on",
  "for",
  "from",
  "between",
  "toward",
  "about",
  "at",
] as const;
export type CaseGroup = (typeof caseGroups)[number];

const words = z.array(z.string()).default([]);
/** What a rule means; what a pack leaves out stands in ontology/triggers.yaml under the name of the rule. */
const meaning = {
  type: z.enum(eventTypes).optional(),
  mode: z.string().optional(),
  frame: z.string().optional(),
  /** Word classes, one of which must be found in the theme. */
  theme: z.array(z.string()).optional(),
  act: z.enum(acts).optional(),
  /** Role of an "of" dependent of a noun, where the frame's order is not enough. */
  of: z.enum(["actor", "recipient"]).optional(),
  /** True where several actors of one verb act towards each other. */
  mutual: z.boolean().optional(),
  /** The rule that it is when the actor says that he does not or will not do it ("would not recognise" is a refusal). */
  withheld: z.string().optional(),
  /** True where the deed is made of words and a statement as well. */
  voiced: z.boolean().optional(),
  /** True where the words bind the actor to do something later. */
  promise: z.boolean().optional(),
};
const ruleSchema = z.strictObject({
  name: z.string(),
  ...meaning,
  verbs: words,
  nouns: words,
  adjectives: words,
  /** Lemmas beside the trigger with which it means something else. */
  without: words,
  example: z.string(),
  not: words,
});
const triggersSchema = z.record(z.string(), z.strictObject(meaning));

type Told = z.infer<typeof ruleSchema>;
export interface EventRule extends Omit<Told, "type" | "frame" | "theme"> {
  readonly type: EventType;
  readonly frame: string;
  readonly theme: readonly string[];
}

const packSchema = z.strictObject({
  cases: z.record(z.enum(caseGroups), z.array(z.string())),
  institutions: words,
  proxies: words,
  /** Lists of lemmas that a trigger names in braces: "{cut}+{ties}" stands for each of the one with each of the other. */
  groups: z.record(z.string(), z.array(z.string())).default({}),
  classes: z.record(z.string(), z.array(z.string())),
  modes: z.record(z.string(), z.string()).default({}),
  light: z.array(z.string()),
  taking: words,
  joining: words,
  origins: words,
  seats: z.strictObject({ nouns: words, cases: words }).default({ nouns: [], cases: [] }),
  reciprocals: words,
  happen: z.array(z.string()),
  unaccusative: words,
  objectControl: words,
  needObject: words,
  openers: words,
  exchanges: words,
  bundles: words,
  authors: words,
  bearers: words,
  homographs: words,
  rules: z.array(ruleSchema),
  silent: z.array(z.array(z.string())),
});

/** A trigger of one rule: a lemma alone, or a verb with the noun that it needs. */
export interface Trigger {
  readonly rule: EventRule;
  readonly reflexive: boolean;
  /** Lemma of the object or complement that must be there, or null. */
  readonly complement: string | null;
}

export interface NounTrigger {
  readonly rule: EventRule;
  /** The forms or lemmas that make up the trigger, folded; one for a simple noun. */
  readonly sequence: readonly string[];
}

export interface EventsPack {
  readonly rules: readonly EventRule[];
  readonly verbs: ReadonlyMap<string, readonly Trigger[]>;
  readonly nouns: ReadonlyMap<string, readonly NounTrigger[]>;
  readonly adjectives: ReadonlyMap<string, readonly Trigger[]>;
  /** Single case words. */
  readonly caseOf: ReadonlyMap<string, readonly CaseGroup[]>;
  /** Case phrases of several words by their first word. */
  readonly casePhrases: ReadonlyMap<
    string,
    readonly { readonly words: readonly string[]; readonly group: CaseGroup }[]
  >;
  /** Nouns that stand for their owner; institutions are those that can speak. */
  readonly proxies: ReadonlySet<string>;
  readonly institutions: ReadonlySet<string>;
  readonly classOf: ReadonlyMap<string, readonly string[]>;
  readonly modes: Readonly<Record<string, string>>;
  readonly light: ReadonlySet<string>;
  /** Light verbs whose subject the deed befalls. */
  readonly taking: ReadonlySet<string>;
  /** Verbs by which one takes part in what a noun tells. */
  readonly joining: ReadonlySet<string>;
  /** Case words by which a noun tells whose it is ("gunmen from X"). */
  readonly origins: ReadonlySet<string>;
  /** Nouns of people in office and the case words that open whom they serve ("officials in X", "a spokesman for X"). */
  readonly seats: { readonly nouns: ReadonlySet<string>; readonly cases: ReadonlySet<string> };
  /** Phrases that stand for both sides of a deed ("each other"), as lower-case words. */
  readonly reciprocals: readonly (readonly string[])[];
  readonly happen: ReadonlySet<string>;
  readonly unaccusative: ReadonlySet<string>;
  readonly objectControl: ReadonlySet<string>;
  /** Verbs that never stand without an object: a past form without one is passive ("X accused of plotting"). */
  readonly needObject: ReadonlySet<string>;
  /** Verbs by which both sides do the same to each other ("traded accusations"). */
  readonly exchanges: ReadonlySet<string>;
  /** Case words that open clauses as well ("after X attacked"). */
  readonly openers: ReadonlySet<string>;
  /** Nouns of many ("a wave of strikes") and of having done ("responsibility for"), through which a verb carries a deed. */
  readonly bundles: ReadonlySet<string>;
  /** Case words by which one is the author of a deed ("X was behind the attack"). */
  readonly authors: ReadonlySet<string>;
  /** Participles that tell whose a thing is ("X-flagged", "X-led"). */
  readonly bearers: ReadonlySet<string>;
  /** Endings by which a finite verb looks like a noun, so that a tagger may take the one for the other; none where they do not. */
  readonly homographs: readonly string[];
  readonly silent: ReadonlySet<string>;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** "si:verb+noun" -> reflexive, verb, noun */
function parseTrigger(text: string): { lemma: string; reflexive: boolean; complement: string | null } {
  const reflexive = text.includes(":");
  const rest = reflexive ? text.slice(text.indexOf(":") + 1) : text;
  const plus = rest.indexOf("+");
  return plus < 0
    ? { lemma: rest, reflexive, complement: null }
    : { lemma: rest.slice(0, plus), reflexive, complement: rest.slice(plus + 1) };
}

/** The words beside it that a trigger needs: "cut+off+relation" -> off, relation. */
export const wanted = (trigger: Trigger): readonly string[] => trigger.complement?.split("+") ?? [];

/** "{cut}+{ties}" -> "rompere+relazione", "rompere+rapporto" ... Throws UserError for a group that the pack lacks. */
function expand(trigger: string, groups: Readonly<Record<string, readonly string[]>>, path: string): string[] {
  const name = /\{([^}]*)\}/.exec(trigger);
  if (!name) return [trigger];
  const group = groups[name[1]!];
  if (!group)
    throw new UserError(`${path}: a trigger names a group that is not there: ${trigger}`, { hint: "add it to groups" });
  return group.flatMap((word) => expand(trigger.replace(name[0], word), groups, path));
}

/** The rule with the meaning that the ontology gives to its name. */
function complete(rule: Told, triggers: z.infer<typeof triggersSchema>, path: string): EventRule {
  const { type, frame, theme = [], ...rest } = { ...triggers[rule.name], ...rule };
  if (type === undefined || frame === undefined)
    throw new UserError(`${path}: the rule ${rule.name} has no ${type === undefined ? "type" : "frame"}`, {
      hint: "say it, or name the rule as in ontology/triggers.yaml",
      where: path,
    });
  return { ...rest, type, frame, theme };
}

/** Loads an events.yaml; `ontology` is the folder that tells what rules and word classes mean. */
export function loadEvents(path: string, ontology: string): EventsPack {
  const raw = readYaml(path, packSchema);
  const meanings = readYaml(join(ontology, "triggers.yaml"), triggersSchema);
  const themes = readYaml(join(ontology, "themes.yaml"), z.record(z.string(), z.string()));
  const rules = raw.rules.map((rule) => complete(rule, meanings, path));
  const verbs = new Map<string, Trigger[]>();
  const nouns = new Map<string, NounTrigger[]>();
  const adjectives = new Map<string, Trigger[]>();
  for (const rule of rules) {
    const seen = new Set<string>();
    for (const verb of rule.verbs.flatMap((v) => expand(v, raw.groups, path))) {
      if (seen.has(verb)) continue;
      seen.add(verb);
      const { lemma, reflexive, complement } = parseTrigger(verb);
      push(verbs, lemma, { rule, reflexive, complement });
    }
    for (const noun of rule.nouns.flatMap((n) => expand(n, raw.groups, path))) {
      const sequence = noun.toLowerCase().split(" ");
      push(nouns, sequence[0]!, { rule, sequence });
    }
    for (const adjective of rule.adjectives.flatMap((a) => expand(a, raw.groups, path))) {
      const { lemma, complement } = parseTrigger(adjective);
      push(adjectives, lemma, { rule, reflexive: false, complement });
    }
  }
  for (const list of nouns.values()) list.sort((a, b) => b.sequence.length - a.sequence.length);
  for (const list of [...verbs.values(), ...adjectives.values()])
    list.sort((a, b) => wanted(b).length - wanted(a).length);

  const caseOf = new Map<string, CaseGroup[]>();
  const casePhrases = new Map<string, { words: string[]; group: CaseGroup }[]>();
  for (const group of caseGroups) {
    for (const phrase of raw.cases[group] ?? []) {
      const parts = phrase.split(" ");
      if (parts.length === 1) push(caseOf, phrase, group);
      else push(casePhrases, parts[0]!, { words: parts, group });
    }
  }
  for (const list of casePhrases.values()) list.sort((a, b) => b.words.length - a.words.length);

  const classOf = new Map<string, string[]>();
  for (const [name, list] of Object.entries(raw.classes)) for (const lemma of list) push(classOf, lemma, name);
  return {
    rules,
    verbs,
    nouns,
    adjectives,
    caseOf,
    casePhrases,
    proxies: new Set([...raw.institutions, ...raw.proxies]),
    institutions: new Set(raw.institutions),
    classOf,
    modes: { ...themes, ...raw.modes },
    light: new Set(raw.light),
    taking: new Set(raw.taking),
    joining: new Set(raw.joining),
    origins: new Set(raw.origins),
    seats: { nouns: new Set(raw.seats.nouns), cases: new Set(raw.seats.cases) },
    reciprocals: raw.reciprocals.map((phrase) => phrase.split(" ")),
    happen: new Set(raw.happen),
    unaccusative: new Set(raw.unaccusative),
    objectControl: new Set(raw.objectControl),
    needObject: new Set(raw.needObject),
    exchanges: new Set(raw.exchanges),
    openers: new Set(raw.openers),
    bundles: new Set(raw.bundles),
    authors: new Set(raw.authors),
    bearers: new Set(raw.bearers),
    homographs: raw.homographs,
    silent: new Set(raw.silent.flat()),
  };
}
