/** Items by the spans on which they stand. */
import { overlaps, type Span } from "./span.ts";

/** Characters of a cell. */
const CELL = 1024;

interface Entry<T> {
  readonly item: T;
  readonly order: number;
  readonly span: Span;
}

/** Finds the items whose spans overlap another, in the order in which they were added, without looking at the rest. */
export class SpanIndex<T> {
  readonly #cells = new Map<number, Entry<T>[]>();
  #count = 0;

  add(item: T, spans: readonly Span[]): void {
    const order = this.#count++;
    for (const span of spans)
      for (let c = Math.floor(span.start / CELL); c <= Math.floor(span.end / CELL); c++) {
        const cell = this.#cells.get(c);
        if (cell) cell.push({ item, order, span });
        else this.#cells.set(c, [{ item, order, span }]);
      }
  }

  /** Items of which a span overlaps one of these, each once. */
  over(...spans: readonly Span[]): T[] {
    const found = new Map<number, T>();
    for (const span of spans)
      for (let c = Math.floor(span.start / CELL); c <= Math.floor(span.end / CELL); c++)
        for (const e of this.#cells.get(c) ?? []) if (overlaps(e.span, span)) found.set(e.order, e.item);
    return [...found].sort((a, b) => a[0] - b[0]).map(([, item]) => item);
  }
}
