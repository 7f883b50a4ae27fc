/**
 * A page's tree: as much of the Document Object Model as reading and Readability ask for, in plain linked nodes.
 * Lists are arrays that do not change with the tree; texts are kept until something below them changes.
 */

/** Most UTF-16 units that the elements of one page keep of their texts: deep trees would keep the same text many times. */
const MOST_KEPT = 30_000_000;

export class Attribute {
  readonly name: string;
  value: string;
  constructor(name: string, value: string) {
    this.name = name;
    this.value = value;
  }
  cloneNode(): Attribute {
    return new Attribute(this.name, this.value);
  }
}

/** A text or an element. */
export abstract class Node {
  abstract readonly nodeType: number;
  abstract readonly nodeName: string;
  abstract readonly nodeValue: string | null;
  abstract readonly textContent: string;
  parentNode: Element | null = null;
  previousSibling: Node | null = null;
  nextSibling: Node | null = null;
  firstChild: Node | null = null;
  lastChild: Node | null = null;

  abstract copy(): Node;
  abstract get childNodes(): readonly Node[];

  remove(): void {
    this.parentNode?.removeChild(this);
  }
  get nextElementSibling(): Element | null {
    let node = this.nextSibling;
    while (node && node.nodeType !== 1) node = node.nextSibling;
    return node as Element | null;
  }
  get previousElementSibling(): Element | null {
    let node = this.previousSibling;
    while (node && node.nodeType !== 1) node = node.previousSibling;
    return node as Element | null;
  }
}

const none: readonly never[] = [];

export class Text extends Node {
  readonly nodeType = 3;
  readonly nodeName = "#text";
  readonly nodeValue: string;
  constructor(value: string) {
    super();
    this.nodeValue = value;
  }
  get textContent(): string {
    return this.nodeValue;
  }
  get childNodes(): readonly Node[] {
    return none;
  }
  copy(): Text {
    return new Text(this.nodeValue);
  }
}

const shown = { display: "", visibility: "" } as const;

export class Element extends Node {
  readonly nodeType = 1;
  /** In capitals, as for HTML. */
  readonly nodeName: string;
  readonly nodeValue = null;
  readonly ownerDocument: Document;
  attributes: Attribute[];
  /** Where Readability keeps an element's score, and whether a table holds data. */
  readability: unknown = undefined;
  _readabilityDataTable: unknown = undefined;
  private text: string | null = null;
  private nodes: readonly Node[] | null = null;
  private elements: readonly Element[] | null = null;

  constructor(name: string, document: Document, attributes: Attribute[] = []) {
    super();
    this.nodeName = name;
    this.ownerDocument = document;
    this.attributes = attributes;
  }
  get tagName(): string {
    return this.nodeName;
  }
  get localName(): string {
    return this.nodeName.toLowerCase();
  }

  getAttribute(name: string): string | null {
    for (const a of this.attributes) if (a.name === name) return a.value;
    return null;
  }
  hasAttribute(name: string): boolean {
    return this.getAttribute(name) !== null;
  }
  setAttribute(name: string, value: string): void {
    const known = this.attributes.find((a) => a.name === name);
    if (known) known.value = value;
    else this.attributes.push(new Attribute(name, value));
  }
  setAttributeNode(attribute: Attribute): void {
    this.setAttribute(attribute.name, attribute.value);
  }
  removeAttribute(name: string): void {
    if (this.hasAttribute(name)) this.attributes = this.attributes.filter((a) => a.name !== name);
  }
  get id(): string {
    return this.getAttribute("id") ?? "";
  }
  set id(value: string) {
    this.setAttribute("id", value);
  }
  get className(): string {
    return this.getAttribute("class") ?? "";
  }
  set className(value: string) {
    this.setAttribute("class", value);
  }
  get style(): { readonly display: string; readonly visibility: string } {
    const style = this.getAttribute("style");
    if (style === null) return shown;
    const said = (name: string): string =>
      new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([\\w-]+)`, "i").exec(style)?.[1]?.toLowerCase() ?? "";
    return { display: said("display"), visibility: said("visibility") };
  }

  get childNodes(): readonly Node[] {
    if (this.nodes) return this.nodes;
    const nodes: Node[] = [];
    for (let node = this.firstChild; node; node = node.nextSibling) nodes.push(node);
    return (this.nodes = nodes);
  }
  get children(): readonly Element[] {
    if (this.elements) return this.elements;
    const elements: Element[] = [];
    for (let node = this.firstChild; node; node = node.nextSibling) if (node instanceof Element) elements.push(node);
    return (this.elements = elements);
  }
  get parentElement(): Element | null {
    return this.parentNode;
  }
  get firstElementChild(): Element | null {
    let node = this.firstChild;
    while (node && node.nodeType !== 1) node = node.nextSibling;
    return node as Element | null;
  }

  get textContent(): string {
    if (this.text !== null) return this.text;
    let text = "";
    for (let node = this.firstChild; node; node = node.nextSibling) text += node.textContent;
    this.ownerDocument.kept += text.length;
    if (this.ownerDocument.kept <= MOST_KEPT) this.text = text;
    return text;
  }

  /** Whatever was kept of the children and of the text around them no longer holds. */
  private changed(): void {
    this.nodes = null;
    this.elements = null;
    // what keeps its text had all texts below it kept, so that the first without one ends the way
    for (let up: Element | null = this; up && up.text !== null; up = up.parentNode) up.text = null;
  }

  appendChild<N extends Node>(node: N): N {
    node.parentNode?.removeChild(node);
    node.parentNode = this;
    node.previousSibling = this.lastChild;
    if (this.lastChild) this.lastChild.nextSibling = node;
    else this.firstChild = node;
    this.lastChild = node;
    this.changed();
    return node;
  }
  removeChild<N extends Node>(node: N): N {
    if (node.previousSibling) node.previousSibling.nextSibling = node.nextSibling;
    else this.firstChild = node.nextSibling;
    if (node.nextSibling) node.nextSibling.previousSibling = node.previousSibling;
    else this.lastChild = node.previousSibling;
    node.parentNode = node.previousSibling = node.nextSibling = null;
    this.changed();
    return node;
  }
  replaceChild<N extends Node>(fresh: Node, old: N): N {
    fresh.parentNode?.removeChild(fresh);
    fresh.parentNode = this;
    fresh.previousSibling = old.previousSibling;
    fresh.nextSibling = old.nextSibling;
    if (old.previousSibling) old.previousSibling.nextSibling = fresh;
    else this.firstChild = fresh;
    if (old.nextSibling) old.nextSibling.previousSibling = fresh;
    else this.lastChild = fresh;
    old.parentNode = old.previousSibling = old.nextSibling = null;
    this.changed();
    return old;
  }

  copy(): Element {
    const made = new Element(
      this.nodeName,
      this.ownerDocument,
      this.attributes.map((a) => a.cloneNode()),
    );
    for (let node = this.firstChild; node; node = node.nextSibling) made.appendChild(node.copy());
    return made;
  }
  /** Readability sets back what it was given and looks into it no further: the children themselves, not their markup. */
  get innerHTML(): readonly Node[] {
    return this.copy().childNodes;
  }
  set innerHTML(nodes: readonly Node[]) {
    while (this.firstChild) this.removeChild(this.firstChild);
    for (const node of nodes) this.appendChild(node.copy());
  }

  getElementsByTagName(name: string): Element[] {
    const wanted = name.toUpperCase();
    const found: Element[] = [];
    for (let node = following(this, this); node; node = following(node, this))
      if (node.nodeName === wanted) found.push(node as Element);
    return found;
  }
  /** Takes names of elements only, joined by commas. */
  querySelectorAll(names: string): Element[] {
    return elementsNamed(this, namesIn(names));
  }
}

export class Document {
  readonly nodeType = 9;
  readonly documentElement: Element;
  readonly body: Element;
  readonly title = "";
  readonly baseURI = null;
  readonly documentURI = null;
  /** Units of text that the elements keep. */
  kept = 0;

  constructor() {
    this.documentElement = new Element("HTML", this);
    this.body = this.documentElement.appendChild(new Element("BODY", this));
  }
  get firstChild(): Element {
    return this.documentElement;
  }
  createElement(name: string): Element {
    return new Element(name.toUpperCase(), this);
  }
  createTextNode(text: string): Text {
    return new Text(text);
  }
  getElementsByTagName(name: string): Element[] {
    return this.documentElement.getElementsByTagName(name);
  }
  querySelectorAll(names: string): Element[] {
    return this.documentElement.querySelectorAll(names);
  }
}

/** The node after this one in the order of the page, below `root`. */
export const following = (node: Node, root: Node): Node | null => node.firstChild ?? beyond(node, root);

/** The node after this one and all below it. */
export function beyond(node: Node, root: Node): Node | null {
  for (let at: Node | null = node; at && at !== root; at = at.parentNode) if (at.nextSibling) return at.nextSibling;
  return null;
}

/** Every element below the root, in the order of the page. */
export function elementsBelow(root: Element): Element[] {
  const found: Element[] = [];
  for (let node = following(root, root); node; node = following(node, root))
    if (node.nodeType === 1) found.push(node as Element);
  return found;
}

/** The elements below the root that are called by one of the names, which stand in capitals. */
export function elementsNamed(root: Element, names: ReadonlySet<string>): Element[] {
  const found: Element[] = [];
  for (let node = following(root, root); node; node = following(node, root))
    if (names.has(node.nodeName)) found.push(node as Element);
  return found;
}

/** The first element below the root of which this is true. */
export function firstBelow(root: Element, is: (element: Element) => boolean): Element | null {
  for (let node = following(root, root); node; node = following(node, root))
    if (node.nodeType === 1 && is(node as Element)) return node as Element;
  return null;
}

const lists = new Map<string, ReadonlySet<string>>();

function namesIn(list: string): ReadonlySet<string> {
  let names = lists.get(list);
  if (!names) lists.set(list, (names = new Set(list.toUpperCase().split(/\s*,\s*/))));
  return names;
}
