/** Sentences that tell of what the knowledge has dated: what lets one date an article by the events that it looks back or ahead to. */
import type { Dated, Knowledge } from "../knowledge/knowledge.ts";
import type { KnownKind, KnownPack } from "../language/known.ts";
import type { TimePack } from "../language/time.ts";
import type { Document, Sentence, Word } from "../model/sentence.ts";
import { byCityAlone, isNamedWhole, meantBy, type Scene } from "./known-match.ts";
import { type Hit, hitsOf, type Named, sceneOf, walker } from "./known-scene.ts";
import { canMean, type KnownEvent, type Meanable } from "./published-ties.ts";
import { tenseOf } from "./time-direction.ts";
import type { Term } from "./time-terms.ts";
import type { SaidTime } from "./times.ts";

export interface KnownWords {
  readonly known: KnownPack;
  readonly time: TimePack;
}
/** More events than this for one word tell nothing. */
const mostChoices = 16;
const mostFound = 100;
/** A sentence with more words of kinds, or more expressions of time, is none. */
const mostHits = 60;
/** Bounds the work on hostile texts: questions whether an expression can mean an event. */
const mostAsked = 4000;
/** Kinds of which a bare definite noun speaks as of a thing that was. */
const single = new Set<KnownKind>(["war", "coup", "death"]);

/** Kinds of which the knowledge holds most that the press speaks of; of the others it holds but a few. */
const wellKnown = new Set<KnownKind>([
  "visit",
  "host",
  "meeting",
  "summit",
  "gathering",
  "accession",
  "war",
  "coup",
  "election",
  "inauguration",
  "referendum",
  "death",
  "warrant",
  "independence",
  "capture",
]);
const encounter = new Set<KnownKind>(["visit", "host", "meeting", "summit"]);

/** Finds what the document tells of known events. Linear in the document. */
export function knownEvents(
  document: Document,
  linked: Named,
  times: readonly SaidTime[],
  words: KnownWords,
  knowledge: Knowledge,
): KnownEvent[] {
  const mentions = walker(linked.mentions);
  const places = walker(linked.places);
  const modifiers = walker(linked.modifiers);
  const said = walker(times);
  const found: KnownEvent[] = [];
  const reach = new Map<string, boolean>();
  const may = (t: SaidTime, event: Dated): boolean => {
    const key = `${event.id} ${t.direction} ${JSON.stringify(t.term)}`;
    const known = reach.get(key) ?? (reach.size < mostAsked && canMean(t, event));
    reach.set(key, known);
    return known;
  };
  for (const sentence of document.sentences) {
    const scene = sceneOf(mentions(sentence), places(sentence), modifiers(sentence), knowledge);
    const own = said(sentence);
    if (scene.named.size === 0 && scene.states.size === 0) continue;
    const hits = hitsOf(sentence, words.known.phrases);
    if (!hits.length || hits.length > mostHits || own.length > mostHits) continue;
    const taken = timesOf(sentence, hits, own);
    const choices = new Map<KnownKind, readonly Dated[]>();
    hits.forEach((hit, h) => {
      if (!choices.has(hit.kind)) choices.set(hit.kind, meantBy(hit.kind, scene, knowledge));
      const event = eventOf(sentence, hit, taken.get(h), choices.get(hit.kind)!, scene, words, knowledge, may);
      if (
        event &&
        found.length < mostFound &&
        !found.some((f) => f.what === event.what && f.span?.start === event.span?.start)
      )
        found.push(event);
    });
  }
  return found;
}

/** Whether a term leaves open which day or year it means, and the day of publication tells. */
function isOpen(t: Term): boolean {
  switch (t.is) {
    case "date":
    case "season":
    case "quarter":
    case "half":
    case "holiday":
      return t.year === undefined;
    case "cycle":
      return t.base === "published";
    case "turn":
    case "shift":
      return t.base === "published" || (typeof t.base === "object" && isOpen(t.base));
    case "part":
    case "week-of":
    case "nth":
    case "adjacent":
    case "daypart":
      return isOpen(t.of);
    case "within":
      return isOpen(t.outer);
    case "deictic":
    case "window":
    case "weekend":
      return true;
    default:
      return false;
  }
}

/** Gives each hit the expression that dates it: the one that hangs on it in the tree, else the only one beside the only word. */
function timesOf(sentence: Sentence, hits: readonly Hit[], times: readonly SaidTime[]): ReadonlyMap<number, SaidTime> {
  const given = new Map<number, SaidTime>();
  const { words } = sentence;
  const spots = new Set(hits.map((h) => h.at)).size;
  const open = times.filter((t) => isOpen(t.term));
  for (const t of open) {
    const inside = words.filter((w) => w.start < t.end && t.start < w.end);
    const ids = new Set(inside.map((w) => w.id));
    const top = inside.find((w) => !ids.has(w.head)) ?? inside[0];
    if (!top) continue;
    let holder: number | null = null;
    let other = false;
    for (let at = words[top.head - 1], step = 0; at && step < 8; at = words[at.head - 1], step++) {
      const id = at.id;
      if (hits.some((h) => h.at === id - 1)) holder = id - 1;
      // What hangs on another common noun dates that one, unless the word stands nearer in between.
      else if (at.upos === "NOUN") {
        const nearer = hits.filter((h) => h.at >= id && h.at < top.id - 1).sort((a, b) => b.at - a.at)[0];
        if (nearer) holder = nearer.at;
        else other = true;
      } else if (at.upos === "VERB" || at.head === 0) {
        // "made a visit in March": what the verb has for its object or subject.
        const below = hits.filter((h) => words[h.at]!.head === id && words[h.at]!.upos !== "VERB");
        holder = below.sort((a, b) => Math.abs(a.at - top.id) - Math.abs(b.at - top.id))[0]?.at ?? null;
        if (holder === null && at.head !== 0) break;
      }
      if (holder !== null || other) break;
    }
    if (holder === null && !other && spots === 1 && open.length === 1) holder = hits[0]!.at;
    hits.forEach((h, i) => {
      if (h.at === holder && !given.has(i)) given.set(i, t);
    });
  }
  return given;
}

/** Which way a term itself looks, or the words before it, or the verb over it. */
function lookOf(t: SaidTime): "past" | "ahead" | undefined {
  const { term } = t;
  if (t.direction === "ahead" || t.direction === "back") return t.direction === "ahead" ? "ahead" : "past";
  const inner = term.is === "within" ? term.outer : term;
  const n =
    inner.is === "turn" || inner.is === "cycle"
      ? inner.n
      : inner.is === "shift" || inner.is === "window"
        ? inner.sign
        : 0;
  return n < 0 ? "past" : n > 0 ? "ahead" : undefined;
}

/** Which way the sentence looks at a hit: by its tense, by words right before it, by the verb that has it for its object. */
function toldOf(sentence: Sentence, hit: Hit, words: KnownWords): "past" | "ahead" | undefined {
  const word = sentence.words[hit.at]!;
  const verb = word.upos === "VERB" ? tenseOf(word, sentence, words.time) : undefined;
  if (verb) return verb === "back" ? "past" : "ahead";
  for (let i = hit.at - 1; i >= Math.max(0, hit.at - 4); i--) {
    const w = sentence.words[i]!;
    const keys = [w.form.toLowerCase(), w.lemma.toLowerCase()];
    if (keys.some((k) => words.known.before.has(k))) return "ahead";
    if (keys.some((k) => words.known.after.has(k))) return "past";
    if (w.upos === "VERB" || w.upos === "PUNCT") break;
  }
  if (word.upos === "VERB") return undefined;
  const head = sentence.words[word.head - 1];
  if (!head) return undefined;
  const tense = tenseOf(head, sentence, words.time);
  if (tense === "ahead") return "ahead";
  if (tense === "back" && words.known.done.has(head.lemma.toLowerCase())) return "past";
  const definite = sentence.words.some((w) => w.head === word.id && w.feats?.includes("Definite=Def"));
  return single.has(hit.kind) && definite ? "past" : undefined;
}

/** Up to here, in UTF-16 units, an article tells its news. */
const lead = 1200;

/** Is a hit told near the top by a verb in the present or the present perfect, as news is? */
function isNews(sentence: Sentence, hit: Hit): boolean {
  const word = sentence.words[hit.at]!;
  if (sentence.start > lead || word.upos !== "VERB") return false;
  const now = (w: Word) => w.feats?.includes("Tense=Pres") === true && w.feats.includes("VerbForm=Fin");
  return now(word) || sentence.words.some((w) => w.head === word.id && w.upos === "AUX" && now(w));
}

const small = new Set(["deictic", "weekend"]);
/** Whether an expression names a day of every week: it ties only what is named whole. */
const isNear = (t: Term): boolean =>
  small.has(t.is) ||
  (t.is === "date" && t.month === undefined) ||
  ((t.is === "cycle" || t.is === "window") && t.unit !== "month" && t.unit !== "year" && t.unit !== "season") ||
  ((t.is === "turn" || t.is === "part" || t.is === "daypart") && isNear(t.of));

function eventOf(
  sentence: Sentence,
  hit: Hit,
  t: SaidTime | undefined,
  fitting: readonly Dated[],
  scene: Scene,
  words: KnownWords,
  knowledge: Knowledge,
  may: (t: SaidTime, event: Dated) => boolean,
): KnownEvent | null {
  if (!fitting.length) return null;
  const told = (t && lookOf(t)) ?? toldOf(sentence, hit, words);
  let events = fitting;
  if (t) events = fitting.filter((e) => may(t, e) && (!isNear(t.term) || isNamedWhole(e, scene, knowledge)));
  else if (!bounds(hit.kind, told, fitting, scene, knowledge)) return null;
  if (!events.length || events.length > mostChoices) return null;
  const choices = events.map((e): Meanable => {
    const since = told === "ahead" && e.kind === "inauguration" ? electionBefore(e, knowledge) : null;
    return {
      days: { from: e.from, to: e.to },
      what: e.what,
      ...(since ? { since: { from: since.from, to: since.to } } : {}),
    };
  });
  const [first, ...or] = choices;
  return {
    ...first!,
    ...(t ? { span: { start: t.start, end: t.end } } : {}),
    ...(told ? { told } : {}),
    ...(!t && told === "past" && !or.length && isNews(sentence, hit) ? { news: true as const } : {}),
    ...(or.length ? { or } : {}),
  };
}

/**
 * Whether events bound an article that tells of one without a date. Nothing bounds that may as well be one which the
 * knowledge lacks: what is to come, unless its person comes to it once; what the same sides do often; a yearly gathering
 * whose place is not told.
 */
function bounds(
  kind: KnownKind,
  told: "past" | "ahead" | undefined,
  events: readonly Dated[],
  scene: Scene,
  knowledge: Knowledge,
): boolean {
  if (told === undefined) return false;
  if (kind === "inauguration") return true;
  if (told === "past" && events.every((e) => byCityAlone(e, scene, knowledge))) return true;
  if (told === "ahead" || !wellKnown.has(kind)) return false;
  if (kind === "gathering") return events.every((e) => e.place !== null && scene.places.has(e.place));
  if (kind === "election")
    return events.every((e) => scene.named.has(e.actors[0]!) && knowledge.people.has(e.actors[0]!));
  return !encounter.has(kind) || (events.length <= 2 && events.every((e) => isNamedWhole(e, scene, knowledge)));
}

/** The election that made an inauguration sure to come. */
function electionBefore(event: Dated, knowledge: Knowledge): Dated | null {
  const who = event.actors[0]!;
  const won = knowledge
    .datedWith(who)
    .filter((e) => e.kind === "election" && e.actors[0] === who && e.from < event.from);
  return won.at(-1) ?? null;
}
