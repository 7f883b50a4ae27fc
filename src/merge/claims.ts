/** Which statements assert or deny the same thing: each gets keys, and those that share one are one claim. */
import { dayOf } from "../model/time.ts";
import { digest } from "../model/words.ts";
import { answers } from "./families.ts";
import type { Proposition, StatementFeature } from "./feature.ts";

/** How far from what it answers a denial may stand, in units of text. */
const ANSWER_REACH = 1500;
const JUST_BEFORE = 500;

export interface Stance {
  readonly ref: StatementFeature["ref"];
  /** Statements that share a key are one claim; never empty. */
  readonly keys: readonly string[];
  readonly side: "asserted" | "denied";
}

/** A merged event that a proposition belongs to, as far as it matters to claims. */
export interface Home {
  readonly id: string;
  /** It happened within a few days, so that it is told apart from its like by its date. */
  readonly dated: boolean;
}

/** The stances of one article's statements. `homeOf` gives the merged event of an event of the article. */
export function stancesOf(statements: readonly StatementFeature[], homeOf: (event: string) => Home | null): Stance[] {
  const own = statements.map((s) => ownKeys(s, homeOf));
  return statements.map((s, i): Stance => {
    const denied = s.act === null ? s.denies : s.denies && (s.act !== "rejects" || s.proposition?.family !== undefined);
    const answered = s.act === "denies" || s.act === "rejects" || s.act === null ? answeredBy(s, statements) : -1;
    if (answered >= 0) return { ref: s.ref, keys: own[answered]!.slice(0, 1), side: "denied" };
    return { ref: s.ref, keys: own[i]!, side: denied || s.act === "denies" ? "denied" : "asserted" };
  });
}

/** Position of the contested assertion of the same parties that a denial most likely answers: before it, else after; -1 where none. */
function answeredBy(denial: StatementFeature, statements: readonly StatementFeature[]): number {
  if (!denial.denies) return -1;
  const parties = new Set([
    ...denial.aboutSides,
    ...denial.speakerSides,
    ...(denial.proposition ? partiesOf(denial.proposition) : []),
  ]);
  let best = -1;
  let bestFar = ANSWER_REACH;
  statements.forEach((s, i) => {
    if (s === denial || !s.contested || !s.proposition) return;
    if (denial.proposition && !answers(denial.proposition.family, s.proposition.family)) return;
    // who denies must be one of those of whom it is said
    if (!denial.speakerSides.some((x) => partiesOf(s.proposition!).includes(x)) && denial.speakerSides.length > 0)
      return;
    if (!partiesOf(s.proposition).every((p) => parties.has(p))) return;
    if (denial.act === null && !sameProposition(denial.proposition, s.proposition)) return;
    // what somebody is quoted on is answered sooner than what the article alleges
    const far =
      (s.at <= denial.at ? denial.at - s.at : (s.at - denial.at) * 1.5) + (s.act === null ? ANSWER_REACH / 2 : 0);
    if (far < bestFar) {
      bestFar = far;
      best = i;
    }
  });
  return best >= 0 || denial.act === null ? best : saidJustBefore(denial, statements);
}

/** Without an assertion whose content is known: what another side said of the denier just before. */
function saidJustBefore(denial: StatementFeature, statements: readonly StatementFeature[]): number {
  if (denial.proposition) return -1;
  let best = -1;
  statements.forEach((s, i) => {
    if (s.act === null || s.denies || s.at > denial.at || denial.at - s.at > JUST_BEFORE) return;
    if (s.speakerSides.some((x) => denial.speakerSides.includes(x))) return;
    if (!s.aboutSides.some((x) => denial.speakerSides.includes(x))) return;
    if (best < 0 || s.at > statements[best]!.at) best = i;
  });
  return best;
}

const partiesOf = (p: Proposition): readonly string[] => [...p.from, ...p.to];

const sameProposition = (a: Proposition | null, b: Proposition): boolean =>
  a !== null && a.family === b.family && a.from.join() === b.from.join() && a.to.join() === b.to.join();

function ownKeys(s: StatementFeature, homeOf: (event: string) => Home | null): string[] {
  const p = s.proposition;
  if (p) {
    const home = homeOf(p.event);
    if (home?.dated) return [`E ${home.id}`];
    const topic = s.topics[0];
    if (topic) return [`P ${p.family} ${p.from.join("+")}>${p.to.join("+")} ${topic}`];
    // nothing tells one matter of these parties from another: the same speaker in the same month
    const month = s.published ? dayOf(s.published[0]).slice(0, 7) : s.ref.article;
    return [`M ${p.family} ${p.from.join("+")}>${p.to.join("+")} ${s.speakerSides.join("+")} ${month}`];
  }
  const keys = s.quote.map((q) => `Q ${s.speakerSides.join("+")} ${q}`);
  const said = s.saying ? homeOf(s.saying) : null;
  if (said?.dated) keys.unshift(`E ${said.id}`);
  return keys.length ? keys : [`S ${digest(`${s.ref.article}:${s.ref.item}`)}`];
}
