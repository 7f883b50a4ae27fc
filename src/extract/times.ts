/** Reads the time expressions of a document: what was said as a TIMEX3 value, and the days meant on the day of reading. */

import type { TimePack } from "../language/time.ts";
import { cutTimeTokens, type TimeToken } from "../language/time-tokens.ts";
import type { Document, Sentence, Word } from "../model/sentence.ts";
import { contains, type Span } from "../model/span.ts";
import { SpanIndex } from "../model/span-index.ts";
import type { DayInterval, TimeExpression } from "../model/time.ts";
import { chartOf, findRuns, readNumeral, type TimeItem } from "./time-chart.ts";
import { resolveTimes } from "./time-days.ts";
import { type Direction, directionOf, isAside, sentenceAt } from "./time-direction.ts";
import type { Term } from "./time-terms.ts";

/** An expression with its term, before any day of reading is known. */
export interface SaidTime extends Span {
  readonly rule: string;
  readonly term: Term;
  readonly direction: Direction;
  /** In a relative clause or participle that tells of a noun: later expressions do not count from it. */
  readonly aside?: boolean;
}

const complete = new Set(["time", "duration", "set"]);
/** Parts of speech that make a bare number before them a count. */
const counted = new Set(["NOUN", "ADJ", "NUM", "SYM"]);

/** Where an item may stand: not a bare number before what it counts, not a short form inside a line. */
function mayStand(
  item: TimeItem,
  run: readonly TimeToken[],
  tokens: readonly TimeToken[],
  at: ReadonlyMap<number, number>,
  words: ReadonlyMap<number, Word>,
  pack: TimePack,
): boolean {
  const first = at.get(run[item.start]!.start)!;
  const last = at.get(run[item.end - 1]!.start)!;
  const next = tokens[last + 1];
  if (item.whole) {
    for (let i = first - 1; i >= 0 && !tokens[i + 1]!.line; i--) if (/[\p{L}\d]/u.test(tokens[i]!.key)) return false;
    for (let i = last + 1; i < tokens.length && !tokens[i]!.line; i++)
      if (/[\p{L}\d]/u.test(tokens[i]!.key)) return false;
  }
  if (item.bare && first > 0 && !tokens[first]!.line) {
    const stop = tokens[first - 1]!.key === "." ? 2 : 1;
    if (pack.numbered.has(tokens[first - stop]?.key ?? "")) return false;
  }
  if (!item.bare || !next || next.line) return true;
  if (pack.measures.has(next.key) || /^[\d%°$€£]/.test(next.key)) return false;
  if (/^[-/.:,]$/.test(next.key) && !next.gap && /^\d/.test(tokens[last + 2]?.key ?? "")) return false;
  if (!next.gap && /^\p{L}/u.test(next.key)) return false;
  return !counted.has(words.get(next.start)?.upos ?? "");
}

/** The first token of an item that is a number in figures or words; its start where it has none. */
function firstNumber(run: readonly TimeToken[], item: TimeItem, pack: TimePack): number {
  for (let i = item.start; i < item.end; i++)
    if (/^\d/.test(run[i]!.key) || readNumeral(run[i]!.key, pack) !== null) return i;
  return item.start;
}

/** Names of days and months that are part of a longer name, where the language does not write them with a capital. */
function isInName(
  { text }: Document,
  names: SpanIndex<Span>,
  span: Span,
  words: ReadonlyMap<number, Word>,
  pack: TimePack,
): boolean {
  if (pack.capitals) return false;
  const form = text.slice(span.start, span.end);
  if (!/^\p{Lu}[\p{L}\p{M}]*$/u.test(form)) return false;
  if (
    words.get(span.start)?.upos === "PROPN" &&
    /\p{Lu}[\p{L}\p{M}'’]*[ \u00a0]$/u.test(text.slice(Math.max(0, span.start - 30), span.start))
  )
    return true;
  return names.over(span).some((n) => contains(n, span) && n.end - n.start > span.end - span.start);
}

/** A single word that is tagged as an adjective or verb names no day: "home town" in some languages is the word of a feast. */
const isOther = (item: TimeItem, span: Span, words: ReadonlyMap<number, Word>): boolean => {
  const word = item.rule?.op === "holiday" ? words.get(span.start) : undefined;
  return word !== undefined && word.end === span.end && (word.upos === "ADJ" || word.upos === "VERB");
};

/** "In five days the troops took it": with a verb that looks back, what lies so far ahead is how long it took. */
const lasting = (t: Term, direction: Direction): Term =>
  t.is === "shift" && t.base === "published" && t.sign > 0 && direction === "back"
    ? { is: "duration", amount: t.amount, unit: t.unit, ...(t.half ? { half: true } : {}) }
    : t;

/**
 * "Three days after the ministry protested": where what follows does something, so long after the last date of the text.
 * The subject is then what follows, or in its stead the very count of days.
 */
function afterwards(item: TimeItem, sentence: Sentence | undefined, span: Span): Term {
  const term = item.value as Term;
  if (item.rule?.op !== "as-is" || item.rule.with.sign !== 1 || term.is !== "duration" || !sentence) return term;
  const next = sentence.words.find((w) => w.start >= span.end);
  const head = next && (next.deprel === "det" ? sentence.words[next.head - 1] : next);
  const acts = [head, ...sentence.words.filter((w) => contains(span, w))].some((w) => w?.deprel.startsWith("nsubj"));
  return acts ? { is: "shift", amount: term.amount, unit: term.unit, sign: 1, base: "text" } : term;
}

/** What the text says of time, in its order, whatever the day on which it is read. Linear in the text. */
export function findTimes(document: Document, pack: TimePack): SaidTime[] {
  const { text, sentences } = document;
  const tokens = cutTimeTokens(text);
  const at = new Map(tokens.map((t, i) => [t.start, i]));
  const words = new Map<number, Word>();
  for (const s of sentences) for (const w of s.words) if (!words.has(w.start)) words.set(w.start, w);
  const names = new SpanIndex<Span>();
  for (const name of document.names) names.add(name, [name]);
  let hint = 0;
  const joins = (t: TimeToken): boolean => {
    if (!sentences.length) return !t.line;
    while (hint < sentences.length && sentences[hint]!.end <= t.start) hint++;
    return hint < sentences.length && sentences[hint]!.start < t.start;
  };
  const order = new Map(pack.rules.map((r, i) => [r, i]));
  const said: SaidTime[] = [];
  let near = 0;
  for (const run of findRuns(text, tokens, pack, joins)) {
    const items = chartOf(text, run, pack).filter(
      (i) => i.rule && complete.has(i.kind) && typeof i.value === "object" && "is" in i.value,
    );
    items.sort((a, b) => b.end - b.start - (a.end - a.start) || order.get(a.rule!)! - order.get(b.rule!)!);
    const taken = new Uint8Array(run.length);
    const chosen: TimeItem[] = [];
    for (const item of items) {
      if (taken.subarray(item.start, item.end).some((t) => t)) continue;
      if (!mayStand(item, run, tokens, at, words, pack)) {
        // A number that counts something is no day, nor is any part of it; a weekday before it still is one.
        if (item.bare && !item.whole) taken.fill(1, firstNumber(run, item, pack), item.end);
        continue;
      }
      const span = { start: run[item.start]!.start, end: run[item.end - 1]!.end };
      if (isInName(document, names, span, words, pack) || isOther(item, span, words)) continue;
      taken.fill(1, item.start, item.end);
      chosen.push(item);
    }
    chosen.sort((a, b) => a.start - b.start);
    for (const item of chosen) {
      const span = { start: run[item.start]!.start, end: run[item.end - 1]!.end };
      const index = sentenceAt(sentences, span, near);
      if (index >= 0) near = index;
      const sentence: Sentence | undefined = index >= 0 ? sentences[index] : undefined;
      const first = at.get(span.start)!;
      const before: string[] = [];
      for (
        let i = first - 1;
        i >= Math.max(0, first - 8) && !/^[.!?;,]$/.test(tokens[i]!.key) && !tokens[i + 1]!.line;
        i--
      )
        before.push(tokens[i]!.key);
      const direction = directionOf(sentence, span, before, pack);
      said.push({
        ...span,
        rule: item.rule!.name,
        term: lasting(afterwards(item, sentence, span), direction),
        direction,
        ...(sentence && isAside(sentence, span) ? { aside: true } : {}),
      });
    }
  }
  return said;
}

/** The time expressions of a document, in the order of its text. */
export const readTimes = (document: Document, anchor: DayInterval | null, pack: TimePack): TimeExpression[] =>
  resolveTimes(findTimes(document, pack), anchor);

/** Runs every rule's `example` and `not` and tells which fail, as `rule: sentence`. */
export function checkTimeRules(pack: TimePack): string[] {
  const faults: string[] = [];
  const plain = (text: string): Document => ({ text, language: pack.language, sentences: [], names: [] });
  for (const rule of pack.rules) {
    const reads = (text: string): boolean => {
      for (const run of findRuns(text, cutTimeTokens(text), pack, (t) => !t.line))
        if (chartOf(text, run, pack).some((i) => i.rule === rule)) return true;
      return false;
    };
    for (const text of rule.example) if (!reads(text)) faults.push(`${rule.name}: does not read its example "${text}"`);
    for (const text of rule.not)
      if (findTimes(plain(text), pack).some((t) => t.rule === rule.name))
        faults.push(`${rule.name}: must stay silent in "${text}"`);
  }
  return faults;
}
