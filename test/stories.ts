/** Small hand-made readings for tests of merging: one line an event, invented reports on real states. */
import type { Actor } from "../src/model/actor.ts";
import type { Event, EventType, Perspective, Status } from "../src/model/event.ts";
import { statusOf } from "../src/model/event.ts";
import type { Reading } from "../src/model/reading.ts";
import type { Act, Statement } from "../src/model/statement.ts";
import { digest } from "../src/model/words.ts";

/** `ITA`, `ITA/rossi` for a person, `=agency/x@FRA` for an agency, `+body/y` for an international body. */
export type Who = string;

export interface EventLine {
  readonly group?: string;
  readonly type: EventType;
  readonly mode?: string;
  readonly from: readonly Who[];
  readonly to?: readonly Who[];
  readonly date?: readonly [string, string] | string;
  readonly place?: readonly [string, string];
  readonly status?: Status;
  readonly via?: readonly Who[];
  readonly text?: string;
}

export interface StatementLine {
  readonly group?: string;
  readonly speaker: readonly Who[];
  readonly act: Act;
  readonly about?: readonly Who[];
  readonly via?: readonly Who[];
  readonly text: string;
  readonly quote?: boolean;
  /** Positions in the article's list of events. */
  readonly events?: readonly number[];
}

export interface ArticleLine {
  readonly outlet: string;
  readonly published: string | null;
  readonly events: readonly EventLine[];
  readonly statements?: readonly StatementLine[];
  readonly body?: string;
}

const perspectives: Record<Status, Perspective> = {
  occurred: { certainty: "fact", polarity: "positive", time: "past" },
  ongoing: { certainty: "fact", polarity: "positive", time: "present" },
  planned: { certainty: "fact", polarity: "positive", time: "future" },
  pledged: { certainty: "promise", polarity: "positive", time: "future" },
  alleged: { certainty: "hearsay", polarity: "positive", time: "past" },
  denied: { certainty: "fact", polarity: "negative", time: "past" },
  "called-for": { certainty: "request", polarity: "positive", time: "future" },
  hypothetical: { certainty: "supposition", polarity: "positive", time: "future" },
};

function actorOf(who: Who): Actor {
  if (who.startsWith("=")) {
    const [id, country] = who.slice(1).split("@");
    return { id: id!, kind: "agency", name: id!.split("/")[1]!.toUpperCase(), country: country ?? null };
  }
  if (who.startsWith("+")) return { id: who.slice(1), kind: "organisation", name: who.slice(1), country: null };
  const [state, person] = who.split("/");
  if (person) return { id: `person/${person}`, kind: "person", name: person, country: state! };
  return { id: state!, kind: "state", name: `State of ${state}`, country: state! };
}

/** The reading of an article line, and the gold groups of its items. */
export function readingOf(line: ArticleLine, n: number): { reading: Reading; groups: Map<string, string> } {
  const actors = new Map<string, Actor>();
  const ids = (list: readonly Who[] = []): string[] =>
    list.map((w) => {
      const a = actorOf(w);
      actors.set(a.id, a);
      return a.id;
    });
  let text = "";
  const say = (sentence: string) => {
    const start = text.length;
    text += `${sentence}.\n`;
    return { start, end: start + sentence.length + 1, rule: "test", score: 1 };
  };
  const groups = new Map<string, string>();
  const events = line.events.map((e, i): Event => {
    const status = e.status ?? "occurred";
    const perspective = perspectives[status];
    if (statusOf(perspective) !== status) throw new Error(status);
    const date = typeof e.date === "string" ? ([e.date, e.date] as const) : e.date;
    const id = `e${i + 1}`;
    if (e.group) groups.set(id, e.group);
    return {
      id,
      type: e.type,
      mode: e.mode ?? null,
      actors: ids(e.from),
      recipients: ids(e.to),
      date: date ? { from: date[0], to: date[1], basis: "said", rule: "test", span: null } : null,
      place: e.place ? { name: e.place[0], country: e.place[1] } : null,
      perspective,
      status,
      via: ids(e.via),
      evidence: [say(e.text ?? `${e.from.join(" ")} ${e.type} ${(e.to ?? []).join(" ")}`)],
    };
  });
  const statements = (line.statements ?? []).map((s, i): Statement => {
    const at = say(s.text);
    const id = `s${i + 1}`;
    if (s.group) groups.set(id, s.group);
    return {
      id,
      speaker: ids(s.speaker) as [string, ...string[]],
      act: s.act,
      about: ids(s.about),
      via: ids(s.via),
      quote: s.quote ? { start: at.start, end: at.end } : null,
      content: { start: at.start, end: at.end },
      events: (s.events ?? []).map((k) => `e${k + 1}`),
      evidence: [at],
    };
  });
  text += line.body ?? "";
  const source = `${line.outlet.toLowerCase().replaceAll(" ", "-")}-${n}.txt`;
  return {
    groups,
    reading: {
      article: {
        id: digest(`${source}\n${text}`),
        source,
        language: "en",
        title: null,
        outlet: line.outlet,
        author: null,
        published: line.published ? { from: line.published, to: line.published, basis: "given", because: [] } : null,
        text,
        furniture: [],
      },
      actors: [...actors.values()],
      mentions: [],
      times: [],
      events,
      statements,
      flags: [],
    },
  };
}
