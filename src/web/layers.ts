/** What was read in an article as spans on layers, and the lighting of them without touching the text. */
import type { Reading, Span } from "./types.ts";

export const layers = ["who", "when", "event", "said"] as const;
export type Layer = (typeof layers)[number];

export interface Lit extends Span {
  readonly layer: Layer;
  /** id of the thing in its reading: an actor, an event, a statement, or the number of a time. */
  readonly item: string;
  readonly rule: string;
}

/** Every span of a reading that lies within its text, in the order of the text; what does not is `lost`. */
export function litOf(reading: Reading): { lit: readonly Lit[]; lost: readonly Lit[] } {
  const all: Lit[] = [];
  for (const m of reading.mentions) all.push({ layer: "who", item: m.actor, rule: m.rule, start: m.start, end: m.end });
  for (const [i, w] of reading.times.entries())
    all.push({ layer: "when", item: String(i), rule: w.rule, start: w.start, end: w.end });
  for (const e of reading.events)
    for (const v of e.evidence) all.push({ layer: "event", item: e.id, rule: v.rule, start: v.start, end: v.end });
  for (const s of reading.statements)
    for (const v of s.evidence) all.push({ layer: "said", item: s.id, rule: v.rule, start: v.start, end: v.end });
  const length = reading.article.text.length;
  const placed = (l: Lit) => l.start >= 0 && l.end > l.start && l.end <= length;
  return {
    lit: all.filter(placed).sort((a, b) => a.start - b.start || b.end - a.end),
    lost: all.filter((l) => !placed(l)),
  };
}

/** A piece of the page: a paragraph of the text, or furniture that was taken out where it stood. */
export interface Block {
  readonly start: number;
  readonly text: string;
  readonly furniture: string | null;
}

/** Text and furniture in reading order; a paragraph ends at each line break. */
export function blocksOf(reading: Reading, withFurniture: boolean): readonly Block[] {
  const { text, furniture } = reading.article;
  const out = withFurniture ? [...furniture].sort((a, b) => a.at - b.at) : [];
  const blocks: Block[] = [];
  let at = 0;
  let next = 0;
  const upTo = (end: number) => {
    if (text.slice(at, end).trim()) blocks.push({ start: at, text: text.slice(at, end), furniture: null });
    at = end;
  };
  for (let i = 0; i <= text.length; i++) {
    while (next < out.length && out[next]!.at <= i) {
      upTo(i);
      blocks.push({ start: i, text: out[next]!.text, furniture: out[next]!.rule });
      next++;
    }
    if (i === text.length || text[i] === "\n") {
      upTo(i);
      if (i < text.length) at = i + 1;
    }
  }
  for (; next < out.length; next++)
    blocks.push({ start: text.length, text: out[next]!.text, furniture: out[next]!.rule });
  return blocks;
}

/** Can this browser light text without changing it? */
export const canLight = (): boolean =>
  typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight !== "undefined";

/** Ranges of the spans within the paragraphs of `root` (`p[data-start]`, one text node each). */
function rangesOf(root: Element, spans: readonly Span[]): Range[] {
  const ranges: Range[] = [];
  const nodes = [...root.querySelectorAll<HTMLElement>("p[data-start]")].map((p) => {
    const start = Number(p.dataset.start);
    return { start, end: start + (p.firstChild?.nodeValue?.length ?? 0), node: p.firstChild };
  });
  for (const s of spans) {
    // the first paragraph that ends after the span begins
    let low = 0;
    let high = nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (nodes[middle]!.end <= s.start) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < nodes.length && nodes[i]!.start < s.end; i++) {
      const n = nodes[i]!;
      if (!n.node || n.end <= n.start) continue;
      const range = document.createRange();
      range.setStart(n.node, Math.max(0, s.start - n.start));
      range.setEnd(n.node, Math.min(n.end, s.end) - n.start);
      ranges.push(range);
    }
  }
  return ranges;
}

/** Lights spans under a name; none puts it out. */
export function light(name: string, root: Element, spans: readonly Span[], priority: number): void {
  if (!canLight()) return;
  if (spans.length === 0) {
    CSS.highlights.delete(name);
    return;
  }
  const h = new Highlight(...rangesOf(root, spans));
  h.priority = priority;
  CSS.highlights.set(name, h);
}

/** Offset in the text under a point of the window, or null. */
export function offsetAt(root: Element, x: number, y: number): number | null {
  let node: Node | null = null;
  let offset = 0;
  if (document.caretPositionFromPoint) {
    const p = document.caretPositionFromPoint(x, y);
    node = p?.offsetNode ?? null;
    offset = p?.offset ?? 0;
  } else if (document.caretRangeFromPoint) {
    const r = document.caretRangeFromPoint(x, y);
    node = r?.startContainer ?? null;
    offset = r?.startOffset ?? 0;
  }
  if (!node || !root.contains(node)) return null;
  const holder = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-start]");
  if (!holder || !(node instanceof Text)) return null;
  const around = document.createRange();
  around.selectNodeContents(node);
  const near = [...around.getClientRects()].some(
    (b) => x >= b.left - 2 && x <= b.right + 2 && y >= b.top - 2 && y <= b.bottom + 2,
  );
  return near ? Number(holder.dataset.start) + offset : null;
}

/** Pieces of a paragraph between the edges of spans, for browsers that cannot light: each with its layers. */
export function piecesOf(
  block: Block,
  lit: readonly Lit[],
): readonly { start: number; text: string; layers: readonly Layer[] }[] {
  const end = block.start + block.text.length;
  const mine = lit.filter((l) => l.start < end && l.end > block.start);
  const edges = new Set([block.start, end]);
  for (const l of mine) {
    edges.add(Math.max(block.start, l.start));
    edges.add(Math.min(end, l.end));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, i) => {
    const stop = sorted[i + 1]!;
    return {
      start,
      text: block.text.slice(start - block.start, stop - block.start),
      layers: layers.filter((k) => mine.some((l) => l.layer === k && l.start <= start && l.end >= stop)),
    };
  });
}
