/** Finds who says what: verbs of saying with their clause or quotation, sources of whole sentences, quotations left over. */
import type { StatementsPack } from "../language/statements.ts";
import type { Span } from "../model/span.ts";
import { overlaps } from "../model/span.ts";
import { allRelay, type Source, sourcesOf } from "./attribution.ts";
import { type Cast, type SentenceCast, speakersAt } from "./cast.ts";
import { fromReading, fromSources, withChains } from "./chains.ts";
import type { NearMiss } from "./events.ts";
import { leftOver } from "./loose-quotes.ts";
import type { Quote } from "./quotes.ts";
import { chooseVerb, fromVerb, type Saying, wordless } from "./saying-verbs.ts";
import { hasClitic } from "./speakers.ts";
import { feature, isVerbal } from "./tree.ts";

export interface Sayings {
  readonly sayings: readonly Saying[];
  /** For each sentence the sources that pass it on. */
  readonly relays: readonly (readonly Source[])[];
}

/** All statements of a document in the order of the text. */
export function findSayings(
  text: string,
  cast: Cast,
  quotes: readonly Quote[],
  statements: StatementsPack,
  miss?: (m: NearMiss) => void,
): Sayings {
  const out: Saying[] = [];
  const relayed: (readonly Source[])[] = [];
  const taken = new Set<Quote>();
  let q = 0;
  for (const s of cast.sentences) {
    const { sentence } = s.tree;
    while (q < quotes.length && quotes[q]!.end <= sentence.start) q++;
    const here: Quote[] = [];
    let k = q;
    for (; k < quotes.length && quotes[k]!.start < sentence.end; k++)
      if (overlaps(quotes[k]!, sentence)) here.push(quotes[k]!);
    // a sentence that ends in a colon has the quotation behind it
    const next = quotes[k];
    if (next && next.start <= sentence.end + 4 && /:\s*$/.test(text.slice(sentence.start, sentence.end)))
      here.push(next);
    const sources = [...carried(text, cast, s, relayed, false), ...sourcesOf(cast, s, here, statements)];
    const found = inSentence(text, cast, s, here, sources, out, statements, miss);
    for (const saying of found) {
      out.push(saying);
      if (saying.quote) taken.add(saying.quote);
    }
    for (const quote of here)
      if (found.length && found.some((f) => f.content && overlaps(f.content, quote))) taken.add(quote);
    carryBack(cast, s, sources, relayed, out);
    relayed.push(
      [...carried(text, cast, s, relayed, true), ...sources].filter(
        (x) => allRelay(cast, x.ids) || x.form !== "clause",
      ),
    );
  }
  out.push(
    ...leftOver(
      text,
      cast,
      quotes.filter((x) => !taken.has(x)),
      out,
    ),
  );
  const kept = once(out);
  out.splice(0, out.length, ...kept);
  out.sort((a, b) => a.order - b.order || a.evidence.start - b.evidence.start);
  return { sayings: out, relays: relayed };
}

/** A quotation is said once: who is named beside it said it, not whom a verb that leaves its speaker out seems to mean. */
function once(sayings: readonly Saying[]): Saying[] {
  const named = new Set(sayings.filter((x) => x.quote && !x.left).map((x) => x.quote!));
  return sayings.filter(
    (x) =>
      !(
        x.left &&
        x.quote &&
        named.has(x.quote) &&
        x.content &&
        x.content.end <= x.quote.end &&
        x.content.start >= x.quote.start
      ),
  );
}

function inSentence(
  text: string,
  cast: Cast,
  s: SentenceCast,
  quotes: readonly Quote[],
  sources: readonly Source[],
  earlier: readonly Saying[],
  statements: StatementsPack,
  miss?: (m: NearMiss) => void,
): Saying[] {
  const { tree } = s;
  const out: Saying[] = [];
  const passing = new Set(sources.filter((x) => x.form !== "phrase").map((x) => x.verb));
  for (let i = 0; i < tree.words.length; i++) {
    const word = tree.words[i]!;
    const verbs = statements.verbs.get(word.lemma.toLowerCase());
    if (!verbs || !(isVerbal(word) || feature(word, "VerbForm") !== null)) continue;
    if (insideQuote(word, quotes)) continue;
    const verb = chooseVerb(s, i, verbs);
    if (!verb) continue;
    const saying = fromVerb(text, cast, s, i, verb, quotes, passing.has(i), out, earlier, statements, (why) =>
      miss?.({ rule: `say/${word.lemma.toLowerCase()}`, span: word, why }),
    );
    if (saying) out.push(saying);
  }
  // a verb inside the content of a relaying agency is the statement; the agency passes it on
  const relaying = out.filter((x) => allRelay(cast, x.speaker));
  const own = out.filter((x) => !relaying.includes(x));
  const party = sources.some((x) => x.form === "phrase" && !allRelay(cast, x.ids));
  const kept = own.length || party ? own : relaying.map((x) => quotedBy(cast, x, sources));
  const settled: Saying[] = [...kept];
  // "Norway: «...»": a name before a colon and a quotation speaks it
  const colon = tree.words.findIndex((w) => w.form === ":");
  const before = colon > 0 ? tree.words.slice(0, colon) : tree.words;
  const behind = quotes.find((q) => q.start >= (colon > 0 ? tree.words[colon]!.start : tree.sentence.end));
  if (!settled.length && behind) {
    const named = before.findIndex((_, i) => s.mentionHead[i] === i);
    const bareName =
      named >= 0 && before.every((w, i) => s.mentionHead[i]! >= 0 || ["PUNCT", "DET", "ADP"].includes(w.upos));
    const ids = bareName ? speakersAt(cast, s, named) : [];
    if (ids.length) {
      const evidence = { start: tree.sentence.start, end: behind.end };
      settled.push({
        ...wordless,
        order: tree.order,
        speaker: ids,
        quote: behind,
        content: behind,
        evidence,
        rule: "say/colon",
      });
    }
  }
  settled.push(...fromReading(cast, s, quotes, earlier, statements));
  settled.push(...fromSources(cast, s, sources, quotes, settled));
  return withChains(cast, s, settled, sources, statements);
}

/** Sources of the sentence before that reach on into this one: those behind which it breaks off, or to which this one is glued without a space. */
function carried(
  text: string,
  cast: Cast,
  s: SentenceCast,
  relayed: readonly (readonly Source[])[],
  glued: boolean,
): Source[] {
  const before = cast.sentences[s.tree.order - 1];
  if (!before) return [];
  const end = before.tree.sentence.end;
  const joined = end >= s.tree.sentence.start || /^[\p{L}\p{N}]/u.test(text.slice(end, end + 2));
  if (glued !== joined) return [];
  const span = { start: s.tree.sentence.start, end: s.tree.sentence.start };
  return relayed[s.tree.order - 1]!.filter((x) => x.form !== "clause" && (glued || breaksOff(before, x))).map((x) => ({
    ...x,
    span,
    verb: -1,
    behind: [],
  }));
}

/** Is the source all that its sentence holds, without a verb of its own? */
function breaksOff(s: SentenceCast, source: Source): boolean {
  return (
    source.span.start <= s.tree.sentence.start + 2 &&
    !s.tree.words.some((w, i) => feature(w, "VerbForm") === "Fin" && i !== source.verb && w.start >= source.span.end)
  );
}

/** "X reports it": an agency that a sentence names with a pronoun alone passes on the sentence before. */
function carryBack(
  cast: Cast,
  s: SentenceCast,
  sources: readonly Source[],
  relayed: (readonly Source[])[],
  sayings: Saying[],
): void {
  const order = s.tree.order;
  const back = sources.filter((x) => x.form === "clause" && allRelay(cast, x.ids) && hasClitic(s.tree, x.verb));
  if (!back.length || !relayed.length) return;
  const ids = back.flatMap((x) => x.ids);
  const before = cast.sentences[order - 1]!.tree.sentence;
  const span = { start: before.start, end: before.start };
  relayed[order - 1] = [...relayed[order - 1]!, ...back.map((x) => ({ ...x, span }))];
  // statements stand in the order of their sentences: those of the sentence before are the last
  for (let k = sayings.length - 1; k >= 0 && sayings[k]!.order >= order - 1; k--) {
    const x = sayings[k]!;
    if (x.order === order - 1)
      sayings[k] = { ...x, via: [...new Set([...ids, ...x.via])].filter((id) => !x.speaker.includes(id)) };
  }
}

/** "The agency X, which quotes the ministry, speaks of ...": the ministry speaks, X passes it on. */
function quotedBy(cast: Cast, saying: Saying, sources: readonly Source[]): Saying {
  const quoted = sources.find(
    (x) => x.rule === "attribution/quoting" && !allRelay(cast, x.ids) && x.verb !== saying.verb,
  );
  return quoted ? { ...saying, speaker: quoted.ids, via: saying.speaker } : saying;
}

const insideQuote = (span: Span, quotes: readonly Quote[]): boolean =>
  quotes.some((q) => q.start <= span.start && span.end <= q.end);
