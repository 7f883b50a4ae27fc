/** Which way a sentence looks from a time expression: back, ahead, or not to be told. */

import type { TimePack } from "../language/time.ts";
import { foldKey } from "../language/time-tokens.ts";
import type { Sentence, Word } from "../model/sentence.ts";
import { contains, overlaps, type Span } from "../model/span.ts";

const has = (w: Word, feature: string): boolean => w.feats !== null && `|${w.feats}|`.includes(`|${feature}|`);

/** What a verb with its auxiliaries tells; undefined where it tells nothing and its head must be asked. */
export function tenseOf(verb: Word, sentence: Sentence, pack: TimePack): "back" | "ahead" | null | undefined {
  const helpers = sentence.words.filter(
    (w) => w.head === verb.id && (w.upos === "AUX" || w.deprel.startsWith("aux") || w.deprel === "cop"),
  );
  if (helpers.some((w) => has(w, "Tense=Fut") || pack.future.has(w.lemma))) return "ahead";
  if (pack.ahead.has(foldKey(verb.lemma)) || pack.ahead.has(foldKey(verb.form))) return "ahead";
  if (pack.back.has(foldKey(verb.lemma)) || pack.back.has(foldKey(verb.form))) return "back";
  const participle = has(verb, "VerbForm=Part");
  if (helpers.some((w) => has(w, "Mood=Cnd"))) return participle ? "back" : "ahead";
  if (helpers.some((w) => has(w, "Tense=Past") || has(w, "Tense=Imp"))) return "back";
  if (verb.upos !== "VERB" && verb.upos !== "AUX") return helpers.length ? null : undefined;
  if (has(verb, "Tense=Fut")) return "ahead";
  if (has(verb, "Mood=Cnd")) return "ahead";
  if (participle) return "back";
  if (has(verb, "Tense=Past") || has(verb, "Tense=Imp")) return "back";
  if (has(verb, "VerbForm=Inf")) return helpers.length ? "back" : undefined;
  if (has(verb, "VerbForm=Ger")) return undefined;
  return null;
}

const nominal = new Set(["NOUN", "PROPN", "PRON", "NUM", "SYM"]);

/** `likely-back`: the verb is past, but a noun between may be what is dated: "opened the door to a visit in October". */
export type Direction = "back" | "likely-back" | "ahead" | null;

/** The direction for the expression at `span`, by the words before it and by the verb over it. */
export function directionOf(
  sentence: Sentence | undefined,
  span: Span,
  before: readonly string[],
  pack: TimePack,
): Direction {
  for (const key of before) {
    if (pack.ahead.has(key)) return "ahead";
    if (pack.back.has(key)) return "back";
  }
  if (!sentence) return null;
  const inside = sentence.words.filter((w) => overlaps(w, span));
  const ids = new Set(inside.map((w) => w.id));
  let at: Word | undefined = inside.find((w) => !ids.has(w.head)) ?? inside[0];
  for (let step = 0; at && step < 8; step++) {
    const head: Word | undefined = sentence.words[at.head - 1];
    if (!head || head === at) break;
    // What hangs on a noun dates the noun, and the verb may tell of another time: "announced a visit in October".
    // A name is not dated itself ("will travel to Kyiv on Thursday"): the verb is.
    if (step === 0 && !ids.has(head.id) && nominal.has(head.upos) && head.upos !== "PROPN") return null;
    if (!ids.has(head.id)) {
      const tense = tenseOf(head, sentence, pack);
      const between =
        tense === "back" &&
        sentence.words.some((w) => w.start >= head.end && w.end <= span.start && nominal.has(w.upos));
      if (tense !== undefined) return between ? "likely-back" : tense;
    }
    at = head;
  }
  return null;
}

/** Whether an expression stands in a participle or relative clause that tells of a noun ("shot on 18 June", "who left in May"). */
export function isAside(sentence: Sentence, span: Span): boolean {
  const inside = sentence.words.filter((w) => overlaps(w, span));
  const ids = new Set(inside.map((w) => w.id));
  let at: Word | undefined = inside.find((w) => !ids.has(w.head)) ?? inside[0];
  for (let step = 0; at && step < 8; step++) {
    const head: Word | undefined = sentence.words[at.head - 1];
    if (!head) return false;
    if (head.upos === "VERB" || head.upos === "AUX") return head.deprel.startsWith("acl");
    if (head.deprel.startsWith("acl")) return true;
    at = head;
  }
  return false;
}

/** The sentence that holds a span, found from a hint that only moves forward. */
export function sentenceAt(sentences: readonly Sentence[], span: Span, from: number): number {
  let i = from;
  while (i < sentences.length - 1 && sentences[i]!.end <= span.start) i++;
  return sentences[i] && contains(sentences[i]!, span)
    ? i
    : i < sentences.length && overlaps(sentences[i]!, span)
      ? i
      : -1;
}
