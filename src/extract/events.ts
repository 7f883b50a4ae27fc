/** Finds events: triggers of the pack over the frames of the ontology, with roles, perspective, date and place. */
import type { EventRule } from "../language/events.ts";
import type { Ontology } from "../language/ontology.ts";
import type { StatementsPack } from "../language/statements.ts";
import type { EventDate, Perspective, Place } from "../model/event.ts";
import type { Span } from "../model/span.ts";
import type { DayInterval, TimeExpression } from "../model/time.ts";
import { type Filled, fill, nounFillers, verbFillers } from "./arguments.ts";
import { type Cast, countryOf, homeOf, isSide, ownersOf, type SentenceCast, sidesAt } from "./cast.ts";
import { perspectiveOf } from "./perspective.ts";
import { homePlace, hostPlace, impliedDate, type Placed, placeOf, placesOf, saidDate } from "./place-time.ts";
import type { Presence } from "./presence.ts";
import type { Found } from "./side-features.ts";
import { grammaticalSubject, isPassive, isReflexive, subjectSides, subjectWord, verbAbove } from "./subjects.ts";
import { bare, coordinated, dependents, dominates, feature, finiteOf, isVerbal, spanOf, type Tree } from "./tree.ts";
import { type Candidate, candidatesAt, isSilent, type TriggerContext } from "./triggers.ts";
import { actorsFrom, judge, TELLS, type Verdict, type Weighed, weigh } from "./weigh.ts";

/** One telling of an event in one sentence. */
export interface Telling {
  readonly order: number;
  readonly rule: EventRule;
  readonly mode: string | null;
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  readonly perspective: Perspective;
  readonly date: EventDate | null;
  readonly place: Place | null;
  readonly evidence: Span;
  readonly trigger: Span;
  /** How likely it tells an event. */
  readonly score: number;
  /** How much of what its rule asks for stands in the sentence; of the rules of one word that of most is taken. */
  readonly fit: number;
  /** Who travels, for a visit; empty where it is none or not told. */
  readonly guests: readonly string[];
  /** True for a definite noun that nobody asserts ("the attack of X proves ..."): who says it takes it for granted. */
  readonly presupposed: boolean;
  /** True for a noun without sides of its own that may point back to an event told before. */
  readonly anaphor: boolean;
  /** The sides of an anaphor that points back to nothing; null where it is no event then. */
  readonly otherwise: Sides | null;
}

export interface Sides {
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  /** How likely they make it an event. */
  readonly likely: number;
}

/** Why a trigger did not become an event; for `--explain`. */
export interface NearMiss {
  readonly rule: string;
  readonly span: Span;
  readonly why: string;
}

export interface EventContext extends TriggerContext {
  /** Who says the words in which a word stands; empty for the article's own. */
  readonly speaker: (s: SentenceCast, at: Span) => readonly string[];
  /** The date under which the text tells background at this point ("In January X had summoned ..., had cancelled ..."). */
  readonly narrated: (s: SentenceCast, verb: number) => EventDate | null;
  readonly presence: Presence;
  /** Hears of every trigger that is weighed. */
  readonly weighed: ((w: Weighed) => void) | undefined;
  readonly ontology: Ontology;
  readonly published: DayInterval | null;
  readonly times: readonly Placed<TimeExpression>[][];
}

/** All tellings of events in one sentence; `miss` hears of triggers that fell through. */
export function findTellings(context: EventContext, s: SentenceCast, miss?: (m: NearMiss) => void): Telling[] {
  const out: Telling[] = [];
  const words: number[] = [];
  const taken = new Set<number>();
  const times = context.times[s.tree.order] ?? [];
  const places = placesOf(s);
  for (let i = 0; i < s.tree.words.length; i++) {
    if (s.named[i] && s.mentionHead[i] !== -1 && s.tree.words[i]!.upos === "PROPN") continue;
    if (inCasePhrase(s.tree, i)) continue; // "in support of" is no support
    const { start, end } = s.tree.words[i]!;
    if (times.some((t) => t.item.start <= start && end <= t.item.end)) continue; // "5th March" is no march
    const candidates = candidatesAt(context, s, i).filter((c) => !taken.has(c.word) || c.carrier !== -1);
    if (!candidates.length) continue;
    const silenced = isSilent(context.cast, s, i);
    let best: Telling | null = null;
    let of: Candidate | null = null;
    for (const c of candidates) {
      const telling = silenced ? "silent word beside it" : tell(context, s, c, times, places);
      if (typeof telling === "string")
        miss?.({ rule: c.rule.name, span: spanOf(s.tree, c.word, c.last), why: telling });
      else if (!best || telling.fit > best.fit) [best, of] = [telling, c];
    }
    if (best && of) {
      out.push(best);
      if (of.complement >= 0) taken.add(of.complement);
      words.push(candidates[0]!.word);
      if (candidates[0]!.carrier !== candidates[0]!.word && candidates[0]!.word > i) i = candidates[0]!.last;
    }
  }
  return withoutNested(context, s, out, words);
}

const inCasePhrase = (tree: Tree, i: number): boolean => [...tree.phraseAt].some(([end, p]) => i >= p.from && i <= end);

/**
 * "agreed to deepen cooperation" is one event: what is agreed, promised or decided. The inner telling stays where it is
 * a deed towards another (arms, troops), and then the promise is its status.
 */
function withoutNested(
  context: EventContext,
  s: SentenceCast,
  tellings: readonly Telling[],
  words: readonly number[],
): Telling[] {
  const dropped = new Set<Telling>();
  tellings.forEach((outer, a) => {
    if (outer.rule.type !== "AGREE" || outer.anaphor) return;
    tellings.forEach((inner, b) => {
      if (a === b || inner.anaphor || !dominates(s.tree, words[a]!, words[b]!) || !isVerbal(s.tree.words[words[b]!]!))
        return;
      if (inner.rule.type === "AGREE") return;
      if (context.ontology.events[inner.rule.type].mutual) dropped.add(inner);
      else if (outer.rule.promise || outer.rule.mutual) dropped.add(outer);
    });
  });
  return tellings.filter((t) => !dropped.has(t));
}

/** How far behind a verb its theme may stand, in words. */
const THEME_REACH = 12;

function themeOf(cast: Cast, s: SentenceCast, rule: EventRule, word: number, filled: Filled): string | null {
  const look = (i: number, depth: number): string | null => {
    for (const k of coordinated(s.tree, i)) {
      // "millions of missiles" are missiles
      if (depth < 2)
        for (const c of dependents(s.tree, k, "nmod", "appos", "obj", "nummod", "flat", "compound")) {
          const inner = look(c, depth + 1);
          if (inner) return inner;
        }
      const classes =
        cast.events.classOf.get(s.tree.words[k]!.lemma.toLowerCase()) ??
        cast.events.classOf.get(s.tree.words[k]!.form.toLowerCase());
      const hit = classes?.find((c) => rule.theme.includes(c));
      if (hit) return hit;
    }
    return null;
  };
  for (const w of [...filled.themes, ...dependents(s.tree, word, "compound")]) {
    const hit = look(w, 0);
    if (hit) return hit;
  }
  if (filled.themes.length) return null;
  // without an object in the tree the thing stands a few words behind
  for (let k = word + 1; k < Math.min(s.tree.words.length, word + THEME_REACH); k++) {
    if (isVerbal(s.tree.words[k]!)) return null;
    const hit = s.tree.words[k]!.upos === "NOUN" ? look(k, 2) : null;
    if (hit) return hit;
  }
  return null;
}

/** Sides of an event: what nameless officials of a state do or suffer ("four diplomats of X"), X does or suffers. */
const forSides = (cast: Cast, ids: readonly string[]): string[] => [
  ...new Set(
    ids
      .filter((id) => isSide(cast, id))
      .map((id) => {
        const actor = cast.actors.get(id);
        return actor?.kind === "group" &&
          id.startsWith("local/") &&
          actor.country !== null &&
          cast.actors.has(actor.country)
          ? actor.country
          : id;
      }),
  ),
];

/** Is the subject that an infinitive takes over a thing, or none? */
function isThing(cast: Cast, s: SentenceCast, i: number): boolean {
  const who = grammaticalSubject(cast, s, i);
  return who < 0
    ? subjectSides(cast, s, i).length === 0
    : !s.named[who] && !cast.events.institutions.has(s.tree.words[who]!.lemma.toLowerCase());
}

/** The telling of a candidate, or why it is none. */
function tell(
  context: EventContext,
  s: SentenceCast,
  c: Candidate,
  times: readonly Placed<TimeExpression>[],
  places: ReturnType<typeof placesOf>,
): Telling | string {
  const { cast, ontology } = context;
  const { tree } = s;
  const frame = ontology.frames[c.rule.frame];
  if (!frame) throw new RangeError(`no frame ${c.rule.frame}`);
  const facts = ontology.events[c.rule.type];
  const mutual = frame.mutual === true || c.rule.mutual === true;
  // "X and Y broke off relations with Z": whom the complement names goes before "with each other"
  const shared = { ...frame, mutual: mutual && c.complement < 0 };
  let filled = fill(cast, s, c.word, c.carrier, shared, c.rule.of, !facts.verbal);
  if (
    c.complement >= 0 &&
    isPassive(cast, tree, c.word) &&
    !verbFillers(cast, s, c.word).some((f) => f.slot === "subject")
  ) {
    // "the tariffs of X on Y will be suspended": whose the thing is lets go of it
    const inner = fill(cast, s, c.complement, -1, frame, undefined, true);
    const against = nounFillers(cast, s, c.complement, -1).filter((f) => f.slot === "on" || f.slot === "against");
    const borne = [...new Set(against.flatMap((f) => (f.word >= 0 ? sidesAt(cast, s, f.word, true) : [])))];
    const owners = inner.actors.filter((id) => !borne.includes(id));
    if (owners.length && borne.length) filled = { ...filled, actors: owners, recipients: borne };
  }
  if (c.complement >= 0 && !filled.recipients.length) {
    const inner = fill(cast, s, c.complement, -1, frame, c.rule.of, !facts.verbal);
    // "lined up behind X": the complement may itself be the other side
    const itself = sidesAt(cast, s, c.complement);
    const recipients = (
      inner.recipients.length ? inner.recipients : inner.actors.length ? inner.actors : itself
    ).filter((id) => !filled.actors.includes(id));
    filled = {
      ...filled,
      recipients,
      words: [...filled.words, ...inner.words],
      themes: [...filled.themes, ...inner.themes],
    };
    if (mutual && !recipients.length && filled.actors.length > 1)
      filled = { ...filled, actors: filled.actors.slice(0, 1), recipients: filled.actors.slice(1) };
  }
  if ((c.rule.type === "CONSULT" || facts.verbal) && c.carrier === c.word && !isPassive(cast, tree, c.word)) {
    const who = grammaticalSubject(cast, s, c.word);
    if (
      who >= 0 &&
      feature(tree.words[c.word]!, "VerbForm") !== "Inf" &&
      !s.named[who] &&
      !cast.events.institutions.has(tree.words[who]!.lemma.toLowerCase()) &&
      ownersOf(cast, s, who, false).length
    )
      return "a thing does not meet, travel or speak";
  }
  if (c.carrier === c.word && facts.verbal && isAside(cast, s, c.word, context.statements))
    return "it introduces what is said";
  const on = dependents(tree, c.word, "xcomp").some((k) => isVerbal(tree.words[k]!));
  if (c.rule.frame === "go" && c.carrier === c.word && c.complement < 0 && on) return "it goes on to something";
  if (
    c.rule.frame === "go" &&
    c.complement >= 0 &&
    dependents(tree, c.word, "obj").some((k) => !coordinated(tree, k).includes(c.complement)) &&
    bare(tree.words[c.complement]!.deprel) === "obl"
  )
    return "it moves something";
  if (c.rule.frame === "receive" && c.carrier === c.word) {
    const guest =
      verbFillers(cast, s, c.word).find((f) => f.slot === "object" && f.word >= 0 && !s.timed[f.word])?.word ?? -1;
    const known = (k: number) =>
      s.named[k] !== null ||
      cast.events.institutions.has(tree.words[k]!.lemma.toLowerCase()) ||
      ownersOf(cast, s, k, false).length > 0 ||
      (cast.events.nouns.get(tree.words[k]!.lemma.toLowerCase()) ?? []).some((t) => t.rule.type === "CONSULT") ||
      tree.words[k]!.upos === "PRON";
    if (guest >= 0 && !coordinated(tree, guest).some(known)) return "a thing is no guest";
  }
  if (!isReciprocal(tree, c, context)) return "an impersonal or middle verb";
  if (c.rule.frame === "help" && c.carrier === c.word && dependents(tree, c.word, "ccomp").length > 0)
    return "it introduces what is said";
  if (
    c.rule.frame === "help" &&
    c.carrier === c.word &&
    dependents(tree, c.word, "xcomp").some((x) => tree.children[x]!.some((k) => bare(tree.words[k]!.deprel) === "aux"))
  )
    return "it introduces what is said";
  if (c.rule.without.length && besides(tree, c).some((w) => c.rule.without.includes(w)))
    return "a word beside it gives it another meaning";
  let mode = c.rule.mode ?? null;
  if (c.rule.theme.length && c.last === c.word) {
    const theme = themeOf(cast, s, c.rule, c.word, filled);
    if (!theme) return "its theme is none of the classes wanted";
    mode =
      facts.modes[theme] !== undefined
        ? theme
        : facts.modes[mode ?? ""] !== undefined
          ? mode
          : (cast.events.modes[theme] ?? mode);
  }
  let actors = forSides(cast, filled.actors);
  let recipients = forSides(cast, filled.recipients);
  const noun = c.carrier !== c.word;
  if (noun && c.rule.type === "CONSULT" && mode !== "summit" && c.carrier < 0) {
    // "a session of the Council" is where people meet, not who
    const isBody = (id: string) => countryOf(cast, id) === null && cast.actors.get(id)?.kind === "organisation";
    actors = actors.filter((id) => !isBody(id));
  }
  if (c.rule.type === "REQUEST" && !noun && actors.length && !recipients.length) {
    // "demanded that X withdraw": who is to do it
    recipients = dependents(tree, c.word, "ccomp", "xcomp")
      .flatMap((k) => (subjectWord(cast, tree, k) >= 0 ? sidesAt(cast, s, subjectWord(cast, tree, k)) : []))
      .filter((id) => isSide(cast, id) && !actors.includes(id));
  }
  // in somebody's words "we ask", "the urgency of supporting X" are his own
  const form = tree.words[c.word]!;
  const spoken =
    !noun &&
    facts.verbal &&
    (feature(tree.words[finiteOf(tree, c.word)]!, "Person") === "1" ||
      (feature(form, "VerbForm") === "Inf" && isThing(cast, s, c.word)));
  if (spoken) {
    const speaker = context.speaker(s, form).filter((id) => isSide(cast, id));
    if (speaker.length) actors = [...speaker];
  }
  const homes = (ids: readonly string[]) => new Set(ids.map((id) => homeOf(cast, id)));
  if (!noun && (isReflexive(tree, c.word) || isMutual(cast, tree, c.word)) && actors.length > 1 && !recipients.length) {
    // "X and Y accuse each other"
    recipients = actors.slice(1);
    actors = actors.slice(0, 1);
  }
  if (!actors.length || (filled.themes.length && c.carrier === c.word && subjectWord(cast, tree, c.word) < 0)) {
    // "North Korean missiles were delivered to X": whose the thing was is who gave it
    const givers = filled.themes
      .flatMap((t) => coordinated(tree, t))
      .flatMap((t) => ownersOf(cast, s, t, false))
      .filter((id) => isSide(cast, id) && !homes(recipients).has(homeOf(cast, id)));
    if (givers.length) actors = [...new Set(givers)];
  }
  if (frame.mutual && !actors.length && recipients.length > 1) {
    // "fighting between X and Y"
    actors = recipients.slice(0, 1);
    recipients = recipients.slice(1);
  }
  if (!noun && c.rule.act === "promises" && homes(actors).size > 1 && !recipients.length) {
    // "the two presidents pledged": to each other
    recipients = actors.slice(1);
    actors = actors.slice(0, 1);
  }
  let perspective = c.rule.promise
    ? promised(perspectiveOf(cast, s, c.word, c.carrier === c.word ? -1 : c.carrier, context.statements))
    : perspectiveOf(cast, s, c.word, c.carrier === c.word ? -1 : c.carrier, context.statements);
  if (perspective.polarity === "negative" && !noun && actors.length && recipients.length) {
    // "would not recognise X", "does not accept the ruling of X": to withhold it is to refuse
    const refusal =
      isWithheld(tree, c.word, context.statements) && cast.events.rules.find((r) => r.name === c.rule.withheld);
    if (refusal) {
      c = { ...c, rule: refusal };
      mode = null;
      perspective = { certainty: "fact", polarity: "positive", time: "past" };
    }
  }
  const said = saidDate(cast, s, c.word, c.carrier, times);
  const clause = c.carrier >= 0 ? c.carrier : verbAbove(tree, c.word);
  const ways = {
    to: c.rule.frame === "go" || c.rule.type === "CONSULT",
    from: ["RETREAT", "SANCTION"].includes(c.rule.type),
    spoken: facts.verbal,
    struck: ["ASSAULT", "COERCE", "SANCTION"].includes(c.rule.type),
  };
  const place = placeOf(cast, s, c.word, c.carrier, places, ways);
  // nameless people demonstrate where they live
  if (c.rule.type === "PROTEST" && !actors.length && place?.country && !homes(recipients).has(place.country))
    actors = [place.country];
  const evidence = evidenceOf(tree, c, filled.words);
  const base = {
    order: tree.order,
    rule: c.rule,
    mode,
    perspective: ahead(perspective, said, context.published),
    place,
    evidence,
    trigger: spanOf(tree, c.word, c.last),
    presupposed: noun && c.carrier < 0 && isDefinite(tree, c.word),
    guests: mode !== "visit" ? [] : c.rule.frame === "receive" ? recipients : actors,
  };
  const why = unfit(cast, ontology.events[c.rule.type], c.rule.type, mode, actors, recipients);
  const found: Found = {
    s,
    word: c.word,
    last: c.last,
    carrier: c.carrier,
    rule: c.rule,
    mode,
    hostile: ontology.events[c.rule.type].quad === 4,
    frame: filled,
    actors,
    recipients,
    why,
    perspective: base.perspective,
    presupposed: base.presupposed,
    speaker: [...homes(context.speaker(s, form))],
    dated: times.length > 0,
  };
  const weighed = weigh(cast, context.presence, found);
  context.weighed?.(weighed);
  const verdict = judge(ontology.weighing, weighed);
  const otherwise = sidesGiven(context, weighed, verdict);
  if (why && noun && isDefinite(tree, c.word))
    return { ...base, actors, recipients, date: said, score: verdict.likely, fit: 0, anaphor: true, otherwise };
  if (!otherwise) return why ?? `it weighs ${verdict.likely.toFixed(2)}, too little`;
  const fit =
    2 * Number(actors.length > 0) +
    2 * Number(recipients.length > 0) +
    Number(c.rule.theme.length > 0) +
    Number(c.complement >= 0 || c.last > c.word);
  ({ actors, recipients } = { actors: [...otherwise.actors], recipients: [...otherwise.recipients] });
  const where =
    place ??
    (c.rule.type === "ASSAULT" || (mode === "visit" && c.rule.frame !== "receive")
      ? homePlace(cast, recipients)
      : c.rule.frame === "receive"
        ? hostPlace(cast, actors)
        : null);
  // what is done during a deed is of its time ("decided so at a meeting")
  const during = noun && clause >= 0 && tree.heads[c.word] === clause && bare(tree.words[c.word]!.deprel) === "obl";
  const verb = c.carrier >= 0 ? c.carrier : noun && !during ? -1 : clause;
  const date =
    said ??
    (verb < 0
      ? null
      : (impliedDate(cast, s, verb, base.perspective, context.published, facts.verbal) ?? context.narrated(s, verb)));
  return {
    ...base,
    place: where,
    actors,
    recipients,
    date,
    score: otherwise.likely,
    fit: 1 + fit,
    anaphor: false,
    otherwise: null,
  };
}

/** The actors of a verdict; null where it finds no event, or its sides make none. */
function sidesGiven(context: EventContext, weighed: Weighed, verdict: Verdict): Sides | null {
  if (verdict.likely < TELLS) return null;
  const { cast, ontology } = context;
  const from = (homes: readonly string[]) => [...new Set(homes.flatMap((home) => actorsFrom(cast, weighed, home)))];
  const actors = from(verdict.actors);
  const recipients = from(verdict.recipients).filter((id) => !actors.includes(id));
  const { mode, rule } = weighed.found;
  return unfit(cast, ontology.events[rule.type], rule.type, mode, actors, recipients)
    ? null
    : { actors, recipients, likely: verdict.likely };
}

/** Does the verb say of its subject that it does not or will not do it (and not merely that it has not)? */
function isWithheld(tree: Tree, i: number, statements: StatementsPack): boolean {
  const { cues } = statements;
  const auxiliaries = dependents(tree, i, "aux").map((k) => tree.words[k]!);
  const negated = tree.children[i]!.some((k) => k < i && cues.negation.has(tree.words[k]!.lemma.toLowerCase()));
  const finite = tree.words[finiteOf(tree, i)]!;
  if (!negated || feature(finite, "VerbForm") !== "Fin") return false;
  return (
    auxiliaries.some((w) => cues.future.has(w.lemma.toLowerCase())) ||
    (feature(finite, "Tense") === "Pres" && feature(tree.words[i]!, "VerbForm") !== "Part")
  );
}

/** "X, has maintained Y, ...": a verb of saying after a comma with its subject behind it. */
function isAside(cast: Cast, s: SentenceCast, i: number, statements: StatementsPack): boolean {
  const { tree } = s;
  if (!statements.verbs.get(tree.words[i]!.lemma.toLowerCase())?.some((v) => !v.objectEnough)) return false;
  const aux = tree.children[i]!.filter((k) => k < i && bare(tree.words[k]!.deprel) === "aux");
  if (dependents(tree, i, "xcomp", "ccomp").some((k) => k > i)) return false; // "X, who was there, had pressed Y to act"
  const behind = [i + 1, i + 2].some((k) => s.named[k] !== null && s.named[k] !== undefined);
  return (
    tree.words[Math.min(i, ...aux) - 1]?.form === "," &&
    behind &&
    cast.events.verbs.has(tree.words[i]!.lemma.toLowerCase())
  );
}

/** "accused each other", "traded accusations": both sides do it to the other. */
function isMutual(cast: Cast, tree: Tree, i: number): boolean {
  if (cast.events.exchanges.has(tree.words[i]!.lemma.toLowerCase())) return true;
  return cast.events.reciprocals.some((phrase) =>
    [i + 1, i + 2, i + 3].some((c) => phrase.every((w, k) => tree.words[c + k]?.form.toLowerCase() === w)),
  );
}

/** A plain trigger under "si" in the singular ("si tratta di") is no deed; in the plural it may be done to each other. */
function isReciprocal(tree: Tree, c: Candidate, context: EventContext): boolean {
  if (c.carrier !== c.word || !isReflexive(tree, c.word)) return true;
  const triggers = context.cast.events.verbs.get(tree.words[c.word]!.lemma.toLowerCase()) ?? [];
  if (triggers.some((t) => t.rule === c.rule && t.reflexive)) return true;
  return feature(tree.words[finiteOf(tree, c.word)]!, "Number") === "Plur";
}

/** Lemmas of the trigger's dependents and of what it hangs on as a participle. */
function besides(tree: Tree, c: Candidate): string[] {
  const around = [...tree.children[c.word]!, ...(tree.words[c.word]!.deprel === "acl" ? [tree.heads[c.word]!] : [])];
  return around.filter((k) => k >= 0).map((k) => tree.words[k]!.lemma.toLowerCase());
}

const promised = (p: Perspective): Perspective => (p.certainty === "fact" ? { ...p, certainty: "promise" } : p);

/** What is dated after publication lies ahead, whatever the tense. */
function ahead(p: Perspective, date: EventDate | null, published: DayInterval | null): Perspective {
  return date && published && date.from > published.to && p.time !== "future" ? { ...p, time: "future" } : p;
}

function isDefinite(tree: Tree, i: number): boolean {
  return tree.children[i]!.some((k) => {
    const w = tree.words[k]!;
    return bare(w.deprel) === "det" && (feature(w, "Definite") === "Def" || feature(w, "PronType") === "Dem");
  });
}

/** Why these sides make no international event of the type, or null when they do. */
function unfit(
  cast: Cast,
  facts: EventContext["ontology"]["events"]["AGREE"],
  type: string,
  mode: string | null,
  actors: readonly string[],
  recipients: readonly string[],
): string | null {
  if (!actors.length && !recipients.length) return "nobody known takes part";
  if (!actors.length && !(facts.mutual && recipients.length > 1)) return "nobody known does it";
  if (facts.aimed && !recipients.length) return "aimed at nobody known";
  const all = [...actors, ...recipients];
  const homes = new Set(all.map((id) => homeOf(cast, id)));
  const international = all.some((id) => countryOf(cast, id) === null);
  if (all.length > 1 && homes.size < 2 && !international) return "all sides are of one state";
  if (all.length === 1 && (facts.mutual || ["REJECT", "CONCEDE", "ASSAULT", "COERCE"].includes(type))) {
    const only = cast.actors.get(all[0]!);
    if (!(mode === "summit" && only?.kind === "organisation" && only.country === null)) return "only one side is known";
  }
  return null;
}

/** From the first to the last word of trigger and roles, as long as they stand near each other. */
function evidenceOf(tree: Tree, c: Candidate, words: readonly number[]): Span {
  let from = c.word;
  let to = c.last;
  for (const w of words) {
    for (const k of coordinated(tree, w)) {
      if (k < from) from = k;
      if (k > to) to = k;
    }
  }
  if (c.carrier >= 0) {
    from = Math.min(from, c.carrier);
    to = Math.max(to, c.carrier);
  }
  return spanOf(tree, from, to);
}
