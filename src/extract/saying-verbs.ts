/** From a verb of saying with its speaker, clause or quotation to a statement under way. */
import type { SayingVerb, StatementsPack } from "../language/statements.ts";
import type { Span } from "../model/span.ts";
import { overlaps } from "../model/span.ts";
import type { Act } from "../model/statement.ts";
import { verbFillers } from "./arguments.ts";
import { relays } from "./attribution.ts";
import { type Cast, isSide, type SentenceCast, sidesAt, speakersAt } from "./cast.ts";
import { type Quote, wordCount } from "./quotes.ts";
import { isPassive, isReflexive, speakerSides, speakerWord } from "./subjects.ts";
import { bare, coordinated, dependents, feature, finiteOf, isVerbal, spanOf, subtreeSpan } from "./tree.ts";

/** A statement before its act is settled and its events are known. */
export interface Saying {
  readonly order: number;
  readonly speaker: readonly string[];
  readonly via: readonly string[];
  /** The act of the cue. */
  readonly act: Act;
  /** True where the content may settle the act ("says" that ...). */
  readonly open: boolean;
  readonly quote: Quote | null;
  readonly content: Span | null;
  readonly evidence: Span;
  readonly rule: string;
  /** Index of the verb, -1 for none. */
  readonly verb: number;
}

/** Quotations shorter than this stand inside somebody's sentence and are no statement by themselves. */
export const QUOTE_WORDS = 4;

export const longest = (quotes: readonly Quote[]): Quote | null =>
  quotes.reduce<Quote | null>((a, b) => (a && a.end - a.start >= b.end - b.start ? a : b), null);

export function chooseVerb(s: SentenceCast, i: number, verbs: readonly SayingVerb[]): SayingVerb | null {
  const { tree } = s;
  const reflexive = isReflexive(tree, i);
  for (const verb of verbs) {
    if (verb.complement) {
      const has = dependents(
        tree,
        i,
        "obj",
        "obl",
        "nsubj",
        "compound",
        "fixed",
        "xcomp",
        "advmod",
        "aux",
        "ccomp",
      ).some((c) => tree.words[c]!.lemma.toLowerCase() === verb.complement || opensWith(tree, c, verb.complement));
      if (has) return verb;
    } else if (verb.reflexive ? reflexive : !(reflexive && isImpersonal(s, i))) return verb;
  }
  return null;
}

/** "there was talk of": a singular verb under "si" that nobody is told to be the subject of. */
function isImpersonal(s: SentenceCast, i: number): boolean {
  const { tree } = s;
  const finite = tree.words[finiteOf(tree, i)]!;
  return (
    feature(finite, "VerbForm") === "Fin" &&
    feature(finite, "Number") === "Sing" &&
    dependents(tree, i, "nsubj").length === 0 &&
    tree.words[i]!.deprel === "root"
  );
}

/** Does the adposition open the dependent ("called *for* talks")? */
const opensWith = (tree: SentenceCast["tree"], c: number, adposition: string | null): boolean =>
  adposition !== null &&
  tree.children[c]!.some((k) => tree.words[k]!.deprel === "case" && tree.words[k]!.lemma.toLowerCase() === adposition);

export function fromVerb(
  text: string,
  cast: Cast,
  s: SentenceCast,
  i: number,
  verb: SayingVerb,
  quotes: readonly Quote[],
  passing: boolean,
  statements: StatementsPack,
  miss: (why: string) => void,
): Saying | null {
  const no = (why: string): null => {
    miss(why);
    return null;
  };
  const { tree } = s;
  const word = tree.words[i]!;
  const bareParticiple =
    feature(word, "VerbForm") === "Part" &&
    !tree.children[i]!.some((c) => ["aux", "cop"].includes(bare(tree.words[c]!.deprel)));
  if (
    bareParticiple &&
    bare(word.deprel) !== "root" &&
    bare(word.deprel) !== "conj" &&
    bare(word.deprel) !== "parataxis"
  )
    return no("a participle that hangs on another word");
  if (!isUttered(tree, i, statements)) return no("it is not said, or not yet");
  const speaker = speakersOf(cast, s, i).filter((id) => isSide(cast, id) || relays(cast, id));
  if (!speaker.length) return no("nobody known says it");
  const clauses = dependents(tree, i, "ccomp", "xcomp", "parataxis", "advcl").filter((c) => isContent(tree, i, c));
  const who = speakerWord(cast, s, i);
  const objects = [
    ...dependents(tree, i, "obj"),
    ...dependents(tree, i, "obl").filter((c) => opensWith(tree, c, verb.complement)),
  ].filter((c) => c !== who);
  const clause = clauses[0] ?? -1;
  // a verb that also means other things ("continue to", "believe in") needs a finite clause or a quotation
  const finite =
    clause >= 0 &&
    (feature(tree.words[finiteOf(tree, clause)]!, "VerbForm") === "Fin" ||
      tree.children[clause]!.some((c) => bare(tree.words[c]!.deprel) === "aux"));
  let content: Span | null =
    clause >= 0 ? subtreeSpan(tree, clause) : objects.length ? subtreeSpan(tree, objects[0]!) : null;
  const near = quotes.filter((q) => wordCount(text, q) >= 2 || (content && overlaps(content, q)));
  const quote = longest(near);
  if (quote && (!content || quote.end - quote.start > content.end - content.start || !overlaps(content, quote))) {
    content =
      content && overlaps(content, quote)
        ? { start: Math.min(content.start, quote.start), end: Math.max(content.end, quote.end) }
        : (content ?? quote);
  }
  if (verb.needsQuote ? !finite && !quote : verb.needsClause && clause < 0 && !quote)
    return no("the verb needs a clause or a quotation");
  const parenthetical = bare(word.deprel) === "parataxis" || (clause < 0 && !objects.length && precededByClause(s, i));
  if (parenthetical && clause < 0 && !quote && !passing) {
    content = { start: tree.sentence.start, end: word.start };
  }
  if (clause < 0 && !quote && !parenthetical) {
    const aimed = verbFillers(cast, s, i).some(
      (f) => f.slot !== "subject" && f.word >= 0 && sidesAt(cast, s, f.word, true).length > 0,
    );
    if (!verb.aloneEnough && (!verb.objectEnough || !(objects.length || aimed))) return no("nothing is said");
  }
  // "..., reports X" passes the sentence on, a word in quotation marks or not
  if (passing && clause < 0 && !objects.length && (!quote || wordCount(text, quote) < QUOTE_WORDS + 2))
    return no("it passes the sentence on");
  const [from, to] = evidenceRange(cast, s, i, clause, objects);
  const span = spanOf(tree, from, to);
  return {
    order: tree.order,
    speaker,
    via: [],
    act: verb.act,
    open: verb.act === "says" || verb.act === "announces" || verb.act === "claims",
    quote,
    content,
    evidence:
      quote && quote.start >= tree.sentence.end
        ? { start: span.start, end: quote.end }
        : quote && overlaps(quote, tree.sentence)
          ? {
              start: Math.min(span.start, Math.max(quote.start, tree.sentence.start)),
              end: Math.max(span.end, Math.min(quote.end, tree.sentence.end)),
            }
          : span,
    rule: `say/${word.lemma.toLowerCase()}`,
    verb: i,
  };
}

/** Was it said? What would, will or may be said, is not said, or is only aimed at, is no statement. */
function isUttered(tree: SentenceCast["tree"], i: number, statements: StatementsPack): boolean {
  const word = tree.words[i]!;
  const finite = tree.words[finiteOf(tree, i)]!;
  const { cues } = statements;
  if (feature(finite, "Mood") === "Cnd" || feature(finite, "Tense") === "Fut" || feature(finite, "Mood") === "Imp")
    return false;
  if (
    tree.children[i]!.some(
      (c) => c < i && bare(tree.words[c]!.deprel) === "advmod" && cues.negation.has(tree.words[c]!.lemma.toLowerCase()),
    )
  )
    return false;
  if (
    tree.children[i]!.some(
      (c) =>
        bare(tree.words[c]!.deprel) === "aux" &&
        (cues.future.has(tree.words[c]!.lemma.toLowerCase()) ||
          cues.possibility.has(tree.words[c]!.lemma.toLowerCase()) ||
          cues.obligation.has(tree.words[c]!.lemma.toLowerCase())),
    )
  )
    return false;
  if (feature(finite, "VerbForm") === "Inf" || (feature(word, "VerbForm") === "Inf" && finite === word)) {
    return (
      ["nmod", "obl", "advcl", "acl"].includes(bare(word.deprel)) &&
      tree.children[i]!.some((c) => tree.words[c]!.deprel === "case" || bare(tree.words[c]!.deprel) === "det")
    );
  }
  return true;
}

/** The speakers: the subject, or the agent of a passive. */
function speakersOf(cast: Cast, s: SentenceCast, i: number): string[] {
  if (!isPassive(cast, s.tree, i)) return speakerSides(cast, s, i);
  const agents = verbFillers(cast, s, i).filter((f) => f.slot === "subject" && f.word >= 0);
  return [...new Set(agents.flatMap((f) => speakersAt(cast, s, f.word)))];
}

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

/** Does the verb close a sentence that another clause fills ("..., has said X")? */
function precededByClause(s: SentenceCast, i: number): boolean {
  const { tree } = s;
  const head = tree.heads[i]!;
  return (
    head >= 0 &&
    head < i &&
    isVerbal(tree.words[head]!) &&
    bare(tree.words[i]!.deprel) !== "advcl" &&
    bare(tree.words[i]!.deprel) !== "acl" &&
    bare(tree.words[i]!.deprel) !== "xcomp" &&
    tree.words.slice(head, i).some((w) => w.upos === "PUNCT") &&
    subjectWordAfter(s, i)
  );
}

const subjectWordAfter = (s: SentenceCast, i: number): boolean => dependents(s.tree, i, "nsubj").some((c) => c > i);

/** Words from the verb with its auxiliaries and speaker to the end of what is said. */
function evidenceRange(
  cast: Cast,
  s: SentenceCast,
  i: number,
  clause: number,
  objects: readonly number[],
): [number, number] {
  const { tree } = s;
  const parts = [i, ...tree.children[i]!.filter((c) => bare(tree.words[c]!.deprel) === "aux")];
  const subject = speakerWord(cast, s, i);
  if (subject >= 0) for (const k of coordinated(tree, subject)) parts.push(k, tree.left[k]!, k);
  if (clause >= 0) parts.push(tree.left[clause]!, tree.right[clause]!);
  else for (const o of objects) parts.push(tree.left[o]!, tree.right[o]!);
  for (const c of dependents(tree, i, "obl", "iobj")) if (c > i) parts.push(tree.left[c]!, tree.right[c]!);
  return [Math.min(...parts), Math.max(...parts)];
}
