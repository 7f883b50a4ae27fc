/** The pack's cues of statements, doubt, negation and time ahead (statements.yaml), checked and turned into sets. */
import { z } from "zod";
import { type Act, acts } from "../model/statement.ts";
import { readYaml } from "./ontology.ts";

const list = z.array(z.string()).default([]);
const packSchema = z.strictObject({
  verbs: z.record(z.enum(acts), z.array(z.string())),
  "need-clause": list,
  "need-quote": list,
  "object-enough": list,
  "alone-enough": list,
  that: list,
  deeds: list,
  indefinite: list,
  "said-when-negated": list,
  utters: list,
  speakers: list,
  verdict: list,
  read: list,
  assure: list,
  judging: list,
  "gerund-endings": list,
  "that-infinitive": list,
  "that-left-out": list,
  citing: list,
  nouns: list,
  "source-nouns": list,
  according: list,
  "according-clause": list,
  "according-quote": list,
  relay: list,
  credits: list,
  negation: list,
  "negative-prepositions": list,
  deny: list,
  fail: list,
  postpone: list,
  plan: list,
  promise: list,
  request: list,
  suppose: list,
  "said-of": list,
  ability: list,
  possibility: list,
  obligation: list,
  future: list,
  alleged: list,
  possible: list,
  ahead: list,
  absent: list,
  circumstance: list,
  condition: list,
  purpose: list,
  infinitive: list,
  progressive: list,
  lasting: list,
  blame: list,
  praise: list,
  harm: list,
  "harm-cues": list,
  duty: list,
  "first-person": list,
});

/** Lists of the pack that are asked for by name. */
export type CueList = Exclude<
  keyof z.infer<typeof packSchema>,
  "verbs" | "according" | "according-clause" | "according-quote" | "credits"
>;

export interface SayingVerb {
  readonly act: Act;
  readonly reflexive: boolean;
  readonly complement: string | null;
  readonly needsClause: boolean;
  /** True where an infinitive is no content ("continue to"). */
  readonly needsQuote: boolean;
  readonly objectEnough: boolean;
  /** True where the verb needs no content at all. */
  readonly aloneEnough: boolean;
  /** True where the complement must not be definite ("speaks of a crime", but "they spoke of the crisis"). */
  readonly indefinite: boolean;
}

export interface StatementsPack {
  readonly verbs: ReadonlyMap<string, readonly SayingVerb[]>;
  readonly cues: Readonly<Record<CueList, ReadonlySet<string>>>;
  /** Phrases that name a source, as lower-case words, longest first. */
  readonly according: readonly (readonly string[])[];
  /** Those that need a verb of passing on ("according to what was reported by"). */
  readonly accordingClause: readonly (readonly string[])[];
  /** Those that need a quotation behind them. */
  readonly accordingQuote: readonly (readonly string[])[];
  readonly credits: readonly (readonly string[])[];
}

export function loadStatements(path: string): StatementsPack {
  const raw = readYaml(path, packSchema);
  const verbs = new Map<string, SayingVerb[]>();
  const needs = new Set(raw["need-clause"]);
  const quotation = new Set(raw["need-quote"]);
  const alone = new Set(raw["alone-enough"]);
  const enough = new Set(raw["object-enough"]);
  const indefinite = new Set(raw.indefinite);
  for (const act of acts) {
    for (const entry of raw.verbs[act] ?? []) {
      const reflexive = entry.includes(":");
      const rest = reflexive ? entry.slice(entry.indexOf(":") + 1) : entry;
      const [lemma, complement = null] = rest.split("+") as [string, string?];
      const verb: SayingVerb = {
        act,
        reflexive,
        complement,
        needsClause: needs.has(entry),
        needsQuote: quotation.has(entry),
        objectEnough: enough.has(entry),
        aloneEnough: alone.has(entry),
        indefinite: indefinite.has(entry),
      };
      const known = verbs.get(lemma);
      if (known) known.push(verb);
      else verbs.set(lemma, [verb]);
    }
  }
  for (const l of verbs.values()) l.sort((a, b) => Number(b.complement !== null) - Number(a.complement !== null));
  const phrases = (entries: readonly string[]) =>
    entries.map((p) => p.toLowerCase().split(" ")).sort((a, b) => b.length - a.length);
  const { verbs: _verbs, according, "according-clause": clause, "according-quote": quoted, credits, ...rest } = raw;
  const cues = Object.fromEntries(Object.entries(rest).map(([name, entries]) => [name, new Set(entries)]));
  return {
    verbs,
    cues: cues as unknown as StatementsPack["cues"],
    according: phrases(according),
    accordingClause: phrases(clause),
    accordingQuote: phrases(quoted),
    credits: phrases(credits),
  };
}
