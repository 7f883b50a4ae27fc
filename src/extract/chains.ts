/** How far a source reaches over its sentence, and through whom a statement came, nearest to the reader first. */
import type { StatementsPack } from "../language/statements.ts";
import type { Span } from "../model/span.ts";
import { overlaps } from "../model/span.ts";
import { allRelay, relays, type Source } from "./attribution.ts";
import { type Cast, ownersOf, type SentenceCast, sidesAt } from "./cast.ts";
import { longest } from "./contents.ts";
import type { Quote } from "./quotes.ts";
import { type Saying, wordless } from "./saying-verbs.ts";
import { isReflexive } from "./subjects.ts";
import { dependents } from "./tree.ts";

/** The part of the sentence between semicolons in which a word stands: a source reaches no further. */
export function segmentAt(s: SentenceCast, at: number): Span {
  const { words, sentence } = s.tree;
  let start = sentence.start;
  let end = sentence.end;
  for (const w of words) {
    if (w.form !== ";") continue;
    if (w.end <= at) start = w.end;
    else if (w.start > at) {
      end = w.start;
      break;
    }
  }
  return { start, end };
}

/** What a source tells: the clause behind a relative one, else its part of the sentence. */
export function reachOf(s: SentenceCast, source: Source): Span {
  const segment = segmentAt(s, source.span.start);
  return source.relative ? { start: source.span.end, end: segment.end } : segment;
}

/** Statements of those whom a sentence names as its source, beside those of its verbs of saying. */
export function fromSources(
  cast: Cast,
  s: SentenceCast,
  sources: readonly Source[],
  quotes: readonly Quote[],
  told: readonly Saying[],
): Saying[] {
  const out: Saying[] = [];
  const add = (source: Source, speaker: readonly string[], via: readonly string[]) => {
    const reach = reachOf(s, source);
    out.push({
      ...wordless,
      order: s.tree.order,
      speaker,
      via: via.filter((id) => !speaker.includes(id)),
      act: source.rule === "attribution/information" ? "claims" : "says",
      quote: longest(quotes.filter((q) => overlaps(q, reach) || q.start >= s.tree.sentence.end)),
      content: reach,
      evidence: { start: Math.min(source.span.start, reach.start), end: Math.max(source.span.end, reach.end) },
      rule: source.rule,
    });
  };
  const inReach = (source: Source) => told.filter((x) => overlaps(x.evidence, reachOf(s, source)));
  for (const source of sources) {
    if (source.form !== "phrase" || allRelay(cast, source.ids) || !source.ids.length) continue;
    if (inReach(source).some((x) => x.speaker.some((id) => source.ids.includes(id)))) continue;
    const passed = sources.filter((x) => x !== source && allRelay(cast, x.ids) && sameReach(s, x, source));
    add(
      source,
      source.ids,
      passed.flatMap((x) => x.ids),
    );
  }
  if (out.length || told.length) return out;
  // "a source of X, quoted by Y": X speaks; Y alone speaks where nobody else is named
  const participle = sources.find(
    (x) => x.form === "participle" && !sources.some((y) => y.form === "clause" && y.verb !== x.verb),
  );
  const phrase = sources.find((x) => x.form === "phrase" && quotes.length > 0);
  const chosen = (participle && !allRelay(cast, participle.ids) ? participle : phrase) ?? participle;
  if (!chosen) return out;
  const behind = chosen.behind.length ? chosen.behind : chosen.ids;
  const others = sources
    .filter((x) => x !== chosen && (allRelay(cast, x.ids) || chosen.behind.length))
    .flatMap((x) => x.ids);
  add(chosen, behind, [...(chosen.behind.length ? chosen.ids : []), ...others]);
  return out;
}

/** "... one reads in a note of the ministry": whose words a text that is read holds. */
export function fromReading(
  cast: Cast,
  s: SentenceCast,
  quotes: readonly Quote[],
  earlier: readonly Saying[],
  statements: StatementsPack,
): Saying[] {
  const { words, sentence } = s.tree;
  const out: Saying[] = [];
  for (let i = 0; i < words.length; i++) {
    if (!statements.cues.read.has(words[i]!.lemma.toLowerCase()) || !isReflexive(s.tree, i)) continue;
    const noun = words.findIndex(
      (w, k) => k > i && k < i + READ_REACH && statements.cues.nouns.has(w.lemma.toLowerCase()),
    );
    if (noun < 0) continue;
    const owners = ownersOf(cast, s, noun, true);
    const last = earlier[earlier.length - 1];
    const speaker = owners.length ? owners : last && s.tree.order - last.order <= 1 ? last.speaker : [];
    if (!speaker.length) continue;
    const reach = segmentAt(s, words[i]!.start);
    out.push({
      ...wordless,
      order: s.tree.order,
      speaker,
      quote: longest(quotes.filter((q) => overlaps(q, reach))),
      content: reach,
      evidence: { start: Math.max(sentence.start, reach.start), end: reach.end },
      rule: "say/read",
      verb: i,
    });
  }
  return out;
}

/** How far behind the verb of reading its text may stand, in words. */
const READ_REACH = 6;

const sameReach = (s: SentenceCast, a: Source, b: Source): boolean => overlaps(reachOf(s, a), reachOf(s, b));

/** The statements of a sentence with whom they came through. */
export function withChains(
  cast: Cast,
  s: SentenceCast,
  sayings: readonly Saying[],
  sources: readonly Source[],
  statements: StatementsPack,
): Saying[] {
  return sayings.map((x) => {
    const via = [
      ...reaching(s, x, sources, cast),
      ...x.via,
      ...outer(s, x, sayings).flatMap((y) => [...y.via, ...y.speaker]),
      ...toldTo(cast, s, x, statements),
    ];
    return { ...x, via: [...new Set(via)].filter((id) => !x.speaker.includes(id)) };
  });
}

/** The agencies and papers that reach over a statement, who cites another before whom he cites. */
function reaching(s: SentenceCast, x: Saying, sources: readonly Source[], cast: Cast): string[] {
  const chain = sources
    .filter((source) => source.form !== "phrase" || allRelay(cast, source.ids))
    .filter((source) => overlaps(x.evidence, reachOf(s, source)) || overlaps(x.evidence, source.span))
    .sort((a, b) => Number(b.form === "clause") - Number(a.form === "clause") || a.span.start - b.span.start);
  return chain.flatMap((source) => source.ids);
}

/** The statements in whose content a statement stands: who speaks there passes it on ("the palace said X had asked for"). */
function outer(s: SentenceCast, x: Saying, sayings: readonly Saying[]): Saying[] {
  const { words } = s.tree;
  const at = x.verb >= 0 ? words[x.verb]! : null;
  if (!at) return [];
  return sayings.filter((y) => {
    if (y === x || !y.content || y.content.start > at.start || y.content.end < at.end) return false;
    if (y.speaker.some((id) => x.speaker.includes(id))) return false;
    if (y.verb < 0) return true;
    const told = words[y.verb]!;
    if (x.content && x.content.start <= told.start && told.end <= x.content.end) return false;
    return !joined(s, y.verb, x.verb);
  });
}

/** Does a conjunction part the two verbs? Then neither is told by the other. */
const joined = (s: SentenceCast, a: number, b: number): boolean =>
  s.tree.words.slice(Math.min(a, b), Math.max(a, b)).some((w) => w.upos === "CCONJ");

/** Agencies and papers that somebody spoke to: "told Reuters", "in an interview with the BBC". */
function toldTo(cast: Cast, s: SentenceCast, x: Saying, statements: StatementsPack): string[] {
  if (x.verb < 0) return [];
  const { words } = s.tree;
  const out: string[] = [];
  for (const c of dependents(s.tree, x.verb, "obl", "iobj")) {
    const talk = statements.cues.nouns.has(words[c]!.lemma.toLowerCase());
    for (const k of talk ? [c, ...s.tree.children[c]!] : [c])
      if (s.named[k]) out.push(...sidesAt(cast, s, k).filter((id) => relays(cast, id)));
  }
  // behind an adposition and a noun of talk before the verb, whatever it hangs on
  for (let k = 0; k < x.verb; k++) {
    if (!statements.cues.nouns.has(words[k]!.lemma.toLowerCase())) continue;
    for (let j = k + 1; j < Math.min(x.verb, k + 5) && words[j]!.upos !== "PUNCT"; j++)
      out.push(...(s.named[j] ?? []).filter((id) => relays(cast, id)));
  }
  return out;
}
