/** Events and claims as tables that a spreadsheet opens without running anything. */
import type { ActorView, ArticleLine, ClaimView, EventView, StatementView } from "../show/views.ts";

/** A field: quoted where needed; what a spreadsheet would take for a formula is led by an apostrophe. */
export function csvField(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const plain = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const row = (values: readonly (string | number | null)[]): string => `${values.map(csvField).join(",")}\r\n`;
const names = (list: readonly { readonly name: string }[]): string => list.map((x) => x.name).join("; ");

const eventColumns = [
  "id",
  "type",
  "mode",
  "actors",
  "recipients",
  "from",
  "to",
  "date_basis",
  "place",
  "country",
  "status",
  "outlets",
  "origins",
  "parties",
  "intensity",
  "article",
  "sentence",
];

/** Events -> RFC 4180 text with a header row, in pieces. */
export function* eventsCsv(events: Iterable<EventView>): Generator<string> {
  yield row(eventColumns);
  for (const e of events)
    yield row([
      e.id,
      e.type,
      e.mode,
      names(e.actors),
      names(e.recipients),
      e.date?.from ?? null,
      e.date?.to ?? null,
      e.date?.basis ?? null,
      e.place?.name ?? null,
      e.place?.country ?? null,
      e.status,
      e.outlets.join("; "),
      names(e.origins),
      names(e.origins.filter((o) => o.party === true)),
      e.intensity,
      e.evidence[0]?.article ?? null,
      e.evidence[0]?.sentence ?? null,
    ]);
}

const claimColumns = [
  "id",
  "about",
  "side",
  "speaker",
  "act",
  "via",
  "outlet",
  "published_from",
  "published_to",
  "quote",
  "sentence",
  "origins",
  "outlets",
  "article",
  "item",
];

/** Claims -> one row for each statement that asserts or denies them. */
export function* claimsCsv(claims: Iterable<ClaimView>): Generator<string> {
  yield row(claimColumns);
  for (const c of claims) {
    yield* statementRows(c, "asserted", c.asserted);
    yield* statementRows(c, "denied", c.denied);
  }
}

function* statementRows(c: ClaimView, side: string, statements: readonly StatementView[]): Generator<string> {
  for (const s of statements)
    yield row([
      c.id,
      c.about,
      side,
      names(s.speaker),
      s.act,
      names(s.via),
      s.evidence.outlet,
      s.evidence.published?.from ?? null,
      s.evidence.published?.to ?? null,
      s.quote,
      s.evidence.sentence,
      names(c.origins),
      c.outlets.length,
      s.article,
      s.id,
    ]);
}

/** Articles -> one row each. */
export function* articlesCsv(articles: Iterable<ArticleLine>): Generator<string> {
  yield row(["id", "source", "title", "outlet", "language", "published_from", "published_to", "events", "statements"]);
  for (const a of articles)
    yield row([
      a.id,
      a.source,
      a.title,
      a.outlet,
      a.language,
      a.published?.from ?? null,
      a.published?.to ?? null,
      a.events,
      a.statements,
    ]);
}

/** Actors -> one row each, with their offices and the days of the articles that name them so. */
export function* actorsCsv(actors: Iterable<ActorView>): Generator<string> {
  yield row(["id", "kind", "name", "country", "offices", "events", "statements", "articles"]);
  for (const a of actors)
    yield row([
      a.id,
      a.kind,
      a.name,
      a.country,
      a.offices.map((o) => `${o.title} ${o.from ?? ""}..${o.to ?? ""}`).join("; "),
      a.events,
      a.statements,
      a.articles,
    ]);
}
