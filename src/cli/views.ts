/** relazione timeline, claims, actors, article: the views on the terminal, in words an analyst uses. */
import { type Command, InvalidArgumentError } from "commander";
import pc from "picocolors";
import { UserError } from "../model/errors.ts";
import type { Day } from "../model/time.ts";
import { actor, actors } from "../show/actors.ts";
import { article, articles } from "../show/articles.ts";
import { claims } from "../show/claims.ts";
import { timeline } from "../show/events.ts";
import { pair } from "../show/network.ts";
import type { Filter, PairView } from "../show/views.ts";
import { openDossier } from "./add.ts";
import { DEFAULT_DB, list } from "./options.ts";
import { articleText, claimText, eventText, one, statementText } from "./view-texts.ts";

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

/** Prints a list, or says what to do where it is empty. */
function print(options: ViewOptions, value: unknown, lines: readonly string[], total: number, what: string): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(value)}\n`);
    return;
  }
  if (lines.length === 0) process.stdout.write(`no ${what} here; loosen the options, or add articles\n`);
  else process.stdout.write(`${lines.join("\n")}\n${pc.dim(`${lines.length} of ${total} ${what}`)}\n`);
}

/** A relation month by month, and the months that turned it with the events that made them. */
function pairText(view: PairView): string {
  const text = new Map(view.events.items.map((e) => [e.id, eventText(e)]));
  const balance = (n: number): string => (n > 0 ? `+${n}` : String(n));
  return [
    pc.bold(`${one(view.left.name)} - ${one(view.right.name)}`),
    ...view.months.map(
      (m) =>
        `${m.month}  cooperation ${String(m.cooperation).padStart(6)}  conflict ${String(m.conflict).padStart(6)}  ${m.events.length} event${m.events.length === 1 ? "" : "s"}`,
    ),
    ...view.turns.flatMap((turn) => [
      pc.bold(`turned in ${turn.month}: ${balance(turn.from)} > ${balance(turn.to)}`),
      ...turn.events.map((id) => text.get(id) ?? `${" ".repeat(25)}[${id}]`),
    ]),
  ].join("\n");
}

export function viewCommands(program: Command): void {
  narrowed(
    program
      .command("pair")
      .description("the relation of two actors month by month, and the months that turned it with their events")
      .argument("<left>", "id of an actor")
      .argument("<right>", "id of an actor"),
  ).action(async (left: string, right: string, options: ViewOptions) => {
    const store = await openDossier(options.db);
    const view = pair(store, left, right, { limit: 2000, ...filterOf(options) });
    if (options.json) process.stdout.write(`${JSON.stringify(view)}\n`);
    else if (view.events.total === 0)
      process.stdout.write("no events join the two; loosen the options, or add articles\n");
    else process.stdout.write(`${pairText(view)}\n${pc.dim(`${view.events.total} events`)}\n`);
    store.close();
  });
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
