/** A sentence as a tree to walk: children, subtrees, features, and the case that opens each nominal. */
import type { CaseGroup, EventsPack } from "../language/events.ts";
import type { Sentence, Word } from "../model/sentence.ts";
import type { Span } from "../model/span.ts";
import { withFiniteVerb } from "./finite.ts";

export interface Tree {
  readonly sentence: Sentence;
  /** Position of the sentence in the document. */
  readonly order: number;
  readonly words: readonly Word[];
  /** Index of the head of each word, -1 for the root. Indices are 0-based. */
  readonly heads: Int32Array;
  readonly children: readonly (readonly number[])[];
  /** First and last index of each word's subtree. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Case groups that a phrase of several words opens for the nominal that follows it, by index of its last word. */
  readonly phraseAt: ReadonlyMap<number, { readonly from: number; readonly group: CaseGroup }>;
}

/** "Mood=Cnd|Tense=Pres" and "Mood" -> "Cnd"; null where it is not there. */
export function feature(word: Word, name: string): string | null {
  const feats = word.feats;
  if (!feats) return null;
  let at = feats.indexOf(name);
  while (at >= 0) {
    if ((at === 0 || feats[at - 1] === "|") && feats[at + name.length] === "=") {
      const end = feats.indexOf("|", at);
      return feats.slice(at + name.length + 1, end < 0 ? feats.length : end);
    }
    at = feats.indexOf(name, at + 1);
  }
  return null;
}

export const bare = (deprel: string): string => {
  const colon = deprel.indexOf(":");
  return colon < 0 ? deprel : deprel.slice(0, colon);
};

/** Builds the tree of one sentence in time linear in its words. */
export function plant(sentence: Sentence, order: number, pack: EventsPack): Tree {
  const told = feelings(pack.homographs.length ? withFiniteVerb(sentence.words, pack) : sentence.words, pack);
  const n = told.length;
  const heads = new Int32Array(n);
  const children: number[][] = Array.from({ length: n }, () => []);
  for (let i = 0; i < n; i++) {
    const h = told[i]!.head - 1;
    heads[i] = h;
    if (h >= 0 && h < n && h !== i) children[h]!.push(i);
  }
  const words = mend(told, children);
  const left = new Int32Array(n);
  const right = new Int32Array(n);
  const pending = new Int32Array(n);
  const queue: number[] = [];
  for (let i = 0; i < n; i++) {
    left[i] = i;
    right[i] = i;
    pending[i] = children[i]!.length;
    if (!pending[i]) queue.push(i);
  }
  for (let q = 0; q < queue.length; q++) {
    const i = queue[q]!;
    const h = heads[i]!;
    if (h < 0) continue;
    if (left[i]! < left[h]!) left[h] = left[i]!;
    if (right[i]! > right[h]!) right[h] = right[i]!;
    if (--pending[h]! === 0) queue.push(h);
  }
  const phraseAt = new Map<number, { from: number; group: CaseGroup }>();
  for (let i = 0; i < n; i++) {
    const phrases =
      pack.casePhrases.get(words[i]!.lemma.toLowerCase()) ?? pack.casePhrases.get(words[i]!.form.toLowerCase());
    const hit = phrases?.find((p) =>
      p.words.every((w, k) => {
        const word = words[i + k];
        return word !== undefined && (word.lemma.toLowerCase() === w || word.form.toLowerCase() === w);
      }),
    );
    if (hit) phraseAt.set(i + hit.words.length - 1, { from: i, group: hit.group });
  }
  return { sentence, order, words, heads, children, left, right, phraseAt };
}

/** "X was concerned over Y" is no passive: a participle that the pack knows as an adjective, of a verb that is no trigger. */
function feelings(words: readonly Word[], pack: EventsPack): readonly Word[] {
  const felt = (w: Word | undefined) =>
    w?.upos === "VERB" && pack.adjectives.has(w.form.toLowerCase()) && !pack.verbs.has(w.lemma.toLowerCase());
  const passive = (w: Word) => w.deprel === "aux:pass" && felt(words[w.head - 1]);
  if (!words.some(passive)) return words;
  return words.map((w, k) => {
    const above = words[w.head - 1];
    if (felt(w) && words.some((x) => x.deprel === "aux:pass" && x.head === k + 1))
      return { ...w, upos: "ADJ", lemma: w.form.toLowerCase(), feats: null };
    if (!felt(above)) return w;
    return w.deprel === "aux:pass"
      ? { ...w, deprel: "cop" }
      : w.deprel === "nsubj:pass"
        ? { ...w, deprel: "nsubj" }
        : w;
  });
}

/**
 * Mends what a parser confuses in "X bombed Y": of two subjects the one behind the verb is the object, and so is an
 * oblique behind it without any case word when there is no object. In "..., said X" the object behind the verb is the
 * subject.
 */
function mend(words: readonly Word[], children: readonly (readonly number[])[]): readonly Word[] {
  const out = [...words];
  for (let i = 0; i < words.length; i++) {
    if (words[i]!.upos !== "VERB") continue;
    const kids = children[i]!;
    const speaker = inverted(words, i, kids);
    if (speaker >= 0) {
      out[speaker] = { ...words[speaker]!, deprel: "nsubj" };
      continue;
    }
    const first = words[i - 1];
    if (first && kids.includes(i - 1) && ["DET", "PRON"].includes(first.upos) && first.deprel === "advmod") {
      out[i - 1] = { ...first, upos: "PRON", deprel: "nsubj" }; // "both pledged"
      continue;
    }
    if (kids.some((c) => words[c]!.deprel === "obj" || words[c]!.deprel === "ccomp" || words[c]!.deprel === "aux:pass"))
      continue;
    const before = kids.some((c) => c < i && words[c]!.deprel === "nsubj");
    const clausal = before ? kids.find((c) => c > i && words[c]!.deprel === "nsubj") : undefined;
    const next = clausal === undefined ? undefined : children[clausal]!.find((c) => c === clausal + 1);
    if (
      next !== undefined &&
      words[next]!.deprel === "acl" &&
      words[next]!.upos === "VERB" &&
      feature(words[next]!, "Tense") === "Past"
    ) {
      out[next] = { ...words[next]!, feats: "Mood=Ind|Tense=Past|VerbForm=Fin" }; // "said X troops attacked"
      continue;
    }
    // right behind the verb and qualified by a name of a state: no time ("arrested a Russian national")
    const people = (c: number) =>
      children[c]!.some((k) => words[k]!.deprel === "amod" && /^\p{Lu}/u.test(words[k]!.form));
    const caseless = (c: number) =>
      ((words[c]!.deprel === "obl" && words[c]!.upos === "PROPN") ||
        (words[c]!.deprel === "obl:unmarked" && c === i + 1 + children[c]!.filter((k) => k < c).length && people(c))) &&
      !children[c]!.some((k) => words[k]!.deprel === "case");
    const object = kids.find((c) => c > i && ((before && words[c]!.deprel === "nsubj") || (before && caseless(c))));
    if (object === undefined) continue;
    out[object] = { ...words[object]!, deprel: "obj" };
  }
  return out;
}

/** The object right behind a verb that a clause and a mark precede and that has no subject, or -1. */
function inverted(words: readonly Word[], i: number, kids: readonly number[]): number {
  if (words[i - 1]?.upos !== "PUNCT" || !kids.some((c) => c < i && words[c]!.deprel === "ccomp")) return -1;
  if (kids.some((c) => words[c]!.deprel.startsWith("nsubj") || words[c]!.deprel === "aux:pass")) return -1;
  return kids.find((c) => c > i && words[c]!.deprel === "obj" && words[c]!.upos !== "PRON") ?? -1;
}

/** The text span of the words from..to, both included. */
export const spanOf = (tree: Tree, from: number, to: number): Span => ({
  start: tree.words[from]!.start,
  end: tree.words[to]!.end,
});

export const subtreeSpan = (tree: Tree, i: number): Span => spanOf(tree, tree.left[i]!, tree.right[i]!);

/** The children of i that stand in one of the relations (subtypes included unless named). */
export function dependents(tree: Tree, i: number, ...relations: string[]): number[] {
  return tree.children[i]!.filter((c) => {
    const rel = tree.words[c]!.deprel;
    return relations.includes(rel) || relations.includes(bare(rel));
  });
}

export const isVerbal = (word: Word): boolean =>
  word.upos === "VERB" || (word.upos === "AUX" && !bare(word.deprel).startsWith("aux"));

/** i and what is coordinated with it. */
export function coordinated(tree: Tree, i: number): number[] {
  const all = [i];
  for (let k = 0; k < all.length && k < 40; k++)
    for (const c of tree.children[all[k]!]!) if (tree.words[c]!.deprel === "conj") all.push(c);
  return all;
}

/** Is a an ancestor of b, or b itself? */
export function dominates(tree: Tree, a: number, b: number): boolean {
  for (let i = b, guard = tree.words.length; i >= 0 && guard >= 0; i = tree.heads[i]!, guard--)
    if (i === a) return true;
  return false;
}

/** The case groups that open the nominal i: the phrase or the case words before it; empty for none. */
export function casesOf(tree: Tree, i: number, pack: EventsPack): readonly CaseGroup[] {
  const groups: CaseGroup[] = [];
  // a phrase of several words ends right before the nominal or before its determiner
  for (let k = tree.left[i]! - 1; k <= i; k++) {
    const phrase = tree.phraseAt.get(k);
    if (phrase && k < i) return [phrase.group];
  }
  for (const c of tree.children[i]!) {
    const word = tree.words[c]!;
    if (c >= i || (word.deprel !== "case" && word.deprel !== "mark")) continue;
    const single = pack.caseOf.get(word.lemma.toLowerCase()) ?? pack.caseOf.get(word.form.toLowerCase());
    if (single) groups.push(...single);
  }
  return groups;
}

/** The finite verb form that carries the mood and tense of a verbal predicate: an auxiliary, the copula or itself. */
export function finiteOf(tree: Tree, i: number): number {
  let first = -1;
  for (const c of tree.children[i]!) {
    const rel = bare(tree.words[c]!.deprel);
    if ((rel === "aux" || rel === "cop") && feature(tree.words[c]!, "VerbForm") === "Fin") {
      first = c;
      break;
    }
  }
  return first >= 0 ? first : i;
}
