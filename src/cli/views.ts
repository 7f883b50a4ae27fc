/** relazione timeline, claims, actors, article: the views on the terminal, in words an analyst uses. */
import { type Command, InvalidArgumentError } from "commander";
import pc from "picocolors";
import type { Actor } from "../model/actor.ts";
import { UserError } from "../model/errors.ts";
import type { Day } from "../model/time.ts";
import { actor, actors } from "../show/actors.ts";
import { article, articles } from "../show/articles.ts";
import { claims } from "../show/claims.ts";
import { timeline } from "../show/events.ts";
import type { ArticleView, ClaimView, EventView, Filter, OriginView, StatementView } from "../show/views.ts";
import { openDossier } from "./add.ts";
import { printable } from "./faults.ts";
import { DEFAULT_DB, list } from "./options.ts";

interface ViewOptions {
  db: string;
  json?: boolean;
  actor?: string[];
  pair?: [string, string];
  type?: string[];
  status?: string[];
  act?: string[];
  from?: Day;
  to?: Day;
  place?: string;
  source?: string;
  minOrigins?: number;
  query?: string;
  limit?: number;
}

const day = (value: string): Day => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new InvalidArgumentError("give a day as 2024-09-14");
  return value;
};
const count = (value: string): number => {
  const n = Number(value);
  if (!Number.isInteger(n) || n < 0) throw new InvalidArgumentError("give a whole number");
  return n;
};
const pairOf = (value: string): [string, string] => {
  const [left, right, more] = value.split(",").map((x) => x.trim());
  if (!left || !right || more) throw new InvalidArgumentError("give two actors joined by a comma: RUS,PRK");
  return [left, right];
};

function filterOf(o: ViewOptions): Filter {
  return {
    ...(o.actor && { actors: o.actor }),
    ...(o.pair && { pair: o.pair }),
    ...(o.type && { types: o.type.map((t) => t.toUpperCase()) }),
    ...(o.status && { statuses: o.status }),
    ...(o.act && { acts: o.act }),
    ...(o.from && { from: o.from }),
    ...(o.to && { to: o.to }),
    ...(o.place && { places: [o.place] }),
    ...(o.source && { sources: [o.source] }),
    ...(o.minOrigins !== undefined && { minOrigins: o.minOrigins }),
    ...(o.query && { query: o.query }),
    ...(o.limit !== undefined && { limit: o.limit }),
  };
}

function narrowed(command: Command): Command {
  return command
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--actor <id>", "only with this actor (may be repeated)", list)
    .option("--pair <a,b>", "only between these two", pairOf)
    .option("--type <TYPE>", "only this PLOVER type (may be repeated)", list)
    .option("--status <status>", "only this status (may be repeated)", list)
    .option("--act <act>", "only statements of this act (may be repeated)", list)
    .option("--from <day>", "from this day on", day)
    .option("--to <day>", "to this day", day)
    .option("--place <name>", "only there")
    .option("--source <name>", "only told by this outlet or file")
    .option("--min-origins <n>", "only what at least n origins tell", count)
    .option("--query <words>", "only where these words stand in the evidence")
    .option("--limit <n>", "at most so many", count)
    .option("--json", "print JSON only");
}

const names = (them: readonly Actor[]): string => them.map((a) => a.name).join(", ") || "?";
const one = (text: string): string => printable(text.replace(/\s+/g, " ").trim());

/** "2 outlets, 1 origin, 1 of them a party" */
export function originsText(outlets: number, origins: readonly OriginView[]): string {
  const parties = origins.filter((o) => o.party === true).length;
  const unknown = origins.filter((o) => o.party === null).length;
  const plural = (n: number, word: string) => `${n} ${word}${n === 1 ? "" : "s"}`;
  return `${plural(outlets, "outlet")}, ${plural(origins.length, "origin")}${parties ? `, ${parties} of them ${parties === 1 ? "a party" : "parties"}` : ""}${unknown ? `, ${unknown} not known to be one` : ""}`;
}

function dateText(e: EventView): string {
  if (!e.date) return "undated".padEnd(24);
  const text = e.date.from === e.date.to ? e.date.from : `${e.date.from}..${e.date.to}`;
  return `${text}${e.date.basis === "implied" ? "~" : ""}`.padEnd(24);
}

export function eventText(e: EventView): string {
  const told = e.evidence[0];
  const history = e.history.length > 1 ? ` (${e.history.map((h) => h.status).join(" > ")})` : "";
  const lines = [
    `${pc.bold(dateText(e))} ${e.type}${e.mode ? ` ${e.mode}` : ""}  ${names(e.actors)} ${e.recipients.length ? `> ${names(e.recipients)}` : ""}  ${pc.cyan(e.status)}${history}${e.place ? ` at ${e.place.name}` : ""}`,
    pc.dim(`${" ".repeat(25)}${originsText(e.outlets.length, e.origins)}  [${e.id}]`),
  ];
  if (told)
    lines.push(
      `${" ".repeat(25)}${one(told.sentence).slice(0, 200)} ${pc.dim(`— ${one(told.outlet ?? told.article)}, ${told.rule}`)}`,
    );
  return lines.join("\n");
}

function statementText(s: StatementView): string {
  const chain = [names(s.speaker), ...[...s.via].reverse().map((a) => a.name), s.evidence.outlet ?? s.article];
  return `    ${chain.map(one).join(" > ")}: ${s.act}${s.quote ? ` “${one(s.quote).slice(0, 120)}”` : ""}\n${pc.dim(`      ${one(s.evidence.sentence).slice(0, 200)}`)}`;
}

function claimText(c: ClaimView): string {
  const lines = [
    pc.bold(one(c.about)),
    pc.dim(`  ${originsText(c.outlets.length, c.origins)}: ${c.origins.map((o) => o.name).join(", ")}  [${c.id}]`),
  ];
  if (c.asserted.length) lines.push("  asserted by", ...c.asserted.map(statementText));
  if (c.denied.length) lines.push("  denied by", ...c.denied.map(statementText));
  return lines.join("\n");
}

function articleText(view: ArticleView): string {
  const { reading } = view;
  const { article: a } = reading;
  const name = new Map(reading.actors.map((x) => [x.id, x.name]));
  const of = (ids: readonly string[]) => ids.map((id) => name.get(id) ?? id).join(", ") || "?";
  const p = a.published;
  const lines = [
    pc.bold(one(a.title ?? a.source)),
    pc.dim(
      `${one(a.outlet ?? a.source)}  ${a.language}  ${p ? `published ${p.from}${p.to === p.from ? "" : `..${p.to}`} (${p.basis}${p.because.length ? `: ${p.because.join("; ")}` : ""})` : "publication date not known"}`,
    ),
    "",
    printable(a.text),
    "",
    pc.bold("events"),
    ...reading.events.map(
      (e) =>
        `  ${e.id} ${e.type}${e.mode ? ` ${e.mode}` : ""} ${e.status}: ${of(e.actors)} > ${of(e.recipients)}${e.date ? ` ${e.date.from}..${e.date.to}` : ""}  [${e.evidence[0].rule}]`,
    ),
    pc.bold("statements"),
    ...reading.statements.map(
      (s) =>
        `  ${s.id} ${of(s.speaker)} ${s.act} about ${of(s.about)}${s.via.length ? ` via ${of(s.via)}` : ""}  [${s.evidence[0].rule}]`,
    ),
  ];
  if (reading.flags.length) lines.push(pc.bold("odd"), ...reading.flags.map((f) => `  ${f.code}: ${one(f.message)}`));
  return lines.join("\n");
}

/** Prints a list, or says what to do where it is empty. */
function print(options: ViewOptions, value: unknown, lines: readonly string[], total: number, what: string): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(value)}\n`);
    return;
  }
  if (lines.length === 0) process.stdout.write(`no ${what} here; loosen the options, or add articles\n`);
  else process.stdout.write(`${lines.join("\n")}\n${pc.dim(`${lines.length} of ${total} ${what}`)}\n`);
}

export function viewCommands(program: Command): void {
  narrowed(
    program.command("timeline").description("the merged events in the order of their days (~ marks an implied date)"),
  ).action(async (options: ViewOptions) => {
    const store = await openDossier(options.db);
    const part = timeline(store, filterOf(options));
    print(options, part, part.items.map(eventText), part.total, "events");
    store.close();
  });
  narrowed(
    program
      .command("claims")
      .description("the ledger: who asserts and who denies what, through whom, and how many origins stand behind it"),
  ).action(async (options: ViewOptions) => {
    const store = await openDossier(options.db);
    const part = claims(store, filterOf(options));
    print(options, part, part.items.map(claimText), part.total, "claims");
    store.close();
  });
  narrowed(
    program
      .command("actors")
      .description("the actors with their offices, or one of them with what he did and said")
      .argument("[id]", "id of an actor"),
  ).action(async (id: string | undefined, options: ViewOptions) => {
    const store = await openDossier(options.db);
    if (id) {
      const page = actor(store, id);
      if (!page) throw new UserError(`the dossier knows no actor ${id}`, { hint: "relazione actors lists them" });
      const a = page.actor;
      const lines = [
        pc.bold(`${a.name}${a.country ? ` (${a.country})` : ""}`),
        ...a.offices.map((o) => `  ${o.title} ${o.from ?? ""}..${o.to ?? ""}`),
        ...(a.aliases.length ? [`  named ${a.aliases.map(one).join(", ")}`] : []),
        ...page.events.map(eventText),
        ...page.said.map(statementText),
      ];
      process.stdout.write(options.json ? `${JSON.stringify(page)}\n` : `${lines.join("\n")}\n`);
    } else {
      const part = actors(store, filterOf(options));
      print(
        options,
        part,
        part.items.map(
          (a) =>
            `${a.id.padEnd(32)} ${a.name.padEnd(32)} ${a.kind.padEnd(13)} ${String(a.events).padStart(4)} events ${String(a.statements).padStart(4)} statements`,
        ),
        part.total,
        "actors",
      );
    }
    store.close();
  });
  narrowed(
    program
      .command("article")
      .description("the articles, or one of them with all that was read in it")
      .argument("[id]", "id of an article"),
  ).action(async (id: string | undefined, options: ViewOptions) => {
    const store = await openDossier(options.db);
    if (id) {
      const view = article(store, id);
      if (!view) throw new UserError(`the dossier holds no article ${id}`, { hint: "relazione article lists them" });
      process.stdout.write(options.json ? `${JSON.stringify(view)}\n` : `${articleText(view)}\n`);
    } else {
      const part = articles(store, filterOf(options));
      print(
        options,
        part,
        part.items.map(
          (a) =>
            `${a.id}  ${(a.published ? a.published.from : "undated").padEnd(10)}  ${a.language}  ${String(a.events).padStart(3)} events ${String(a.statements).padStart(3)} statements  ${one(a.title ?? a.source).slice(0, 70)}`,
        ),
        part.total,
        "articles",
      );
    }
    store.close();
  });
}
