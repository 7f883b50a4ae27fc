/** Who passes on what a sentence tells: "according to X", "X reports", "quoted by X", nearest to the reader first. */
import type { StatementsPack } from "../language/statements.ts";
import type { Span } from "../model/span.ts";
import { asideOf, namedFrom, nounAfter } from "./asides.ts";
import { type Cast, ownersOf, type SentenceCast, sidesAt, speakersAt } from "./cast.ts";
import { speakerSides, subjectWord } from "./subjects.ts";
import { bare, dependents, feature, isVerbal, spanOf, subtreeSpan } from "./tree.ts";

export interface Source {
  readonly ids: readonly string[];
  /** Word that names the source. */
  readonly word: number;
  /** The words that attribute. */
  readonly span: Span;
  /** `phrase`: according to; `clause`: X reports; `participle`: quoted by X. */
  readonly form: "phrase" | "clause" | "participle";
  readonly rule: string;
  /** The verb of a clause or participle, else -1. */
  readonly verb: number;
  /** Does it tell only the clause behind it ("X, according to whom")? */
  readonly relative: boolean;
  /** Whose words it quotes ("a source of X, quoted by Y"); empty where it names nobody. */
  readonly behind: readonly string[];
}

/** May this actor pass news on rather than speak for itself? */
export const relays = (cast: Cast, id: string): boolean =>
  ["agency", "outlet"].includes(cast.actors.get(id)?.kind ?? "");

export const allRelay = (cast: Cast, ids: readonly string[]) => ids.length > 0 && ids.every((id) => relays(cast, id));

/** The sources that a sentence names, in the order of the text. */
export function sourcesOf(cast: Cast, s: SentenceCast, quotes: readonly Span[], statements: StatementsPack): Source[] {
  return [
    ...phrases(cast, s, quotes, statements),
    ...clauses(cast, s, statements),
    ...participles(cast, s, statements),
    ...quoting(cast, s, statements),
  ].sort((a, b) => a.span.start - b.span.start);
}

/** Does one of the phrases begin at word i? Its length in words, else 0. */
export function phraseLength(s: SentenceCast, i: number, phrases: readonly (readonly string[])[]): number {
  const { words } = s.tree;
  const form = words[i]!.form.toLowerCase();
  const hit = phrases.find((p) => p[0] === form && p.every((w, k) => words[i + k]?.form.toLowerCase() === w));
  return hit ? hit.length : 0;
}

/** How many words after an attributing phrase its source may stand. */
const SOURCE_REACH = 12;

function phrases(cast: Cast, s: SentenceCast, quotes: readonly Span[], statements: StatementsPack): Source[] {
  const { tree } = s;
  const out: Source[] = [];
  for (let i = 0; i < tree.words.length; i++) {
    const clause = phraseLength(s, i, statements.accordingClause);
    const length = clause || phraseLength(s, i, statements.according) || opinionLength(cast, s, i, quotes, statements);
    if (!length) continue;
    const relative = relativeSource(cast, s, i, length);
    if (relative) {
      out.push(relative);
      i = relative.word;
      continue;
    }
    let passedOn = clause === 0;
    for (let k = i + length; k < Math.min(tree.words.length, i + length + SOURCE_REACH); k++) {
      const word = tree.words[k]!;
      if (word.upos === "PUNCT") break;
      if (statements.cues.relay.has(word.lemma.toLowerCase())) passedOn = true;
      if (!passedOn) continue;
      if (!s.named[k]) {
        const owners = statements.cues["source-nouns"].has(word.lemma.toLowerCase()) ? ownersOf(cast, s, k, true) : [];
        if (!owners.length) continue;
        out.push({
          ids: owners,
          word: k,
          span: spanOf(tree, i, Math.max(k, tree.right[k]!)),
          form: "phrase",
          rule: "attribution/information",
          verb: -1,
          relative: false,
          behind: [],
        });
        i = k;
        break;
      }
      const head = s.mentionHead[k]!;
      let end = k;
      while (end + 1 < tree.words.length && s.mentionHead[end + 1] === head) end++;
      out.push({
        ids: sidesAt(cast, s, head),
        word: head,
        span: spanOf(tree, i, Math.max(end, head)),
        form: "phrase",
        rule: "attribution/according",
        verb: -1,
        relative: false,
        behind: [],
      });
      i = end;
      break;
    }
  }
  return out;
}

/** "For the minister it is «a mistake»", "for the minister it is a mistake": the length of the phrase at word i, else 0. */
function opinionLength(
  cast: Cast,
  s: SentenceCast,
  i: number,
  quotes: readonly Span[],
  statements: StatementsPack,
): number {
  const { words } = s.tree;
  const before = words[i - 1];
  if (before && before.upos !== "PUNCT" && before.upos !== "CCONJ") return 0;
  const length = phraseLength(s, i, statements.accordingQuote);
  if (!length) return 0;
  const behind = quotes.some((q) => q.start > words[i]!.end && q.end - q.start > 8);
  if (behind && [0, 1, 2].some((k) => s.named[i + length + k])) return length;
  return (!before || before.form === ";" || before.form === ":") && isVerdict(cast, s, i + length, statements)
    ? length
    : 0;
}

/** Does a person stand at the word, and behind him a verb of judgement before any other? */
function isVerdict(cast: Cast, s: SentenceCast, from: number, statements: StatementsPack): boolean {
  const { words } = s.tree;
  const end = Math.min(words.length, from + SOURCE_REACH * 2);
  let person = false;
  for (let k = from; k < end; k++) {
    const word = words[k]!;
    if (s.named[k]?.some((id) => cast.actors.get(id)?.kind === "person") && k < from + SOURCE_REACH / 2) person = true;
    // "for the minister of X"
    if (k <= from + 1 && word.upos === "NOUN" && s.named[k] && cast.events.institutions.has(word.lemma.toLowerCase()))
      person = true;
    if (feature(word, "VerbForm") !== "Fin") continue;
    const above = s.tree.heads[k]!;
    const main = bare(word.deprel).startsWith("aux") && above >= 0 ? words[above]! : word;
    const passive = word !== main && main.upos === "VERB" && word.deprel === "aux:pass";
    return person && (statements.cues.verdict.has(main.lemma.toLowerCase()) || passive || word.deprel === "cop");
  }
  return false;
}

/** "X, according to whom": who is named last before the phrase; null where no relative pronoun follows it. */
function relativeSource(cast: Cast, s: SentenceCast, i: number, length: number): Source | null {
  const { tree } = s;
  let pronoun = i + length;
  if (tree.words[pronoun]?.upos === "DET") pronoun++;
  const word = tree.words[pronoun];
  if (word?.upos !== "PRON" || !cast.coreference.relatives.has(word.lemma.toLowerCase())) return null;
  for (let k = i - 1; k >= Math.max(0, i - SOURCE_REACH); k--) {
    if (!s.named[k]) continue;
    const ids = s.named[s.mentionHead[k]!] ?? s.named[k]!;
    return {
      ids,
      word: pronoun,
      span: spanOf(tree, i, pronoun),
      form: "phrase",
      rule: "attribution/relative",
      verb: -1,
      relative: true,
      behind: [],
    };
  }
  return null;
}

/** "which quotes X", "quoting X": the source behind a source. */
function quoting(cast: Cast, s: SentenceCast, statements: StatementsPack): Source[] {
  const { tree } = s;
  const out: Source[] = [];
  for (let i = 0; i < tree.words.length; i++) {
    if (!isVerbal(tree.words[i]!) || !statements.cues.citing.has(tree.words[i]!.lemma.toLowerCase())) continue;
    if (asideOf(cast, s, i)) continue; // "..., reports X" is no quoting of X
    const object = dependents(tree, i, "obj").find((c) => c > i);
    const ids = object === undefined ? [] : sourceAt(cast, s, object, statements);
    // a politician who quotes a poet passes nothing on
    const who = speakerSides(cast, s, i);
    if (ids.length && (allRelay(cast, who) || allRelay(cast, ids)))
      out.push({
        ids,
        word: object!,
        span: spanOf(tree, i, object!),
        form: "participle",
        rule: "attribution/quoting",
        verb: i,
        relative: false,
        behind: [],
      });
  }
  return out;
}

/** Whom a noun names as a source: a name, or whose words, reports and people they are. */
function sourceAt(cast: Cast, s: SentenceCast, i: number, statements: StatementsPack): string[] {
  if (s.named[i]) return sidesAt(cast, s, i);
  const lemma = s.tree.words[i]!.lemma.toLowerCase();
  const { cues } = statements;
  return cues.nouns.has(lemma) || cues["source-nouns"].has(lemma) || cast.events.institutions.has(lemma)
    ? ownersOf(cast, s, i, true)
    : [];
}

/** Whose words a participle of quoting hangs on ("a source of X, quoted by Y"). */
function quoted(cast: Cast, s: SentenceCast, participle: number): string[] {
  const head = s.tree.heads[participle]!;
  return head >= 0 && !isVerbal(s.tree.words[head]!) ? speakersAt(cast, s, head) : [];
}

/** How far behind a verb that opens its sentence its subject may stand, in words. */
const INVERTED_REACH = 6;

function clauses(cast: Cast, s: SentenceCast, statements: StatementsPack): Source[] {
  const { tree } = s;
  const out: Source[] = [];
  for (let i = 0; i < tree.words.length; i++) {
    const word = tree.words[i]!;
    if (!isVerbal(word) || !statements.cues.relay.has(word.lemma.toLowerCase())) continue;
    const aside = asideOf(cast, s, i);
    const behind = nounAfter(s, i, Math.min(tree.words.length - 1, i + INVERTED_REACH));
    const inverted = behind >= 0 ? namedFrom(cast, s, behind, tree.words.length - 1) : [];
    const told = aside?.speaker.length ? aside.speaker : speakerSides(cast, s, i);
    const ids = !allRelay(cast, told) && i <= 2 && allRelay(cast, inverted) ? inverted : told;
    if (!allRelay(cast, ids)) continue;
    const own = subjectWord(cast, tree, i);
    const subject = own >= 0 ? own : (dependents(tree, i, "obj").find((c) => c > i && s.named[c]) ?? -1);
    out.push({
      ids,
      word: subject,
      span: subject >= 0 ? spanOf(tree, Math.min(i, subject), Math.max(i, subject)) : spanOf(tree, i, i),
      form: "clause",
      rule: "attribution/relay",
      verb: i,
      relative: false,
      behind: [],
    });
  }
  return out;
}

function participles(cast: Cast, s: SentenceCast, statements: StatementsPack): Source[] {
  const { tree } = s;
  const out: Source[] = [];
  for (let i = 0; i < tree.words.length; i++) {
    const word = tree.words[i]!;
    const lemma = word.lemma.toLowerCase();
    if (!statements.cues.relay.has(lemma) && !statements.cues.citing.has(lemma)) continue;
    if (feature(word, "VerbForm") !== "Part" && !isVerbal(word) && word.upos !== "ADJ") continue;
    if (tree.children[i]!.some((c) => tree.words[c]!.deprel === "aux")) continue;
    const agents = dependents(tree, i, "obl", "nmod").filter((c) =>
      tree.children[c]!.some(
        (k) =>
          tree.words[k]!.deprel === "case" &&
          cast.events.caseOf.get(tree.words[k]!.lemma.toLowerCase())?.includes("by"),
      ),
    );
    for (const agent of agents) {
      const ids = sidesAt(cast, s, agent);
      if (!ids.length) continue;
      const at = subtreeSpan(tree, agent);
      out.push({
        ids,
        word: agent,
        span: { start: word.start, end: at.end },
        form: "participle",
        rule: "attribution/participle",
        verb: i,
        relative: false,
        behind: quoted(cast, s, i),
      });
    }
  }
  // by whom a photograph or a house was made says nothing: words, reports, and what agencies pass on
  return out.filter((x) => {
    const head = tree.heads[x.verb]!;
    return (
      allRelay(cast, x.ids) ||
      statements.cues.citing.has(tree.words[x.verb]!.lemma.toLowerCase()) ||
      (head >= 0 && statements.cues.nouns.has(tree.words[head]!.lemma.toLowerCase())) ||
      bare(tree.words[x.verb]!.deprel) === "root"
    );
  });
}
