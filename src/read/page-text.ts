/** A part of a page -> its text: one line a block, a blank line between paragraphs, without recursion. */
import type { Node } from "./tree.ts";

const SKIP = new Set([
  "SCRIPT",
  "STYLE",
  "NOSCRIPT",
  "TEMPLATE",
  "SVG",
  "MATH",
  "IFRAME",
  "OBJECT",
  "EMBED",
  "FORM",
  "BUTTON",
  "SELECT",
  "TEXTAREA",
  "INPUT",
  "HEAD",
  "TITLE",
  "AUDIO",
  "VIDEO",
  "CANVAS",
]);
const BLOCK = new Set([
  "ADDRESS",
  "ARTICLE",
  "ASIDE",
  "BLOCKQUOTE",
  "CENTER",
  "DD",
  "DETAILS",
  "DIV",
  "DL",
  "DT",
  "FIELDSET",
  "FIGCAPTION",
  "FIGURE",
  "FOOTER",
  "H1",
  "H2",
  "H3",
  "H4",
  "H5",
  "H6",
  "HEADER",
  "HR",
  "LI",
  "MAIN",
  "NAV",
  "OL",
  "P",
  "PRE",
  "SECTION",
  "SUMMARY",
  "TABLE",
  "TBODY",
  "TFOOT",
  "THEAD",
  "TR",
  "UL",
]);

/** Deeper nesting than this is hostile: what lies below is left out. */
const DEEPEST = 2000;

export interface Block {
  readonly text: string;
  /** Share of the characters that stand in links. */
  readonly linked: number;
  /** The block's element name, in capitals. */
  readonly tag: string;
}

/** The text of a node in blocks. Spaces are squeezed as a browser does; `br` breaks a line. */
export function blocksOf(root: Node): Block[] {
  const blocks: Block[] = [];
  let parts: string[] = [];
  let length = 0;
  let linked = 0;
  let links = 0;
  let tag = "P";
  const flush = (next: string): void => {
    const text = parts
      .join("")
      .replace(/[ \t\n\r\f]+/g, " ")
      .replace(/ ?\u2028 ?/g, "\n")
      .trim();
    if (text !== "") blocks.push({ text, linked: length > 0 ? Math.min(1, linked / length) : 0, tag });
    parts = [];
    length = 0;
    linked = 0;
    tag = next;
  };
  let depth = 0;
  let node: Node | null = root;
  while (node) {
    let into: Node | null = null;
    if (node.nodeType === 3) {
      const value = node.nodeValue ?? "";
      parts.push(value);
      length += value.length;
      if (links > 0) linked += value.length;
    } else if (node.nodeType === 1) {
      const name = node.nodeName.toUpperCase();
      if (name === "BR") parts.push("\u2028");
      else if (name === "TD" || name === "TH") parts.push(" ");
      if (!SKIP.has(name)) {
        if (BLOCK.has(name)) flush(name);
        if (depth < DEEPEST) into = node.firstChild;
        if (into && name === "A") links++;
      }
    } else if (node.nodeType === 9 || node.nodeType === 11) into = node.firstChild;
    if (into) {
      depth++;
      node = into;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      depth--;
      leave(node);
    }
    if (!node || node === root) break;
    if (node.nodeType === 1 && !node.firstChild) leaveEmpty(node);
    node = node.nextSibling;
  }
  flush("P");
  return blocks;

  function leave(left: Node | null): void {
    if (left?.nodeType !== 1) return;
    const name = left.nodeName.toUpperCase();
    if (BLOCK.has(name)) flush("P");
    if (name === "A" && links > 0) links--;
  }
  function leaveEmpty(left: Node): void {
    if (BLOCK.has(left.nodeName.toUpperCase())) flush("P");
  }
}
