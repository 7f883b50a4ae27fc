/** Quotations that no verb of saying takes: whose words they are. */
import { overlaps } from "../model/span.ts";
import type { Cast, SentenceCast } from "./cast.ts";
import { type Quote, wordCount } from "./quotes.ts";
import { QUOTE_WORDS, type Saying, wordless } from "./saying-verbs.ts";
import { subjectSides } from "./subjects.ts";

/** Quotations without a verb of saying go to whoever spoke last, near by. */
export function leftOver(text: string, cast: Cast, quotes: readonly Quote[], known: readonly Saying[]): Saying[] {
  const out: Saying[] = [];
  const told = new Map<number, Saying[]>();
  for (const saying of known) told.set(saying.order, [...(told.get(saying.order) ?? []), saying]);
  let at = 0;
  for (const quote of quotes) {
    while (at < cast.sentences.length && cast.sentences[at]!.tree.sentence.end <= quote.start) at++;
    if (wordCount(text, quote) < QUOTE_WORDS + 2) continue;
    const s = cast.sentences[at];
    if (!s || !overlaps(s.tree.sentence, quote)) continue;
    const order = s.tree.order;
    const same = told.get(order) ?? [];
    const before = (told.get(order - 1) ?? told.get(order - 2))?.at(-1);
    const after = told.get(order + 1)?.find((k) => k.quote === null && k.content === null);
    const subjects = subjectsOfSentence(cast, s, quote);
    // a sentence about states between the words of a person goes on with his words
    const runs = before && before.order === order - 1 && before.quote && isPerson(cast, before.speaker);
    const own = subjects && runs && !isPerson(cast, subjects) ? null : subjects;
    const speaker = own ?? same[0]?.speaker ?? after?.speaker ?? before?.speaker;
    if (!speaker?.length) continue;
    const evidence = { start: Math.min(s.tree.sentence.start, quote.start), end: quote.end };
    const via = same[0]?.via ?? [];
    out.push({ ...wordless, order, speaker, via, quote, content: quote, evidence, rule: "say/quotation" });
  }
  return out;
}

/** A sentence of an actor with a long quotation in it is taken as his words. */
function subjectsOfSentence(cast: Cast, s: SentenceCast, quote: Quote): string[] | null {
  const root = s.tree.words.findIndex((w) => w.deprel === "root");
  if (root < 0) return null;
  const word = s.tree.words[root]!;
  if (quote.start <= word.start && word.end <= quote.end) return null;
  const ids = subjectSides(cast, s, root);
  return ids.length ? ids : null;
}

const isPerson = (cast: Cast, ids: readonly string[]): boolean =>
  ids.length === 1 && cast.actors.get(ids[0]!)?.kind === "person";
