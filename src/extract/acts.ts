/** Settles the act of a statement by what it says: whom it blames or praises, what it promises, denies or demands. */

import type { Ontology } from "../language/ontology.ts";
import type { StatementsPack } from "../language/statements.ts";
import type { Event } from "../model/event.ts";
import { overlaps, type Span } from "../model/span.ts";
import type { Act } from "../model/statement.ts";
import { type Cast, homeOf, isSide, ownersOf, type SentenceCast } from "./cast.ts";
import type { Presence } from "./presence.ts";
import type { Saying } from "./saying-verbs.ts";
import { hasCopula, subjectSides } from "./subjects.ts";
import { bare, feature, finiteOf, isVerbal } from "./tree.ts";

export interface ActContext {
  readonly cast: Cast;
  readonly ontology: Ontology;
  readonly statements: StatementsPack;
  readonly presence: Presence;
}

/** What the words of a content amount to. */
interface Tone {
  blame: number;
  praise: number;
  duty: number;
  harm: number;
  future: boolean;
  firstPerson: boolean;
  lasting: boolean;
}

function toneOf(s: SentenceCast, from: number, to: number, statements: StatementsPack): Tone {
  const { cues } = statements;
  const tone: Tone = { blame: 0, praise: 0, duty: 0, harm: 0, future: false, firstPerson: false, lasting: false };
  for (const w of s.tree.words) {
    if (w.end <= from || w.start >= to) continue;
    const lemma = w.lemma.toLowerCase();
    if (cues.blame.has(lemma)) tone.blame++;
    if (cues.praise.has(lemma)) tone.praise++;
    if (cues.duty.has(lemma) && feature(w, "Tense") !== "Past") tone.duty++;
    if (cues["harm-cues"].has(lemma)) tone.harm++;
    if (cues["first-person"].has(lemma) || feature(w, "Person") === "1") tone.firstPerson = true;
    if (w.upos === "AUX" && cues.future.has(lemma)) tone.future = true;
    if (isVerbal(w) && feature(w, "Tense") === "Fut") {
      tone.future = true;
      if (cues.lasting.has(lemma)) tone.lasting = true;
    }
  }
  return tone;
}

/** The countries that the content names, other than the speaker's own. */
function othersNamed(cast: Cast, s: SentenceCast, from: number, to: number, home: ReadonlySet<string>): boolean {
  return s.tree.words.some(
    (w, i) => w.start >= from && w.end <= to && (s.named[i] ?? []).some((id) => !home.has(homeOf(cast, id))),
  );
}

/** An act, and whom its words blame where they do so of themselves. */
export interface Settled {
  readonly act: Act;
  readonly blamed: readonly string[];
}

/** Settles the act of a saying; `events` are those that it speaks of. */
export function settle(
  context: ActContext,
  saying: Saying,
  sentences: readonly SentenceCast[],
  events: readonly Event[],
): Settled {
  const blamed = saying.open ? blamedIn(context, saying, sentences) : [];
  const act = settleAct(context, saying, sentences, events, blamed.length > 0);
  return { act, blamed: act === "accuses" ? blamed : [] };
}

/** Whom the words of blame in the content are about: their owner, their subject, or who is named before them. */
function blamedIn(context: ActContext, saying: Saying, sentences: readonly SentenceCast[]): string[] {
  const { cast } = context;
  const home = new Set(saying.speaker.map((id) => homeOf(cast, id)));
  const foreign = (ids: readonly string[]) => ids.filter((id) => isSide(cast, id) && !home.has(homeOf(cast, id)));
  const span = saying.quote ?? saying.content;
  if (!span) return [];
  let blames = false;
  let about = false;
  for (const s of sentences) {
    for (let i = 0; i < s.tree.words.length; i++) {
      const w = s.tree.words[i]!;
      if (w.start >= span.start && w.end <= span.end && s.named[i]?.length) about = true;
      if (
        w.start < span.start ||
        w.end > span.end ||
        s.named[i] ||
        !context.statements.cues.blame.has(w.lemma.toLowerCase())
      )
        continue;
      if (["Cnd", "Sub"].includes(feature(w, "Mood") ?? "") || feature(w, "Tense") === "Fut") continue;
      blames = true;
      const subject = isVerbal(w) || hasCopula(s.tree, i) || w.upos === "ADJ" ? subjectSides(cast, s, i) : [];
      const found = foreign([...ownersOf(cast, s, i, false), ...subject]);
      if (found.length) return found;
      for (let k = i - 1; k >= 0 && s.tree.words[k]!.start >= span.start; k--) {
        const named = foreign(s.named[k] ?? (s.modifiers[k] ? [s.modifiers[k]!] : []));
        if (named.length) return named;
      }
    }
  }
  // "a stab in the back", without a name: whom the text sets against the speaker
  const other = blames && !about ? context.presence.counterpart(saying.order, home) : null;
  return other ? [other] : [];
}

function settleAct(
  context: ActContext,
  saying: Saying,
  sentences: readonly SentenceCast[],
  events: readonly Event[],
  blames: boolean,
): Act {
  const { cast, ontology, statements } = context;
  const home = new Set(saying.speaker.map((id) => homeOf(cast, id)));
  const ownEvent = (e: Event) => e.actors.some((id) => home.has(homeOf(cast, id)));
  const future = sentences.some((s) => toldAhead(context, s, saying));
  // "assures that all is well" tells, "assures that he will come" binds
  if (saying.act === "promises" && !future && isAssurance(context, saying, sentences))
    return negatesOwn(context, saying, sentences, home) ? "denies" : "says";
  if (
    events.some(
      (e) =>
        e.status === "denied" &&
        e.perspective.time !== "future" &&
        (ownEvent(e) || e.recipients.some((id) => home.has(homeOf(cast, id)))),
    ) &&
    saying.open
  )
    return "denies";
  if (!saying.open) return saying.act;
  if (saying.act === "announces" && sentences.some((s) => toldAhead(context, s, saying, home))) return "announces";
  if (negatesOwn(context, saying, sentences, home)) return "denies";
  if (events.some((e) => e.type === "ACCUSE" && ownEvent(e) && e.evidence.some((x) => overlaps(x, saying.evidence))))
    return "accuses";
  const span = saying.quote ?? saying.content;
  if (!span) return saying.act;
  const total: Tone = { blame: 0, praise: 0, duty: 0, harm: 0, future: false, firstPerson: false, lasting: false };
  let others = false;
  let warned = false;
  for (const s of sentences) {
    const tone = toneOf(s, span.start, span.end, statements);
    total.blame += tone.blame;
    total.praise += tone.praise;
    total.duty += tone.duty;
    total.harm += tone.harm;
    if (tone.harm > 0 && tone.future && !tone.firstPerson) warned = true;
    total.future ||= tone.future;
    total.firstPerson ||= tone.firstPerson;
    total.lasting ||= tone.lasting;
    others ||= othersNamed(cast, s, saying.content?.start ?? span.start, saying.content?.end ?? span.end, home);
  }
  const kind = cast.actors.get(saying.speaker[0]!)?.kind;
  const passes = kind === "agency" || kind === "outlet";
  if (passes) return saying.act;
  const foreign = events.filter((e) => !ownEvent(e));
  if (foreign.some((e) => ontology.events[e.type].contested && e.status === "alleged"))
    return kind === "organisation" || saying.act === "claims" ? "claims" : "accuses";
  if (warned) return "warns";
  if (blames && total.blame >= total.praise) return "accuses";
  if (events.some((e) => ownEvent(e) && e.status === "planned" && e.type !== "SUPPORT" && e.type !== "AID"))
    return "announces";
  if (total.future && (total.lasting || (total.firstPerson && events.some((e) => ownEvent(e)))))
    return saying.act === "announces" ? "announces" : "promises";
  if (saying.judges && total.blame > total.praise) return "accuses";
  if (total.praise > 0 && total.praise > total.blame) return "praises";
  if (total.firstPerson && total.future) return "announces";
  if (total.duty > 0 && others) return "calls-for";
  if (saying.act === "says" && hearsay(sentences, span)) return "claims";
  return saying.act;
}

/** Is the content told in a conditional? */
function hearsay(sentences: readonly SentenceCast[], span: { start: number; end: number }): boolean {
  return sentences.some((s) =>
    s.tree.words.some(
      (w, i) =>
        w.start >= span.start &&
        w.end <= span.end &&
        isVerbal(w) &&
        feature(s.tree.words[finiteOf(s.tree, i)]!, "Mood") === "Cnd" &&
        w.deprel === "root",
    ),
  );
}

/** The words of the content, as pairs of sentence and index. */
function* wordsIn(sentences: readonly SentenceCast[], span: Span): Generator<[SentenceCast, number]> {
  for (const s of sentences)
    for (let i = 0; i < s.tree.words.length; i++) {
      const w = s.tree.words[i]!;
      if (w.start >= span.start && w.end <= span.end) yield [s, i];
    }
}

/** Is the content of a verb of assuring a finite clause? An infinitive or a thing assured is a promise. */
function isAssurance(context: ActContext, saying: Saying, sentences: readonly SentenceCast[]): boolean {
  const s = sentences.find((x) => x.tree.order === saying.order);
  const verb = s?.tree.words[saying.verb];
  if (!verb || !context.statements.cues.assure.has(verb.lemma.toLowerCase()) || !saying.content) return false;
  for (const [t, i] of wordsIn(sentences, saying.content))
    if (t.tree.words[i] !== verb && feature(t.tree.words[i]!, "VerbForm") === "Fin") return true;
  return false;
}

/** Does the content look ahead, by its tense or by an auxiliary, in what the home itself does where one is given? */
function toldAhead(context: ActContext, s: SentenceCast, saying: Saying, home?: ReadonlySet<string>): boolean {
  const { cast } = context;
  const auxiliaries = context.statements.cues.future;
  const span = saying.content ?? saying.quote;
  if (!span) return false;
  for (const [, i] of wordsIn([s], span)) {
    const word = s.tree.words[i]!;
    if (
      i === saying.verb ||
      !(
        feature(word, "Tense") === "Fut" ||
        futureInPast(s, i) ||
        (word.upos === "AUX" && auxiliaries.has(word.lemma.toLowerCase()))
      )
    )
      continue;
    if (!home) return true;
    const verb = word.upos === "AUX" && s.tree.heads[i]! >= 0 ? s.tree.heads[i]! : i;
    if (subjectSides(cast, s, verb).some((id) => home.has(homeOf(cast, id)))) return true;
  }
  return false;
}

/** "that X would have come": a past conditional in a clause that a mark opens. */
const futureInPast = (s: SentenceCast, i: number): boolean => {
  const word = s.tree.words[i]!;
  const above = s.tree.heads[i]!;
  return (
    feature(word, "Mood") === "Cnd" &&
    word.upos === "AUX" &&
    above >= 0 &&
    s.tree.words[above]!.deprel === "ccomp" &&
    feature(s.tree.words[above]!, "VerbForm") === "Part"
  );
};

/** Does indirect speech say that the speaker's own side has not done, or is not? */
function negatesOwn(
  context: ActContext,
  saying: Saying,
  sentences: readonly SentenceCast[],
  home: ReadonlySet<string>,
): boolean {
  if (saying.quote || !saying.content || saying.verb < 0) return false;
  const { cast } = context;
  const { cues } = context.statements;
  for (const [s, i] of wordsIn(sentences, saying.content)) {
    const { tree } = s;
    const word = tree.words[i]!;
    const head = tree.heads[i]!;
    if (s.tree.order !== saying.order || i === saying.verb || head !== saying.verb) continue;
    if (!(isVerbal(word) || hasCopula(tree, i))) continue;
    const finite = tree.words[finiteOf(tree, i)]!;
    if (feature(finite, "VerbForm") !== "Fin" && !tree.children[i]!.some((c) => tree.words[c]!.upos === "AUX"))
      continue;
    if (feature(finite, "Tense") === "Fut" || feature(finite, "Mood") === "Cnd") continue;
    if (!tree.children[i]!.some((c) => c < i && cues.negation.has(tree.words[c]!.lemma.toLowerCase()))) continue;
    const subject = subjectSides(cast, s, i);
    const other = tree.children[i]!.some((c) => {
      if (tree.words[c]!.deprel === "aux:pass") return true;
      const lemma = tree.words[c]!.lemma.toLowerCase();
      return bare(tree.words[c]!.deprel) === "aux" && (cues.obligation.has(lemma) || cues.possibility.has(lemma));
    });
    if (!other && subject.some((id) => home.has(homeOf(cast, id)))) return true;
  }
  return false;
}
