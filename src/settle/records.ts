/** From a reading to the records that the dossier keeps of its items: evidence with its sentence, sources, actors by id. */

import { sentenceAround } from "../merge/excerpt.ts";
import type { EventFeature, MergeContext, StatementFeature } from "../merge/feature.ts";
import { sourcesOf } from "../merge/origins.ts";
import { globalId } from "../merge/sides.ts";
import type { Actor } from "../model/actor.ts";
import type { Event } from "../model/event.ts";
import type { Reading } from "../model/reading.ts";
import { type Evidence, type Span, sliceOf } from "../model/span.ts";
import type { Statement } from "../model/statement.ts";
import { stemsOf } from "../model/words.ts";
import type { EvidenceRecord, ItemRecord } from "../store/records.ts";

/** What the dossier keeps to compare by: an event may be a stance as well, where no statement tells it. */
export interface Kept {
  readonly event: EventFeature | null;
  readonly stance: StatementFeature | null;
}

/** The outlet by its name, else by the host of its address, else by the source itself. */
export function outletOf(reading: Reading): string {
  const { outlet, source } = reading.article;
  if (outlet) return outlet;
  const host = /^https?:\/\/(?:www\.)?([^/:?#]+)/.exec(source)?.[1];
  return host ?? source;
}

/** Makes records of one reading's items. */
export class Recorder {
  readonly #reading: Reading;
  readonly #context: MergeContext;
  readonly #actors: ReadonlyMap<string, Actor>;
  readonly #outlet: string;

  constructor(reading: Reading, context: MergeContext) {
    this.#reading = reading;
    this.#context = context;
    this.#actors = new Map(reading.actors.map((a) => [a.id, a]));
    this.#outlet = outletOf(reading);
  }

  event(e: Event): ItemRecord {
    const named = [...e.actors, ...e.recipients];
    return {
      ...this.#common(e.evidence, e.via),
      sources: this.#sources(e.via.slice(-1)),
      status: e.status,
      actors: this.#ids(e.actors),
      recipients: this.#ids(e.recipients),
      place: e.place,
      offices: this.#offices(named),
    };
  }

  statement(s: Statement): ItemRecord {
    return {
      ...this.#common(s.evidence, s.via),
      sources: this.#sources(s.speaker),
      offices: this.#offices([...s.speaker, ...s.about]),
      speaker: this.#ids(s.speaker),
      act: s.act,
      about: this.#ids(s.about),
      quote: s.quote ? sliceOf(this.#reading.article.text, s.quote) : null,
      events: s.events,
    };
  }

  /** Stems of an item's sentences and of the names in it, for full-text search. */
  stems(record: ItemRecord): string {
    const names = [...record.actors, ...record.recipients, ...record.speaker, ...record.about];
    const text = [
      ...record.evidence.map((e) => e.sentence),
      ...names.map((id) => this.nameOf(id)),
      record.quote ?? "",
      record.place?.name ?? "",
    ];
    return [...new Set(stemsOf(text.join(" ")))].join(" ");
  }

  nameOf(id: string): string {
    for (const a of this.#actors.values()) if (globalId(a, this.#reading.article.id) === id) return a.name;
    return id;
  }

  #common(evidence: readonly Evidence[], via: readonly string[]): ItemRecord {
    const published = this.#reading.article.published;
    return {
      outlet: this.#outlet,
      named: this.#reading.article.outlet !== null,
      published: published ? { from: published.from, to: published.to } : null,
      evidence: this.#evidence(evidence),
      via: this.#ids(via),
      sources: [],
      status: null,
      actors: [],
      recipients: [],
      place: null,
      offices: {},
      speaker: [],
      act: null,
      about: [],
      quote: null,
      events: [],
    };
  }

  /** One record a sentence; spans in one sentence are lit together. */
  #evidence(evidence: readonly Evidence[]): EvidenceRecord[] {
    const text = this.#reading.article.text;
    const records: { at: Span; lit: Span[]; rule: string }[] = [];
    for (const e of evidence) {
      const at = sentenceAround(text, e);
      const lit = { start: e.start - at.start, end: e.end - at.start };
      const had = records.find((r) => r.at.start === at.start);
      if (had) {
        had.at = { start: at.start, end: Math.max(at.end, had.at.end) };
        had.lit.push(lit);
      } else records.push({ at, lit: [lit], rule: e.rule });
    }
    return records.map((r) => ({ sentence: sliceOf(text, r.at), at: r.at, lit: r.lit, rule: r.rule }));
  }

  #sources(ids: readonly string[]): ItemRecord["sources"] {
    return sourcesOf(this.#reading, ids, (side) => this.#context.actor?.(side)?.name ?? null);
  }

  #ids(ids: readonly string[]): string[] {
    const found: string[] = [];
    for (const id of ids) {
      const actor = this.#actors.get(id);
      if (actor) found.push(globalId(actor, this.#reading.article.id));
    }
    return [...new Set(found)];
  }

  #offices(ids: readonly string[]): Record<string, string> {
    const offices: Record<string, string> = {};
    for (const id of ids) {
      const actor = this.#actors.get(id);
      if (actor?.office) offices[globalId(actor, this.#reading.article.id)] = actor.office;
    }
    return offices;
  }
}
