/** Finds who says what: verbs of saying with their clause or quotation, sources of whole sentences, quotations left over. */
import type { SayingVerb, StatementsPack } from "../language/statements.ts";
import type { Span } from "../model/span.ts";
import { overlaps } from "../model/span.ts";
import type { Act } from "../model/statement.ts";
import { verbFillers } from "./arguments.ts";
import { allRelay, relays, type Source, sourcesOf } from "./attribution.ts";
import { type Cast, isSide, type SentenceCast, sidesAt, speakersAt } from "./cast.ts";
import { type Quote, wordCount } from "./quotes.ts";
import { isPassive, isReflexive, speakerSides, speakerWord, subjectSides } from "./subjects.ts";
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

export interface Sayings {
  readonly sayings: readonly Saying[];
  /** For each sentence the sources that pass it on. */
  readonly relays: readonly (readonly Source[])[];
}

/** Quotations shorter than this stand inside somebody's sentence and are no statement by themselves. */
const QUOTE_WORDS = 4;

/** All statements of a document in the order of the text. */
export function findSayings(text: string, cast: Cast, quotes: readonly Quote[], statements: StatementsPack): Sayings {
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
    const sources = sourcesOf(cast, s, here, statements);
    const found = inSentence(text, cast, s, here, sources, statements);
    for (const saying of found) {
      out.push(saying);
      if (saying.quote) taken.add(saying.quote);
    }
    for (const quote of here)
      if (found.length && found.some((f) => f.content && overlaps(f.content, quote))) taken.add(quote);
    relayed.push(sources.filter((x) => allRelay(cast, x.ids) || x.form !== "clause"));
  }
  out.push(
    ...leftOver(
      text,
      cast,
      quotes.filter((x) => !taken.has(x)),
      out,
    ),
  );
  out.sort((a, b) => a.order - b.order || a.evidence.start - b.evidence.start);
  return { sayings: out, relays: relayed };
}

function inSentence(
  text: string,
  cast: Cast,
  s: SentenceCast,
  quotes: readonly Quote[],
  sources: readonly Source[],
  statements: StatementsPack,
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
    const saying = fromVerb(text, cast, s, i, verb, quotes, passing.has(i), statements);
    if (saying) out.push(saying);
  }
  // a verb inside the content of a relaying agency is the statement; the agency passes it on
  const relaying = out.filter((x) => allRelay(cast, x.speaker));
  const own = out.filter((x) => !relaying.includes(x));
  const kept = own.length ? own : relaying;
  const viaOf = (x: Saying): string[] => {
    const ids: string[] = [];
    const chain = [...sources].sort(
      (a, b) => Number(b.form === "clause") - Number(a.form === "clause") || a.span.start - b.span.start,
    );
    for (const source of chain) {
      if (source.form === "phrase" && !allRelay(cast, source.ids)) continue;
      for (const id of source.ids) if (!x.speaker.includes(id)) ids.push(id);
    }
    return [...new Set(ids)];
  };
  const settled = kept.map((x) => ({
    ...x,
    via: [...new Set([...viaOf(x), ...toldTo(cast, s, x.verb, statements)])].filter((id) => !x.speaker.includes(id)),
  }));
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
      settled.push({
        order: tree.order,
        speaker: ids,
        via: [],
        act: "says",
        open: true,
        quote: behind,
        content: behind,
        evidence: { start: tree.sentence.start, end: behind.end },
        rule: "say/colon",
        verb: -1,
      });
    }
  }
  // sources of a sentence without a verb of saying of its own
  if (!settled.length) {
    const speakers = sources.filter((x) => x.form === "phrase" && !allRelay(cast, x.ids));
    const chosen =
      speakers[0] ??
      sources.find((x) => x.form === "phrase" && quotes.length > 0) ??
      sources.find((x) => x.form === "participle");
    if (chosen) {
      const passed = sources
        .filter((x) => x !== chosen && (allRelay(cast, x.ids) || speakers.includes(chosen)))
        .flatMap((x) => x.ids);
      const party = chosen.ids;
      settled.push({
        order: tree.order,
        speaker: party,
        via: [...new Set(passed)].filter((id) => !party.includes(id)),
        act: chosen.rule === "attribution/information" ? "claims" : "says",
        open: true,
        quote: longest(quotes),
        content: { start: tree.sentence.start, end: tree.sentence.end },
        evidence: wholeOf(s),
        rule: chosen.rule,
        verb: -1,
      });
    }
  }
  return settled;
}

/** Agencies and papers that somebody spoke to: "told Reuters", "in an interview with the BBC". */
function toldTo(cast: Cast, s: SentenceCast, verb: number, statements: StatementsPack): string[] {
  if (verb < 0) return [];
  const out: string[] = [];
  for (const c of dependents(s.tree, verb, "obl", "iobj")) {
    const talk = statements.cues.nouns.has(s.tree.words[c]!.lemma.toLowerCase());
    for (const k of talk ? [c, ...s.tree.children[c]!] : [c])
      if (s.named[k]) out.push(...sidesAt(cast, s, k).filter((id) => relays(cast, id)));
  }
  return out;
}

const wholeOf = (s: SentenceCast): Span => ({ start: s.tree.sentence.start, end: s.tree.sentence.end });

const longest = (quotes: readonly Quote[]): Quote | null =>
  quotes.reduce<Quote | null>((a, b) => (a && a.end - a.start >= b.end - b.start ? a : b), null);

const insideQuote = (span: Span, quotes: readonly Quote[]): boolean =>
  quotes.some((q) => q.start <= span.start && span.end <= q.end);

function chooseVerb(s: SentenceCast, i: number, verbs: readonly SayingVerb[]): SayingVerb | null {
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

function fromVerb(
  text: string,
  cast: Cast,
  s: SentenceCast,
  i: number,
  verb: SayingVerb,
  quotes: readonly Quote[],
  passing: boolean,
  statements: StatementsPack,
): Saying | null {
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
    return null;
  if (!isUttered(tree, i, statements)) return null;
  const speaker = speakersOf(cast, s, i).filter((id) => isSide(cast, id) || relays(cast, id));
  if (!speaker.length) return null;
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
  if (verb.needsQuote ? !finite && !quote : verb.needsClause && clause < 0 && !quote) return null;
  const parenthetical = bare(word.deprel) === "parataxis" || (clause < 0 && !objects.length && precededByClause(s, i));
  if (parenthetical && clause < 0 && !quote && !passing) {
    content = { start: tree.sentence.start, end: word.start };
  }
  if (clause < 0 && !quote && !parenthetical) {
    const aimed = verbFillers(cast, s, i).some(
      (f) => f.slot !== "subject" && f.word >= 0 && sidesAt(cast, s, f.word, true).length > 0,
    );
    if (!verb.aloneEnough && (!verb.objectEnough || !(objects.length || aimed))) return null;
  }
  // "..., reports X" passes the sentence on, a word in quotation marks or not
  if (passing && clause < 0 && !objects.length && (!quote || wordCount(text, quote) < QUOTE_WORDS + 2)) return null;
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

/** Quotations without a verb of saying go to whoever spoke last, near by. */
function leftOver(text: string, cast: Cast, quotes: readonly Quote[], known: readonly Saying[]): Saying[] {
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
    const speaker = subjectsOfSentence(cast, s, quote) ?? same[0]?.speaker ?? after?.speaker ?? before?.speaker;
    if (!speaker?.length) continue;
    const evidence = { start: Math.min(s.tree.sentence.start, quote.start), end: quote.end };
    out.push({
      order,
      speaker,
      via: same[0]?.via ?? [],
      act: "says",
      open: true,
      quote,
      content: quote,
      evidence,
      rule: "say/quotation",
      verb: -1,
    });
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
