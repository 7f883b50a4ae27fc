/** Verbs of saying that stand aside from what they tell ("the road, the ministry has said, is open"), whatever the tree says. */
import type { Word } from "../model/sentence.ts";
import type { Span } from "../model/span.ts";
import { type Cast, ownersOf, type SentenceCast, speakersAt } from "./cast.ts";
import { feature } from "./tree.ts";

export interface Aside {
  /** First and last word of the aside. */
  readonly from: number;
  readonly to: number;
  /** Who is named in it; empty for a dropped subject. */
  readonly speaker: readonly string[];
  /** What it tells of: the words around it, up to a heavier mark. */
  readonly content: Span;
}

/** Marks that enclose an aside, and those that part one statement from the next. */
const light = new Set([",", "–", "—", "-"]);
const heavy = new Set([";", ":", ".", "!", "?", "…"]);

/** How long an aside may be, in words. */
const LONGEST = 24;

/** First word of the verb with its auxiliaries, clitics and adverbs. */
export function groupStart(s: SentenceCast, i: number): number {
  const { words } = s.tree;
  let k = i;
  while (
    k > 0 &&
    (words[k - 1]!.upos === "AUX" ||
      feature(words[k - 1]!, "Clitic") === "Yes" ||
      (words[k - 1]!.upos === "PRON" &&
        words[k - 1]!.form.length <= 3 &&
        feature(words[k - 1]!, "PronType") === "Prs") ||
      (words[k - 1]!.upos === "ADV" && !s.named[k - 1] && k < i))
  )
    k--;
  return k;
}

/** The aside that the verb i makes, or null. */
export function asideOf(cast: Cast, s: SentenceCast, i: number): Aside | null {
  const { words, sentence } = s.tree;
  const group = groupStart(s, i);
  // "..., the ministry said", "..., he said": the subject may stand before the verb
  const pronoun = group > 0 && isPersonal(words[group - 1]!);
  let from = pronoun ? group - 1 : group;
  while (!pronoun && from > 0 && group - from < LONGEST && nominal.has(words[from - 1]!.upos)) from--;
  const form = feature(words[i]!, "VerbForm");
  const participle = form !== "Fin" && group === i;
  // "..., the White House confirmed", taken for a participle
  if (participle && (form !== "Part" || from === group || !["PUNCT", undefined].includes(words[i + 1]?.upos)))
    return null;
  if (from === 0) return null;
  const before = words[from - 1]!;
  if (!(light.has(before.form) || isQuoteMark(before.form))) return null;
  let to = i;
  while (
    to + 1 < words.length &&
    to - i < LONGEST &&
    !light.has(words[to + 1]!.form) &&
    !heavy.has(words[to + 1]!.form)
  ) {
    const word = words[to + 1]!;
    if (word.upos === "SCONJ" || isQuoteMark(word.form)) return null;
    if (["VERB", "AUX"].includes(word.upos) && feature(word, "VerbForm") === "Fin") return null;
    to++;
  }
  if (to - i >= LONGEST) return null;
  const noun = nounAfter(s, i, to);
  if (noun >= 0 && from < group && !pronoun) return null;
  const speaker = pronoun
    ? []
    : from < group
      ? namedFrom(cast, s, from, group - 1)
      : noun < 0
        ? []
        : namedFrom(cast, s, noun, to);
  if (!pronoun && (noun >= 0 || from < group) && !speaker.length) return null;
  let left = from - 1;
  while (left > 0 && !heavy.has(words[left - 1]!.form)) left--;
  let right = to;
  while (right + 1 < words.length && !heavy.has(words[right + 1]!.form)) right++;
  const outside = (k: number) => k < from || k > to;
  const told = words.slice(left, right + 1).some((w, k) => outside(left + k) && ["VERB", "AUX"].includes(w.upos));
  const many = words.slice(left, right + 1).filter((w, k) => outside(left + k) && w.upos !== "PUNCT").length;
  if (!told && many < 2) return null;
  // what precedes alone may be a clause of its own ("after the talks, said X, ...") or all that is said
  if (!told && right > to + 1) return null;
  return {
    from,
    to,
    speaker,
    content: {
      start: words[left]?.start ?? sentence.start,
      end: right > to + 1 ? words[right]!.end : before.end,
    },
  };
}

const nominal = new Set(["DET", "ADJ", "NOUN", "PROPN", "ADP", "NUM", "PART"]);

/** A personal pronoun that is a word of its own and a subject. */
const isPersonal = (word: Word): boolean =>
  word.upos === "PRON" &&
  feature(word, "PronType") === "Prs" &&
  feature(word, "Clitic") !== "Yes" &&
  word.deprel.startsWith("nsubj");

const isQuoteMark = (form: string): boolean => /^["'«»“”„‟‘’]+$/.test(form);

/** The first word after a verb that opens a nominal without an adposition, or -1: what stands there is the subject. */
export function nounAfter(s: SentenceCast, i: number, to: number): number {
  const { words } = s.tree;
  let adposition = false;
  for (let k = i + 1; k <= to; k++) {
    const word = words[k]!;
    if (word.upos === "ADP") {
      adposition = true;
      continue;
    }
    if (s.timed[k] || word.upos === "ADV" || feature(word, "Clitic") === "Yes") {
      adposition = false;
      continue;
    }
    if (word.upos === "DET" || word.upos === "ADJ" || word.upos === "NUM") {
      if (!adposition && (k === i + 1 || words[k - 1]!.upos !== "DET")) {
        if (word.upos === "DET") return k;
        if (k === i + 1 || words[k - 1]!.upos === "ADV" || s.timed[k - 1]) return k;
      }
      continue;
    }
    if (word.upos === "NOUN" || word.upos === "PROPN") {
      const start = k === i + 1 || ["ADV", "AUX", "VERB"].includes(words[k - 1]!.upos) || s.timed[k - 1] === 1;
      if (!adposition && start) return k;
      // a name after the noun of an adposition ("at the microphones of X the minister ...") begins anew only by an article
      adposition = false;
    }
  }
  return -1;
}

/** Who the nominal from..to names: a person, else the body or state that it begins with, else whose office it is. */
export function namedFrom(cast: Cast, s: SentenceCast, from: number, to: number): string[] {
  const { words } = s.tree;
  let end = from;
  while (end < to && !["PUNCT", "SCONJ", "VERB"].includes(words[end + 1]!.upos)) end++;
  const persons = (a: number, b: number): string[] => {
    for (let k = a; k <= b; k++) {
      if (s.mentionHead[k]! < 0 || !s.named[k]) continue;
      const ids = s.named[k]!.filter((id) => cast.actors.get(id)?.kind === "person");
      if (ids.length && words[k - 1]?.upos !== "ADP" && !opened(s, k))
        return s.rows.has(s.mentionHead[k]!) ? [...s.rows.get(s.mentionHead[k]!)!] : [...ids];
    }
    return [];
  };
  const own = persons(from, end);
  if (own.length) return own;
  // "the minister, X": in apposition
  if (words[end + 1]?.form === "," && end + 2 < words.length && s.named[end + 2]) {
    const ids = persons(end + 2, Math.min(words.length - 1, end + 3));
    if (ids.length) return ids;
  }
  for (let k = from; k <= end; k++) {
    const ids = speakersAt(cast, s, k);
    if (ids.length) return ids;
    if (words[k]!.upos === "NOUN")
      return cast.events.institutions.has(words[k]!.lemma.toLowerCase()) ? ownersOf(cast, s, k, true) : [];
  }
  return [];
}

/** Does an adposition open the mention at k? */
function opened(s: SentenceCast, k: number): boolean {
  let first = k;
  while (first > 0 && s.mentionHead[first - 1] === s.mentionHead[k]) first--;
  let j = first - 1;
  while (j >= 0 && ["DET", "NUM", "ADJ"].includes(s.tree.words[j]!.upos)) j--;
  return j >= 0 && s.tree.words[j]!.upos === "ADP";
}
