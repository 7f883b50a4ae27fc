/** Where a sentence may tell an event: words that rules of the pack are triggered by, with what each rule asks for beside them. */
import { type EventRule, type Trigger, wanted } from "../language/events.ts";
import type { StatementsPack } from "../language/statements.ts";
import { type Cast, countryOf, headWord, type SentenceCast } from "./cast.ts";
import { hasCopula, isPassive, isReflexive } from "./subjects.ts";
import { bare, coordinated, dependents, feature, isVerbal, type Tree } from "./tree.ts";

/** What a trigger is looked for with. */
export interface TriggerContext {
  readonly cast: Cast;
  readonly statements: StatementsPack;
}

/** A rule and the words that trigger it. */
export interface Candidate {
  readonly rule: EventRule;
  /** Trigger word, and the last word of a trigger of several. */
  readonly word: number;
  readonly last: number;
  /** The verb that carries it: itself for a verb, the light verb for a noun, -1 for none. */
  readonly carrier: number;
  readonly complement: number;
}

/** The rules that the word i may trigger, with what each asks for found in the sentence. */
export function candidatesAt(context: TriggerContext, s: SentenceCast, i: number): Candidate[] {
  const { tree } = s;
  const { events } = context.cast;
  const word = tree.words[i]!;
  const lemma = word.lemma.toLowerCase();
  const out: Candidate[] = [];
  for (const t of events.nouns.get(lemma) ?? events.nouns.get(word.form.toLowerCase()) ?? []) {
    if (t.sequence.length === 1 || !t.sequence.every((w, k) => isForm(tree.words[i + k], w))) continue;
    const last = i + t.sequence.length - 1;
    const head = headOf(tree, i, last);
    return [{ rule: t.rule, word: head, last, carrier: carrierOf(context.cast, tree, head, true), complement: -1 }];
  }
  if (isVerbal(word) || (feature(word, "VerbForm") === "Part" && word.upos === "ADJ")) {
    const triggers = events.verbs.get(lemma) ?? [];
    const reflexive = triggers.some((t) => t.reflexive) && isReflexive(tree, i);
    const particles = dependents(tree, i, "compound:prt").map((c) => tree.words[c]!.lemma.toLowerCase());
    const phrasal = triggers.some((t) => wanted(t).some((w) => particles.includes(w)));
    for (const t of triggers) {
      // "hit out at" is no blow
      if (phrasal && !wanted(t).some((w) => particles.includes(w))) continue;
      if (t.reflexive !== reflexive && (t.reflexive || hasReflexive(triggers, reflexive))) continue;
      const complements = wanted(t).map((w) => complementOf(context, s, i, w));
      if (complements.includes(-1)) continue;
      const complement = complements.at(-1) ?? -1;
      out.push({ rule: t.rule, word: i, last: Math.max(i, complement), carrier: i, complement });
    }
  } else if (hasCopula(tree, i) && events.adjectives.has(lemma)) {
    for (const t of events.adjectives.get(lemma)!) {
      const complements = wanted(t).map((w) => complementOf(context, s, i, w));
      const complement = complements.at(-1) ?? -1;
      if (!complements.includes(-1))
        out.push({ rule: t.rule, word: i, last: Math.max(i, complement), carrier: i, complement });
    }
  } else if (word.upos === "NOUN" || word.upos === "PROPN") {
    for (const t of events.nouns.get(lemma) ?? events.nouns.get(word.form.toLowerCase()) ?? []) {
      if (t.sequence.length === 1)
        out.push({ rule: t.rule, word: i, last: i, carrier: carrierOf(context.cast, tree, i, false), complement: -1 });
    }
  }
  return out;
}

/** The noun of a sequence that all the others hang on: the first in "test of arms", the last in "arms test". */
function headOf(tree: Tree, first: number, last: number): number {
  if (tree.words[first]!.upos !== "NOUN") {
    const noun = headWord(tree, first, last);
    return tree.words[noun]!.upos === "NOUN" ? noun : first;
  }
  for (let k = last; k > first; k--)
    if (bare(tree.words[first]!.deprel) === "compound" && tree.heads[first] === k) return k;
  return first;
}

/** Is the word the lemma w, or w with another ending ("joint exercises" inflected)? */
function isForm(word: Tree["words"][number] | undefined, w: string): boolean {
  if (!word) return false;
  const form = word.form.toLowerCase();
  return (
    word.lemma.toLowerCase() === w ||
    form === w ||
    (w.length > 4 && form.startsWith(w.slice(0, -1)) && Math.abs(form.length - w.length) < 2)
  );
}

/** Is there a reflexive trigger that fits better when the verb is reflexive? */
const hasReflexive = (triggers: readonly Trigger[], reflexive: boolean): boolean =>
  reflexive && triggers.some((t) => t.reflexive);

/**
 * The dependent that a trigger needs: a lemma, a case word or group ("talk+with"), `@blame` or `@praise` for any such word,
 * `@state`, `@body` or `@person` for a named one as its object, `@to` for an infinitive; -1 without it.
 */
function complementOf(context: TriggerContext, s: SentenceCast, i: number, complement: string): number {
  const { cast } = context;
  const { tree } = s;
  const active = !isPassive(cast, tree, i);
  if (complement === "@body")
    return (
      dependents(tree, i, "obj", "obl", "nsubj:pass").find((c) =>
        s.named[c]?.some((id) => cast.actors.get(id)?.kind === "organisation" && countryOf(cast, id) === null),
      ) ?? -1
    );
  if (complement === "@state")
    return (
      dependents(tree, i, "obj", active ? "obj" : "nsubj").find((c) =>
        s.named[c]?.some((id) => cast.actors.get(id)?.kind === "state"),
      ) ?? -1
    );
  if (complement === "@person")
    return (
      dependents(tree, i, "obj").find((c) => s.named[c]?.some((id) => cast.actors.get(id)?.kind === "person")) ?? -1
    );
  if (complement === "@to") {
    const { infinitive } = context.statements.cues;
    const opened = (c: number) =>
      dependents(tree, c, "mark").some((m) => infinitive.has(tree.words[m]!.lemma.toLowerCase()));
    const around = [i, ...dependents(tree, i, "obj")];
    // "wants to drive" is no demand
    const another = (c: number) => around.length > 1 || dependents(tree, c, "nsubj").length > 0;
    return (
      around
        .flatMap((k) => dependents(tree, k, "xcomp", "ccomp", "advcl", "acl"))
        .find((c) => c > i && opened(c) && another(c)) ?? -1
    );
  }
  if (complement === "@blame" || complement === "@praise") {
    const blame = complement === "@blame" ? context.statements.cues.blame : context.statements.cues.praise;
    for (const c of dependents(tree, i, "obj", "obl", "xcomp", "amod", "advmod", "nmod", "ccomp", "conj")) {
      if (c < i) continue;
      for (const k of [c, ...tree.children[c]!]) if (blame.has(tree.words[k]!.lemma.toLowerCase())) return k;
    }
    return -1;
  }
  const is = (k: number): boolean =>
    tree.words[k]!.lemma.toLowerCase() === complement || tree.words[k]!.form.toLowerCase() === complement;
  const group = complement as never;
  for (const c of dependents(tree, i, "obj", "obl", "nsubj", "xcomp", "compound", "iobj", "advmod", "nmod")) {
    // who does it is not what it is done to ("President X called the revolt a crime" is no call to a president)
    if (active && c < i && bare(tree.words[c]!.deprel) === "nsubj" && (s.named[c] || s.modifiers[c - 1])) continue;
    for (const k of coordinated(tree, c)) {
      if (is(k)) return k;
      for (const m of tree.children[k]!)
        if (["nmod", "appos", "compound", "flat", "amod"].includes(bare(tree.words[m]!.deprel)) && is(m)) return m;
    }
    for (const k of tree.children[c]!) {
      if (
        tree.words[k]!.deprel === "case" &&
        !s.timed[c] &&
        (tree.words[k]!.lemma.toLowerCase() === complement ||
          cast.events.caseOf.get(tree.words[k]!.lemma.toLowerCase())?.includes(group))
      )
        return c;
    }
  }
  return referent(tree, i, is);
}

/** How far before a pronoun the thing may stand that it takes up, in words. */
const THING_REACH = 25;

/** What a verb's participle, relative clause or pronoun refers to ("relations, broken off in 1961", "when X broke them off"); -1 where it is another. */
function referent(tree: Tree, i: number, is: (k: number) => boolean): number {
  const rel = bare(tree.words[i]!.deprel);
  const head = tree.heads[i]!;
  if (rel === "acl" && head >= 0 && is(head)) return head;
  const pronoun = dependents(tree, i, "obj").some(
    (c) => tree.words[c]!.upos === "PRON" && feature(tree.words[c]!, "Reflex") !== "Yes",
  );
  if (!pronoun) return -1;
  for (let k = i - 1; k >= Math.max(0, i - THING_REACH); k--) if (tree.words[k]!.upos === "NOUN" && is(k)) return k;
  return -1;
}

/** The verb that carries a noun trigger as its object or subject ("effettuare una visita", "l'incontro è avvenuto"), or -1. */
function carrierOf(cast: Cast, tree: Tree, i: number, several: boolean): number {
  const head = tree.heads[i]!;
  if (head >= 0 && cast.events.bundles.has(tree.words[head]!.lemma.toLowerCase()) && tree.heads[head]! !== i)
    return carrierOf(cast, tree, head, several); // "launched a wave of strikes"
  if (head < 0 || !isVerbal(tree.words[head]!)) return -1;
  const rel = bare(tree.words[i]!.deprel);
  const lemma = tree.words[head]!.lemma.toLowerCase();
  if (
    cast.events.light.has(lemma) &&
    (rel === "obj" ||
      several ||
      tree.words[i]!.deprel === "nsubj:pass" ||
      (rel === "nsubj" && isPassive(cast, tree, head)))
  )
    return head;
  if (cast.events.happen.has(lemma) && rel === "nsubj") return head;
  if (cast.events.joining.has(lemma) && rel === "obl") return head;
  return -1;
}

/** Words of sport, medicine, markets or metaphor right around the trigger. */
export function isSilent(cast: Cast, s: SentenceCast, i: number): boolean {
  const { tree } = s;
  const around = [i, tree.heads[i]!, ...tree.children[i]!, ...tree.children[i]!.flatMap((c) => tree.children[c]!)];
  return around.some(
    (k) =>
      k >= 0 &&
      !s.named[k] &&
      tree.words[k]!.upos !== "VERB" &&
      cast.events.silent.has(tree.words[k]!.lemma.toLowerCase()),
  );
}
