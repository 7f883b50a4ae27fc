/** Who utters a verb of saying: its subject in the tree, who stands right behind or before it, or who spoke last. */
import { verbFillers } from "./arguments.ts";
import { groupStart, namedFrom, nounAfter } from "./asides.ts";
import { relays } from "./attribution.ts";
import { type Cast, isSide, ownersOf, type SentenceCast, speakersAt } from "./cast.ts";
import { isPassive, isRelative, mentionBefore, speakerSides, subjectWord } from "./subjects.ts";
import { bare, dependents, feature, finiteOf, type Tree } from "./tree.ts";

/** Who said something earlier in the sentence, and in which number the verb told it. */
export interface Spoken {
  readonly speaker: readonly string[];
  readonly verb: number;
}

/** The speakers of the verb i; empty where nobody known speaks. `before` are the statements of the sentence so far. */
export function speakersOf(cast: Cast, s: SentenceCast, i: number, before: readonly Spoken[]): string[] {
  const speaks = (ids: readonly string[]) => ids.filter((id) => isSide(cast, id) || relays(cast, id));
  if (isTold(cast, s.tree, i)) {
    const agents = verbFillers(cast, s, i).filter((f) => f.slot === "subject" && f.word >= 0);
    return speaks([...new Set(agents.flatMap((f) => speakersAt(cast, s, f.word)))]);
  }
  const relative = relativeBefore(cast, s, i);
  if (relative.length) return speaks(relative);
  const earlier = before[before.length - 1];
  if (earlier && sharesSpeaker(cast, s, i, earlier)) return [...earlier.speaker];
  const found = speaks(speakerSides(cast, s, i));
  if (found.length) return found;
  return speaks(beside(cast, s, i));
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

/** A verb without a subject of its own after another statement ("..., said X, adding that", "and has asked") is of the same speaker. */
function sharesSpeaker(cast: Cast, s: SentenceCast, i: number, earlier: Spoken): boolean {
  const { tree } = s;
  if (earlier.verb < 0 || earlier.verb > i) return false;
  if (subjectWord(cast, tree, i) >= 0) return false;
  const word = tree.words[i]!;
  const finite = tree.words[finiteOf(tree, i)]!;
  const from = groupStart(s, i);
  const prior = tree.words[from - 1];
  if (!prior) return false;
  if (feature(finite, "VerbForm") !== "Fin") {
    return (feature(word, "VerbForm") === "Ger" || isGerund(word)) && ["PUNCT", "CCONJ", "ADV"].includes(prior.upos);
  }
  if (prior.upos !== "CCONJ" && !(prior.upos === "PUNCT" && tree.words[from - 2]?.upos === "CCONJ")) return false;
  const said = tree.words[finiteOf(tree, earlier.verb)]!;
  return (
    feature(said, "Number") === feature(finite, "Number") &&
    nounAfter(s, i, Math.min(tree.words.length - 1, i + 3)) !== i + 1
  );
}

/** A gerund that the tagger took for an infinitive: its form is not that of its lemma. */
export const isGerund = (word: {
  readonly form: string;
  readonly lemma: string;
  readonly feats: string | null;
  readonly upos: string;
}): boolean =>
  word.upos === "VERB" &&
  (word.feats?.includes("VerbForm=Ger") === true ||
    (word.feats?.includes("VerbForm=Inf") === true &&
      !word.form.toLowerCase().startsWith(word.lemma.toLowerCase().slice(0, -1))));

/** Who stands right before or behind the verb where the tree has nobody: "X has said", "has said the minister X". */
function beside(cast: Cast, s: SentenceCast, i: number): string[] {
  const { tree } = s;
  if (feature(tree.words[finiteOf(tree, i)]!, "VerbForm") !== "Fin") return [];
  const from = groupStart(s, i);
  const behind = nounAfter(s, i, Math.min(tree.words.length - 1, i + 8));
  if (behind >= 0 && (from === 0 || tree.words[from - 1]!.upos === "PUNCT" || hasClitic(tree, i))) {
    const ids = namedFrom(cast, s, behind, Math.min(tree.words.length - 1, behind + 14));
    if (ids.length) return ids;
  }
  const subject = dependents(tree, i, "nsubj").find((c) => c < i);
  if (subject !== undefined && cast.events.institutions.has(tree.words[subject]!.lemma.toLowerCase()))
    return ownersOf(cast, s, subject, true);
  return [];
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
