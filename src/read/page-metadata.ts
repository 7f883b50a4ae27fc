/** What a page says of itself: JSON-LD, meta elements, links; values as they stand, in the order of trust. */
import { type Document, elementsNamed } from "./tree.ts";

/** Metadata of one page. Lists hold the values found, the most trusted first. */
export interface Metadata {
  /** Objects of JSON-LD that describe an article. */
  readonly articles: readonly JsonObject[];
  /** All objects of JSON-LD. */
  readonly objects: readonly JsonObject[];
  /** Content of meta elements by name or property, in small letters; the first one wins. */
  readonly meta: ReadonlyMap<string, string>;
}

export type JsonObject = Readonly<Record<string, unknown>>;

const META = new Set(["META"]);
const ARTICLE = /(?:Article|BlogPosting|Reportage|LiveBlogPosting|Report|Review|OpinionNews)$/i;

/** Reads a page's metadata. Broken JSON-LD is mended where line feeds stand in its strings, else passed over. */
export function readMetadata(document: Document, jsonLd: readonly string[]): Metadata {
  const objects: JsonObject[] = [];
  for (const text of jsonLd) {
    if (text.length > 2_000_000) continue;
    const value = parseLenient(text);
    if (value !== undefined) gather(value, objects);
  }
  const meta = new Map<string, string>();
  for (const element of elementsNamed(document.body, META)) {
    const key = (element.getAttribute("property") ?? element.getAttribute("name") ?? element.getAttribute("itemprop"))
      ?.toLowerCase()
      .trim();
    const content = element.getAttribute("content")?.trim();
    if (key && content && !meta.has(key)) meta.set(key, content);
  }
  const articles = objects.filter((o) => typesOf(o).some((t) => ARTICLE.test(t)));
  return { articles, objects, meta };
}

function parseLenient(text: string): unknown {
  const bare = text
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, "")
    .replace(/(?:-->|\/\/\s*\]\]>|\]\]>)\s*;?\s*$/, "")
    .trim()
    .replace(/;$/, "");
  for (const candidate of [
    bare,
    bare.replace(/\p{Cc}+/gu, " "),
    bare.replace(/\p{Cc}+/gu, " ").replace(/,\s*([}\]])/g, "$1"),
  ]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // the next form
    }
  }
  return undefined;
}

/** Collects the objects of a JSON-LD value, those of `@graph` and of `mainEntity` too. */
function gather(value: unknown, into: JsonObject[]): void {
  const stack: unknown[] = [value];
  let steps = 0;
  while (stack.length > 0 && steps++ < 5000) {
    const item = stack.shift();
    if (Array.isArray(item)) stack.unshift(...item.slice(0, 500));
    else if (isObject(item)) {
      into.push(item);
      for (const key of ["@graph", "mainEntity", "mainEntityOfPage"])
        if (typeof item[key] === "object") stack.push(item[key]);
    }
  }
}

const isObject = (v: unknown): v is JsonObject => typeof v === "object" && v !== null && !Array.isArray(v);

const typesOf = (o: JsonObject): string[] => [o["@type"]].flat().filter((t): t is string => typeof t === "string");

/** The first string under a key of the article objects. */
export function stringOf(objects: readonly JsonObject[], key: string): string | null {
  for (const object of objects) {
    const value = [object[key]].flat()[0];
    if (typeof value === "string" && value.trim() !== "") return decodeEntities(value).trim();
  }
  return null;
}

/** Names of persons or bodies under a key: strings, objects with a name, or lists of them. */
export function namesOf(objects: readonly JsonObject[], key: string): string[] {
  for (const object of objects) {
    const names = [object[key]].flat(2).flatMap((v) => {
      const name = typeof v === "string" ? v : isObject(v) ? [v.name].flat()[0] : null;
      return typeof name === "string" && name.trim() !== "" ? [decodeEntities(name).trim()] : [];
    });
    if (names.length > 0) return [...new Set(names)];
  }
  return [];
}

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  laquo: "«",
  raquo: "»",
  rsquo: "’",
  lsquo: "‘",
  ldquo: "“",
  rdquo: "”",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  euro: "€",
  egrave: "è",
  eacute: "é",
  agrave: "à",
  ograve: "ò",
  ugrave: "ù",
  igrave: "ì",
  Egrave: "È",
  Agrave: "À",
};

/** `L&#39;accordo` -> `L'accordo`. */
export const decodeEntities = (text: string): string =>
  text.includes("&")
    ? text.replace(
        /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,8}));/gi,
        (whole, dec: string, hex: string, name: string) => {
          const code = dec ? Number(dec) : hex ? Number.parseInt(hex, 16) : 0;
          if (code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
          return (name && named[name]) || whole;
        },
      )
    : text;
