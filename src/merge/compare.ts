/** Do two mentions, or a mention and a cluster, tell the same event? A score with its reasons. */
import type { Verdict } from "../model/judgement.ts";
import { isMutual, modeAgreement } from "./families.ts";
import type { EventFeature, Side } from "./feature.ts";
import { isAhead } from "./feature.ts";

export interface Comparison {
  readonly verdict: Verdict;
  /** Sum of the weights of the reasons; `SAME` and above is the same. */
  readonly score: number;
  /** `code` or `code:what`, in the order of the comparison. */
  readonly because: readonly string[];
}

export const SAME = 3;
export const UNSURE = 2;
/** Widest interval of days that still counts as a date. */
export const PRECISE = 14;
/** How far a planned day may be moved and still be the same plan. */
export const MOVED = 31;

const different = (why: string): Comparison => ({ verdict: "different", score: -9, because: [why] });

const width = (days: readonly [number, number]): number => days[1] - days[0] + 1;

/** Days between two intervals, 0 where they meet. */
export const gapBetween = (a: readonly [number, number], b: readonly [number, number]): number =>
  Math.max(0, a[0] - b[1], b[0] - a[1]);

/** Compares two events. Symmetric: compare(a, b) has the score of compare(b, a). */
export function compareEvents(a: EventFeature, b: EventFeature): Comparison {
  if (a.family !== b.family) return different("type");
  if (a.ahead.some((x) => b.behind.includes(x)) || b.ahead.some((x) => a.behind.includes(x)))
    return different("told-apart");
  if (a.days && b.days && gapBetween(a.days, b.days) > MOVED) return different("date");
  const because: string[] = [];
  let score = 0;
  const add = (weight: number, why: string): void => {
    score += weight;
    because.push(why);
  };

  const parties = compareSides(a, b, add);
  if (!parties) return different("parties");
  add(
    a.types.some((t) => b.types.includes(t)) ? 1 : -0.3,
    a.types.some((t) => b.types.includes(t)) ? "type:same" : "type:near",
  );
  const mode = modeAgreement(a.modes, b.modes);
  if (mode !== 0)
    add(mode === 1 ? 0.5 : mode > 0 ? 0.3 : mode === -1 ? -2.5 : -0.5, mode > 0 ? "mode:fits" : "mode:differs");
  const topic = a.topics.length > 0 && b.topics.length > 0 ? a.topics.some((t) => b.topics.includes(t)) : null;
  if (topic !== null) add(topic ? 0.4 : -0.6, topic ? "topic:shared" : "topic:other");
  comparePlaces(a, b, add);
  if (!compareDays(a, b, parties.named, topic === true, add)) return different("date");
  score = Math.round(score * 100) / 100;
  return { verdict: score >= SAME ? "same" : score >= UNSURE ? "unsure" : "different", score, because };
}

type Add = (weight: number, why: string) => void;

/** Adds what the parties tell; null where they are other parties. `named` counts the sides on which the same person is named. */
function compareSides(a: EventFeature, b: EventFeature, add: Add): { named: number } | null {
  const other = new Map(b.sides.map((s) => [s.side, s]));
  const shared = a.sides.filter((s) => other.has(s.side));
  const least = Math.min(a.sides.length, b.sides.length, 2);
  if (least === 0 || shared.length < least) return null;
  if (!isMutual(a.family) && !shared.some((s) => sameRole(s, other.get(s.side)!))) return null;
  if (!isMutual(a.family) && shared.length > 1 && shared.filter((s) => !sameRole(s, other.get(s.side)!)).length > 1)
    return null;
  let named = 0;
  for (const s of shared) {
    const t = other.get(s.side)!;
    if (s.people.length === 0 || t.people.length === 0) continue;
    const both = s.people.filter((p) => t.people.includes(p));
    if (both.length > 0) {
      named++;
      add(1.5, `person:${both[0]}`);
    } else add(isMutual(a.family) ? -2.5 : -0.5, `other-person:${s.side}`);
  }
  const lone = a.sides.length + b.sides.length - 2 * shared.length;
  if (lone > 0) add(-0.7 * Math.min(lone, 2), "more-parties");
  if (least === 1) add(-0.6, "one-party");
  return { named };
}

const sameRole = (s: Side, t: Side): boolean => s.role === t.role || s.role === "both" || t.role === "both";

function comparePlaces(a: EventFeature, b: EventFeature, add: Add): void {
  const pairs = a.places.flatMap((p) => b.places.map((q) => [p, q] as const));
  const placed = pairs.filter(([p, q]) => p.country && q.country);
  const names = new Set([...a.sides, ...b.sides].map((s) => s.side));
  if (pairs.some(([p, q]) => p.name === q.name)) add(0.8, "place:same");
  else if (placed.length > 0 && !placed.some(([p, q]) => p.country === q.country)) add(-2, "place:other-country");
  // a town and its country go together; two towns of one country hardly
  else if (placed.length > 0) add(a.family === "talk" ? 0.1 : names.size > 2 ? -0.3 : -0.2, "place:same-country");
}

/** Adds what the days tell; false where they rule it out. */
function compareDays(a: EventFeature, b: EventFeature, named: number, topic: boolean, add: Add): boolean {
  if (a.days && b.days) {
    const gap = gapBetween(a.days, b.days);
    const widest = Math.max(width(a.days), width(b.days));
    if (gap === 0) {
      const precision = widest <= 3 ? 2.5 : widest <= PRECISE ? 1.8 : widest <= 35 ? 1 : widest <= 130 ? 0.5 : 0;
      add(precision, widest <= PRECISE ? "date:meets" : "date:wide");
      return true;
    }
    if (gap === 1 && (named > 0 || a.family === "talk")) add(1.2, "date:next-day");
    else if (gap <= 3 && named > 1) add(0.4, "date:near");
    else if (named > 0 && isMove(a, b, gap)) add(named > 1 ? 0.4 : 0, "date:moved");
    else return false;
    return true;
  }
  if (!a.days && !b.days) return undatedBoth(a, b, named, topic, add);
  const [undated, dated] = a.days ? [b, a] : [a, b];
  return undatedOne(undated, dated, named, add);
}

/** A plan may be moved, as long as it had not been carried out when the other was told. */
function isMove(a: EventFeature, b: EventFeature, gap: number): boolean {
  if (gap > MOVED || (!isAhead(a.status) && !isAhead(b.status))) return false;
  // one article that names two days plans two things
  if (a.ahead.some((x) => b.ahead.includes(x))) return false;
  const [plan, other] = isAhead(a.status) ? [a, b] : [b, a];
  if (!plan.published) return false;
  return isAhead(other.status) ? Boolean(other.published) : plan.published[1] < other.days![0];
}

function undatedOne(undated: EventFeature, dated: EventFeature, named: number, add: Add): boolean {
  const told = undated.published;
  if (!told || named === 0) return false;
  const days = dated.days!;
  if (isAhead(undated.status)) {
    if (days[1] < told[0]) return false;
    const wait = Math.max(0, days[0] - told[1]);
    if (wait > 200) return false;
    add(wait <= 60 ? -0.2 : -1, "undated:ahead");
    return true;
  }
  if (days[0] > told[1]) return false;
  const since = Math.max(0, told[0] - days[1]);
  add(since <= 10 ? 0 : since <= 60 ? -0.7 : -2, "undated:behind");
  return true;
}

/** Standing matters without a day: the same deed of the same topic, told within a year. */
function undatedBoth(a: EventFeature, b: EventFeature, named: number, topic: boolean, add: Add): boolean {
  if (!a.published && !b.published) {
    // nothing tells when: only the same people in the same place, or on the same matter, are taken for one
    if (isAhead(a.status) !== isAhead(b.status) || named < 2) return false;
    add(-2.2, "undated:both");
    return true;
  }
  if (!a.published || !b.published) return false;
  const apart = gapBetween(a.published, b.published);
  if (isAhead(a.status) !== isAhead(b.status)) return false;
  if (apart <= 3) add(topic ? 1.6 : 0.5, "told:together");
  else if (topic && !isMutual(a.family) && apart <= 366) add(1.6, "told:standing");
  else if (apart <= 10) add(0, "told:near");
  else return false;
  return true;
}
