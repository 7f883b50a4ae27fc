/** The little of the Document Object Model that reading a page needs; the tree comes from linkedom. */
import { parseHTML } from "linkedom";

export interface Node {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly textContent: string | null;
  readonly firstChild: Node | null;
  readonly nextSibling: Node | null;
  readonly parentNode: Node | null;
}

export interface Element extends Node {
  readonly children: Iterable<Element> & { readonly length: number };
  readonly parentElement: Element | null;
  getAttribute(name: string): string | null;
  querySelector(selectors: string): Element | null;
  querySelectorAll(selectors: string): Iterable<Element>;
  remove(): void;
}

export interface Document extends Node {
  readonly body: Element;
  querySelector(selectors: string): Element | null;
  querySelectorAll(selectors: string): Iterable<Element>;
}

/** Parses markup that `pageSource` has made safe. */
export const parsePage = (html: string): Document => (parseHTML(html) as unknown as { document: Document }).document;
