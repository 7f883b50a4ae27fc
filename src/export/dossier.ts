/** The whole dossier as contract/dossier.schema.json, at once or piece by piece. */
import { readings, type Store, wholeClaims, wholeEvents } from "../show/whole.ts";
import { readingJson } from "./reading.ts";

/** The dossier as one value. */
export const exportDossier = (store: Store) => ({
  schema: "relazione/dossier@1" as const,
  articles: [...readings(store)].map(readingJson),
  events: [...wholeEvents(store)],
  claims: [...wholeClaims(store)],
});

/** The same as text in pieces, so that a large dossier never stands in memory whole. */
export function* dossierJson(store: Store): Generator<string> {
  yield '{"schema":"relazione/dossier@1","articles":[';
  yield* listed(readings(store), readingJson);
  yield '\n],"events":[';
  yield* listed(wholeEvents(store), (x) => x);
  yield '\n],"claims":[';
  yield* listed(wholeClaims(store), (x) => x);
  yield "\n]}\n";
}

function* listed<T>(items: Iterable<T>, as: (item: T) => unknown): Generator<string> {
  let first = true;
  for (const item of items) {
    yield `${first ? "\n" : ",\n"}${JSON.stringify(as(item))}`;
    first = false;
  }
}
