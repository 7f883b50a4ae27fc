/** 32-bit hashes of strings and of features; the trained tables are keyed by them, so they must never change. */

/** The hash of text[start, end); never 0. */
export function hashText(text: string, start = 0, end = text.length): number {
  let h = 0x811c9dc5 | 0;
  for (let i = start; i < end; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h ^= h >>> 13;
  return h | 0 || 1;
}

/** A feature of one value. `template` tells features apart. */
export function feature1(template: number, a: number): number {
  let h = Math.imul(a ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 14)) | 0 || 1;
}

/** A feature of two values. */
export function feature2(template: number, a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h + b, 0x27d4eb2f);
  h ^= h >>> 15;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 14)) | 0 || 1;
}

/** A feature of three values. */
export function feature3(template: number, a: number, b: number, c: number): number {
  let h = Math.imul(a ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h + b, 0x27d4eb2f);
  h ^= h >>> 15;
  h = Math.imul(h + c, 0x165667b1);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 14)) | 0 || 1;
}

/** A feature of four values. */
export function feature4(template: number, a: number, b: number, c: number, d: number): number {
  return feature3(template, a, b, Math.imul(c, 0x3c6ef372) + d);
}
