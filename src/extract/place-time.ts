/** When and where an event is: the time expression and the place that hang nearest to its trigger. */
import type { EventDate, Perspective, Place } from "../model/event.ts";
import type { DayInterval, TimeExpression } from "../model/time.ts";
import { dayNumber, plusDays } from "../model/time.ts";
import { type Cast, countryOf, headWord, type SentenceCast, wordsOf } from "./cast.ts";
import { knownDays } from "./known-days.ts";
import type { PlaceMention } from "./names.ts";
import { bare, casesOf, dominates, feature, finiteOf, isVerbal, type Tree } from "./tree.ts";

/** A time expression of a sentence with the word that heads it. */
export interface Placed<T> {
  readonly item: T;
  readonly word: number;
}

/** The resolved time expressions of each sentence. */
export function timesBySentence(cast: Cast, times: readonly TimeExpression[]): Placed<TimeExpression>[][] {
  const out: Placed<TimeExpression>[][] = cast.sentences.map(() => []);
  let k = 0;
  for (const time of [...times].sort((a, b) => a.start - b.start)) {
    while (k < cast.sentences.length && cast.sentences[k]!.tree.sentence.end <= time.start) k++;
    const s = cast.sentences[k];
    if (!s || !time.from || !time.to || time.type === "DURATION" || time.type === "SET") continue;
    const range = wordsOf(s.tree, time);
    if (range) out[k]!.push({ item: time, word: headWord(s.tree, range[0], range[1]) });
  }
  return out;
}

export function placesOf(s: SentenceCast): Placed<PlaceMention>[] {
  const out: Placed<PlaceMention>[] = [];
  for (let i = 0; i < s.places.length; i++) {
    const p = s.places[i];
    if (!p || (i > 0 && s.places[i - 1] === p)) continue;
    let to = i;
    while (to + 1 < s.places.length && s.places[to + 1] === p) to++;
    out.push({ item: p, word: headWord(s.tree, i, to) });
  }
  return out;
}

/** The word whose clause x belongs to: the nearest verb above it, or the root. */
function clauseOf(tree: Tree, x: number): number {
  for (let k = tree.heads[x]!, guard = tree.words.length; k >= 0 && guard > 0; k = tree.heads[k]!, guard--) {
    if (isVerbal(tree.words[k]!) || tree.heads[k]! < 0) return k;
  }
  return x;
}

/**
 * How far x is from the trigger: 0 right under it, more through other clauses; far where it stands in a relative clause or
 * participle that tells of another noun ("relations, broken off in 1961") and `asides` are far: of a place it tells as well.
 */
function distance(tree: Tree, trigger: number, carrier: number, x: number, asides: "far" | "near"): number {
  const gap = Math.abs(x - trigger) / 100;
  if (dominates(tree, trigger, x)) {
    let clauses = 0;
    for (let k = tree.heads[x]!; k >= 0 && k !== trigger; k = tree.heads[k]!) {
      if (!isVerbal(tree.words[k]!)) continue;
      const own = !isVerbal(tree.words[trigger]!) && tells(tree, k, trigger);
      if (bare(tree.words[k]!.deprel) !== "acl") clauses++;
      else if (!own && asides === "far") clauses += 2;
    }
    return clauses * 2 + gap;
  }
  if (carrier >= 0 && tree.heads[x] === carrier) return 0.5 + gap;
  const own = isVerbal(tree.words[trigger]!) ? trigger : clauseOf(tree, trigger);
  const other = clauseOf(tree, x);
  if (own === other) return 1 + gap;
  if (asides === "far" && isAside(tree, other)) return 4 + gap;
  if (dominates(tree, other, trigger)) return 2 + gap; // said of the clause above
  return 4 + gap;
}

/** Does a participle or relative clause tell of a noun: of itself, or by its ending of the noun above the one it hangs on? */
function tells(tree: Tree, verb: number, noun: number): boolean {
  const head = tree.heads[verb]!;
  if (head === noun) return true;
  const alike = (name: string): boolean => {
    const [a, b] = [feature(tree.words[verb]!, name), feature(tree.words[noun]!, name)];
    return a !== null && a === b;
  };
  return head >= 0 && isOf(tree, head, noun) && alike("Number") && alike("Gender");
}

/** Does a noun hang on another through nouns alone ("treaty of mutual defence")? */
function isOf(tree: Tree, x: number, noun: number): boolean {
  for (let k = x, guard = 6; k >= 0 && guard > 0; k = tree.heads[k]!, guard--) {
    if (k === noun) return true;
    if (isVerbal(tree.words[k]!)) return false;
  }
  return false;
}

/** Is a verb that of a participle or relative clause, which tells of the noun before it? */
const isAside = (tree: Tree, verb: number): boolean => bare(tree.words[verb]!.deprel) === "acl";

function nearest<T>(
  tree: Tree,
  trigger: number,
  carrier: number,
  placed: readonly Placed<T>[],
  limit: number,
  asides: "far" | "near",
): Placed<T> | null {
  let found: Placed<T> | null = null;
  let least = limit;
  for (const p of placed) {
    const d = distance(tree, trigger, carrier, p.word, asides);
    if (d < least) {
      least = d;
      found = p;
    }
  }
  return found;
}

/** Cases in which a noun is what the sentence is about, and not when it was ("asked pardon for the raid of 1 March"). */
const ofThings = new Set<string>(["of", "for", "against", "about", "from", "to", "toward", "by", "with"]);

/** Does an expression date a noun other than the trigger, which is not itself when it was ("during the summit of June")? */
function isOfOther(cast: Cast, tree: Tree, trigger: number, x: number): boolean {
  const head = tree.heads[x]!;
  if (head < 0 || tree.words[head]!.upos !== "NOUN" || isOf(tree, head, trigger)) return false;
  if (bare(tree.words[x]!.deprel) !== "nmod" || !casesOf(tree, x, cast.events).includes("of")) return false;
  const cases = casesOf(tree, head, cast.events);
  return ["obj", "nsubj"].includes(bare(tree.words[head]!.deprel)) || cases.some((c) => ofThings.has(c));
}

/** The date that the sentence gives the event, or null. */
export function saidDate(
  cast: Cast,
  s: SentenceCast,
  trigger: number,
  carrier: number,
  times: readonly Placed<TimeExpression>[],
): EventDate | null {
  const own = times.filter((t) => !isOfOther(cast, s.tree, trigger, t.word));
  const hit = nearest(s.tree, trigger, carrier, own, 3.5, "far");
  if (!hit) return null;
  const { from, to, rule, start, end } = hit.item;
  return { from: from!, to: to!, basis: rule === knownDays ? "implied" : "said", rule, span: { start, end } };
}

/** Days before publication on which a report without a date is still news. */
const NEWS_DAYS = 2;
/** The same before the first day of a publication known only as a range, which has its own slack. */
const NEWS_DAYS_OF_RANGE = 1;
/** A publication interval wider than this gives no date to an event. */
const WIDEST = 20;

/**
 * The date implied for an undated event: news told in a past or present tense of the main line happened just before
 * publication; background (imperfect, past perfect, past historic) and what lies ahead has none. Of `verbal` events the
 * words themselves are the deed: a promise is made now.
 */
export function impliedDate(
  cast: Cast,
  s: SentenceCast,
  carrier: number,
  perspective: Perspective,
  published: DayInterval | null,
  verbal: boolean,
): EventDate | null {
  if (perspective.time === "future" || perspective.polarity === "negative") return null;
  if (perspective.certainty !== "fact" && !verbal) return null;
  return isBackground(cast, s, carrier) === false ? newsDate(published) : null;
}

const telling = new WeakMap<Cast, boolean>();

/** Does a text tell its news in the simple past, as some languages do, rather than in the perfect? */
function tellsInPast(cast: Cast): boolean {
  const known = telling.get(cast);
  if (known !== undefined) return known;
  let past = 0;
  let perfect = 0;
  for (const { tree } of cast.sentences)
    tree.words.forEach((w, i) => {
      if (w.deprel !== "root" || !isVerbal(w)) return;
      const at = finiteOf(tree, i);
      const finite = tree.words[at]!;
      if (feature(finite, "VerbForm") !== "Fin") return;
      if (at === i && feature(finite, "Tense") === "Past") past++;
      else if (at !== i && feature(finite, "Tense") === "Pres" && feature(w, "VerbForm") === "Part") perfect++;
    });
  const value = past >= leastTold && past > 2 * perfect;
  telling.set(cast, value);
  return value;
}

/** Sentences in the simple past that make it the tense of a text. */
const leastTold = 2;

/**
 * Is the verb (or the finite verb above an infinitive or gerund) told as background: imperfect, past perfect, and the
 * simple past where the news is told in the perfect? null where no finite verb carries it.
 */
export function isBackground(cast: Cast, s: SentenceCast, carrier: number): boolean | null {
  const { tree } = s;
  for (let i = carrier, guard = 6; i >= 0 && guard > 0; i = tree.heads[i]!, guard--) {
    const at = finiteOf(tree, i);
    const finite = tree.words[at]!;
    if (feature(finite, "VerbForm") !== "Fin") continue;
    const tense = feature(finite, "Tense");
    if (tense !== "Past") return tense === "Imp";
    if (!tellsInPast(cast)) return true;
    return finite.deprel === "aux" && feature(tree.words[i]!, "VerbForm") === "Part";
  }
  return null;
}

/** What is news when an article appears happened just before; null where its day is not known well enough. */
export function newsDate(published: DayInterval | null): EventDate | null {
  if (!published || dayNumber(published.to) - dayNumber(published.from) > WIDEST) return null;
  return {
    from: plusDays(published.from, published.from === published.to ? -NEWS_DAYS : -NEWS_DAYS_OF_RANGE),
    to: published.to,
    basis: "implied",
    rule: "date/news",
    span: null,
  };
}

/** What an event allows its place to be: where one goes to, what one leaves. */
export interface PlaceWays {
  readonly to?: boolean;
  readonly from?: boolean;
  /** Where the words come from ("from New York he asked"). */
  readonly spoken?: boolean;
  /** Whose thing is struck, seized or shut ("attacked the port of Odesa"). */
  readonly struck?: boolean;
}

/** The place of the event: the narrowest one near it with a case of place, else the only one of its sentence. */
export function placeOf(
  cast: Cast,
  s: SentenceCast,
  trigger: number,
  carrier: number,
  places: readonly Placed<PlaceMention>[],
  ways: PlaceWays = {},
): Place | null {
  const { tree } = s;
  const own = (x: number): boolean => tree.heads[x] === trigger || (carrier >= 0 && tree.heads[x] === carrier);
  const fitting = places.filter((p) => {
    const groups = casesOf(tree, p.word, cast.events);
    const rel = bare(tree.words[p.word]!.deprel);
    const head = tree.heads[p.word]!;
    // "at the airport of X", "in the capital X"
    if (
      rel === "nmod" &&
      head >= 0 &&
      (groups.length === 0 || groups.includes("of")) &&
      casesOf(tree, head, cast.events).some((g) => g === "at" || g === "in")
    )
      return true;
    const thing = rel === "nmod" && head >= 0 && own(head) && bare(tree.words[head]!.deprel) === "obj";
    if (ways.struck && thing && groups.includes("of")) return true;
    if (ways.spoken && groups.includes("from") && own(p.word)) return true;
    if (ways.to && groups.includes("to") && own(p.word)) return true;
    if (ways.from && groups.includes("from") && dominates(tree, trigger, p.word)) return true;
    return groups.some((g) => g === "at" || g === "in") || (groups.length === 0 && rel === "obj") || rel === "appos";
  });
  const near = nearest(tree, trigger, carrier, fitting, 3, "near");
  if (near)
    return narrowest(
      cast,
      near.item.place,
      fitting.filter((p) => Math.abs(p.word - near.word) <= BESIDE),
    );
  const names = new Set(fitting.map((p) => p.item.place.name));
  return names.size === 1 ? fitting[0]!.item.place : null;
}

/** How many words beside a country its town may stand ("in Al-Ula, in Saudi Arabia"). */
const BESIDE = 4;

/** A town beside its country is the narrower place. */
function narrowest(cast: Cast, place: Place, beside: readonly Placed<PlaceMention>[]): Place {
  const isCountry = (x: Place): boolean => x.country !== null && cast.actors.get(x.country)?.name === x.name;
  if (!isCountry(place)) return place;
  return beside.find((p) => p.item.place.country === place.country && !isCountry(p.item.place))?.item.place ?? place;
}

/** The country in which people are received: that of the first host who has one. */
export function hostPlace(cast: Cast, hosts: readonly string[]): Place | null {
  for (const id of hosts) {
    const home = countryOf(cast, id);
    const state = home === null ? undefined : cast.actors.get(home);
    if (state?.kind === "state") return { name: state.name, country: state.country };
  }
  return null;
}

/** Where a side is attacked or visited is its country, when the text names no narrower place. */
export function homePlace(cast: Cast, recipients: readonly string[]): Place | null {
  const state = recipients.map((id) => cast.actors.get(id)).find((a) => a?.kind === "state");
  return state ? { name: state.name, country: state.country } : null;
}
