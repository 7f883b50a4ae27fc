/** Checks that each event trigger fires on its example and stays silent on its negatives; runs the cases of the pack. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readYaml } from "../language/ontology.ts";
import type { Article } from "../model/article.ts";
import { eventTypes, statuses } from "../model/event.ts";
import type { Reading } from "../model/reading.ts";
import { acts } from "../model/statement.ts";
import { analyse, type Listener, type Loaded, type Reader } from "../pipeline.ts";

export interface Part {
  readonly counts: readonly (readonly [string, number])[];
  readonly faults: readonly string[];
}

const ids = z.array(z.string());
const caseSchema = z.strictObject({
  text: z.string(),
  published: z.string().optional(),
  /** What must be found, in any order. */
  events: z
    .array(
      z.strictObject({
        type: z.enum(eventTypes),
        status: z.enum(statuses).optional(),
        actors: ids.optional(),
        recipients: ids.optional(),
        mode: z.string().optional(),
      }),
    )
    .optional(),
  statements: z
    .array(
      z.strictObject({
        act: z.enum(acts).optional(),
        speaker: ids.optional(),
        via: ids.optional(),
        quote: z.string().optional(),
      }),
    )
    .optional(),
  /** Not read right yet: counted apart, and a fault once it is. */
  open: z.literal(true).optional(),
  /** Types that must not be found; `true` for none at all. */
  silent: z.union([z.literal(true), z.array(z.enum(eventTypes))]).optional(),
  /** Nobody says anything: no statement may be found. */
  mute: z.literal(true).optional(),
});
export const casesSchema = z.array(caseSchema);
export type Case = z.infer<typeof caseSchema>;

/** Reads one sentence as an article that appeared on `published`. */
export function readSentence(
  text: string,
  code: string,
  reader: Reader,
  published = "2024-06-12",
  listener: Listener = {},
): Reading {
  const article: Article = {
    id: "case",
    source: "case",
    language: code,
    title: null,
    outlet: null,
    author: null,
    published: { from: published, to: published, basis: "given", because: [] },
    text,
    furniture: [],
  };
  return analyse(article, reader, listener);
}

/** The faults of one case, in words. */
export function faultsOf(c: Case, code: string, reader: Reader): string[] {
  const r = readSentence(c.text, code, reader, c.published);
  const faults: string[] = [];
  const has = (found: readonly string[], wanted: readonly string[] | undefined) =>
    !wanted || wanted.every((w) => found.includes(w));
  for (const want of c.events ?? []) {
    const fits = r.events.some(
      (e) =>
        e.type === want.type &&
        (!want.status || e.status === want.status) &&
        (!want.mode || e.mode === want.mode) &&
        has(e.actors, want.actors) &&
        has(e.recipients, want.recipients),
    );
    if (!fits)
      faults.push(
        `no ${want.type}${want.status ? ` ${want.status}` : ""} in «${c.text}»; found ${r.events.map((e) => `${e.type} ${e.status} ${e.actors.join("+")}>${e.recipients.join("+")}`).join("; ") || "nothing"}`,
      );
  }
  for (const want of c.statements ?? []) {
    const fits = r.statements.some(
      (s) =>
        (!want.act || s.act === want.act) &&
        has(s.speaker, want.speaker) &&
        has(s.via, want.via) &&
        (!want.quote || (s.quote !== null && c.text.slice(s.quote.start, s.quote.end).includes(want.quote))),
    );
    if (!fits)
      faults.push(
        `no statement ${want.act ?? ""} in «${c.text}»; found ${r.statements.map((s) => `${s.act} ${s.speaker.join("+")} via ${s.via.join("+")}`).join("; ") || "nothing"}`,
      );
  }
  if (c.silent === true && r.events.length)
    faults.push(`not silent: «${c.text}» gave ${r.events.map((e) => `${e.type} [${e.evidence[0].rule}]`).join(", ")}`);
  else if (Array.isArray(c.silent))
    for (const t of c.silent) if (r.events.some((e) => e.type === t)) faults.push(`not silent on ${t}: «${c.text}»`);
  if (c.mute && r.statements.length)
    faults.push(`not mute: «${c.text}» gave ${r.statements.map((s) => `${s.act} ${s.speaker.join("+")}`).join(", ")}`);
  return faults;
}

export function checkEvents(loaded: Loaded, reader: Reader): Part {
  const { code, dir, events } = loaded.language;
  const faults: string[] = [];
  let examples = 0;
  let negatives = 0;
  for (const rule of events.rules) {
    examples++;
    const found = readSentence(rule.example, code, reader).events.some((e) =>
      e.evidence.some((x) => x.rule === `event/${rule.name}`),
    );
    if (!found) faults.push(`events.yaml ${rule.name}: does not fire on «${rule.example}»`);
    for (const text of rule.not) {
      negatives++;
      if (readSentence(text, code, reader).events.some((e) => e.type === rule.type))
        faults.push(`events.yaml ${rule.name}: not silent on «${text}»`);
    }
  }
  const counts: [string, number][] = [
    ["event rules", events.rules.length],
    ["examples", examples],
    ["negatives", negatives],
  ];
  for (const file of ["events", "statements"]) {
    const path = join(dir, "cases", `${file}.yaml`);
    if (!existsSync(path)) continue;
    const cases = readYaml(path, casesSchema);
    counts.push([`cases of ${file}`, cases.length]);
    let open = 0;
    for (const c of cases) {
      const found = faultsOf(c, code, reader);
      if (!c.open) faults.push(...found.map((f) => `cases/${file}.yaml: ${f}`));
      else if (found.length) open++;
      else faults.push(`cases/${file}.yaml: marked open, but read right: «${c.text}»`);
    }
    if (open) counts.push([`of them open`, open]);
  }
  return { counts, faults };
}
