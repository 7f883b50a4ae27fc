/** Who does what a verb says: its subject, said, shared, controlled or dropped. */
import { type Cast, type SentenceCast, sidesAt, speakersAt } from "./cast.ts";
import { bare, casesOf, dependents, feature, finiteOf, isVerbal, type Tree } from "./tree.ts";

/** Is the verb i passive, reflexive-passive or a participle that hangs on a noun ("signed by")? */
export function isPassive(cast: Cast, tree: Tree, i: number): boolean {
  const word = tree.words[i]!;
  const lemma = word.lemma.toLowerCase();
  if (cast.events.unaccusative.has(lemma)) return false;
  // "they clashed with each other", whatever the tree calls its subject
  if (tree.children[i]!.some((c) => tree.words[c]!.deprel === "expl")) return false;
  if (resumed(cast, tree, i) >= 0 && !tree.children[i]!.some((c) => tree.words[c]!.deprel === "aux:pass")) return false;
  for (const c of tree.children[i]!) {
    const rel = tree.words[c]!.deprel;
    if (rel === "aux:pass" || rel === "nsubj:pass" || rel === "expl:pass") return true;
    // "spoke by phone" is active
    if (rel === "obl:agent" && feature(word, "VerbForm") !== "Fin") return true;
  }
  const participle = feature(word, "VerbForm") === "Part" && feature(word, "Tense") !== "Pres";
  const hasAux = tree.children[i]!.some((c) => bare(tree.words[c]!.deprel) === "aux");
  if (!hasAux && isBarePassive(cast, tree, i)) return true;
  return participle && !hasAux && (word.deprel === "acl" || word.deprel === "amod" || word.upos === "ADJ");
}

/** "X accused of plotting", "Y shot down by X": a past form whose object is told nowhere, with what only a passive has. */
function isBarePassive(cast: Cast, tree: Tree, i: number): boolean {
  if (!cast.events.needObject.size || feature(tree.words[i]!, "Tense") !== "Past") return false;
  const subjects = dependents(tree, i, "nsubj").length;
  const opening = subjects === 0 && bare(tree.words[i]!.deprel) === "advcl"; // "bombed by X, Y ..."
  if (dependents(tree, i, "obj", "iobj", "ccomp").length || (subjects !== 1 && !opening)) return false;
  if (!opening && cast.events.needObject.has(tree.words[i]!.lemma.toLowerCase())) return true;
  return dependents(tree, i, "obl").some(
    (c) =>
      c > i &&
      !dependents(tree, i, "obl").some((k) => k > i && k < c) && // "spoke of a provocation by Y"
      casesOf(tree, c, cast.events).includes("by") &&
      sidesAt(cast, cast.sentences[tree.order]!, c).length > 0,
  );
}

/**
 * The mention that ends right before a verb and its auxiliaries ("X has met"), or -1: what stands there is the subject,
 * whatever the tree says. Adverbs and pronouns may stand between.
 */
export function mentionBefore(cast: Cast, s: SentenceCast, i: number): number {
  const { tree } = s;
  const aux = tree.children[i]!.filter((c) => c < i && ["aux", "cop"].includes(bare(tree.words[c]!.deprel)));
  let k = (aux.length ? Math.min(...aux) : i) - 1;
  const passed = (word: Tree["words"][number], at: number) =>
    feature(word, "Clitic") === "Yes" || (!s.named[at] && (s.timed[at] || ["ADV", "PRON", "AUX"].includes(word.upos)));
  while (k >= 0 && passed(tree.words[k]!, k)) k--;
  if (k < 0 || !s.named[k]) return -1;
  const head = s.mentionHead[k]!;
  // what an adposition opens is no subject
  let first = k;
  while (first > 0 && s.mentionHead[first - 1] === head) first--;
  for (let j = first - 1; j >= 0; j--) {
    const word = tree.words[j]!;
    if (word.upos === "ADP" && (cast.events.caseOf.has(word.lemma.toLowerCase()) || tree.phraseAt.has(j))) return -1;
    if (!["DET", "NUM", "ADJ"].includes(word.upos)) break;
  }
  return head;
}

/** How far before a verb its subject is looked for when the one in the tree stands for nobody known, in words. */
const REACH = 14;

/** The last name before a verb that no adposition opens, with no other verb between, or -1. */
export function nameBefore(cast: Cast, s: SentenceCast, i: number): number {
  const { words } = s.tree;
  for (let k = i - 1; k >= Math.max(0, i - REACH); k--) {
    const word = words[k]!;
    if (word.upos === "VERB" || word.upos === "SCONJ" || feature(word, "PronType") === "Rel") return -1;
    const head = s.mentionHead[k]!;
    if (head < 0) continue;
    let first = k;
    while (first > 0 && s.mentionHead[first - 1] === head) first--;
    let j = first - 1;
    while (j >= 0 && ["DET", "NUM", "ADJ"].includes(words[j]!.upos)) j--;
    if (j < 0 || !cast.events.caseOf.has(words[j]!.lemma.toLowerCase())) return head;
    k = first;
  }
  return -1;
}

export const isReflexive = (tree: Tree, i: number): boolean =>
  tree.children[i]!.some(
    (c) =>
      bare(tree.words[c]!.deprel) === "expl" ||
      (feature(tree.words[c]!, "Reflex") === "Yes" && tree.words[c]!.upos === "PRON"),
  );

/**
 * A subject that the tree puts behind a verb without an object ("has met X"), or -1: for a verb that takes an object it
 * is the object, and the subject is dropped.
 */
export function postverbal(tree: Tree, i: number): number {
  const subjects = dependents(tree, i, "nsubj");
  const objects = dependents(tree, i, "obj", "ccomp");
  return subjects.length === 1 && subjects[0]! > i && objects.length === 0 ? subjects[0]! : -1;
}

/** Does the verb stand alone between commas ("the deal, has said, is dead")? Then its subject is not the one around it. */
export function isEnclosed(tree: Tree, i: number): boolean {
  const aux = tree.children[i]!.filter((c) => c < i && bare(tree.words[c]!.deprel) === "aux");
  const before = tree.words[Math.min(i, ...aux) - 1];
  const after = tree.words[i + 1];
  return before?.form === "," && after?.form === ",";
}

/**
 * The name that opens a sentence and that a verb behind a relative clause takes up again ("X, which held a vote, promised"),
 * where the tree takes the clause for the sentence; -1 for none.
 */
function resumed(cast: Cast, tree: Tree, i: number): number {
  const s = cast.sentences[tree.order]!;
  const head = s.mentionHead.findIndex((h, k) => h === k);
  if (head < 0 || head > 5 || tree.words[head]!.deprel !== "vocative") return -1;
  let end = head;
  while (s.mentionHead[end + 1] === head) end++;
  const relative = end + 2;
  if (
    relative >= i ||
    tree.words[end + 1]!.form !== "," ||
    !cast.coreference.relatives.has(tree.words[relative]!.lemma.toLowerCase())
  )
    return -1;
  const aux = tree.children[i]!.filter((c) => c < i && bare(tree.words[c]!.deprel) === "aux");
  if (tree.words[Math.min(i, ...aux) - 1]!.form !== "," || tree.words[i]!.upos !== "VERB") return -1;
  return dependents(tree, i, "nsubj").length || feature(tree.words[i]!, "Tense") === "Pres" ? -1 : head;
}

/** "a day after X jets shot down ...": the nominal right before a finite verb that a word opens which also opens clauses, or -1. */
function openedBefore(cast: Cast, tree: Tree, i: number): number {
  if (!cast.events.openers.size || feature(tree.words[finiteOf(tree, i)]!, "VerbForm") !== "Fin") return -1;
  const aux = tree.children[i]!.filter((c) => c < i && bare(tree.words[c]!.deprel) === "aux");
  let k = Math.min(i, ...aux) - 1;
  if (k < 1 || !["NOUN", "PROPN"].includes(tree.words[k]!.upos)) return -1;
  while (tree.heads[k]! > k && tree.heads[k]! < i) k = tree.heads[k]!;
  if (cast.sentences[tree.order]!.timed[k] || !["nmod", "obl"].includes(bare(tree.words[k]!.deprel))) return -1;
  const cases = tree.children[k]!.filter((c) => tree.words[c]!.deprel === "case" && c < k);
  return cases.some((c) => cast.events.openers.has(tree.words[c]!.lemma.toLowerCase())) ? k : -1;
}

/** The nominal subject among the dependents, or -1. A relative pronoun stands for the noun that the clause hangs on. */
export function subjectWord(cast: Cast, tree: Tree, i: number): number {
  if (isEnclosed(tree, i)) return -1;
  const opened = openedBefore(cast, tree, i);
  if (opened >= 0) return opened;
  const s = cast.sentences[tree.order]!;
  const subjects = dependents(tree, i, "nsubj").filter((c) => !s.timed[c]);
  // of two before the verb ("the evening before, X had ...") the one that is named
  const named = subjects.filter((c) => c < i && s.named[c]);
  for (const c of named.length && !s.named[subjects[0]!] ? named.slice(-1) : subjects) {
    const word = tree.words[c]!;
    if (
      feature(word, "PronType") === "Rel" ||
      (word.upos === "PRON" && cast.coreference.relatives.has(word.lemma.toLowerCase()))
    ) {
      const relative = relativeHead(tree, i);
      if (relative >= 0) return relative;
    }
    return c;
  }
  return -1;
}

/** Is it a relative pronoun (whose noun the tree may not tell)? */
export const isRelative = (cast: Cast, tree: Tree, i: number): boolean =>
  tree.words[i]!.upos === "PRON" && cast.coreference.relatives.has(tree.words[i]!.lemma.toLowerCase());

/** The mention right before a relative pronoun whose clause the tree hangs nowhere ("X, which did ..., did ..."), else the pronoun. */
function antecedentBefore(s: SentenceCast, pronoun: number): number {
  let k = pronoun - 1;
  while (k >= 0 && ["PUNCT", "ADP"].includes(s.tree.words[k]!.upos)) k--;
  return k >= 0 && s.named[k] ? s.mentionHead[k]! : pronoun;
}

/** The noun that the relative clause with the verb i hangs on, or -1. */
export function relativeHead(tree: Tree, i: number): number {
  for (let k = i, guard = 6; k >= 0 && guard > 0; k = tree.heads[k]!, guard--) {
    if (tree.words[k]!.deprel === "acl:relcl") return tree.heads[k]!;
    const rel = bare(tree.words[k]!.deprel);
    if (rel !== "conj" && rel !== "xcomp" && rel !== "ccomp") return -1;
  }
  return -1;
}

/**
 * The grammatical subject of the verb i as a word index, or -1: its own, that of the verb it is coordinated with, the
 * subject (or, for verbs of object control, the object) of the verb that governs an infinitive or gerund.
 */
export function grammaticalSubject(cast: Cast, s: SentenceCast, i: number, depth = 0): number {
  const { tree } = s;
  const own = subjectWord(cast, tree, i);
  if (own < 0 && resumed(cast, tree, i) >= 0) return resumed(cast, tree, i);
  if (own >= 0) return isRelative(cast, tree, own) ? antecedentBefore(s, own) : own;
  if (depth > 6) return -1;
  const word = tree.words[i]!;
  const head = tree.heads[i]!;
  const rel = bare(word.deprel);
  const gerund = feature(word, "VerbForm") === "Ger";
  if (word.deprel === "acl" && head >= 0 && (gerund || feature(word, "VerbForm") === "Part")) return head;
  const finite = feature(tree.words[finiteOf(tree, i)]!, "VerbForm") === "Fin";
  if (word.deprel === "acl" && finite && head === i - 1) return head; // "said X troops attacked", hung on the noun
  const before = finite ? mentionBefore(cast, s, i) : -1;
  if (before >= 0) return before;
  if (head < 0) return -1;
  // "X, Y to meet Z": a headline hangs its verb on the names before it
  if (tree.words[head]!.deprel === "root" && head < i && s.named[head] && !isVerbal(tree.words[head]!)) return head;
  if (word.deprel === "acl:relcl") {
    // the relative pronoun may be an object; without one the noun is the subject
    const pronoun = tree.children[i]!.find((c) => feature(tree.words[c]!, "PronType") === "Rel");
    return pronoun === undefined || bare(tree.words[pronoun]!.deprel) === "nsubj" ? head : -1;
  }
  if (s.dropped.has(i)) return -1;
  const governor = verbAbove(tree, i);
  if (governor < 0) return -1;
  if (rel === "conj") {
    return isVerbal(tree.words[head]!) || hasCopula(tree, head) ? grammaticalSubject(cast, s, head, depth + 1) : -1;
  }
  if (finite) return -1;
  // "the ministers are due to meet", where the tree takes the noun for the predicate
  let above = tree.heads[head]!;
  if (above >= 0 && tree.words[above]!.deprel === "cop") above = tree.heads[above]!;
  if (rel === "csubj" && above >= 0 && above < head && hasCopula(tree, above) && !isVerbal(tree.words[above]!))
    return above;
  if (
    rel === "xcomp" ||
    rel === "advcl" ||
    rel === "acl" ||
    rel === "obl" ||
    rel === "ccomp" ||
    rel === "obj" ||
    rel === "nmod"
  ) {
    const opened = tree.children[i]!.some((c) => tree.words[c]!.deprel === "mark"); // "accused X of doing", but "accused X, doing"
    if ((!gerund || opened) && cast.events.objectControl.has(tree.words[governor]!.lemma.toLowerCase())) {
      // "was accused by Y of doing"
      if (isPassive(cast, tree, governor) && subjectWord(cast, tree, governor) >= 0)
        return subjectWord(cast, tree, governor);
      const object =
        dependents(tree, governor, "obj", "iobj").find((c) => c !== i) ??
        dependents(tree, governor, "obl").find((c) => sidesAt(cast, s, c).length > 0);
      if (object !== undefined) return object;
    }
    return grammaticalSubject(cast, s, governor, depth + 1);
  }
  return -1;
}

/** The nearest verb above i, through nouns, or -1. */
export function verbAbove(tree: Tree, i: number): number {
  for (let k = tree.heads[i]!, guard = 8; k >= 0 && guard > 0; k = tree.heads[k]!, guard--)
    if (isVerbal(tree.words[k]!) || hasCopula(tree, k)) return k;
  return -1;
}

export const hasCopula = (tree: Tree, i: number): boolean =>
  tree.children[i]!.some((c) => tree.words[c]!.deprel === "cop");

/**
 * The word that names who utters the verb i, or -1: its subject where that can speak. What follows a verb that closes a
 * sentence ("..., reports X") is its subject, whatever the tree says.
 */
export function speakerWord(cast: Cast, s: SentenceCast, i: number): number {
  const { tree } = s;
  const own = subjectWord(cast, tree, i);
  const after = dependents(tree, i, "obj", "nsubj").find((c) => c > i && s.named[c]);
  const closing = tree.words.slice(Math.max(0, i - 4), i).some((w) => w.upos === "PUNCT");
  const open = own < 0 || own === after || speakersAt(cast, s, own).length === 0;
  if (after !== undefined && closing && open && dependents(tree, i, "ccomp").length === 0) return after;
  return grammaticalSubject(cast, s, i);
}

/** Who utters the verb i; empty where that cannot be told. */
export function speakerSides(cast: Cast, s: SentenceCast, i: number): string[] {
  const word = speakerWord(cast, s, i);
  if (word < 0) return subjectSides(cast, s, i);
  const ids = speakersAt(cast, s, word);
  if (ids.length || word > i) return ids;
  const name = nameBefore(cast, s, i);
  return name >= 0 ? speakersAt(cast, s, name) : [];
}

/** Actors of the subject of i, by whatever way it is told; empty where nobody known does it. */
export function subjectSides(cast: Cast, s: SentenceCast, i: number, depth = 0): string[] {
  const word = grammaticalSubject(cast, s, i);
  if (word >= 0) return sidesAt(cast, s, word);
  const dropped = s.dropped.get(i);
  if (dropped) return [...dropped];
  if (depth > 5) return [];
  const tree = s.tree;
  const rel = bare(tree.words[i]!.deprel);
  const finite = feature(tree.words[finiteOf(tree, i)]!, "VerbForm") === "Fin";
  const up = rel === "conj" ? tree.heads[i]! : finite ? -1 : verbAbove(tree, i);
  return up >= 0 && isVerbal(tree.words[up]!) ? subjectSides(cast, s, up, depth + 1) : [];
}
