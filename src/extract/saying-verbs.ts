/** From a verb of saying with its speaker, clause or quotation to a statement under way. */
import type { SayingVerb, StatementsPack } from "../language/statements.ts";
import type { Span } from "../model/span.ts";
import { overlaps } from "../model/span.ts";
import type { Act } from "../model/statement.ts";
import { verbFillers } from "./arguments.ts";
import { type Aside, asideOf, nounAfter } from "./asides.ts";
import { type Cast, type SentenceCast, sidesAt } from "./cast.ts";
import { contentOf, longest, opensWith } from "./contents.ts";
import { type Quote, wordCount } from "./quotes.ts";
import { hasClitic, hasPronoun, isGerund, isLeftOut, type Spoken, speakersOf } from "./speakers.ts";
import { isReflexive, speakerWord } from "./subjects.ts";
import { bare, casesOf, coordinated, dependents, feature, finiteOf, isVerbal, spanOf } from "./tree.ts";

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
  /** Is it a judgement ("called it a crime")? */
  readonly judges: boolean;
  /** Is the speaker left out, and found by reference alone? */
  readonly left: boolean;
}

/** What holds of a statement that no verb of saying tells. */
export const wordless = {
  via: [],
  act: "says",
  open: true,
  verb: -1,
  left: false,
  judges: false,
} as const;

/** Quotations shorter than this stand inside somebody's sentence and are no statement by themselves. */
export const QUOTE_WORDS = 4;

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
      const near = tree.words
        .slice(i + 1, i + 1 + NEAR)
        .findIndex((w) => w.lemma.toLowerCase() === verb.complement && w.upos !== "PUNCT");
      if (!has && near < 0) continue;
      if (verb.reflexive ? !reflexive : reflexive && isImpersonal(s, i)) continue;
      if (verb.indefinite && !(near >= 0 && isIndefinite(s, i + 1 + near))) continue;
      return verb;
    } else if (
      verb.reflexive
        ? reflexive && !(isImpersonal(s, i) && dependents(tree, i, "ccomp").length > 0)
        : !(reflexive && isImpersonal(s, i))
    )
      return verb;
  }
  return null;
}

/** How far behind a verb its complement may stand when the tree hangs it elsewhere, in words. */
const NEAR = 3;

/** Does an indefinite nominal, or one without an article, follow the adposition at k? */
function isIndefinite(s: SentenceCast, k: number): boolean {
  const next = s.tree.words[k + 1];
  if (!next || s.named[k + 1]) return false;
  if (next.upos === "PUNCT") return true;
  if (next.upos === "DET") return feature(next, "Definite") === "Ind";
  return next.upos === "ADJ" || next.upos === "NOUN" || next.upos === "ADV";
}

/** "there was talk of": a singular verb under "si" that nobody is told to be the subject of. */
function isImpersonal(s: SentenceCast, i: number): boolean {
  const { tree } = s;
  const finite = tree.words[finiteOf(tree, i)]!;
  return (
    feature(finite, "VerbForm") === "Fin" &&
    feature(finite, "Number") === "Sing" &&
    dependents(tree, i, "nsubj").length === 0 &&
    ["root", "ccomp", "advcl", "conj", "parataxis"].includes(tree.words[i]!.deprel)
  );
}

export function fromVerb(
  text: string,
  cast: Cast,
  s: SentenceCast,
  i: number,
  verb: SayingVerb,
  quotes: readonly Quote[],
  passing: boolean,
  before: readonly Spoken[],
  earlier: readonly Saying[],
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
    !isGerund(word, statements) &&
    !tree.children[i]!.some((c) => ["aux", "cop"].includes(bare(tree.words[c]!.deprel)));
  const aside = asides.has(verb.act) && !verb.reflexive ? asideOf(cast, s, i) : null;
  if (
    bareParticiple &&
    !aside &&
    bare(word.deprel) !== "root" &&
    bare(word.deprel) !== "conj" &&
    bare(word.deprel) !== "parataxis" &&
    !(verb.objectEnough && hasAgent(cast, tree, i))
  )
    return no("a participle that hangs on another word");
  const unsaid = isNegated(tree, i, statements);
  if (!isUttered(tree, i, statements, isOpen(verb.act))) return no("it is not said, or not yet");
  if (unsaid && !statements.cues["said-when-negated"].has(word.lemma.toLowerCase())) return no("it is not said");
  if (isDeed(s, i, statements)) return no("a deed, not words");
  const left = !aside?.speaker.length && (isLeftOut(cast, s, i) || hasPronoun(cast, s, i));
  const speaker = aside?.speaker.length
    ? [...aside.speaker]
    : ((left && before.length === 0 ? lastSpeaker(s, i, earlier) : null) ??
      speakersOf(cast, s, i, before, statements, asides.has(verb.act)));
  if (!speaker.length) return no("nobody known says it");
  if (aside)
    return fromAside(text, s, i, verb, aside, speaker, left, quotes, passing) ?? no("it passes the sentence on");
  const what = contentOf(text, cast, s, i, verb, quotes, statements);
  const { clause, objects, finite, quote, marked } = what;
  const judges = statements.cues.judging.has(word.lemma.toLowerCase());
  let content = judges && what.span && !quote ? toPause(s, what.span) : what.span;
  if (verb.needsQuote ? !finite && !quote : verb.needsClause && clause < 0 && !marked && !quote)
    return no("the verb needs a clause or a quotation");
  const parenthetical = bare(word.deprel) === "parataxis" || (clause < 0 && !objects.length && precededByClause(s, i));
  if (parenthetical && clause < 0 && !marked && !quote && !passing) {
    content = { start: tree.sentence.start, end: word.start };
  }
  const previous =
    clause < 0 && !marked && !quote && asides.has(verb.act) && hasClitic(tree, i) ? beforeIt(cast, s) : null;
  if (previous) content = previous;
  if (clause < 0 && !marked && !quote && !parenthetical && !previous) {
    const something =
      objects.length > 0 ||
      tree.children[i]!.some((c) => ["nsubj:pass", "aux:pass"].includes(tree.words[c]!.deprel)) ||
      nounAfter(s, i, Math.min(tree.words.length - 1, i + OBJECT_REACH)) >= 0;
    const aimed = verbFillers(cast, s, i).some(
      (f) => f.slot !== "subject" && f.word >= 0 && sidesAt(cast, s, f.word, true).length > 0,
    );
    if (!verb.aloneEnough && (!verb.objectEnough || !(something || aimed))) return no("nothing is said");
  }
  // "It was reported by X" passes on what the sentence before tells
  if (passing && previous) return no("it passes the sentence before on");
  // "..., reports X" passes the sentence on, a word in quotation marks or not
  if (
    passing &&
    clause < 0 &&
    !marked &&
    !previous &&
    !objects.length &&
    (!quote || wordCount(text, quote) < QUOTE_WORDS + 2)
  )
    return no("it passes the sentence on");
  const [from, to] = evidenceRange(cast, s, i, clause, objects);
  const told = spanOf(tree, from, to);
  const span = marked && content ? { start: told.start, end: Math.max(told.end, content.end) } : told;
  return {
    order: tree.order,
    speaker,
    via: [],
    act: unsaid ? "says" : verb.act,
    open: isOpen(verb.act) || unsaid,
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
    left,
    judges,
  };
}

/** The one who spoke last in the sentence before, where a verb that leaves its speaker out agrees with him in number; else null. */
function lastSpeaker(s: SentenceCast, i: number, earlier: readonly Saying[]): string[] | null {
  const last = earlier[earlier.length - 1];
  if (!last || s.tree.order - last.order > 1) return null;
  const plural = feature(s.tree.words[finiteOf(s.tree, i)]!, "Number") === "Plur";
  return plural === last.speaker.length > 1 ? [...last.speaker] : null;
}

/** May the content settle the act? */
const isOpen = (act: Act): boolean => act === "says" || act === "announces" || act === "claims";

/** How far behind a verb its object is looked for when the tree has none, in words. */
const OBJECT_REACH = 8;

/** A judged thing with what it is judged to be ("the deal a mistake"), up to the next mark. */
function toPause(s: SentenceCast, span: Span): Span {
  const { words } = s.tree;
  const stop = words.find((w) => w.start >= span.end && w.upos === "PUNCT");
  return { start: span.start, end: Math.max(span.end, stop ? stop.start : words[words.length - 1]!.end) };
}

/** Acts that a verb can tell aside from its content. */
const asides: ReadonlySet<Act> = new Set(["says", "announces", "claims", "promises", "warns"]);

/** The statement of a verb that stands aside; null where it only passes on. */
function fromAside(
  text: string,
  s: SentenceCast,
  i: number,
  verb: SayingVerb,
  aside: Aside,
  speaker: readonly string[],
  left: boolean,
  quotes: readonly Quote[],
  passing: boolean,
): Saying | null {
  const { tree } = s;
  const quote = longest(quotes.filter((q) => overlaps(q, aside.content) && wordCount(text, q) >= 2));
  if (passing && (!quote || wordCount(text, quote) < QUOTE_WORDS + 2)) return null;
  const span = spanOf(tree, aside.from, aside.to);
  return {
    order: tree.order,
    speaker,
    via: [],
    act: verb.act,
    open: isOpen(verb.act),
    quote,
    content: aside.content,
    evidence: { start: Math.min(span.start, aside.content.start), end: Math.max(span.end, aside.content.end) },
    rule: `say/${tree.words[i]!.lemma.toLowerCase()}`,
    verb: i,
    left,
    judges: false,
  };
}

/** The sentence before, which a pronoun beside the verb stands for ("it was announced by X", where the verb has the pronoun). */
function beforeIt(cast: Cast, s: SentenceCast): Span | null {
  const before = cast.sentences[s.tree.order - 1]?.tree.sentence;
  return before ? { start: before.start, end: before.end } : null;
}

/** Has the verb, or the verb that carries it, a negation? */
const isNegated = (tree: SentenceCast["tree"], i: number, statements: StatementsPack): boolean =>
  tree.children[i]!.some(
    (c) =>
      c < i &&
      bare(tree.words[c]!.deprel) === "advmod" &&
      statements.cues.negation.has(tree.words[c]!.lemma.toLowerCase()),
  );

/** Is it a participle beside which stands by whom ("criticised by X")? */
const hasAgent = (cast: Cast, tree: SentenceCast["tree"], i: number): boolean =>
  dependents(tree, i, "obl", "nmod").some((c) => casesOf(tree, c, cast.events).includes("by"));

/** Do the verb and its object tell a deed ("denied the visa", "confirmed the sentence")? */
function isDeed(s: SentenceCast, i: number, statements: StatementsPack): boolean {
  const { words } = s.tree;
  const verb = words[i]!.lemma.toLowerCase();
  const objects = [...dependents(s.tree, i, "obj", "nsubj:pass").map((c) => words[c]!), ...words.slice(i + 1, i + 4)];
  return objects.some((w) => statements.cues.deeds.has(`${verb}+${w.lemma.toLowerCase()}`));
}

/** Was it said? What would, will or may be said, is not said, or is only aimed at, is no statement. */
function isUttered(tree: SentenceCast["tree"], i: number, statements: StatementsPack, open: boolean): boolean {
  const word = tree.words[i]!;
  const finite = tree.words[finiteOf(tree, i)]!;
  const { cues } = statements;
  // "would have confirmed" is reported, "would confirm" is not
  const reported =
    open && finite !== word && feature(word, "VerbForm") === "Part" && ["root", "parataxis"].includes(word.deprel);
  if (
    (feature(finite, "Mood") === "Cnd" && !reported) ||
    feature(finite, "Tense") === "Fut" ||
    feature(finite, "Mood") === "Imp"
  )
    return false;
  if (isGerund(word, statements)) return true;
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
    const above = tree.heads[i]!;
    if (above >= 0 && cues.utters.has(tree.words[above]!.lemma.toLowerCase()))
      return isUttered(tree, above, statements, open);
    return (
      ["nmod", "obl", "advcl", "acl"].includes(bare(word.deprel)) &&
      tree.children[i]!.some((c) => tree.words[c]!.deprel === "case" || bare(tree.words[c]!.deprel) === "det")
    );
  }
  return true;
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
