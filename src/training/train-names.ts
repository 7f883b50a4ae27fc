/** Trains the name tagger on sentences whose names are listed beside them. */
import { readFileSync } from "node:fs";
import { mayHoldNames, readSentence } from "../annotate/annotate.ts";
import type { Annotator } from "../annotate/annotator.ts";
import { hashText } from "../annotate/hash.ts";
import {
  canFollow,
  makeNameModel,
  NAME_CLASSES,
  NAME_TYPES,
  type NameModel,
  nameSpans,
  tagNames,
  transitionKey,
} from "../annotate/name.ts";
import {
  type Gazetteer,
  HEARD_SHIFT,
  LONGEST_PHRASE,
  type NamingInput,
  namingContext,
  phraseKey,
  tokenKey,
} from "../annotate/name-context.ts";
import { NAME_FEATURES, nameFeatures } from "../annotate/name-features.ts";
import { splitText } from "../annotate/split.ts";
import { listLookup, type TableData } from "../annotate/tables.ts";
import { packWeights, putTable } from "../annotate/weights.ts";
import { foldForm, type WordType } from "../annotate/word-type.ts";
import { UserError } from "../model/errors.ts";
import type { NameType } from "../model/sentence.ts";
import { listTable } from "./compile-lexicon.ts";
import { meanTable } from "./merge.ts";
import { Perceptron } from "./perceptron.ts";
import { seededRandom, shuffle } from "./random.ts";

/** A sentence and the names in it, in order. */
export interface LabelledSentence {
  readonly text: string;
  readonly names: readonly { readonly type: NameType; readonly surface: string }[];
}

/** Reads `sentence TAB TYPE:surface|TYPE:surface` lines. */
export function readLabelled(path: string): LabelledSentence[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new UserError(`no labelled names ${path}`, { hint: "check the names of the training plan" });
  }
  const out: LabelledSentence[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (!line.trim() || line.startsWith("#")) continue;
    const [sentence = "", list = ""] = line.split("\t");
    const names = list.split("|").flatMap((item) => {
      const match = /^(PER|ORG|LOC):(.+)$/.exec(item.trim());
      return match ? [{ type: match[1] as NameType, surface: (match[2] as string).trim() }] : [];
    });
    out.push({ text: sentence, names });
  }
  return out;
}

/** Character spans of a sentence's names: in order where they occur in order, and every other whole occurrence. */
export function placeNames({ text, names }: LabelledSentence): { start: number; end: number; type: NameType }[] {
  const spans: { start: number; end: number; type: NameType }[] = [];
  const free = (start: number, end: number): boolean => spans.every((s) => end <= s.start || start >= s.end);
  const whole = (start: number, end: number): boolean =>
    !/[\p{L}\p{N}]/u.test(text[start - 1] ?? " ") && !/[\p{L}\p{N}]/u.test(text[end] ?? " ");
  let cursor = 0;
  for (const { type, surface } of names) {
    let at = text.indexOf(surface, cursor);
    while (at >= 0 && !whole(at, at + surface.length)) at = text.indexOf(surface, at + 1);
    if (at < 0) at = text.indexOf(surface);
    if (at < 0 || !free(at, at + surface.length)) continue;
    spans.push({ start: at, end: at + surface.length, type });
    cursor = Math.max(cursor, at + surface.length);
  }
  for (const { type, surface } of [...names].sort((a, b) => b.surface.length - a.surface.length)) {
    for (let at = text.indexOf(surface); at >= 0; at = text.indexOf(surface, at + surface.length)) {
      if (whole(at, at + surface.length) && free(at, at + surface.length))
        spans.push({ start: at, end: at + surface.length, type });
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** A sentence ready for learning. */
export interface NamedSentence {
  readonly input: NamingInput;
  readonly gold: Uint8Array;
}

/** Tags and parses the labelled sentences. */
export function prepareNames(sentences: readonly LabelledSentence[], annotator: Annotator): NamedSentence[] {
  const out: NamedSentence[] = [];
  for (const sentence of sentences) {
    const tokens = splitText(sentence.text, annotator.tokenize, annotator.endsSentence);
    const spans = placeNames(sentence);
    for (let s = 0; s + 1 < tokens.borders.length; s++) {
      const from = tokens.borders[s] as number;
      const to = tokens.borders[s + 1] as number;
      const { naming } = readSentence(tokens, from, to, annotator);
      const gold = new Uint8Array(to - from);
      for (const span of spans) {
        const inside: number[] = [];
        for (let i = from; i < to; i++) {
          if ((tokens.starts[i] as number) < span.end && (tokens.ends[i] as number) > span.start) inside.push(i - from);
        }
        const base = 1 + 4 * NAME_TYPES.indexOf(span.type);
        inside.forEach((i, k) => {
          gold[i] = base + (inside.length === 1 ? 3 : k === 0 ? 0 : k === inside.length - 1 ? 2 : 1);
        });
      }
      if (mayHoldNames(naming)) out.push({ input: naming, gold: legal(gold) });
    }
  }
  return out;
}

/** Overlaps can break a sequence; what is not legal becomes O. */
function legal(tags: Uint8Array): Uint8Array {
  for (let i = 0; i < tags.length; i++) {
    const before = i > 0 ? (tags[i - 1] as number) : -1;
    if (!canFollow(before, tags[i] as number)) tags[i] = 0;
    if (i > 0 && !canFollow(before, tags[i] as number)) tags[i - 1] = 0;
  }
  if (tags.length > 0 && !canFollow(tags.at(-1) as number, -1)) tags[tags.length - 1] = 0;
  return tags;
}

/** Kinds of known names as bits; a phrase and a token may be several. */
export interface KnownName {
  readonly form: string;
  readonly bits: number;
}

/** Tables of known phrases and of the tokens in them. Token bits: first of a person's name 1, last 2, others by type. */
export function compileGazetteer(
  names: readonly KnownName[],
  tokenize: Annotator["tokenize"],
): { phrases: TableData; tokens: TableData } {
  const phrases = new Map<number, number>();
  const tokens = new Map<number, number>();
  const add = (map: Map<number, number>, key: number, bits: number): void =>
    void map.set(key, (map.get(key) ?? 0) | bits);
  for (const { form, bits } of names) {
    const parts = form.split(/\s+/).flatMap((run) => tokenize(run).map((piece) => hashText(foldForm(piece.form))));
    if (parts.length === 0 || parts.length > 6) continue;
    add(phrases, parts.reduce(phraseKey, 0), bits);
    parts.forEach((key, i) => {
      const person = bits & 1;
      const own = (person ? (i === 0 ? 1 : 2) : 0) | (bits & 2 ? 4 : 0) | (bits & 4 ? 8 : 0) | (bits & ~7 ? 16 : 0);
      add(tokens, tokenKey(key), own);
    });
  }
  const table = (map: Map<number, number>): TableData =>
    listTable([...map].map(([key, bits]) => ({ key, ids: [bits & 63] })));
  return { phrases: table(phrases), tokens: table(tokens) };
}

/** Tables of known names, as compileGazetteer makes them. */
export interface NameTables {
  readonly phrases: TableData;
  readonly tokens: TableData;
}

/** A name is heard when so many times, with such a share of one type. */
const HEARD_TIMES = 2;
const HEARD_SHARE = 0.8;
const PARTS = 2;
const QUICK_EPOCHS = 5;
/** So many taggers, whose lessons come in other orders, are averaged. */
const TAGGERS = 3;
const SEED_STEP = 31;

/** Reads raw sentences for what the tagger will look at. */
export function prepareRaw(lines: readonly string[], annotator: Annotator): NamingInput[] {
  const out: NamingInput[] = [];
  for (const line of new Set(lines)) {
    const tokens = splitText(line, annotator.tokenize, annotator.endsSentence);
    for (let s = 0; s + 1 < tokens.borders.length; s++) {
      const { naming } = readSentence(tokens, tokens.borders[s] as number, tokens.borders[s + 1] as number, annotator);
      if (mayHoldNames(naming)) out.push(naming);
    }
  }
  return out;
}

/** Phrase keys of the names that a model finds in raw text again and again, with the bit of their commonest type. */
function heardNames(model: NameModel, raw: readonly NamingInput[]): Map<number, number> {
  const counts = new Map<number, number[]>();
  for (const input of raw) {
    for (const { from, to, type } of nameSpans(tagNames(input, model))) {
      if (to - from > LONGEST_PHRASE) continue;
      let key = 0;
      for (let i = from; i < to; i++) key = phraseKey(key, (input.types[i] as WordType).key);
      const types = counts.get(key) ?? [0, 0, 0];
      const at = NAME_TYPES.indexOf(type);
      types[at] = (types[at] as number) + 1;
      counts.set(key, types);
    }
  }
  const out = new Map<number, number>();
  for (const [key, types] of counts) {
    const all = types.reduce((sum, n) => sum + n, 0);
    const top = Math.max(...types);
    if (all >= HEARD_TIMES && top >= all * HEARD_SHARE) out.set(key, 1 << (HEARD_SHIFT + types.indexOf(top)));
  }
  return out;
}

/** A gazetteer that also knows heard names. */
function withHeard(known: Gazetteer, heard: ReadonlyMap<number, number>): Gazetteer {
  return { token: known.token, phrase: (key) => known.phrase(key) | (heard.get(key) ?? 0) };
}

/**
 * Trains and packs names.bin. With raw text, names are first heard in it by models of half the sentences, each half
 * learning from what the other half's model heard, and the final lists come from a model of all.
 */
export function trainNames(
  train: readonly NamedSentence[],
  tables: NameTables,
  raw: readonly NamingInput[],
  epochs: number,
  seed: number,
  log: (line: string) => void,
): Uint8Array {
  const token = listLookup(tables.tokens);
  const phrase = listLookup(tables.phrases);
  const known: Gazetteer = { token: (key) => token(key)?.[0] ?? 0, phrase: (key) => phrase(key)?.[0] ?? 0 };
  let lessons = train.map((sentence) => ({ ...sentence, gazetteer: known }));
  let heard = new Map<number, number>();
  if (raw.length > 0) {
    const part = (keep: (i: number) => boolean): Map<number, number> => {
      const learner = learnNames(
        lessons.filter((_, i) => keep(i)),
        QUICK_EPOCHS,
        seed,
        () => {},
      );
      return heardNames(makeNameModel(learner.averaged(1), known), raw);
    };
    const others = Array.from({ length: PARTS }, (_, k) =>
      withHeard(
        known,
        part((i) => i % PARTS !== k),
      ),
    );
    heard = part(() => true);
    log(`  ${heard.size} names heard in ${raw.length} raw sentences`);
    lessons = lessons.map((lesson, i) => ({ ...lesson, gazetteer: others[i % PARTS] as Gazetteer }));
  }
  const learned = Array.from({ length: TAGGERS }, (_, k) =>
    learnNames(lessons, epochs, seed + k * SEED_STEP, log).freeze(1),
  );
  const phrases = new Map<number, number>();
  for (const [i, key] of tables.phrases.keys.entries())
    phrases.set(key, tables.phrases.cells[tables.phrases.offsets[i] as number] as number);
  for (const [key, bits] of heard) phrases.set(key, (phrases.get(key) ?? 0) | bits);
  const sections = new Map<string, Uint8Array>();
  putTable(sections, "names", meanTable(learned, 1));
  putTable(sections, "tokens", tables.tokens);
  putTable(sections, "phrases", listTable([...phrases].map(([key, bits]) => ({ key, ids: [bits] }))));
  return packWeights({ head: {}, sections });
}

type Lesson = NamedSentence & { readonly gazetteer: Gazetteer };

/** The perceptron itself. */
function learnNames(lessons: readonly Lesson[], epochs: number, seed: number, log: (line: string) => void): Perceptron {
  const learner = new Perceptron(NAME_CLASSES, 18);
  const random = seededRandom(seed);
  const order = lessons.map((_, i) => i);
  const features = new Int32Array(NAME_FEATURES);
  const link = new Int32Array(1);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    let wrong = 0;
    let all = 0;
    for (const at of order) {
      const { input: plain, gold, gazetteer } = lessons[at] as Lesson;
      const input = random() < 0.06 ? { ...plain, casing: 2 as const } : plain;
      const guess = tagNames(input, makeNameModel(learner, gazetteer));
      const context = namingContext(input, gazetteer);
      all += gold.length;
      for (let i = 0; i < gold.length; i++) {
        if (guess[i] !== gold[i] && !context.far[i]) {
          wrong++;
          learner.update(features, nameFeatures(input, context, i, features), gold[i] as number, guess[i] as number);
        }
        if (i > 0 && (guess[i] !== gold[i] || guess[i - 1] !== gold[i - 1])) {
          link[0] = transitionKey(gold[i - 1] as number);
          learner.adjust(link, 1, gold[i] as number, 1);
          link[0] = transitionKey(guess[i - 1] as number);
          learner.adjust(link, 1, guess[i] as number, -1);
        }
      }
      learner.tick();
    }
    log(`  names epoch ${epoch + 1}: ${wrong} of ${all} tokens wrong, ${learner.size} features`);
  }
  return learner;
}
