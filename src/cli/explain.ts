/** For each sentence of an article: what fired, by which rule, and what nearly fired and why it did not. */
import pc from "picocolors";
import type { NearMiss } from "../extract/events.ts";
import type { Article } from "../model/article.ts";
import { overlaps, sliceOf } from "../model/span.ts";
import { analyse, type Reader, sentencesOf } from "../pipeline.ts";
import { printable } from "./faults.ts";

/** Plain text for the terminal, one block a sentence. */
export function explainReading(article: Article, reader: Reader): string {
  const misses: NearMiss[] = [];
  const reading = analyse(article, reader, { miss: (m) => misses.push(m) });
  const name = new Map(reading.actors.map((a) => [a.id, a.name]));
  const names = (ids: readonly string[]) => ids.map((id) => name.get(id) ?? id).join(", ") || "-";
  const lines: string[] = [pc.bold(printable(article.source))];
  const p = reading.article.published;
  lines.push(p ? `published ${p.from}..${p.to} (${p.basis}: ${p.because.join("; ")})` : "published: not known");
  for (const sentence of sentencesOf(article, reader)) {
    lines.push("", pc.dim(printable(sliceOf(article.text, sentence).replace(/\s+/g, " "))));
    for (const e of reading.events) {
      const x = e.evidence.find((v) => overlaps(v, sentence));
      if (x)
        lines.push(
          `  ${pc.green(e.id)} ${e.type}${e.mode ? `/${e.mode}` : ""} ${e.status}: ${names(e.actors)} > ${names(e.recipients)} ${e.date ? `${e.date.from}..${e.date.to} (${e.date.basis}, ${e.date.rule})` : "no date"}${e.place ? ` at ${e.place.name}` : ""}${e.via.length ? ` via ${names(e.via)}` : ""}  [${x.rule}, weighs ${x.score.toFixed(2)}]`,
        );
    }
    for (const s of reading.statements) {
      if (!overlaps(s.evidence[0], sentence)) continue;
      lines.push(
        `  ${pc.cyan(s.id)} ${names(s.speaker)} ${s.act} about ${names(s.about)}${s.via.length ? ` via ${names(s.via)}` : ""}${s.quote ? ` “${printable(sliceOf(article.text, s.quote)).slice(0, 60)}”` : ""}  [${s.evidence[0].rule}]`,
      );
    }
    for (const t of reading.times)
      if (overlaps(t, sentence))
        lines.push(
          `  ${pc.magenta("time")} ${printable(sliceOf(article.text, t))} = ${t.value} ${t.from ?? "?"}..${t.to ?? "?"}  [${t.rule}]${t.flag ? ` flag ${t.flag}` : ""}`,
        );
    for (const m of misses)
      if (overlaps(m.span, sentence))
        lines.push(`  ${pc.yellow("not")} ${m.rule}: ${m.why} — ${printable(sliceOf(article.text, m.span))}`);
    for (const m of reading.mentions)
      if (overlaps(m, sentence))
        lines.push(
          `  ${pc.dim(`${m.form} ${printable(sliceOf(article.text, m))} = ${name.get(m.actor) ?? m.actor}  [${m.rule}]`)}`,
        );
  }
  return `${lines.join("\n")}\n`;
}
