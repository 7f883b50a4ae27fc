/** A made-up press of made-up statements on real states: readings with the noise of real ones, the same for the same seed. */
import type { Actor } from "../src/model/actor.ts";
import type { Event, EventType, Perspective, Place, Status } from "../src/model/event.ts";
import { statusOf } from "../src/model/event.ts";
import type { Reading } from "../src/model/reading.ts";
import type { Act, Statement } from "../src/model/statement.ts";
import { dayNumber, dayOf } from "../src/model/time.ts";
import { digest } from "../src/model/words.ts";

export interface WorldOptions {
  readonly seed: number;
  readonly states: number;
  /** Persons of a state who are written about, the first of them most. */
  readonly leaders: number;
  readonly outlets: number;
  /** Articles that appear in a day, on average. */
  readonly perDay: number;
  readonly firstDay: string;
}

export const defaults: WorldOptions = {
  seed: 1,
  states: 60,
  leaders: 5,
  outlets: 80,
  perDay: 27,
  firstDay: "2015-01-05",
};

/** Mulberry32: numbers in 0..1 from a seed. */
export function random(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const codes =
  "USA CHN RUS DEU FRA GBR ITA JPN IND BRA IRN ISR TUR UKR POL KOR PRK SAU EGY ESP CAN AUS MEX ZAF NGA PAK IDN VNM ETH KEN GRC SRB HUN ROU BGR SWE NOR FIN DNK NLD BEL AUT CHE PRT IRL CZE SVK HRV LBN SYR IRQ QAT ARE KWT JOR MAR DZA TUN LBY SDN".split(
    " ",
  );
const subjects = [
  "grain exports",
  "gas supplies",
  "the nuclear programme",
  "prisoners",
  "missiles and ammunition",
  "fishing vessels",
  "a border crossing",
  "tariffs on steel",
  "a joint exercise",
  "migrants",
  "drones",
  "satellites",
  "a loan",
  "an embassy",
  "the ceasefire",
  "cyber attacks",
];
const kinds: readonly { type: EventType; mode: string | null; verb: string }[] = [
  { type: "CONSULT", mode: "meeting", verb: "met" },
  { type: "CONSULT", mode: "visit", verb: "visited" },
  { type: "CONSULT", mode: "phone", verb: "telephoned" },
  { type: "AGREE", mode: null, verb: "agreed with" },
  { type: "SUPPORT", mode: "treaty", verb: "signed a treaty with" },
  { type: "AID", mode: "military", verb: "sent help to" },
  { type: "COOPERATE", mode: "exercise", verb: "held an exercise with" },
  { type: "REQUEST", mode: null, verb: "asked" },
  { type: "ACCUSE", mode: null, verb: "accused" },
  { type: "REJECT", mode: null, verb: "turned down" },
  { type: "THREATEN", mode: null, verb: "warned" },
  { type: "SANCTION", mode: null, verb: "imposed sanctions on" },
  { type: "COERCE", mode: null, verb: "seized a vessel of" },
  { type: "MOBILIZE", mode: null, verb: "moved forces towards" },
  { type: "ASSAULT", mode: null, verb: "attacked" },
];
const syllables =
  "ba be bo ca ce co da de do fa fe fo ga go la le lo ma me mo na ne no pa pe po ra re ro sa se so ta te to va ve vo".split(
    " ",
  );

/** A word that nobody knows, of two to four syllables. */
const wordOf = (r: () => number): string =>
  Array.from({ length: 2 + Math.floor(r() * 3) }, () => syllables[Math.floor(r() * syllables.length)]!).join("");

interface Happening {
  readonly kind: (typeof kinds)[number];
  readonly from: string;
  readonly to: string;
  readonly leader: number;
  readonly host: number;
  readonly day: number;
  readonly subject: string;
  readonly place: Place;
  readonly disputed: boolean;
}

interface Story {
  readonly happenings: Happening[];
  readonly begins: number;
  /** How many articles are still to come. */
  left: number;
  /** Its latest article, which others copy. */
  wire: Reading | null;
}

/** Endless readings in the order of publication, about `perDay` a day. */
export function* readings(options: Partial<WorldOptions> = {}): Generator<Reading> {
  const o = { ...defaults, ...options };
  const r = random(o.seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(r() * list.length)]!;
  const zipf = (n: number): number => Math.min(n - 1, Math.floor(n * r() ** 2.2));
  const states = codes.slice(0, o.states);
  const first = dayNumber(o.firstDay);
  const stories: Story[] = [];
  const newStory = (day: number): Story => {
    const a = states[zipf(states.length)]!;
    let b = states[zipf(states.length)]!;
    while (b === a) b = states[Math.floor(r() * states.length)]!;
    const subject = pick(subjects);
    const happenings: Happening[] = [];
    let at = day - Math.floor(r() * 3);
    const n = 1 + Math.floor(r() * 5);
    for (let i = 0; i < n; i++) {
      const [from, to] = r() < 0.7 ? [a, b] : [b, a];
      happenings.push({
        kind: pick(kinds),
        from,
        to,
        leader: zipf(o.leaders),
        host: zipf(o.leaders),
        day: at,
        subject,
        place: { name: `${to} City`, country: to, lat: 40, lon: 10 },
        disputed: r() < 0.25,
      });
      at += Math.floor(r() * 12);
    }
    return { happenings, begins: day, left: 2 + Math.floor(14 * r() ** 3) + (r() < 0.02 ? 60 : 0), wire: null };
  };
  for (let n = 0; ; n++) {
    const day = first + Math.floor(n / o.perDay);
    while (stories.length < 25) stories.push(newStory(day));
    const story = pick(stories);
    story.left--;
    if (story.left <= 0) stories.splice(stories.indexOf(story), 1);
    const known = story.happenings.filter((h) => h.day <= day || r() < 0.3);
    const copied = story.wire && r() < 0.15 ? copyOf(story.wire, n, Math.floor(o.outlets * r()), day) : null;
    story.wire = copied ?? articleOf(known.length ? known : story.happenings.slice(0, 1), day, n, o, r);
    yield story.wire;
  }
}

/** The same text by another outlet. */
function copyOf(wire: Reading, n: number, outlet: number, day: number): Reading {
  const source = `https://outlet${outlet}.example/${n}`;
  const published = { from: dayOf(day), to: dayOf(day), basis: "metadata" as const, because: [] };
  return {
    ...wire,
    article: {
      ...wire.article,
      id: digest(`${source}\n${wire.article.text}`),
      source,
      title: `Report ${n}`,
      outlet: `Outlet ${outlet}`,
      published,
    },
  };
}

function articleOf(
  happenings: readonly Happening[],
  day: number,
  n: number,
  o: WorldOptions,
  r: () => number,
): Reading {
  const outlet = Math.floor(o.outlets * r() ** 1.5);
  const agency = r() < 0.5 ? Math.floor(r() * 12) : null;
  const actors = new Map<string, Actor>();
  const state = (code: string): string => {
    actors.set(code, { id: code, kind: "state", name: `State ${code}`, country: code });
    return code;
  };
  const person = (code: string, i: number): string => {
    if (i === o.leaders - 1 && r() < 0.3) {
      const id = `local/minister-of-${code.toLowerCase()}`;
      actors.set(id, { id, kind: "person", name: `Minister of ${code}`, country: code });
      return id;
    }
    const id = `person/${code.toLowerCase()}-${i}`;
    actors.set(id, {
      id,
      kind: "person",
      name: `Person ${code} ${i}`,
      country: code,
      office: i === 0 ? "head-of-state" : null,
    });
    return id;
  };
  const agencyId = (i: number): string => {
    const id = `agency/a${i}`;
    actors.set(id, { id, kind: "agency", name: `Agency ${i}`, country: codes[i]! });
    return id;
  };
  let text = "";
  const events: Event[] = [];
  const statements: Statement[] = [];
  const say = (sentence: string): { start: number; end: number } => {
    const start = text.length;
    text += `${sentence}.`;
    const span = { start, end: text.length };
    text += r() < 0.3 ? "\n" : " ";
    return span;
  };
  const fill = (): string => {
    const words = Array.from({ length: 12 + Math.floor(r() * 8) }, () => wordOf(r)).join(" ");
    return words.charAt(0).toUpperCase() + words.slice(1);
  };
  for (const h of happenings) {
    const named = r();
    const from = named < 0.6 ? person(h.from, h.leader) : state(h.from);
    const to = named < 0.4 ? person(h.to, h.host) : state(h.to);
    const perspective: Perspective =
      h.day > day
        ? { certainty: "fact", polarity: "positive", time: "future" }
        : h.disputed
          ? { certainty: "hearsay", polarity: r() < 0.2 ? "negative" : "positive", time: "past" }
          : { certainty: "fact", polarity: "positive", time: "past" };
    const status: Status = statusOf(perspective);
    const how = r();
    const wide = how < 0.02 ? 180 : how < 0.05 ? 50 : how < 0.1 ? 15 : how < 0.2 ? 3 : how < 0.3 ? 1 : 0;
    const dated = how < 0.85;
    const id = `e${events.length + 1}`;
    const at = say(
      `${actors.get(from)!.name} ${h.kind.verb} ${actors.get(to)!.name} over ${h.subject}${dated ? ` on ${dayOf(h.day)}` : ""}`,
    );
    events.push({
      id,
      type: h.kind.type,
      mode: h.kind.mode,
      actors: [from],
      recipients: [to],
      date: dated
        ? { from: dayOf(h.day - wide), to: dayOf(h.day + wide), basis: "said", rule: "synthetic", span: null }
        : null,
      place: r() < 0.5 ? h.place : null,
      perspective,
      status,
      via: agency !== null && r() < 0.7 ? [agencyId(agency)] : [],
      evidence: [{ ...at, rule: "synthetic", score: 1 }],
    });
    if (r() < 0.5) continue;
    const denies = h.disputed && r() < 0.4;
    const speaker = denies ? state(h.from) : person(h.to, h.host);
    const act: Act = denies ? "denies" : h.disputed ? "accuses" : "says";
    const told = say(
      `${actors.get(speaker)!.name} ${denies ? "denied" : "spoke of"} ${h.subject}, ${fill().toLowerCase()}`,
    );
    statements.push({
      id: `s${statements.length + 1}`,
      speaker: [speaker],
      act,
      about: [state(h.from), state(h.to)],
      via: agency !== null ? [agencyId(agency)] : [],
      quote: null,
      content: told,
      events: denies ? [] : [id],
      evidence: [{ ...told, rule: "synthetic", score: 1 }],
    });
  }
  for (let i = 0; i < 8 + Math.floor(r() * 12); i++) say(fill());
  const source = `https://outlet${outlet}.example/${n}`;
  const first = dayOf(day);
  return {
    article: {
      id: digest(`${source}\n${text}`),
      source,
      language: "en",
      title: `Report ${n}`,
      outlet: `Outlet ${outlet}`,
      author: null,
      published:
        r() < 0.03 ? null : { from: first, to: dayOf(day + (r() < 0.1 ? 3 : 0)), basis: "metadata", because: [] },
      text,
      furniture: [],
    },
    actors: [...actors.values()],
    mentions: [],
    times: [],
    events,
    statements,
    flags: [],
  };
}
