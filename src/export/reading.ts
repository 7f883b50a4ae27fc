/** Readings and annotations in their published JSON forms (contract/). */
import type { Reading } from "../model/reading.ts";
import type { Document } from "../model/sentence.ts";
import { sliceOf } from "../model/span.ts";
import type { TimeExpression } from "../model/time.ts";

/** A reading as contract/reading.schema.json. */
export function readingJson(reading: Reading) {
  const { article } = reading;
  return {
    schema: "relazione/reading@1",
    article: {
      id: article.id,
      source: article.source,
      language: article.language,
      title: article.title,
      outlet: article.outlet,
      author: article.author,
      published: article.published,
      text: article.text,
    },
    actors: reading.actors.map((a) => ({
      id: a.id,
      kind: a.kind,
      name: a.name,
      country: a.country,
      office: a.office ?? null,
      wikidata: a.wikidata ?? null,
    })),
    mentions: reading.mentions.map(({ actor, start, end, form, rule }) => ({ actor, start, end, form, rule })),
    times: reading.times,
    events: reading.events,
    statements: reading.statements.map((s) => ({
      ...s,
      quote: s.quote ? sliceOf(article.text, s.quote) : null,
      quoteSpan: s.quote,
    })),
    flags: reading.flags,
  };
}

/** A document as contract/annotation.schema.json; `linked` are mentions with the actor that each name was linked to. */
export function annotationJson(
  document: Document,
  times: readonly TimeExpression[],
  actorAt: (start: number, end: number) => string | null,
) {
  return {
    schema: "relazione/annotation@1",
    language: document.language,
    text: document.text,
    sentences: document.sentences,
    names: document.names.map((n) => ({ ...n, actor: actorAt(n.start, n.end) })),
    times: times.map(({ start, end, type, value, from, to, rule }) => ({ start, end, type, value, from, to, rule })),
  };
}
