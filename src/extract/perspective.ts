/** How the text presents an event: certainty x polarity x time, from mood, tense, negation and the verbs above it. */
import type { StatementsPack } from "../language/statements.ts";
import type { Perspective } from "../model/event.ts";
import type { Cast, SentenceCast } from "./cast.ts";
import { hasCopula, isPassive, isReflexive } from "./subjects.ts";
import { bare, dependents, feature, finiteOf, isVerbal, type Tree } from "./tree.ts";

type Certainty = Perspective["certainty"];

/** What the signs found so far say; `open` stays true while the time may still come from a governor. */
interface Draft {
  certainty: Certainty;
  negative: boolean;
  time: Perspective["time"];
  open: boolean;
}

const rank: Record<Certainty, number> = { fact: 0, hearsay: 1, promise: 2, request: 3, supposition: 4 };
const raise = (d: Draft, c: Certainty) => {
  if (rank[c] > rank[d.certainty]) d.certainty = c;
};

/** The perspective of the event whose trigger is the word i; `light` is the verb that carries a noun trigger, or -1. */
export function perspectiveOf(
  cast: Cast,
  s: SentenceCast,
  i: number,
  light: number,
  statements: StatementsPack,
): Perspective {
  const { tree } = s;
  const draft: Draft = { certainty: "fact", negative: false, time: "past", open: true };
  readModifiers(tree, i, statements, draft);
  const start = light >= 0 ? light : i;
  if (light >= 0) readModifiers(tree, light, statements, draft);
  if (light >= 0 || isVerbal(tree.words[i]!) || hasCopula(tree, i)) readVerb(tree, start, statements, draft);
  climb(cast, s, start, statements, draft);
  // "X, Y to hold talks": a headline's infinitive lies ahead
  const headline = (k: number) => statements.cues.infinitive.has(tree.words[k]!.lemma.toLowerCase());
  if (
    draft.open &&
    tree.words[start]!.deprel === "root" &&
    isVerbal(tree.words[start]!) &&
    dependents(tree, start, "mark").some(headline)
  )
    draft.time = "future";
  return { certainty: draft.certainty, polarity: draft.negative ? "negative" : "positive", time: draft.time };
}

/** Adjectives, adverbs, determiners and case words beside a word. */
function readModifiers(tree: Tree, i: number, statements: StatementsPack, draft: Draft): void {
  const { cues } = statements;
  for (const c of tree.children[i]!) {
    const word = tree.words[c]!;
    const lemma = word.lemma.toLowerCase();
    const rel = bare(word.deprel);
    if (rel === "amod" || rel === "advmod" || rel === "acl") {
      if (cues.alleged.has(lemma)) raise(draft, "hearsay");
      else if (cues.possible.has(lemma)) raise(draft, "supposition");
      else if (cues.ahead.has(lemma)) draft.time = "future";
      else if (cues.absent.has(lemma)) draft.negative = true;
    }
    if ((rel === "advmod" || rel === "det" || rel === "cc") && cues.negation.has(lemma) && c < i)
      draft.negative = !draft.negative || rel === "det";
    if ((rel === "case" || rel === "mark") && cues["negative-prepositions"].has(lemma)) draft.negative = true;
    if (rel === "mark" && cues.condition.has(lemma)) raise(draft, "supposition");
    if ((rel === "nsubj" || rel === "obj") && cues.negation.has(lemma)) draft.negative = true;
    // "neither X nor Y attacked", "no sanctions were eased"
    if (
      rel === "nsubj" &&
      isVerbal(tree.words[i]!) &&
      tree.children[c]!.some((k) => isDeterminer(tree, k) && cues.negation.has(tree.words[k]!.lemma.toLowerCase()))
    )
      draft.negative = true;
  }
}

const isDeterminer = (tree: Tree, k: number): boolean =>
  ["det", "cc"].includes(bare(tree.words[k]!.deprel)) && k < tree.heads[k]!;

/** Mood, tense and auxiliaries of a verbal predicate. */
function readVerb(tree: Tree, i: number, statements: StatementsPack, draft: Draft): void {
  const { cues } = statements;
  const word = tree.words[i]!;
  const finite = tree.words[finiteOf(tree, i)]!;
  const form = feature(finite, "VerbForm");
  const auxiliaries = tree.children[i]!.filter((c) => bare(tree.words[c]!.deprel) === "aux");
  // "has been able to send" has sent
  const managed = (c: number) =>
    feature(tree.words[c]!, "VerbForm") === "Part" && cues.ability.has(tree.words[c]!.lemma.toLowerCase());
  const lemmas = auxiliaries.filter((c) => !managed(c)).map((c) => tree.words[c]!.lemma.toLowerCase());
  const ongoing = feature(word, "VerbForm") === "Part" && feature(word, "Tense") === "Pres";
  const perfect = feature(word, "VerbForm") === "Part" && !ongoing;
  if (form === "Fin") {
    draft.open = false;
    const mood = feature(finite, "Mood");
    const tense = feature(finite, "Tense");
    if (lemmas.some((l) => cues.possibility.has(l))) {
      raise(draft, mood === "Cnd" ? "supposition" : tense === "Pres" || tense === null ? "supposition" : "fact");
    } else if (lemmas.some((l) => cues.obligation.has(l))) {
      if (mood === "Cnd") draft.time = "future";
      else if (tense === "Pres" || tense === null) raise(draft, "request");
    } else if (lemmas.some((l) => cues.plan.has(l))) draft.time = "future";
    else if (mood === "Cnd") {
      if (isFutureInPast(tree, i)) draft.time = "future";
      else raise(draft, "hearsay");
    }
    if (tense === "Fut" || lemmas.some((l) => cues.future.has(l))) draft.time = "future";
    if ((ongoing || lemmas.some((l) => cues.progressive.has(l))) && tense === "Pres") draft.time = "present";
  } else if (auxiliaries.length || perfect) {
    draft.open = false; // "di aver fornito", "firmato da"
    if (lemmas.some((l) => cues.possibility.has(l) || cues.plan.has(l))) draft.time = "future";
  } else if (form === "Ger" || ongoing) draft.open = true;
}

/** A past conditional in the clause of a past verb of saying looks ahead from there; elsewhere it is hearsay. */
function isFutureInPast(tree: Tree, i: number): boolean {
  const rel = bare(tree.words[i]!.deprel);
  if (rel !== "ccomp" && rel !== "xcomp") return false;
  const above = tree.heads[i]!;
  if (above < 0) return false;
  const perfect = tree.children[i]!.some(
    (c) => bare(tree.words[c]!.deprel) === "aux" && feature(tree.words[c]!, "Mood") === "Cnd",
  );
  const governor = tree.words[finiteOf(tree, above)]!;
  const past =
    feature(tree.words[above]!, "VerbForm") === "Part" || ["Past", "Imp"].includes(feature(governor, "Tense") ?? "");
  return perfect && past && tree.children[i]!.some((c) => tree.words[c]!.deprel === "mark");
}

const climbing = new Set([
  "ccomp",
  "xcomp",
  "obj",
  "obl",
  "nmod",
  "acl",
  "advcl",
  "conj",
  "csubj",
  "nsubj",
  "iobj",
  "appos",
  "amod",
  "dep",
]);

/** Walks up from the trigger through the words that govern it and takes what they say of it. */
function climb(cast: Cast, s: SentenceCast, start: number, statements: StatementsPack, draft: Draft): void {
  const { tree } = s;
  const { cues } = statements;
  let below = start;
  for (let guard = 7; guard > 0; guard--) {
    const rel = bare(tree.words[below]!.deprel);
    const above = tree.heads[below]!;
    if (above < 0 || !climbing.has(rel)) return;
    const word = tree.words[above]!;
    const lemma = word.lemma.toLowerCase();
    const full = tree.words[below]!.deprel;
    // a relative clause tells for itself
    if (full === "acl:relcl" || (rel === "acl" && feature(tree.words[finiteOf(tree, below)]!, "VerbForm") === "Fin"))
      return;
    if (rel === "conj") {
      // a coordinated verb shares the auxiliary of the first
      if (isVerbal(word) && draft.open) readVerb(tree, above, statements, draft);
      below = above;
      continue;
    }
    const verbBelow = isVerbal(tree.words[below]!) || hasCopula(tree, below);
    const marks = tree.children[below]!.filter((c) => tree.words[c]!.deprel === "mark").map((c) =>
      tree.words[c]!.lemma.toLowerCase(),
    );
    // "invited X and Y to meet", hung as if it told what for
    const asked =
      rel === "advcl" &&
      marks.some((m) => cues.infinitive.has(m)) &&
      (cues.request.has(lemma) || cast.events.objectControl.has(lemma)) &&
      dependents(tree, above, "obj", "iobj").length > 0;
    if (!asked && (rel === "advcl" || (rel === "obl" && verbBelow))) {
      if (marks.some((m) => cues.condition.has(m))) raise(draft, "supposition");
      else if (draft.open && marks.some((m) => cues.purpose.has(m))) {
        draft.time = "future";
        draft.open = false;
      }
      if (!draft.open) return;
    }
    const verbal = isVerbal(word) || hasCopula(tree, above);
    if (!verbal && (rel === "nmod" || rel === "appos")) readModifiers(tree, above, statements, draft); // "a possible accord on the delivery", "without any kind of accord"
    const opened = tree.children[below]!.some(
      (c) => tree.words[c]!.deprel === "case" && cues.circumstance.has(tree.words[c]!.lemma.toLowerCase()),
    );
    if (guard === 7 && !verbBelow && ((rel === "obl" && isPlainAdjunct(tree, below)) || opened)) {
      // a circumstance ("during the meeting") is told as a fact, a purpose ("for talks") lies ahead
      const purpose = tree.children[below]!.some(
        (c) => tree.words[c]!.deprel === "case" && cues.purpose.has(tree.words[c]!.lemma.toLowerCase()),
      );
      if (purpose) draft.time = "future";
      return;
    }
    const content =
      asked ||
      rel === "ccomp" ||
      rel === "xcomp" ||
      rel === "csubj" ||
      rel === "acl" ||
      (!verbBelow && (rel === "obj" || rel === "nsubj"));
    const direct = content || (rel === "obl" && !verbBelow && !isPlainAdjunct(tree, below)) || rel === "nmod";
    if (direct && !cast.events.happen.has(lemma)) {
      // "would" looks ahead from the verb above, so it does not close the matter
      const perfective = verbBelow && !draft.open && !isAhead(tree, below, cues.future);
      const negated = tree.children[above]!.some(
        (c) => bare(tree.words[c]!.deprel) === "advmod" && cues.negation.has(tree.words[c]!.lemma.toLowerCase()),
      );
      const reflexive = isReflexive(tree, above);
      if (
        verbal &&
        verbBelow &&
        feature(tree.words[finiteOf(tree, above)]!, "Mood") === "Cnd" &&
        !isFutureInPast(tree, above)
      )
        raise(draft, "hearsay");
      const name = phrasal(tree, above, lemma, cues);
      const has = (set: ReadonlySet<string>) => set.has(name) || (reflexive && set.has(`si:${lemma}`));
      if (has(cues.deny) && content) draft.negative = !negated;
      else if (has(cues.fail) && content) draft.negative = !negated;
      else if (has(cues.request) && (!perfective || isWish(tree, below))) raise(draft, "request");
      else if (has(cues.promise) && !perfective) raise(draft, "promise");
      else if (has(cues.plan) && !perfective && rel !== "nmod" && (rel !== "nsubj" || isPassive(cast, tree, above))) {
        draft.time = "future";
        draft.open = false;
      } else if (has(cues.possibility) && !perfective) raise(draft, "supposition");
      else if (rel === "xcomp" && has(cues["said-of"]) && isPassive(cast, tree, above)) raise(draft, "hearsay");
      else if (has(cues.suppose) && draft.time !== "future" && content) raise(draft, "hearsay");
    }
    if (verbBelow && content && cues.lasting.has(lemma) && draft.time === "past") draft.time = "present";
    if (
      !verbBelow &&
      verbal &&
      (rel === "nsubj" || rel === "obj") &&
      (cast.events.happen.has(lemma) || cast.events.light.has(lemma))
    ) {
      readModifiers(tree, above, statements, draft);
      readVerb(tree, above, statements, draft);
    } else if (draft.open && verbal && verbBelow) {
      // an infinitive or gerund takes time and mood from the verb above it
      readVerb(tree, above, statements, draft);
      if (negatedVerb(tree, above, cues.negation)) draft.negative = true;
    }
    below = above;
  }
}

/** "demands that X withdraw": a clause in the plain present or subjunctive. */
const isWish = (tree: Tree, i: number): boolean =>
  feature(tree.words[i]!, "VerbForm") === "Fin" && feature(tree.words[i]!, "Tense") !== "Past";

/** Has the verb an auxiliary of the time ahead? */
const isAhead = (tree: Tree, i: number, future: ReadonlySet<string>): boolean =>
  dependents(tree, i, "aux").some((c) => future.has(tree.words[c]!.lemma.toLowerCase()));

/** "call" with its particle where the pack knows the two together ("call+off"), else the lemma alone. */
function phrasal(tree: Tree, i: number, lemma: string, cues: StatementsPack["cues"]): string {
  for (const c of dependents(tree, i, "compound:prt")) {
    const both = `${lemma}+${tree.words[c]!.lemma.toLowerCase()}`;
    if (cues.fail.has(both) || cues.plan.has(both) || cues.request.has(both) || cues.postpone.has(both)) return both;
  }
  return lemma;
}

const negatedVerb = (tree: Tree, i: number, negation: ReadonlySet<string>): boolean =>
  tree.children[i]!.some(
    (c) => bare(tree.words[c]!.deprel) === "advmod" && negation.has(tree.words[c]!.lemma.toLowerCase()),
  );

/** An adjunct of time or place with a noun trigger inside ("during the meeting") is told as a fact. */
function isPlainAdjunct(tree: Tree, i: number): boolean {
  return tree.children[i]!.some((c) => tree.words[c]!.deprel === "case");
}
