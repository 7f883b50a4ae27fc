/** Which event types are told of the same happening, and which of them are words. */
import type { EventType } from "../model/event.ts";

const families: Readonly<Record<EventType, string>> = {
  AGREE: "accord",
  SUPPORT: "accord",
  COOPERATE: "accord",
  CONSULT: "talk",
  AID: "aid",
  CONCEDE: "yield",
  RETREAT: "yield",
  REQUEST: "ask",
  ACCUSE: "blame",
  REJECT: "refuse",
  THREATEN: "threat",
  PROTEST: "protest",
  SANCTION: "pressure",
  COERCE: "pressure",
  MOBILIZE: "force",
  ASSAULT: "attack",
};

/** Types in one family may tell one event; an exercise is one whether it is filed as cooperation or as a show of force. */
export const familyOf = (type: EventType, mode: string | null): string =>
  mode === "exercise" ? "exercise" : families[type];

/** Who is named first does not matter: they met, they agreed. */
export const isMutual = (family: string): boolean => family === "talk" || family === "accord" || family === "exercise";

const verbal: ReadonlySet<EventType> = new Set<EventType>(["ACCUSE", "REQUEST", "REJECT", "THREATEN"]);

/** The event is the saying itself and not what is said. */
export const isVerbal = (type: EventType): boolean => verbal.has(type);

const remote: ReadonlySet<string> = new Set(["phone", "call", "video", "letter"]);
const inPerson: ReadonlySet<string> = new Set([
  "visit",
  "meeting",
  "summit",
  "talks",
  "multilateral",
  "press-conference",
  "reception",
]);

/** 1 the same, 0.5 neighbours (a visit and the meeting in it), 0 not known, -1 another thing. */
export function modeAgreement(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return 0;
  if (left.some((m) => right.includes(m))) return 1;
  if (left.some((m) => inPerson.has(m)) && right.some((m) => inPerson.has(m))) return 0.5;
  if (left.some((m) => remote.has(m)) !== right.some((m) => remote.has(m))) return -1;
  return -0.3;
}

const deeds: Readonly<Record<string, string>> = {
  accord: "together",
  talk: "together",
  aid: "together",
  exercise: "together",
  yield: "yield",
  pressure: "against",
  force: "against",
  attack: "against",
  threat: "against",
};

/** May a denial of the one family answer an assertion of the other? "No agreement was made" answers "arms are given". */
export const answers = (denied: string, asserted: string): boolean =>
  denied === asserted || (deeds[denied] !== undefined && deeds[denied] === deeds[asserted]);
