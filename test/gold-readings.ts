/** Readings made from hand-labelled files (gold events, statements, actors) and the texts they belong to. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Actor, ActorKind } from "../src/model/actor.ts";
import type { Event, EventType, Perspective, Status } from "../src/model/event.ts";
import type { Reading } from "../src/model/reading.ts";
import type { Evidence } from "../src/model/span.ts";
import { overlaps } from "../src/model/span.ts";
import type { Act, Statement } from "../src/model/statement.ts";
import { digest } from "../src/model/words.ts";

interface GoldEvent {
  id: string;
  type: string;
  mode: string | null;
  actors: string[];
  recipients: string[];
  date: { from: string; to: string } | null;
  place: string | null;
  status: string;
  via: string[];
  evidence: string[];
}

interface GoldStatement {
  id: string;
  speaker: [string, ...string[]];
  act: string;
  about: string[];
  via: string[];
  quote: string | null;
  evidence: string[];
}

interface Gold {
  article: string;
  language: string;
  published: { from: string; to: string };
  events: GoldEvent[];
  statements: GoldStatement[];
}

type ActorTable = Record<string, { kind: ActorKind; country: string | null; name: string }>;

export const shared = join(import.meta.dirname, "../../shared");
export const goldDir = join(shared, "gold/seeds");
export const hasGold = existsSync(goldDir) && existsSync(join(shared, "corpus/seeds"));

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

const first = (alternatives: string): string => alternatives.split("|")[0]!;

/** Spans of pieces in a text, white space folded. */
function spansOf(text: string, pieces: readonly string[]): [Evidence, ...Evidence[]] {
  const found: Evidence[] = [];
  for (const piece of pieces) {
    const pattern = piece
      .trim()
      .split(/[\s\u00a0\u200b]+/)
      .map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("[\\s\\u00a0\\u200b]+");
    const at = new RegExp(pattern).exec(text);
    if (at) found.push({ start: at.index, end: at.index + at[0].length, rule: "gold", score: 1 });
  }
  if (found.length === 0) throw new Error(`not in the text: ${pieces[0]}`);
  return found as [Evidence, ...Evidence[]];
}

/** All gold readings of the five reports, in the order of their files. */
export function goldReadings(): Reading[] {
  const table = JSON.parse(readFileSync(join(shared, "gold/actors.json"), "utf8")) as ActorTable;
  return readdirSync(goldDir)
    .filter((f) => f.endsWith(".json") && f !== "merged.json")
    .sort()
    .map((f) => {
      const gold = JSON.parse(readFileSync(join(goldDir, f), "utf8")) as Gold;
      return readingOf(gold, readFileSync(join(shared, "corpus/seeds", gold.article), "utf8"), table);
    });
}

function readingOf(gold: Gold, text: string, table: ActorTable): Reading {
  const idOf = (name: string): string => (table[name]!.kind === "person" ? `person/${name}` : name);
  const used = new Set([
    ...gold.events.flatMap((e) => [...e.actors, ...e.recipients, ...e.via]),
    ...gold.statements.flatMap((s) => [...s.speaker, ...s.about, ...s.via]),
  ]);
  const actors = [...used].map((name): Actor => ({ id: idOf(name), ...table[name]! }));
  const ids = (names: readonly string[]): string[] => names.map(idOf);
  const events = gold.events.map((e): Event => {
    const status = first(e.status) as Status;
    const country = Object.values(table).find((a) => a.kind === "state" && a.name === e.place)?.country ?? null;
    return {
      id: e.id,
      type: first(e.type) as EventType,
      mode: e.mode,
      actors: ids(e.actors),
      recipients: ids(e.recipients),
      date: e.date ? { ...e.date, basis: "said", rule: "gold", span: null } : null,
      place: e.place ? { name: e.place, country } : null,
      perspective: perspectives[status],
      status,
      via: ids(e.via),
      evidence: spansOf(text, e.evidence),
    };
  });
  const statements = gold.statements.map((s): Statement => {
    const evidence = spansOf(text, s.evidence);
    const quote = s.quote ? spansOf(text, [s.quote])[0] : null;
    const spans = [...evidence, ...(quote ? [quote] : [])];
    return {
      id: s.id,
      speaker: ids(s.speaker) as [string, ...string[]],
      act: first(s.act) as Act,
      about: ids(s.about),
      via: ids(s.via),
      quote: quote ? { start: quote.start, end: quote.end } : null,
      content: null,
      events: events.filter((e) => e.evidence.some((x) => spans.some((y) => overlaps(x, y)))).map((e) => e.id),
      evidence,
    };
  });
  return {
    article: {
      id: digest(`${gold.article}\n${text}`),
      source: gold.article,
      language: gold.language,
      title: null,
      outlet: null,
      author: null,
      published: { ...gold.published, basis: "given", because: [] },
      text,
      furniture: [],
    },
    actors,
    mentions: [],
    times: [],
    events,
    statements,
    flags: [],
  };
}
