/** The body of a page: Readability's opinion, weighed against the page's own data and against a plain count of running text. */
import { Readability } from "@mozilla/readability";
import { runningText } from "./page-prune.ts";
import { type Block, blocksOf } from "./page-text.ts";
import { type Document, type Element, following, type Node } from "./tree.ts";

export interface PageBody {
  readonly blocks: readonly Block[];
  /** Which opinion won: `readability`, `json-ld`, `running-text`, `none`. */
  readonly by: string;
}

/** Letters and digits only, for comparison. */
export const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

/** More elements than any article's page has: Readability's time grows with their square. */
const MOST_ELEMENTS = 15_000;

/** Holds more than `MOST_ELEMENTS`. */
function isHuge(root: Element): boolean {
  let count = 0;
  let node: Node | null = root;
  while (node) {
    if (node.nodeType === 1 && ++count > MOST_ELEMENTS) return true;
    node = following(node, root);
  }
  return false;
}

const lengthOf = (blocks: readonly Block[]): number => blocks.reduce((n, b) => n + b.text.length, 0);

/**
 * Finds the body in a pruned document; the document is used up. `stated` is the article's text by JSON-LD, or null;
 * `titles` are the forms of the title, which is no part of the body.
 */
export function findBody(document: Document, stated: string | null, titles: readonly string[]): PageBody {
  const body = document.body;
  const all = stated === null ? [] : blocksOf(body);
  const running = blocksOf(densest(body));
  const tidy = (blocks: readonly Block[]): Block[] => tidyBlocks(blocks, titles);
  let read: Block[] = [];
  try {
    const article = isHuge(body)
      ? null
      : new Readability<Node>(document as never, { serializer: (node: unknown) => node as Node }).parse();
    if (article?.content) read = tidy(blocksOf(article.content));
  } catch {
    // Readability stumbles over some broken trees; the other opinions stand.
  }
  const length = lengthOf(read);
  // The stated text may be cut off for machines: then it is much shorter than what the page shows.
  if (stated !== null && stated.length > length * 0.7) {
    const matched = stretch(tidy(all), stated);
    if (matched && lengthOf(matched) >= stated.length * 0.75) return { blocks: matched, by: "json-ld" };
  }
  if (stated !== null && stated.length > 600 && length < stated.length * 0.6)
    return {
      blocks: stated.split(/\n+/).flatMap((t) => (t.trim() ? [{ text: t.trim(), linked: 0, tag: "P" }] : [])),
      by: "json-ld",
    };
  const plain = tidy(running).filter((b) => b.linked < 0.5 && (b.text.length >= 40 || /^H[2-6]$/.test(b.tag)));
  if (lengthOf(plain) > Math.max(500, length * (length < 600 ? 1.6 : 4))) return { blocks: plain, by: "running-text" };
  return { blocks: read, by: read.length > 0 ? "readability" : "none" };
}

/**
 * The blocks of the page that the stated text holds, from the first to the last in one run; short blocks between them
 * (sub-headings) stay, long ones that the stated text does not know go.
 */
function stretch(blocks: readonly Block[], stated: string): Block[] | null {
  const whole = fold(stated);
  if (whole.length < 300) return null;
  const folded = blocks.map((b) => fold(b.text));
  const known = folded.map(
    (text) =>
      text.length >= 24 && (whole.includes(text.slice(0, 60)) || (text.length > 90 && whole.includes(text.slice(-60)))),
  );
  const seen = new Set<string>();
  const kept: Block[] = [];
  const first = known.indexOf(true);
  const last = known.lastIndexOf(true);
  for (let i = first; i >= 0 && i <= last; i++) {
    const block = blocks[i];
    if (!block) continue;
    const text = folded[i] ?? "";
    if (seen.has(text)) continue;
    if (known[i] || /^H[2-6]$/.test(block.tag) || (text.length > 0 && text.length < 24 && whole.includes(text))) {
      kept.push(block);
      seen.add(text);
    }
  }
  return kept.length > 0 ? kept : null;
}

/** The deepest element that holds most of the running text. */
function densest(root: Element): Element {
  const weight = runningText(root);
  let at = root;
  for (;;) {
    const whole = weight.get(at) ?? 0;
    let next: Element | null = null;
    for (const child of at.children) if ((weight.get(child) ?? 0) > whole * 0.7) next = child;
    if (!next || /^(?:p|span)$/i.test(next.nodeName)) return at;
    at = next;
  }
}

/** Takes out the title, lists of links and empty marks. */
function tidyBlocks(blocks: readonly Block[], titles: readonly string[]): Block[] {
  const known = new Set(titles.map(fold).filter((t) => t !== ""));
  // marks and spaces may make a block longer than the title that it is
  const longest = Math.min(800, Math.max(0, ...titles.map((t) => t.length)) * 1.5 + 20);
  return blocks.filter((b) => {
    if (!/[\p{L}\p{N}]/u.test(b.text)) return false;
    if (b.text.length < longest && known.has(fold(b.text))) return false;
    if (b.linked > 0.7 && b.text.length < 260 && !/[.!?。]["”»’]?$/.test(b.text)) return false;
    return !(b.linked > 0.9 && b.tag === "LI");
  });
}
