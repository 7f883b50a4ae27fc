/** Marks of events and claims, packed into one text: what a facet counts is read off in one pass over the texts that a filter leaves. */
import type { Database } from "./database.ts";

/**
 * One letter that says what a mark stands for. Of an event: type, status, place by name, place in full of an event of
 * cooperation (g), of conflict (b) or of neither (q), actor, outlet. Of a claim: who asserts (A) and denies (D) it, via
 * whom, kind of speech, origin, event.
 */
export type Role = "t" | "s" | "p" | "g" | "b" | "q" | "a" | "o" | "A" | "D" | "v" | "k" | "e";

export interface Counted {
  readonly value: string;
  readonly count: number;
}

const WIDTH = 4;
const FIRST = 48;
const MOST = 64 ** WIDTH;

/** A number below 2^24 as four characters of ASCII. */
export function pack(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n >= MOST) throw new RangeError(`not to be packed: ${n}`);
  return String.fromCharCode(FIRST + (n >> 18), FIRST + ((n >> 12) & 63), FIRST + ((n >> 6) & 63), FIRST + (n & 63));
}

/** The number that stands at a place of a packed text. */
export const unpackAt = (text: string, at: number): number =>
  ((text.charCodeAt(at) - FIRST) << 18) |
  ((text.charCodeAt(at + 1) - FIRST) << 12) |
  ((text.charCodeAt(at + 2) - FIRST) << 6) |
  (text.charCodeAt(at + 3) - FIRST);

/** Values by number: each is kept once. An instance lives within one transaction, since a number that was rolled back is none. */
export class Values {
  readonly #db: Database;
  readonly #known = new Map<string, number>();

  constructor(db: Database) {
    this.#db = db;
  }

  numberOf(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const n =
      this.#db.get<{ n: number }>("select n from value where text = ?", text)?.n ??
      this.#db.run("insert into value(text) values (?)", text).lastInsertRowid;
    this.#known.set(text, n);
    return n;
  }

  mark(role: Role, text: string): string {
    return role + pack(this.numberOf(text));
  }
}

/** The marks of one text, apart. */
export function* marksIn(text: string): Generator<[role: string, number: number]> {
  for (let i = 0; i < text.length; i += WIDTH + 1) yield [text[i]!, unpackAt(text, i + 1)];
}

/** How often each number stands in a role in a text of marks. */
export function tally<R extends Role>(text: string, roles: readonly R[], size: number): Record<R, Int32Array> {
  const counts = Object.fromEntries(roles.map((r) => [r, new Int32Array(size + 1)])) as Record<R, Int32Array>;
  const byCode: (Int32Array | undefined)[] = [];
  for (const r of roles) byCode[r.charCodeAt(0)] = counts[r];
  for (let i = 0; i < text.length; i += WIDTH + 1) {
    const list = byCode[text.charCodeAt(i)];
    if (list) list[unpackAt(text, i + 1)]!++;
  }
  return counts;
}

/** How many numbers have been given to values. */
export const sizeOf = (db: Database): number => db.get<{ n: number | null }>("select max(n) as n from value")?.n ?? 0;

/** The most frequent values, equals in the order of their text. */
export function mostOf(db: Database, counts: Int32Array, most: number): Counted[] {
  const present: number[] = [];
  for (let n = 0; n < counts.length; n++) if (counts[n]! > 0) present.push(n);
  present.sort((a, b) => counts[b]! - counts[a]!);
  const least = counts[present[Math.min(most, present.length) - 1] ?? 0] ?? 0;
  const wanted = present.filter((n) => counts[n]! >= least);
  return textsOf(db, wanted)
    .map(({ n, text }) => ({ value: text, count: counts[n]! }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, most);
}

/** Values by their numbers, in no order. */
export const textsOf = (db: Database, numbers: readonly number[]): { n: number; text: string }[] =>
  db.all("select n, text from value where n in (select value from json_each(?))", JSON.stringify(numbers));
