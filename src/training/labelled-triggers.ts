/** Triggers as the reader weighs them, each with what people labelled there: articles with their gold, and cases of the packs. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { casesSchema, readSentence } from "../check/events.ts";
import type { Weighed } from "../extract/weigh.ts";
import { loadFurniture } from "../language/furniture.ts";
import { readYaml } from "../language/ontology.ts";
import { overlaps, type Span } from "../model/span.ts";
import { analyse, identify, type Reader } from "../pipeline.ts";
import { readOptions } from "../read/formats.ts";
import { readInput } from "../read/read.ts";

/** Homes of the sides of a labelled event, as far as they may take part in the trigger; null for a side without actors. */
export interface Told {
  readonly event: string;
  readonly essential: boolean;
  readonly actors: ReadonlySet<string> | null;
  readonly recipients: ReadonlySet<string> | null;
}

export interface LabelledTrigger {
  /** The article or the case in which it stands. */
  readonly article: string;
  /** Is it of an article? Cases are learned from but not measured. */
  readonly measured: boolean;
  readonly weighed: Weighed;
  /** The labelled events that the trigger tells; none for no event. */
  readonly told: readonly Told[];
}

export interface Labelled {
  readonly triggers: readonly LabelledTrigger[];
  /** Essential labelled events, found by a trigger or not. */
  readonly essential: number;
}

interface GoldActor {
  readonly country: string | null;
  readonly name: string;
}

interface GoldEvent {
  readonly id: string;
  readonly type: string;
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  readonly evidence: readonly string[];
  readonly essential: boolean;
}

const fold = (s: string): string[] =>
  s
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Is the home the labelled actor or its state? Bodies agree by two words of the name, or by initials. */
function isHome(reader: Reader, home: string, gold: GoldActor): boolean {
  if (gold.country !== null) return home === gold.country;
  const ours = fold(reader.knowledge.actor(home)?.name ?? home);
  const theirs = fold(gold.name);
  const initials = (words: readonly string[]) => words.map((w) => w[0]).join("");
  return (
    theirs.filter((w) => w.length > 1 && ours.includes(w)).length >= Math.min(2, theirs.length) ||
    ours.includes(initials(theirs)) ||
    theirs.includes(initials(ours))
  );
}

/** Every place of the text where the words stand, whatever the white space between them. */
function placesOf(text: string, words: string): Span[] {
  const pattern = words
    .split(/[\s\u00a0\u200b]+/)
    .map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[\\s\\u00a0\\u200b]+");
  return [...text.matchAll(new RegExp(pattern, "g"))].map((m) => ({ start: m.index, end: m.index + m[0].length }));
}

/** A folder with articles/, gold/ and actors.json, in the form of the blind batches. */
export async function labelledArticles(dir: string, reader: Reader): Promise<Labelled> {
  const actors = JSON.parse(readFileSync(join(dir, "actors.json"), "utf8")) as Record<string, GoldActor>;
  const options = readOptions({ furniture: loadFurniture(join(reader.root, "languages")), published: null, identify });
  const triggers: LabelledTrigger[] = [];
  let essential = 0;
  for (const file of readdirSync(join(dir, "gold")).sort()) {
    const name = file.replace(/\.json$/, "");
    const { events } = JSON.parse(readFileSync(join(dir, "gold", file), "utf8")) as { events: GoldEvent[] };
    essential += events.filter((e) => e.essential).length;
    for await (const read of readInput([join(dir, "articles", `${name}.txt`)], options)) {
      if (!("article" in read)) throw new RangeError(`${file}: ${read.skipped.message}`);
      const { text } = read.article;
      const where = events.map((e) => e.evidence.flatMap((words) => placesOf(text, words)));
      analyse(read.article, reader, {
        weighed: (weighed) => {
          const homes = [...weighed.sides.keys()];
          const sides = (ids: readonly string[]) =>
            ids.length ? new Set(homes.filter((h) => ids.some((id) => isHome(reader, h, actors[id]!)))) : null;
          const told = events
            .filter(
              (e, k) =>
                e.type.split("|").includes(weighed.found.rule.type) &&
                where[k]!.some((span) => overlaps(span, weighed.trigger)),
            )
            .map((e) => ({
              event: `${dir}/${name}:${e.id}`,
              essential: e.essential,
              actors: sides(e.actors),
              recipients: sides(e.recipients),
            }));
          triggers.push({ article: `${dir}/${name}`, measured: true, weighed, told });
        },
      });
    }
  }
  return { triggers, essential };
}

/** The cases of a pack: what a case wants is told, and where it wants silence nothing is. */
export function labelledCases(code: string, reader: Reader): LabelledTrigger[] {
  const triggers: LabelledTrigger[] = [];
  const { events } = reader.language(code)!.language;
  const path = join(reader.root, "languages", code, "cases", "events.yaml");
  const hear = (text: string, published: string | undefined, label: (w: Weighed) => readonly Told[] | null) =>
    readSentence(text, code, reader, published, {
      weighed: (weighed) => {
        const told = label(weighed);
        if (told) triggers.push({ article: text, measured: false, weighed, told });
      },
    });
  for (const rule of events.rules)
    for (const text of rule.not) hear(text, undefined, (w) => (w.found.rule.name === rule.name ? [] : null));
  for (const c of readYaml(path, casesSchema)) {
    const homes = (ids: readonly string[]) => new Set(ids.map((id) => reader.knowledge.actor(id)?.country ?? id));
    hear(c.text, c.published, (w) => {
      const { type } = w.found.rule;
      if (c.silent === true || c.silent?.includes(type)) return [];
      const alone = w.sides.size <= 1;
      const wanted =
        c.events?.filter((e) => e.type === type && e.actors?.length && (e.recipients?.length || alone)) ?? [];
      if (!wanted.length) return null;
      return wanted.map((e, i) => ({
        event: `${c.text}:${i}`,
        essential: false,
        actors: homes(e.actors!),
        recipients: e.recipients?.length ? homes(e.recipients) : null,
      }));
    });
  }
  return triggers;
}
