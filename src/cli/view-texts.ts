/** Events, claims and articles as text for the terminal, in words an analyst uses. */
import pc from "picocolors";
import type { Actor } from "../model/actor.ts";
import type { ArticleView, ClaimView, EventView, OriginView, StatementView } from "../show/views.ts";
import { printable } from "./faults.ts";

const names = (them: readonly Actor[]): string => them.map((a) => a.name).join(", ") || "?";
export const one = (text: string): string => printable(text.replace(/\s+/g, " ").trim());

/** "2 outlets, 1 origin, 1 of them a party" */
function originsText(outlets: number, origins: readonly OriginView[]): string {
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

const INDENT = " ".repeat(25);

/** An event in a few lines: what, who, when, how many tell it, how its status changed and by which article, and the words. */
export function eventText(e: EventView): string {
  const told = e.evidence[0];
  const lines = [
    `${pc.bold(dateText(e))} ${e.type}${e.mode ? ` ${e.mode}` : ""}  ${names(e.actors)} ${e.recipients.length ? `> ${names(e.recipients)}` : ""}  ${pc.cyan(e.status)}${e.place ? ` at ${one(e.place.name)}` : ""}`,
    pc.dim(`${INDENT}${originsText(e.outlets.length, e.origins)}  [${e.id}]`),
    ...historyText(e),
  ];
  if (told)
    lines.push(
      `${INDENT}${one(told.sentence).slice(0, 200)} ${pc.dim(`— ${one(told.outlet ?? told.article)}, ${told.rule}`)}`,
    );
  return lines.join("\n");
}

/** Each change of status with the article that made it, and what every source says today where they differ. */
function historyText(e: EventView): string[] {
  const outlets = new Map(e.evidence.map((x) => [x.article, x.outlet]));
  const lines: string[] = [];
  if (e.history.length > 1)
    for (const h of e.history) {
      const outlet = outlets.get(h.article);
      const by = pc.dim(`by ${outlet ? `${one(outlet)} ` : ""}[${h.article}]`);
      lines.push(`${INDENT}${h.status.padEnd(12)} ${(h.published?.from ?? "undated").padEnd(10)} ${by}`);
    }
  const today = statusesToday(e);
  if (new Set(today.values()).size > 1)
    lines.push(`${INDENT}today: ${[...today].map(([outlet, status]) => `${one(outlet)}: ${status}`).join("; ")}`);
  return lines;
}

/** The latest status that each outlet gives, as far as its sentences are listed. */
function statusesToday(e: EventView): Map<string, string> {
  const latest = new Map<string, { day: string; status: string }>();
  for (const { outlet, source, status, published } of e.evidence) {
    const day = published?.from ?? "";
    const had = latest.get(outlet ?? source);
    if (status && (!had || day >= had.day)) latest.set(outlet ?? source, { day, status });
  }
  return new Map([...latest].map(([outlet, { status }]) => [outlet, status]));
}

export function statementText(s: StatementView): string {
  const chain = [names(s.speaker), ...[...s.via].reverse().map((a) => a.name), s.evidence.outlet ?? s.article];
  return `    ${chain.map(one).join(" > ")}: ${s.act}${s.quote ? ` “${one(s.quote).slice(0, 120)}”` : ""}\n${pc.dim(`      ${one(s.evidence.sentence).slice(0, 200)}`)}`;
}

export function claimText(c: ClaimView): string {
  const lines = [
    pc.bold(one(c.about)),
    pc.dim(`  ${originsText(c.outlets.length, c.origins)}: ${c.origins.map((o) => o.name).join(", ")}  [${c.id}]`),
  ];
  if (c.asserted.length) lines.push("  asserted by", ...c.asserted.map(statementText));
  if (c.denied.length) lines.push("  denied by", ...c.denied.map(statementText));
  return lines.join("\n");
}

export function articleText(view: ArticleView): string {
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
