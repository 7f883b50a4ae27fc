/** Where something stands in a text. */

/** Half-open interval of UTF-16 code units into an article's text: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span with the reason for it: `rule` names the pack rule or the model that found it, `score` is 0..1. */
export interface Evidence extends Span {
  readonly rule: string;
  readonly score: number;
}

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

export const sliceOf = (text: string, span: Span): string => text.slice(span.start, span.end);
