/** Who utters a verb of saying: its subject in the tree, who stands right behind or before it, or who spoke last. */
import type { StatementsPack } from "../language/statements.ts";
import type { Word } from "../model/sentence.ts";
import { verbFillers } from "./arguments.ts";
import { groupStart, namedFrom, nounAfter } from "./asides.ts";
import { relays } from "./attribution.ts";
import { type Cast, countryOf, isSide, ownersOf, type SentenceCast, speakersAt } from "./cast.ts";
import { isPassive, isRelative, mentionBefore, speakerSides, subjectWord } from "./subjects.ts";
import { bare, dependents, feature, finiteOf, type Tree } from "./tree.ts";

/** Who said something earlier in the sentence, and in which number the verb told it. */
export interface Spoken {
  readonly speaker: readonly string[];
  readonly verb: number;
}

/**
 * The speakers of the verb i; empty where nobody known speaks. `before` are the statements of the sentence so far,
 * `telling` is true for a verb that has nobody as its object ("says", not "accuses").
 */
export function speakersOf(
  cast: Cast,
  s: SentenceCast,
  i: number,
  before: readonly Spoken[],
  statements: StatementsPack,
  telling: boolean,
): string[] {
  const speaks = (ids: readonly string[]) => ids.filter((id) => isSide(cast, id) || relays(cast, id));
  if (isTold(cast, s.tree, i)) {
    const agents = verbFillers(cast, s, i).filter((f) => f.slot === "subject" && f.word >= 0);
    return speaks([...new Set(agents.flatMap((f) => speakersAt(cast, s, f.word)))]);
  }
  const relative = relativeBefore(cast, s, i);
  if (relative.length) return speaks(relative);
  const earlier = before[before.length - 1];
  if (earlier && sharesSpeaker(cast, s, i, earlier, statements)) return [...earlier.speaker];
  const around = aroundBracket(cast, s, i, statements);
  if (around.length) return speaks(around);
  // "it have announced X and Y": what is said is the pronoun, so who stands behind says it
  const inverted = hasClitic(s.tree, i) ? speaks(beside(cast, s, i, statements, telling)) : [];
  if (inverted.length) return inverted;
  const found = speaks(speakerSides(cast, s, i));
  if (found.length) return found;
  return speaks(beside(cast, s, i, statements, telling));
}

/** Is the verb a passive of which the tree can be trusted? A subject that the tree calls passive beside an active auxiliary is none. */
function isTold(cast: Cast, tree: Tree, i: number): boolean {
  if (!isPassive(cast, tree, i)) return false;
  const rels = tree.children[i]!.map((c) => tree.words[c]!.deprel);
  const active = rels.includes("aux") && !rels.includes("aux:pass") && !rels.includes("obl:agent");
  return !active;
}

/** "X, who has said": whom the relative pronoun right before the verb stands for. */
function relativeBefore(cast: Cast, s: SentenceCast, i: number): string[] {
  const { words } = s.tree;
  let k = groupStart(s, i) - 1;
  // "who, after the talks, has said"
  if (k > 0 && words[k]!.form === ",") {
    let open = k - 1;
    while (open > 0 && words[open]!.form !== ",") open--;
    if (open > 0 && isRelative(cast, s.tree, open - 1)) k = open - 1;
  }
  if (k < 1 || !isRelative(cast, s.tree, k)) return [];
  if (["case", "mark"].some((rel) => s.tree.children[k]!.some((c) => s.tree.words[c]!.deprel === rel))) return [];
  while (k > 0 && words[k - 1]!.upos === "DET") k--;
  if (words[k - 1]?.form !== ",") return [];
  const end = k - 2;
  if (end < 0 || !s.named[end]) return [];
  return [...(s.named[s.mentionHead[end]!] ?? s.named[end]!)];
}

/** "The government, quoted by X, has said", "the minister, in an interview with X, has said": who stands before the bracket. */
function aroundBracket(cast: Cast, s: SentenceCast, i: number, statements: StatementsPack): string[] {
  const { words } = s.tree;
  const close = groupStart(s, i) - 1;
  if (close < 3 || words[close]!.form !== "," || feature(words[finiteOf(s.tree, i)]!, "VerbForm") !== "Fin") return [];
  let open = close - 1;
  while (open > 0 && words[open]!.form !== ",") open--;
  const first = words[open + 1]!;
  const participle = feature(first, "VerbForm") === "Part";
  if (open < 1 || !(participle || first.upos === "ADP")) return [];
  if (words.some((w, k) => k > open && k < close && !s.named[k] && feature(w, "VerbForm") === "Fin")) return [];
  const head = s.mentionHead[open - 1]! >= 0 ? s.mentionHead[open - 1]! : open - 1;
  let from = head;
  while (from > 0 && s.mentionHead[head]! >= 0 && s.mentionHead[from - 1] === s.mentionHead[head]) from--;
  while (from > 0 && ["DET", "ADJ"].includes(words[from - 1]!.upos)) from--;
  if (words[from - 1]?.upos === "ADP") {
    // "the government of X": the noun before
    let noun = from - 2;
    while (noun >= 0 && words[noun]!.upos === "ADJ") noun--;
    return noun >= 0 && words[noun]!.upos === "NOUN" ? ownerOf(cast, s, noun, statements) : [];
  }
  const ids = speakersAt(cast, s, head);
  if (ids.length) return ids;
  const noun = words[head]!.upos === "NOUN" ? head : s.tree.heads[head]!;
  return noun >= 0 && words[noun]!.upos === "NOUN" ? ownerOf(cast, s, noun, statements) : [];
}

/** A verb without a subject of its own after another statement ("..., said X, adding that", "and has asked") is of the same speaker. */
function sharesSpeaker(cast: Cast, s: SentenceCast, i: number, earlier: Spoken, statements: StatementsPack): boolean {
  const { tree } = s;
  if (earlier.verb < 0 || earlier.verb > i) return false;
  if (subjectWord(cast, tree, i) >= 0) return false;
  const word = tree.words[i]!;
  const finite = tree.words[finiteOf(tree, i)]!;
  const from = groupStart(s, i);
  const prior = tree.words[from - 1];
  if (!prior) return false;
  if (feature(finite, "VerbForm") !== "Fin") {
    return (
      (feature(word, "VerbForm") === "Ger" || isGerund(word, statements)) &&
      ["PUNCT", "CCONJ", "ADV"].includes(prior.upos)
    );
  }
  if (prior.upos !== "CCONJ" && !(prior.upos === "PUNCT" && tree.words[from - 2]?.upos === "CCONJ")) return false;
  const said = tree.words[finiteOf(tree, earlier.verb)]!;
  return (
    feature(said, "Number") === feature(finite, "Number") &&
    nounAfter(s, i, Math.min(tree.words.length - 1, i + 3)) !== i + 1
  );
}

/** Is it a gerund, also one that the tagger took for an infinitive? */
export function isGerund(word: Word, statements: StatementsPack): boolean {
  if (word.upos !== "VERB") return false;
  const form = feature(word, "VerbForm");
  if (form === "Ger" || (form === "Part" && feature(word, "Tense") === "Pres")) return true;
  const lower = word.form.toLowerCase();
  return (
    form === "Inf" && [...statements.cues["gerund-endings"]].some((e) => lower.slice(-e.length - CLITICS).includes(e))
  );
}

/** How many letters of pronouns may hang on a gerund. */
const CLITICS = 4;

/** Who stands right before or behind the verb where the tree has nobody: "X has said", "has said the minister X". */
function beside(cast: Cast, s: SentenceCast, i: number, statements: StatementsPack, telling: boolean): string[] {
  const { tree } = s;
  if (feature(tree.words[finiteOf(tree, i)]!, "VerbForm") !== "Fin") return [];
  const from = groupStart(s, i);
  const last = tree.words.length - 1;
  const behind = nounAfter(s, i, Math.min(last, i + 8));
  const opens = from === 0 || tree.words[from - 1]!.upos === "PUNCT";
  if (behind >= 0 && ((opens && telling) || hasClitic(tree, i))) {
    const ids = namedFrom(cast, s, behind, Math.min(last, behind + 14));
    if (ids.length) return ids;
    const noun = tree.words.findIndex((w, k) => k >= behind && w.upos === "NOUN");
    if (noun >= 0) return ownerOf(cast, s, noun, statements);
  }
  const subject = dependents(tree, i, "nsubj").find((c) => c < i);
  return subject === undefined ? [] : ownerOf(cast, s, subject, statements);
}

/** For whom a noun speaks that is no name ("experts of X", "the air force of Y"): its owner; a definite institution alone speaks for the home of the passage. */
function ownerOf(cast: Cast, s: SentenceCast, noun: number, statements: StatementsPack): string[] {
  const lemma = s.tree.words[noun]!.lemma.toLowerCase();
  const institution = cast.events.institutions.has(lemma);
  const words = statements.cues.nouns.has(lemma);
  if (!institution && !words && !statements.cues.speakers.has(lemma)) return [];
  const owners = ownersOf(cast, s, noun, true);
  if (owners.length || words) return owners;
  const definite = s.tree.children[noun]!.some((c) => feature(s.tree.words[c]!, "Definite") === "Def");
  const bare = !s.tree.children[noun]!.some((c) => ["amod", "nmod", "appos"].includes(s.tree.words[c]!.deprel));
  if (!definite || !bare || !institution) return [];
  const home = homeAt(cast, s.tree.order);
  return home ? [home] : [];
}

/** The state that the last sentences name most, itself or by its people; null where two are named alike. */
function homeAt(cast: Cast, order: number): string | null {
  const count = new Map<string, number>();
  for (let k = Math.max(0, order - 2); k <= order; k++) {
    const s = cast.sentences[k]!;
    const seen = new Set<string>();
    s.tree.words.forEach((_, w) => {
      const ids = s.mentionHead[w] === w ? (s.named[w] ?? []) : s.modifiers[w] ? [s.modifiers[w]!] : [];
      for (const id of ids) {
        const home = countryOf(cast, id);
        if (home && isSide(cast, id)) seen.add(home);
      }
    });
    for (const home of seen) count.set(home, (count.get(home) ?? 0) + 1);
  }
  const sorted = [...count].sort((a, b) => b[1] - a[1]);
  return sorted[0] && sorted[0][1] > (sorted[1]?.[1] ?? 0) ? sorted[0][0] : null;
}

/** Has the verb a pronoun for what it says ("it was announced by", in languages that put it before the verb)? */
export const hasClitic = (tree: Tree, i: number): boolean =>
  tree.children[i]!.some(
    (c) =>
      c < i &&
      tree.words[c]!.upos === "PRON" &&
      bare(tree.words[c]!.deprel) === "obj" &&
      !tree.words[c]!.feats?.includes("Reflex=Yes"),
  );

/** Is the verb's subject a pronoun for a person or for several ("he added")? */
export function hasPronoun(cast: Cast, s: SentenceCast, i: number): boolean {
  const subject = subjectWord(cast, s.tree, i);
  if (subject < 0 || subject > i || s.tree.words[subject]!.upos !== "PRON") return false;
  const form = s.tree.words[subject]!.form.toLowerCase();
  return cast.coreference.singular.has(form) || cast.coreference.plural.has(form);
}

/** Has a finite verb no subject in the sentence, whatever stands around it? */
export function isLeftOut(cast: Cast, s: SentenceCast, i: number): boolean {
  const { tree } = s;
  if (!cast.coreference.dropsSubject || feature(tree.words[finiteOf(tree, i)]!, "VerbForm") !== "Fin") return false;
  const from = groupStart(s, i);
  const own = subjectWord(cast, tree, i);
  if (own >= 0 && own < from) return false;
  if (own > i && speakersAt(cast, s, own).length) return false;
  if (isRelative(cast, tree, Math.max(0, from - 1))) return false;
  return s.dropped.has(i) && mentionBefore(cast, s, i) < 0;
}
