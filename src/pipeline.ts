/** The order of things: an article becomes a reading. Only this file knows in which order the steps go. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { annotate } from "./annotate/annotate.ts";
import { type Annotator, loadAnnotator } from "./annotate/annotator.ts";
import { affiliate } from "./extract/affiliation.ts";
import { type ExtractPack, extractEvents, type Listener } from "./extract/extract.ts";
import { isCoarse, withKnownDays } from "./extract/known-days.ts";
import { knownEvents } from "./extract/known-events.ts";
import { knownNames } from "./extract/known-names.ts";
import { type Linked, linkNames } from "./extract/names.ts";
import { type Holding, inferPublished } from "./extract/published.ts";
import { newsOf } from "./extract/published-news.ts";
import { resolveTimes } from "./extract/time-days.ts";
import { findTimes, readTimes } from "./extract/times.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import { loadKnowledge } from "./knowledge/load.ts";
import { identifyLanguage } from "./language/identify.ts";
import { type Language, lacking, loadLanguage, readable } from "./language/language.ts";
import { loadOntology, type Ontology } from "./language/ontology.ts";
import { loadTopics, type TopicsPack, topicsOf } from "./language/topics.ts";
import type { MergeContext } from "./merge/feature.ts";
import type { Actor } from "./model/actor.ts";
import type { Article, Published } from "./model/article.ts";
import { noPack, type Reading } from "./model/reading.ts";
import type { Document } from "./model/sentence.ts";
import { SpanIndex } from "./model/span-index.ts";
import type { DayInterval } from "./model/time.ts";

/** The folder that holds languages/, knowledge/ and ontology/. */
export const packageRoot = (): string => join(dirname(fileURLToPath(import.meta.url)), "..");

/** A language with its models in memory. */
export interface Loaded {
  readonly language: Language;
  readonly annotator: Annotator;
}

/** Everything that reading needs, loaded once. */
export interface Reader {
  readonly root: string;
  readonly ontology: Ontology;
  readonly knowledge: Knowledge;
  /** The pack of a language, loaded when first asked for; null where there is none that can read. */
  language(code: string): Loaded | null;
  /** Codes of the languages that can be read. */
  readonly codes: readonly string[];
}

/** Opens the packs, the knowledge and the ontology below `root`. Throws UserError on faults of their files. */
export function openReader(root: string = packageRoot()): Reader {
  const packs = join(root, "languages");
  const loaded = new Map<string, Loaded | null>();
  const language = (code: string): Loaded | null => {
    const base = code.split("-")[0]!.toLowerCase();
    const known = loaded.get(base);
    if (known !== undefined) return known;
    const dir = join(packs, base);
    const value =
      /^[a-z]{2,3}$/.test(base) && lacking(dir).length === 0
        ? { language: loadLanguage(dir), annotator: loadAnnotator(dir) }
        : null;
    loaded.set(base, value);
    return value;
  };
  return {
    root,
    ontology: loadOntology(join(root, "ontology")),
    knowledge: loadKnowledge(join(root, "knowledge")),
    language,
    codes: readable(packs),
  };
}

/** Reads one article. Where its language has no pack the reading holds the article and the known names in it, and says so. */
export function analyse(article: Article, reader: Reader, listener: Listener = {}): Reading {
  const loaded = reader.language(article.language);
  if (!loaded) return unread(article, reader);
  const dated = article.published ?? publishedInFurniture(article, loaded);
  return readDocument(
    annotate(article.text, loaded.annotator),
    { ...article, published: dated },
    loaded.language,
    reader,
    listener,
  );
}

/** An article whose language no pack reads. */
function unread(article: Article, reader: Reader): Reading {
  const { actors, mentions } = knownNames(article.text, article.language, reader.knowledge);
  const flag = { start: 0, end: 0, code: noPack, message: `no pack reads ${article.language}` };
  return { article, actors, mentions, times: [], events: [], statements: [], flags: [flag] };
}

/** Furniture further down than this belongs to other articles. */
const OWN_FURNITURE = 600;

/** A full date in the lines that were taken out at the head of a page ("18 December 2014, 132 comments") is the article's own. */
function publishedInFurniture(article: Article, loaded: Loaded): Published | null {
  for (const piece of article.furniture) {
    if (piece.at > OWN_FURNITURE || piece.text.length > 160 || !/\d{2}/.test(piece.text)) continue;
    const times = readTimes(annotate(piece.text, loaded.annotator), null, loaded.language.time);
    const own = times.find(
      (t) => t.granularity === "day" && t.anchor === "none" && t.from !== null && t.from === t.to && t.flag === null,
    );
    if (own)
      return {
        from: own.from!,
        to: own.to!,
        basis: "text",
        because: [`own-date: ${piece.text.slice(own.start, own.end)}`],
      };
  }
  return null;
}

function readDocument(
  document: Document,
  article: Article,
  language: Language,
  reader: Reader,
  listener: Listener,
): Reading {
  const { knowledge } = reader;
  let published: Published | null = article.published;
  let linked = linkNames(document, { published }, language, knowledge);
  const said = findTimes(document, language.time);
  if (!published) {
    const events = knownEvents(document, linked, said, language, knowledge);
    published = inferPublished({
      given: null,
      metadata: null,
      text: article.text,
      times: said,
      holdings: linked.holdings,
      events,
      people: peopleIn(linked, knowledge),
      until: horizonOf(knowledge),
      news: newsOf(document, linked, said, linked.holdings, language, knowledge),
      pack: language.time,
    });
    if (published) {
      linked = linkNames(document, { published }, language, knowledge);
    }
  }
  const times = resolveTimes(said, published);
  const pack: ExtractPack = language;
  const actors = affiliate(withStates(linked, knowledge), published, knowledge);
  const coarse = published && times.some(isCoarse);
  const known = coarse ? knownEvents(document, linked, said, language, knowledge) : [];
  const dating = known.length ? withKnownDays(times, known) : times;
  const found = extractEvents(document, { ...linked, actors }, dating, published, pack, reader.ontology, listener);
  const mentions = [...linked.mentions, ...found.mentions].sort((a, b) => a.start - b.start || b.end - a.end);
  return {
    article: { ...article, published },
    actors: actorsOf(
      linked.actors.map((a) => actors.find((x) => x.id === a.id)!),
      found,
      knowledge,
    ),
    mentions,
    times,
    events: found.events,
    statements: found.statements,
    flags: linked.flags,
  };
}

/** The days on which each person whom a text names held any office at all. */
function peopleIn(linked: Linked, knowledge: Knowledge): Holding[] {
  const ids = new Set(linked.mentions.map((m) => m.actor));
  return [...ids].flatMap((actor) => {
    const intervals = knowledge.offices(actor);
    return intervals.length ? [{ actor, office: "any", intervals }] : [];
  });
}

/** The last day on which the knowledge has anything begin: nobody writes after it of what it knows. */
const horizonOf = (knowledge: Knowledge): string =>
  knowledge.holdings.reduce((last, h) => (h.from > last ? h.from : last), knowledge.dated?.at(-1)?.to ?? "");

/** The linked actors with the states of places and of adjectives. */
function withStates(linked: Linked, knowledge: Knowledge): Actor[] {
  const all = new Map(linked.actors.map((a) => [a.id, a]));
  const homes = linked.actors.map((a) => a.country);
  for (const id of [...homes, ...linked.places.map((p) => p.place.country), ...linked.modifiers.map((m) => m.actor)]) {
    const actor = id !== null && !all.has(id) ? knowledge.actor(id) : null;
    if (actor) all.set(actor.id, actor);
  }
  return [...all.values()];
}

/** The linked actors and those that stand behind places and adjectives. */
function actorsOf(linked: readonly Actor[], found: ReturnType<typeof extractEvents>, knowledge: Knowledge): Actor[] {
  const all = new Map(linked.map((a) => [a.id, a]));
  const used = [
    ...found.events.flatMap((e) => [...e.actors, ...e.recipients, ...e.via]),
    ...found.statements.flatMap((s) => [...s.speaker, ...s.about, ...s.via]),
  ];
  for (const id of [...used, ...found.mentions.map((m) => m.actor)]) {
    if (all.has(id)) continue;
    const actor = knowledge.actor(id);
    if (!actor) throw new RangeError(`an item names the actor ${id}, whom nobody knows`);
    all.set(id, actor);
  }
  return [...all.values()];
}

/** Tells the language of a text; what `read` needs to know of languages. */
export const identify = identifyLanguage;

/** The sentences of an article as its pack splits them; none without a pack. */
export function sentencesOf(article: Article, reader: Reader): Document["sentences"] {
  const loaded = reader.language(article.language);
  return loaded ? annotate(article.text, loaded.annotator).sentences : [];
}

/** The linguistic layers of a text by themselves, or null where no pack reads the language. */
export function layers(text: string, code: string, published: DayInterval | null, reader: Reader) {
  const loaded = reader.language(code);
  if (!loaded) return null;
  const document = annotate(text, loaded.annotator);
  const linked = linkNames(document, { published }, loaded.language, reader.knowledge);
  const actors = new SpanIndex<string>();
  for (const m of linked.mentions) actors.add(m.actor, [m]);
  const countries = new SpanIndex<string | null>();
  for (const p of linked.places) countries.add(p.place.country, [p]);
  const actorAt = (start: number, end: number): string | null =>
    actors.over({ start, end })[0] ?? countries.over({ start, end })[0] ?? null;
  return { document, times: readTimes(document, published, loaded.language.time), actorAt };
}

/** What merging needs of the world and of the packs. */
export function mergeContext(reader: Reader): MergeContext {
  const packs = new Map<string, TopicsPack>();
  const packOf = (code: string): TopicsPack => {
    const known = packs.get(code);
    if (known) return known;
    const pack = loadTopics(join(reader.root, "languages", /^[a-z]{2,3}$/.test(code) ? code : "und"));
    packs.set(code, pack);
    return pack;
  };
  return { topics: (text, code) => topicsOf(text, packOf(code)), actor: (id) => reader.knowledge.actor(id) };
}

export type { Listener } from "./extract/extract.ts";
export { settle, settleInTurns } from "./settle/settle.ts";
export { openStore, type Store } from "./store/store.ts";
