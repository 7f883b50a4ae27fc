/** What is known of a sentence before its names are found: its words and tree, known names and quotes in it. */
import { feature1, feature2 } from "./hash.ts";
import type { Casing } from "./tag.ts";
import { MARK, SHAPE, type WordType } from "./word-type.ts";

/** Tokens of a sentence with what tagger and parser said of them; one entry a token, not a word. */
export interface NamingInput {
  readonly types: readonly WordType[];
  readonly tags: Uint8Array;
  /** Word type key of each token's head, and its label. */
  readonly headKeys: Int32Array;
  readonly labels: Uint8Array;
  readonly casing: Casing;
}

/** Known names: bits of kinds for single tokens and for whole phrases. */
export interface Gazetteer {
  readonly token: (key: number) => number;
  readonly phrase: (key: number) => number;
}

/** The longest phrase that is looked up, in tokens. */
export const LONGEST_PHRASE = 6;
/** Stands for no word. */
export const EDGE = 7;

/** Extends a phrase's key by a token. */
export function phraseKey(key: number, token: number): number {
  return feature2(500, key, token);
}

/** Key under which a token's own bits are kept. */
export function tokenKey(token: number): number {
  return feature1(501, token);
}

/** In a phrase's bits: its types in raw text stand above the kinds of known names. */
export const HEARD_SHIFT = 6;
const KNOWN_MASK = 63;
/** How far from a capital letter a name reaches, in tokens. */
const REACH = 2;

/** Notes a phrase of `length` tokens on its tokens, unless a longer one holds them. */
function note(places: Int32Array, from: number, length: number, bits: number): void {
  for (let k = 0; k < length; k++) {
    if (places[from + k] !== 0 && length <= (places[from + k] as number) >> 8) continue;
    places[from + k] = (length << 8) | (bits << 2) | (length === 1 ? 3 : k === 0 ? 0 : k === length - 1 ? 2 : 1);
  }
}

/** What of a sentence is computed once: places in known phrases, the nearest small words on both sides, quotes. */
export interface NamingContext {
  readonly phrases: Int32Array;
  /** Like phrases, of the names that the trainer heard in raw text. */
  readonly heard: Int32Array;
  readonly tokens: Int32Array;
  /** 1 where no name can be: no capital letter within two tokens. */
  readonly far: Uint8Array;
  readonly smallBefore: Int32Array;
  readonly smallAfter: Int32Array;
  readonly quoted: Uint8Array;
}

function isBig(type: WordType): boolean {
  return (
    type.shape === SHAPE.title ||
    type.shape === SHAPE.upper ||
    type.shape === SHAPE.mixed ||
    type.shape === SHAPE.initial
  );
}

/** Prepares a sentence. */
export function namingContext(input: NamingInput, gazetteer: Gazetteer): NamingContext {
  const { types } = input;
  const n = types.length;
  const phrases = new Int32Array(n);
  const tokens = new Int32Array(n);
  const smallBefore = new Int32Array(n).fill(EDGE);
  const smallAfter = new Int32Array(n).fill(EDGE);
  const quoted = new Uint8Array(n);
  const heard = new Int32Array(n);
  const far = new Uint8Array(n).fill(input.casing === 0 ? 1 : 0);
  let inside = 0;
  let last = EDGE;
  let apart = 0;
  for (let i = 0; i < n; i++) {
    const type = types[i] as WordType;
    tokens[i] = gazetteer.token(tokenKey(type.key));
    if (type.mark === MARK.quote) inside = inside ? 0 : 1;
    quoted[i] = inside;
    smallBefore[i] = last;
    if (!isBig(type) && !(type.shape === SHAPE.lower && type.form.length <= 3)) {
      last = type.key;
      apart = 0;
    } else if (++apart > 6) last = EDGE;
    if (!isBig(type) && input.casing === 0) continue;
    far.fill(0, Math.max(0, i - REACH), i + REACH + 1);
    let key = 0;
    let known = 0;
    let knownLength = 0;
    let told = 0;
    let toldLength = 0;
    for (let k = i; k < n && k < i + LONGEST_PHRASE; k++) {
      key = phraseKey(key, (types[k] as WordType).key);
      const bits = gazetteer.phrase(key);
      if (bits & KNOWN_MASK) {
        known = bits & KNOWN_MASK;
        knownLength = k - i + 1;
      }
      if (bits >> HEARD_SHIFT) {
        told = bits >> HEARD_SHIFT;
        toldLength = k - i + 1;
      }
    }
    note(phrases, i, knownLength, known);
    note(heard, i, toldLength, told);
  }
  last = EDGE;
  apart = 0;
  for (let i = n - 1; i >= 0; i--) {
    const type = types[i] as WordType;
    smallAfter[i] = last;
    if (!isBig(type) && !(type.shape === SHAPE.lower && type.form.length <= 3)) {
      last = type.key;
      apart = 0;
    } else if (++apart > 6) last = EDGE;
  }
  return { phrases, heard, tokens, far, smallBefore, smallAfter, quoted };
}
