/** From a document with names and times to a reading: casts, references, statements, events, and how they hang together. */
import type { CoreferencePack } from "../language/coreference.ts";
import type { EventsPack } from "../language/events.ts";
import type { Ontology } from "../language/ontology.ts";
import type { PackFacts } from "../language/pack.ts";
import type { StatementsPack } from "../language/statements.ts";
import type { Mention } from "../model/actor.ts";
import { type Event, type EventDate, type Perspective, statusOf } from "../model/event.ts";
import type { Document } from "../model/sentence.ts";
import { overlaps, type Span } from "../model/span.ts";
import { SpanIndex } from "../model/span-index.ts";
import type { Statement } from "../model/statement.ts";
import type { DayInterval, TimeExpression } from "../model/time.ts";
import { dayNumber, meet } from "../model/time.ts";
import { type ActContext, settle } from "./acts.ts";
import { allRelay, type Source } from "./attribution.ts";
import { type Cast, castOf, homeOf, isSide, type Named, type SentenceCast, sameHome } from "./cast.ts";
import { resolveReferences } from "./coreference.ts";
import { type EventContext, findTellings, type NearMiss, type Telling } from "./events.ts";
import { Gathering, type Growing, sidesOf } from "./gathering.ts";
import { knownDays } from "./known-days.ts";
import { passedOn } from "./passed-on.ts";
import { isBackground, newsDate, saidDate, timesBySentence } from "./place-time.ts";
import { presenceOf } from "./presence.ts";
import { findQuotes } from "./quotes.ts";
import type { Saying } from "./saying-verbs.ts";
import { sharePlaces } from "./shared-places.ts";
import { findSayings } from "./statements.ts";
import { plant } from "./tree.ts";
import type { Weighed } from "./weigh.ts";

/** The files of a pack that extraction reads. */
export interface ExtractPack {
  readonly pack: PackFacts;
  readonly events: EventsPack;
  readonly statements: StatementsPack;
  readonly coreference: CoreferencePack;
}

export interface Extracted {
  readonly mentions: readonly Mention[];
  readonly events: readonly Event[];
  readonly statements: readonly Statement[];
}

/** Who hears what extraction saw besides what it found. */
export interface Listener {
  /** Hears of every trigger that fired no event, with the reason. */
  readonly miss?: (m: NearMiss) => void;
  /** Hears of every trigger whose sides are weighed. */
  readonly weighed?: (w: Weighed) => void;
}

export function extractEvents(
  document: Document,
  named: Named,
  times: readonly TimeExpression[],
  published: DayInterval | null,
  pack: ExtractPack,
  ontology: Ontology,
  listener: Listener = {},
): Extracted {
  const { miss } = listener;
  const trees = document.sentences.map((s, i) => plant(s, i, pack.events));
  const cast = castOf(trees, named, times, pack.events, pack.coreference);
  const quotes = findQuotes(document.text, pack.pack.quotes);
  const mentions = resolveReferences(cast, pack.statements, quotes);
  const { sayings, relays } = findSayings(document.text, cast, quotes, pack.statements, miss);
  const growing = new Gathering(cast);
  const presence = presenceOf(cast);
  const placed = timesBySentence(cast, times);
  let running = null as { readonly date: EventDate; readonly order: number } | null;
  const narrated = (s: SentenceCast, verb: number): EventDate | null =>
    running && s.tree.order - running.order <= 1 && isBackground(cast, s, verb) === true ? running.date : null;
  const contents = new SpanIndex<Saying>();
  const quoted = new SpanIndex<Saying>();
  for (const saying of sayings) {
    contents.add(saying, saying.content ? [saying.content] : []);
    quoted.add(saying, saying.quote ? [saying.quote] : []);
  }
  const sayingAt = (order: number, at: Span): Saying | null =>
    contents.over(at).find((x) => x.order === order) ?? quoted.over(at)[0] ?? null;
  const speaker = (s: SentenceCast, at: Span): readonly string[] => sayingAt(s.tree.order, at)?.speaker ?? [];
  const context = {
    cast,
    speaker,
    presence,
    weighed: listener.weighed,
    narrated,
    ontology,
    statements: pack.statements,
    published,
    times: placed,
  };
  for (const s of cast.sentences) {
    const here = placed[s.tree.order]!;
    if (here.length === 1 && here[0]!.item.granularity !== "year" && !isAhead(here[0]!.item, published)) {
      const { from, to, start, end } = here[0]!.item;
      running = {
        date: { from: from!, to: to!, basis: "implied", rule: "date/narrated", span: { start, end } },
        order: s.tree.order,
      };
    } else if (here.length > 1) running = null;
    else if (
      running &&
      s.tree.order - running.order === 1 &&
      s.tree.words.some((w, i) => w.deprel === "root" && isBackground(cast, s, i) === true)
    )
      running = { ...running, order: s.tree.order };
    const told = findTellings(context, s, miss);
    for (const telling of told) {
      const saying = sayingAt(s.tree.order, telling.trigger);
      if (!join(cast, growing, telling, saying))
        miss?.({ rule: telling.rule.name, span: telling.trigger, why: "it points back to nothing told before" });
    }
  }
  const tellers = (at: Span): readonly Saying[] =>
    contents
      .over(at)
      .filter((x) => x.verb < 0 || !overlaps(x.evidence, at) || !isCue(cast, x, at))
      .sort((a, b) => breadth(b) - breadth(a));
  const events = sharePlaces(
    cast,
    growing.all.map((g, i) => eventOf(cast, ontology, g, i, relays, tellers)),
  );
  const told = new SpanIndex<Event>();
  for (const event of events) told.add(event, event.evidence);
  const byId = new Map(events.map((e) => [e.id, e]));
  const statements: Statement[] = [];
  for (const saying of sayings) {
    let { statement, blamed } = statementOf(context, saying, statements.length, told);
    statements.push(statement);
    if (!blamed.length) blamed = chargedIn(cast, ontology, statement, byId);
    if (!blamed.length) continue;
    const event = accusation(context, saying, blamed, events.length);
    events.push(event);
    byId.set(event.id, event);
    told.add(event, event.evidence);
  }
  const spoken = new SpanIndex<Statement>();
  for (const statement of statements) spoken.add(statement, statement.evidence);
  growing.all.forEach((g, i) => {
    const event = events[i]!;
    const own = (x: Statement) => x.speaker.some((a) => event.actors.some((b) => sameHome(cast, a, b)));
    if (isVoiced(cast, g.first, event) && !spoken.over(...event.evidence).some(own))
      statements.push(voiced(g.first, event, statements.length));
  });
  return { mentions, events, statements };
}

/** Does an expression reach past the day of publication? */
const isAhead = (t: TimeExpression, published: DayInterval | null): boolean =>
  published !== null && t.to !== null && t.to > published.to;

const breadth = (x: Saying): number => (x.content ? x.content.end - x.content.start : 0);

/** Is it the verb of the saying itself? What it does is not what it tells. */
function isCue(cast: Cast, saying: Saying, at: Span): boolean {
  const verb = cast.sentences[saying.order]!.tree.words[saying.verb];
  return verb !== undefined && overlaps(verb, at);
}

/** Whom a statement charges with a deed against the speaker's own side that nobody else vouches for ("X claimed that Y's tanks had rolled into its town"). */
function chargedIn(cast: Cast, ontology: Ontology, statement: Statement, events: ReadonlyMap<string, Event>): string[] {
  if (!["accuses", "claims"].includes(statement.act)) return [];
  const spoken = statement.events.map((id) => events.get(id)!);
  if (spoken.some((e) => e.type === "ACCUSE")) return [];
  const own = (ids: readonly string[]) => ids.some((id) => statement.speaker.some((x) => sameHome(cast, x, id)));
  const deed = spoken.find(
    (e) =>
      ontology.events[e.type].contested &&
      e.type !== "AID" &&
      e.status === "alleged" &&
      own(e.recipients) &&
      !own(e.actors),
  );
  return deed ? [...deed.actors] : [];
}

/** Is the event made of words that no cue of a statement has told ("calls the test unpardonable")? */
function isVoiced(cast: Cast, t: Telling, event: Event): boolean {
  return (
    t.rule.voiced === true &&
    t.rule.act !== undefined &&
    !t.presupposed &&
    !t.anaphor &&
    event.actors.some((id) => isSide(cast, id)) &&
    ["occurred", "pledged", "ongoing"].includes(event.status)
  );
}

/** The statement that an event of words is. */
const voiced = (t: Telling, event: Event, i: number): Statement => ({
  id: `s${i + 1}`,
  speaker: event.actors as unknown as Statement["speaker"],
  act: t.rule.act!,
  about: event.recipients,
  via: event.via,
  quote: null,
  content: null,
  events: [event.id],
  evidence: [{ ...t.evidence, rule: `say/${t.rule.name}`, score: 0.6 }],
});

/** Adds a telling to the event that it tells of, or makes it one; false where it points back to nothing. */
function join(cast: Cast, growing: Gathering, told: Telling, saying: Saying | null): boolean {
  let telling = told;
  if (telling.anaphor) {
    const recent = growing.recent(telling.order);
    for (let k = recent.length - 1; k >= 0; k--) {
      const g = recent[k]!;
      if (!likeRules(g.first, telling)) continue;
      if (telling.date && g.tellings.some((t) => isSaid(t.date) && !meet(t.date!, telling.date!))) continue;
      const ids = new Set([...g.first.actors, ...g.first.recipients]);
      const known = (id: string) =>
        ids.has(id) || (cast.actors.get(id)?.kind !== "person" && [...ids].some((x) => sameHome(cast, x, id)));
      if (![...telling.actors, ...telling.recipients].every(known)) continue;
      growing.tell(g, telling, saying);
      return true;
    }
    if (!telling.otherwise) return false;
    telling = { ...telling, ...telling.otherwise, anaphor: false };
    // the two did such a thing before, however far back: it is that
    const before = growing
      .between(telling.rule.type, sidesOf(cast, telling))
      .findLast(
        (g) =>
          likeRules(g.first, telling) &&
          samePeople(cast, g.first, telling) &&
          g.tellings.every((t) => !t.date || !telling.date || meet(t.date, telling.date)),
      );
    if (before) {
      growing.tell(before, telling, saying);
      return true;
    }
  }
  const sides = sidesOf(cast, telling);
  const same = growing.all.slice(-LATELY).findLast((g) => g.sides === sides && sameEvent(cast, g, telling));
  if (same) growing.tell(same, telling, saying);
  else growing.begin(telling, saying);
  return true;
}

/** May two tellings be of one event by their rules? Kinds of support and of agreement differ, attacks and meetings shade over. */
function likeRules(a: Telling, b: Telling): boolean {
  if (a.rule.type !== b.rule.type) return false;
  return a.rule === b.rule || (!["SUPPORT", "AGREE", "SANCTION"].includes(a.rule.type) && modesMeet(a.mode, b.mode));
}

/** "the meeting" may point to talks or a summit, "the visit" to a visit. */
const modesMeet = (a: string | null, b: string | null): boolean =>
  a === b || a === null || b === null || !(apart.has(a) || apart.has(b));
const apart = new Set(["visit", "phone", "press-conference", "third-party", "exercise", "cyber"]);

/** Of the same sides within one article: same type and mode, dates that can agree, same polarity. */
function sameEvent(cast: Cast, g: Growing, t: Telling): boolean {
  const f = g.first;
  if (!likeRules(f, t)) return false;
  if (
    f.perspective.polarity !== t.perspective.polarity ||
    (f.perspective.time === "future") !== (t.perspective.time === "future")
  )
    return false;
  if (!samePeople(cast, f, t)) return false;
  const last = g.tellings[g.tellings.length - 1]!;
  if (t.date && g.tellings.some((x) => x.date !== null))
    return (
      g.tellings.every((x) => !x.date || meet(x.date, t.date!)) &&
      (isSaid(t.date) || peopled(cast, f) === peopled(cast, t))
    );
  // without days to compare only tellings close by, by the same people, are taken for one
  return t.order - last.order <= NEAR && peopled(cast, f) === peopled(cast, t);
}

const persons = (cast: Cast, x: Telling): string[] =>
  [...x.actors, ...x.recipients].filter((id) => cast.actors.get(id)?.kind === "person");

const peopled = (cast: Cast, x: Telling): boolean => persons(cast, x).length > 0;

/** Of each side the same people take part, and the same ones travel, as far as both tellings name them. */
function samePeople(cast: Cast, f: Telling, t: Telling): boolean {
  const left = persons(cast, f);
  const right = persons(cast, t);
  for (const home of new Set([...left, ...right].map((id) => homeOf(cast, id)))) {
    const a = left.filter((id) => homeOf(cast, id) === home);
    const b = right.filter((id) => homeOf(cast, id) === home);
    if (a.length && b.length && !a.some((id) => b.includes(id))) return false;
  }
  return !(f.guests.length && t.guests.length) || f.guests.some((a) => t.guests.some((b) => sameHome(cast, a, b)));
}

/** The telling whose date spans the fewest days, the first of them; undefined for none. */
function narrowest(tellings: readonly Telling[]): Telling | undefined {
  const days = (t: Telling): number => dayNumber(t.date!.to) - dayNumber(t.date!.from);
  return tellings.reduce<Telling | undefined>((best, t) => (best && days(best) <= days(t) ? best : t), undefined);
}

/** Does the text itself date it, if only by a stretch of which the days are known? */
const isSaid = (d: EventDate | null): boolean => d !== null && (d.basis === "said" || d.rule === knownDays);

/** How many of the last events a telling is held against. */
const LATELY = 30;

/** How many sentences apart two tellings without dates may stand. */
const NEAR = 3;

function eventOf(
  cast: Cast,
  ontology: Ontology,
  g: Growing,
  i: number,
  relays: readonly (readonly Source[])[],
  tellers: (at: Span) => readonly Saying[],
): Event {
  const { first } = g;
  const facts = ontology.events[first.rule.type];
  const dated = narrowest(g.tellings.filter((t) => isSaid(t.date))) ?? g.tellings.find((t) => t.date !== null);
  // what is asserted somewhere counts more than what is taken for granted elsewhere
  const main = g.tellings.find((t) => !t.presupposed && !t.anaphor) ?? first;
  const said = g.said.get(main) ?? null;
  let perspective: Perspective = main.perspective;
  const own = said === null || said.speaker.some((id) => first.actors.some((a) => sameHome(cast, a, id)));
  if (
    !own &&
    !main.presupposed &&
    facts.contested &&
    perspective.certainty === "fact" &&
    !allRelay(cast, said.speaker)
  ) {
    perspective = { ...perspective, certainty: "hearsay" };
  }
  // what others say that somebody did need not be of the day on which they say it
  const alleged = perspective.certainty === "hearsay" && dated?.date?.rule === "date/news" && !facts.verbal;
  const actors = [...new Set(g.tellings.flatMap((t) => t.actors))];
  const recipients = [...new Set(g.tellings.flatMap((t) => t.recipients))].filter((id) => !actors.includes(id));
  const via = passedOn(cast, {
    tellings: g.tellings,
    sayings: (t) => tellers(t.trigger),
    relays,
    verbal: facts.verbal,
    ahead: perspective.time === "future",
  });
  const evidence = g.tellings.map((t) => ({ ...t.evidence, rule: `event/${t.rule.name}`, score: t.score }));
  return {
    id: `e${i + 1}`,
    type: first.rule.type,
    mode: first.mode,
    actors: first.actors.length
      ? [...new Set([...first.actors, ...actors.filter((a) => !first.recipients.includes(a))])]
      : actors,
    recipients: [...new Set([...first.recipients, ...recipients])].filter((id) => !first.actors.includes(id)),
    date: alleged ? null : (dated?.date ?? null),
    place: g.tellings.find((t) => t.place !== null)?.place ?? null,
    perspective,
    status: statusOf(perspective),
    via,
    evidence: evidence as unknown as Event["evidence"],
  };
}

/** Words that blame another are an event as well: an accusation. */
function accusation(
  context: Pick<EventContext, "cast" | "published" | "times">,
  saying: Saying,
  blamed: readonly string[],
  i: number,
): Event {
  const perspective: Perspective = { certainty: "fact", polarity: "positive", time: "past" };
  const span = saying.quote ?? saying.content ?? saying.evidence;
  const { cast, published, times } = context;
  const told = saying.verb >= 0 ? cast.sentences[saying.order] : undefined;
  const said = told ? saidDate(cast, told, saying.verb, -1, times[saying.order] ?? []) : null;
  const past = told !== undefined && isBackground(cast, told, saying.verb) === true;
  return {
    id: `e${i + 1}`,
    type: "ACCUSE",
    mode: "disapprove",
    actors: saying.speaker,
    recipients: blamed,
    date: said ?? (past ? null : newsDate(published)),
    place: null,
    perspective,
    status: statusOf(perspective),
    via: saying.via,
    evidence: [{ start: span.start, end: span.end, rule: "event/blame", score: 0.6 }],
  };
}

function statementOf(
  context: ActContext,
  saying: Saying,
  i: number,
  events: SpanIndex<Event>,
): { statement: Statement; blamed: readonly string[] } {
  const { cast } = context;
  const scope = saying.content ?? saying.quote;
  const spoken = events.over(...[scope, saying.quote, saying.evidence].filter((x) => x !== null));
  const inside = scope ? events.over(scope) : [];
  const span = {
    start: Math.min(scope?.start ?? saying.evidence.start, saying.evidence.start),
    end: Math.max(scope?.end ?? saying.evidence.end, saying.evidence.end),
  };
  const sentences = cast.sentences
    .slice(Math.max(0, saying.order - 2), saying.order + 4)
    .filter((s) => overlaps(s.tree.sentence, span));
  const about = new Set<string>();
  for (const s of sentences)
    s.tree.words.forEach((w, k) => {
      if (scope && w.start >= scope.start && w.end <= scope.end)
        for (const id of s.named[k] ?? []) if (isSide(cast, id) && !saying.speaker.includes(id)) about.add(id);
    });
  for (const e of spoken)
    for (const id of [...e.actors, ...e.recipients]) if (!saying.speaker.includes(id)) about.add(id);
  const { act, blamed } = settle(
    context,
    saying,
    sentences,
    inside.length || saying.content ? [...new Set([...inside, ...spoken.filter((e) => e.type === "ACCUSE")])] : spoken,
  );
  const told = spoken.some((e) => e.type === "ACCUSE");
  const statement: Statement = {
    id: `s${i + 1}`,
    speaker: saying.speaker as [string, ...string[]],
    act,
    about: [...about],
    via: saying.via,
    quote: saying.quote,
    content: saying.content,
    events: spoken.map((e) => e.id),
    evidence: [{ ...saying.evidence, rule: saying.rule, score: 0.8 }],
  };
  return { statement, blamed: told ? [] : blamed };
}
