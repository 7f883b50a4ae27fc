/** GET /api/export -> a file of exactly what a view is narrowed to. */
import { actorsCsv, articlesCsv, claimsCsv, eventsCsv } from "../export/csv.ts";
import type { Dossier } from "./dossier.ts";
import { Fault } from "./fault.ts";
import { filterOf } from "./filter.ts";

/** Most rows of a file. */
const most = 100_000;

/** What can be taken out, each as its rows and as a table. */
const exports = {
  events: (d: Dossier, f: ReturnType<typeof filterOf>) => {
    const { items } = d.timeline(f);
    return { items, csv: () => eventsCsv(items) };
  },
  claims: (d: Dossier, f: ReturnType<typeof filterOf>) => {
    const { items } = d.claims(f);
    return { items, csv: () => claimsCsv(items) };
  },
  articles: (d: Dossier, f: ReturnType<typeof filterOf>) => {
    const { items } = d.articles(f);
    return { items, csv: () => articlesCsv(items) };
  },
  actors: (d: Dossier, f: ReturnType<typeof filterOf>) => {
    const { items } = d.actors(f);
    return { items, csv: () => actorsCsv(items) };
  },
} as const;
type What = keyof typeof exports;

/** `?format=csv&what=claims&actor=RUS` -> the file; both are refused by name where they are not known. */
export function exportOf(dossier: Dossier, query: URLSearchParams): { name: string; type: string; body: string } {
  const format = query.get("format") ?? "json";
  const what = query.get("what") ?? "events";
  if (!Object.hasOwn(exports, what))
    throw new Fault(400, "bad-format", `what: one of ${Object.keys(exports).join(", ")}`);
  const { items, csv } = exports[what as What](dossier, { ...filterOf(query), limit: most });
  if (format === "csv") return { name: `${what}.csv`, type: "text/csv; charset=utf-8", body: [...csv()].join("") };
  if (format === "json")
    return {
      name: `${what}.json`,
      type: "application/json; charset=utf-8",
      body: JSON.stringify({ [what]: items }, null, 1),
    };
  throw new Fault(400, "bad-format", "format: csv or json");
}
