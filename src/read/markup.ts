/** Page source -> tree, in one pass and linear time; scripts are never run, what is not read is not kept. */
import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import { APART, DROPPED, endedBy, FRAME, RAW, VOID } from "./nesting.ts";
import { Attribute, Document, Element, Text } from "./tree.ts";

/** A page as it was parsed. */
export interface Page {
  readonly document: Document;
  /** Texts of the JSON-LD scripts. */
  readonly jsonLd: readonly string[];
  /** Strings of the scripts that carry a page's content for a client-side framework. */
  readonly payload: string;
  /** What the html element says of its language, or null. */
  readonly language: string | null;
  /** Classes, ids, names and actions of all elements, as they stand. */
  readonly names: readonly Attribute[];
}

/** Longest source that is parsed, in UTF-16 units. */
const LONGEST = 8_000_000;
/** Deepest nesting; deeper elements lose their tags and keep their text. */
const DEEPEST = 100;
/** A noscript of this length may hold the article that the page's scripts would show. */
const LONG_NOSCRIPT = 2000;

/** Attributes that the reading of pages asks for; every other one would only be memory. */
const KEPT = new Set(
  "class id role rel href name property content itemprop itemtype datetime pubdate hidden aria-hidden aria-modal data-nosnippet data-testid lang action style summary type".split(
    " ",
  ),
);
const NAMING = new Set(["class", "id", "name", "action"]);

/** Parses a page, or a piece of one. */
export function parsePage(raw: string): Page {
  const source = raw.length > LONGEST ? raw.slice(0, LONGEST) : raw;
  const builder = new Builder(source);
  const tokenizer = new Tokenizer({ decodeEntities: true }, builder);
  tokenizer.write(source);
  tokenizer.end();
  return {
    document: builder.document,
    jsonLd: builder.jsonLd,
    payload: builder.payload.join("\n"),
    language: /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*/i.exec(builder.language)?.[0] ?? null,
    names: builder.names,
  };
}

class Builder implements TokenizerCallbacks {
  readonly document = new Document();
  readonly jsonLd: string[] = [];
  readonly payload: string[] = [];
  readonly names: Attribute[] = [];
  language = "";
  private readonly source: string;
  /** The open elements, the innermost last. */
  private readonly open: Element[] = [this.document.body];
  /** Open elements that lost their tags, being too deep. */
  private lost = 0;
  /** Text since the last tag. */
  private text = "";
  /** Spaces before the next tag show nothing. */
  private apart = true;
  /** What begins before this offset is left out. */
  private skip = 0;
  /** The tag being read: its name in capitals, where it begins and ends, what it says. */
  private tag = "";
  private began = 0;
  private ended = 0;
  private attributes: Attribute[] = [];
  private name = "";
  private value = "";
  /** Where the raw element of each name next ends; -1 where none does. */
  private readonly closings = new Map<string, number>();
  private readonly capitals = new Map<string, string>();

  constructor(source: string) {
    this.source = source;
  }

  ontext(start: number, end: number): void {
    if (start < this.skip) return;
    if (this.tag === "SCRIPT" || this.tag === "STYLE") {
      if (this.tag === "SCRIPT") this.keepScript(this.source.slice(start, end));
    } else this.text += this.source.slice(start, end);
  }
  ontextentity(code: number, end: number): void {
    if (end > this.skip) this.text += String.fromCodePoint(code);
  }
  onopentagname(start: number, end: number): void {
    this.tag = this.capital(start, end);
    this.began = start;
    this.attributes = [];
  }
  onattribname(start: number, end: number): void {
    const name = this.source.slice(start, end);
    this.name = KEPT.has(name) ? name : name.toLowerCase();
    this.value = "";
  }
  onattribdata(start: number, end: number): void {
    if (KEPT.has(this.name)) this.value += this.source.slice(start, end);
  }
  onattribentity(code: number): void {
    this.value += String.fromCodePoint(code);
  }
  onattribend(): void {
    const name = this.name;
    if (!KEPT.has(name) || (name === "style" && !/none|hidden/i.test(this.value))) return;
    if (!this.attributes.some((a) => a.name === name)) this.attributes.push(new Attribute(name, this.value));
  }
  onopentagend(end: number): void {
    const name = this.tag;
    if (end < this.skip) return;
    if (name === "SCRIPT" || name === "STYLE") {
      this.ended = end;
      this.text += " ";
      return;
    }
    if (RAW.has(name)) {
      this.skipRaw(name, end);
      return;
    }
    this.flush(name);
    if (FRAME.has(name)) {
      if (name === "HTML") this.language ||= this.attributes.find((a) => a.name === "lang")?.value.trim() ?? "";
    } else this.begin(name);
  }
  onselfclosingtag(end: number): void {
    this.onopentagend(end);
  }
  onclosetag(start: number, end: number): void {
    const name = this.capital(start, end);
    if (this.tag === "SCRIPT" || this.tag === "STYLE") this.tag = "";
    if (end < this.skip || name === "SCRIPT" || name === "STYLE" || RAW.has(name)) return;
    this.flush(name);
    if (FRAME.has(name)) return;
    if (name === "BR") this.add(new Element("BR", this.document));
    else if (!VOID.has(name)) this.end(name);
  }
  oncomment(start: number): void {
    if (start >= this.skip) this.text += " ";
  }
  oncdata(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {
    this.flush("BODY");
  }

  private capital(start: number, end: number): string {
    const name = this.source.slice(start, end);
    let capital = this.capitals.get(name);
    if (capital === undefined) this.capitals.set(name, (capital = name.toUpperCase()));
    return capital;
  }
  private add(node: Element | Text): void {
    this.open.at(-1)?.appendChild(node);
  }
  /** Puts the text before a tag of this name into the tree. */
  private flush(name: string): void {
    const beside = this.apart || APART.has(name);
    this.apart = APART.has(name);
    const text = this.text;
    if (text === "") return;
    this.text = "";
    if (!beside || !/^[ \t\r\n\f]*$/.test(text)) this.add(new Text(text));
  }
  private begin(name: string): void {
    const attributes = this.attributes;
    for (const a of attributes) if (NAMING.has(a.name)) this.names.push(a);
    if (DROPPED.has(name)) return;
    if (name === "LINK" && !attributes.some((a) => a.name === "rel" && /canonical|alternate/i.test(a.value))) return;
    const ended = endedBy(name);
    if (ended) while (ended.has(this.open.at(-1)?.nodeName ?? "")) this.open.pop();
    if (this.open.length > DEEPEST) {
      this.text += " ";
      if (!VOID.has(name)) this.lost++;
      return;
    }
    const element = new Element(name, this.document, attributes);
    this.add(element);
    if (!VOID.has(name)) this.open.push(element);
  }
  private end(name: string): void {
    if (this.lost > 0) {
      this.lost--;
      this.text += " ";
      return;
    }
    for (let i = this.open.length - 1; i > 0; i--)
      if (this.open[i]?.nodeName === name) {
        this.open.length = i;
        return;
      }
    // an end without a beginning breaks the line all the same
    if (name === "P") this.add(new Element("P", this.document));
  }

  /** Leaves out an element that is closed again, except a noscript that holds the article. */
  private skipRaw(name: string, from: number): void {
    let close = this.closings.get(name) ?? 0;
    if (close >= 0 && close <= from) {
      const tag = new RegExp(`</${name}`, "gi");
      tag.lastIndex = from;
      close = tag.exec(this.source)?.index ?? -1;
      this.closings.set(name, close);
    }
    if (close < 0) return;
    if (name === "NOSCRIPT" && close - from > LONG_NOSCRIPT && /<p[\s>]/i.test(this.source.slice(from, close))) return;
    const end = this.source.indexOf(">", close);
    this.skip = end < 0 ? this.source.length : end + 1;
    this.text += " ";
  }

  private keepScript(inner: string): void {
    const tag = this.source.slice(this.began, this.ended);
    if (/ld\+json/i.test(tag)) this.jsonLd.push(inner);
    else if (
      /self\.__next_f\.push|__NEXT_DATA__|__INITIAL_STATE__|__PRELOADED_STATE__|Fusion\.globalContent/.test(
        tag + inner.slice(0, 400),
      )
    )
      this.payload.push(inner);
  }
}
