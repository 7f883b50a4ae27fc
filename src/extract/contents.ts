/** What a verb of saying tells: its clause or object in the tree, else the clause that a mark opens behind it, and its quotation. */
import type { SayingVerb, StatementsPack } from "../language/statements.ts";
import { overlaps, type Span } from "../model/span.ts";
import { groupStart } from "./asides.ts";
import type { Cast, SentenceCast } from "./cast.ts";
import { type Quote, wordCount } from "./quotes.ts";
import { speakerWord } from "./subjects.ts";
import { bare, dependents, feature, finiteOf, isVerbal, spanOf, subtreeSpan, type Tree } from "./tree.ts";

export interface Content {
  /** The verb of the clause in the tree, or -1. */
  readonly clause: number;
  readonly objects: readonly number[];
  readonly span: Span | null;
  /** Is it a finite clause? "continue to" has none. */
  readonly finite: boolean;
  /** Was the clause found by its mark, against the tree? */
  readonly marked: boolean;
  readonly quote: Quote | null;
}

/** How far behind the verb the mark of its clause may stand, in words. */
const MARK_REACH = 16;

export function contentOf(
  text: string,
  cast: Cast,
  s: SentenceCast,
  i: number,
  verb: SayingVerb,
  quotes: readonly Quote[],
  statements: StatementsPack,
): Content {
  const { tree } = s;
  const clauses = dependents(tree, i, "ccomp", "xcomp", "parataxis", "advcl").filter((c) => isContent(tree, i, c));
  const who = speakerWord(cast, s, i);
  const objects = [
    ...dependents(tree, i, "obj"),
    ...dependents(tree, i, "obl").filter((c) => opensWith(tree, c, verb.complement)),
  ].filter((c) => c !== who);
  const clause = clauses[0] ?? -1;
  const marked =
    clause < 0 || bare(tree.words[clause]!.deprel) === "parataxis"
      ? (markedClause(s, i, statements) ?? (clause < 0 ? unmarkedClause(s, i, statements) : null))
      : null;
  const inTree = clause >= 0 ? subtreeSpan(tree, clause) : objects.length ? subtreeSpan(tree, objects[0]!) : null;
  let span: Span | null = marked ?? inTree;
  const quote = quoteOf(text, s, i, span, quotes, statements);
  if (quote && (!span || quote.end - quote.start > span.end - span.start || !overlaps(span, quote)))
    span =
      span && overlaps(span, quote)
        ? { start: Math.min(span.start, quote.start), end: Math.max(span.end, quote.end) }
        : (span ?? quote);
  const finite =
    marked !== null ||
    (clause >= 0 &&
      (feature(tree.words[finiteOf(tree, clause)]!, "VerbForm") === "Fin" ||
        tree.children[clause]!.some((c) => bare(tree.words[c]!.deprel) === "aux")));
  return { clause, objects, span, finite, marked: marked !== null, quote };
}

/** The clause behind the verb that one of the pack's marks opens ("has said on Monday in a note that ..."), or null. */
function markedClause(s: SentenceCast, i: number, statements: StatementsPack): Span | null {
  const { tree } = s;
  const { words } = tree;
  const stop = Math.min(words.length, i + MARK_REACH);
  for (let k = i + 1; k < stop; k++) {
    const word = words[k]!;
    const lemma = word.lemma.toLowerCase();
    if ([";", ":", ".", "!", "?"].includes(word.form)) return null;
    if (statements.cues.that.has(lemma)) {
      const verb = words.findIndex((w, j) => j > k && feature(w, "VerbForm") === "Fin");
      return verb < 0 ? null : spanOf(tree, k, clauseEnd(s, i, k));
    }
    if (statements.cues["that-infinitive"].has(lemma)) {
      const next = words.slice(k + 1, k + 4).find((w) => w.upos !== "PRON" && w.upos !== "ADV");
      if (next && ["VERB", "AUX"].includes(next.upos) && feature(next, "VerbForm") === "Inf")
        return spanOf(tree, k, clauseEnd(s, i, k));
    }
    if (feature(word, "VerbForm") === "Fin") return null;
    // "told parliament, adding that": the clause is the other's
    if (k > i + 1 && word.upos === "VERB" && statements.verbs.has(lemma)) return null;
  }
  return null;
}

/** The clause behind a verb that may leave its mark out ("said the talks had failed"): a nominal and a finite verb, or null. */
function unmarkedClause(s: SentenceCast, i: number, statements: StatementsPack): Span | null {
  const { words } = s.tree;
  if (!statements.cues["that-left-out"].has(words[i]!.lemma.toLowerCase())) return null;
  let nominal = -1;
  for (let k = i + 1; k < Math.min(words.length, i + MARK_REACH); k++) {
    const word = words[k]!;
    if (word.upos === "PUNCT") return null;
    if (nominal < 0 && ["NOUN", "PROPN", "PRON", "DET"].includes(word.upos)) nominal = k;
    if (feature(word, "VerbForm") === "Fin") return nominal >= 0 ? spanOf(s.tree, i + 1, clauseEnd(s, i, k)) : null;
  }
  return null;
}

/** The last word of a clause that opens at `from`: before a heavy mark, or before a verb coordinated with the verb of saying. */
function clauseEnd(s: SentenceCast, i: number, from: number): number {
  const { tree } = s;
  for (let k = from + 1; k < tree.words.length; k++) {
    if ([";", ":"].includes(tree.words[k]!.form)) return k - 1;
    if (tree.words[k]!.deprel === "conj" && tree.heads[k] === i) return Math.max(from, groupStart(s, k) - 2);
  }
  return tree.words.length - 1;
}

/** The quotation of a verb: the longest within what it tells, else the one next to it that no other verb of saying stands nearer to. */
function quoteOf(
  text: string,
  s: SentenceCast,
  i: number,
  content: Span | null,
  quotes: readonly Quote[],
  statements: StatementsPack,
): Quote | null {
  const { words } = s.tree;
  const inside = content ? quotes.filter((q) => overlaps(q, content)) : [];
  if (inside.length) return longest(inside);
  const at = words[i]!;
  const between = (q: Quote): boolean =>
    words.some(
      (w, k) =>
        Math.abs(k - i) > 1 &&
        statements.verbs.has(w.lemma.toLowerCase()) &&
        isVerbal(w) &&
        (q.end <= at.start ? w.start >= q.end && w.end <= at.start : w.start >= at.end && w.end <= q.start),
    );
  return longest(quotes.filter((q) => wordCount(text, q) >= 2 && !between(q)));
}

export const longest = (quotes: readonly Quote[]): Quote | null =>
  quotes.reduce<Quote | null>((a, b) => (a && a.end - a.start >= b.end - b.start ? a : b), null);

/** Does the adposition open the dependent ("called *for* talks")? */
export const opensWith = (tree: Tree, c: number, adposition: string | null): boolean =>
  adposition !== null &&
  tree.children[c]!.some((k) => tree.words[k]!.deprel === "case" && tree.words[k]!.lemma.toLowerCase() === adposition);

function isContent(tree: SentenceCast["tree"], verb: number, c: number): boolean {
  const rel = bare(tree.words[c]!.deprel);
  if (rel === "ccomp" || rel === "xcomp") return true;
  // "accused X of doing", "criticised X for doing"
  const doing =
    feature(tree.words[c]!, "VerbForm") === "Ger" ||
    (feature(tree.words[c]!, "VerbForm") === "Part" && feature(tree.words[c]!, "Tense") === "Pres");
  if (rel === "advcl" && c > verb && doing && tree.children[c]!.some((k) => tree.words[k]!.deprel === "mark"))
    return true;
  return rel === "parataxis" && c > verb && tree.words.slice(verb, c).some((w) => w.form === ":" || w.form === ",");
}
