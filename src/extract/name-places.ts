/** State or town: what a capital or a seat of power stands for, told by its grammar and by the words before it. */
import type { Document, Sentence, Word } from "../model/sentence.ts";
import { fold } from "./name-fold.ts";
import type { NameIndex } from "./name-index.ts";
import { gap, type Tokens, wordAt } from "./name-tokens.ts";

export type Standing = "state" | "place";

/** Standing of the name over tokens from..to. `before` is what the name coordinated before it was read as, if any. */
export function standingOf(
  document: Document,
  index: NameIndex,
  tokens: Tokens,
  from: number,
  to: number,
  before: Standing | null,
): Standing {
  const { words } = index;
  const sentence = tokens.sentence[from]! < 0 ? null : document.sentences[tokens.sentence[from]!]!;
  const word = wordAt(document, tokens, from);
  const head = word && sentence ? headOf(sentence, word, tokens, to) : null;
  const relation = word && sentence ? relationOf(sentence, word, tokens, from, to) : "";
  const prep = prepositionOf(index, tokens, from);
  if (prep === null) {
    if (isDateline(tokens, from, to)) return "place";
    const previous = from > 0 ? tokens.folded[from - 1]! : "";
    if (before && from > 0 && (words.and.has(previous) || tokens.before[from] === gap.comma)) return before;
    if (head && /^(appos|flat|nmod|compound)/.test(relation) && words.locales.has(fold(head.lemma))) return "place";
    if (relation === "obj" && head && words.goers.has(fold(head.lemma))) return "place";
    // Whatever the tree says: "visited" right before the name.
    const verb = from > 0 && tied(tokens, from) ? wordAt(document, tokens, from - 1) : null;
    if (from > 0 && words.goers.has(verb ? fold(verb.lemma) : previous)) return "place";
    return "state";
  }
  if (words.of.has(prep)) {
    const noun = nounBefore(document, tokens, from, head);
    return noun !== null && words.locales.has(noun) ? "place" : "state";
  }
  if (words.stand.has(prep)) return head && words.motion.has(fold(head.lemma)) ? "place" : "state";
  if (words.at.has(prep)) {
    if (words.to.has(prep) && governs(document, words.addressed, tokens, from, head)) return "state";
    // "has left from X": the participle of a verb of motion has no agent.
    const moving = head !== null && words.motion.has(fold(head.lemma));
    if (
      (relation === "obl:agent" && !moving) ||
      (words.by.has(prep) && !moving && head !== null && /VerbForm=Part|Voice=Pass/.test(head.feats ?? ""))
    )
      return "state";
    return "place";
  }
  return "state";
}

/** The preposition before the name, articles skipped, as the longest phrase that a list of the pack knows; or null. */
function prepositionOf(index: NameIndex, tokens: Tokens, from: number): string | null {
  const { words } = index;
  let i = from;
  while (i > 0 && words.articles.has(tokens.folded[i - 1]!) && tied(tokens, i)) i--;
  let phrase = "";
  let best: string | null = null;
  for (let k = i - 1; k >= 0 && k >= i - 4 && tied(tokens, k + 1); k--) {
    phrase = phrase === "" ? tokens.folded[k]! : `${tokens.folded[k]} ${phrase}`;
    if (words.of.has(phrase) || words.at.has(phrase) || words.stand.has(phrase)) best = phrase;
  }
  return best;
}

const tied = (tokens: Tokens, i: number): boolean => tokens.before[i] === gap.space || tokens.before[i] === gap.join;

/** "MOSCA - ", "Roma, 14 settembre", "Kiev (Ansa)": the name opens its line and a dash, a date or a bracket follows. */
function isDateline(tokens: Tokens, from: number, to: number): boolean {
  if (
    from > 0 &&
    !tokens.text.slice(tokens.end[from - 1]!, Math.min(tokens.start[from]!, tokens.end[from - 1]! + 200)).includes("\n")
  )
    return false;
  return /^\s*(?:,\s*\d|[-–—]\s|\(|\/)/u.test(tokens.text.slice(tokens.end[to - 1]!, tokens.end[to - 1]! + 12));
}

/** The word that the name hangs on; chains of parts of the same name are climbed first. */
function headOf(sentence: Sentence, word: Word, tokens: Tokens, to: number): Word | null {
  let w = word;
  for (let hops = 0; hops < 6 && w.head > 0; hops++) {
    const head: Word | undefined = sentence.words[w.head - 1];
    if (!head) return null;
    const inside = head.start >= word.start && head.end <= tokens.end[to - 1]!;
    if (inside || w.deprel === "conj") {
      w = head;
      continue;
    }
    return head;
  }
  return null;
}

function relationOf(sentence: Sentence, word: Word, tokens: Tokens, from: number, to: number): string {
  let w = word;
  for (let hops = 0; hops < 6 && w.head > 0; hops++) {
    const head = sentence.words[w.head - 1];
    if (!head) break;
    const inside = head.start >= tokens.start[from]! && head.end <= tokens.end[to - 1]!;
    if (!inside && w.deprel !== "conj") break;
    w = head;
  }
  return w.deprel;
}

/** Lemma of the noun before "of X": by the tree, else the word before the preposition. */
function nounBefore(document: Document, tokens: Tokens, from: number, head: Word | null): string | null {
  if (head) return fold(head.lemma);
  for (let k = from - 2; k >= 0 && k >= from - 3; k--) {
    const word = wordAt(document, tokens, k);
    if (!word || word.upos === "NOUN") return fold(word?.lemma ?? tokens.folded[k]!);
  }
  return null;
}

/** Whether a word that takes an indirect object governs the name: its head, or the content word close before. */
function governs(
  document: Document,
  addressed: ReadonlySet<string>,
  tokens: Tokens,
  from: number,
  head: Word | null,
): boolean {
  if (head) return head.start < tokens.start[from]! && addressed.has(fold(head.lemma));
  for (let k = from - 2; k >= 0 && k >= from - 4; k--) {
    if (tokens.before[k + 1] === gap.hard) break;
    const word = wordAt(document, tokens, k);
    if (addressed.has(word ? fold(word.lemma) : tokens.folded[k]!)) return true;
  }
  return false;
}
