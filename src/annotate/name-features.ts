/** What the name model looks at: the token, its neighbours, its place in the tree, and lists of known names. */
import { feature1, feature2, feature3, hashText } from "./hash.ts";
import type { Casing } from "./tag.ts";
import { MARK, SHAPE, type WordType } from "./word-type.ts";

/** Room for the features of one token. */
export const NAME_FEATURES = 80;

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
const EDGE = 7;

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

/** Writes the features of token `at` and returns their number. */
export function nameFeatures(input: NamingInput, context: NamingContext, at: number, out: Int32Array): number {
  const { types, tags, casing } = input;
  const none = null as WordType | null;
  const w = types[at] as WordType;
  const p = at > 0 ? (types[at - 1] as WordType) : none;
  const pp = at > 1 ? (types[at - 2] as WordType) : none;
  const nx = at + 1 < types.length ? (types[at + 1] as WordType) : none;
  const nn = at + 2 < types.length ? (types[at + 2] as WordType) : none;
  const shapeOf = (type: WordType | null): number =>
    type === null ? 20 : casing === 0 ? type.shape : type.shape > 4 ? type.shape : 30;
  const first = at === 0 || (at === 1 && (p as WordType).shape === SHAPE.punct) ? 1 : 0;
  const shape = shapeOf(w) * 2 + first;
  const ps = shapeOf(p);
  const ns = shapeOf(nx);
  const pk = p ? p.key : EDGE;
  const nk = nx ? nx.key : EDGE;
  const t = tags[at] as number;
  const tp = at > 0 ? (tags[at - 1] as number) : 60;
  const tn = nx ? (tags[at + 1] as number) : 60;
  const phrase = (context.phrases[at] as number) & 255;
  const heard = (context.heard[at] as number) & 255;
  const token = context.tokens[at] as number;
  const before = at > 0 ? (context.tokens[at - 1] as number) : 0;
  const after = nx ? (context.tokens[at + 1] as number) : 0;
  const sb = context.smallBefore[at] as number;
  const sa = context.smallAfter[at] as number;
  let n = 0;
  out[n++] = feature1(401, w.key);
  out[n++] = feature2(402, w.key, shape);
  out[n++] = feature1(403, shape);
  out[n++] = feature2(404, w.endings[1] as number, shape);
  out[n++] = feature2(405, w.endings[2] as number, shape);
  out[n++] = feature2(406, w.endings[3] as number, shape);
  out[n++] = feature2(407, w.beginnings[2] as number, shape);
  out[n++] = feature2(408, w.beginnings[1] as number, shape);
  out[n++] = feature2(409, w.cluster, shape);
  out[n++] = feature2(410, t, shape);
  out[n++] = feature3(411, tp, t, tn);
  out[n++] = feature2(412, pk, shape);
  out[n++] = feature2(413, nk, shape);
  out[n++] = feature2(414, pp ? pp.key : EDGE, shape);
  out[n++] = feature2(415, nn ? nn.key : EDGE, shape);
  out[n++] = feature2(416, pk, w.key);
  out[n++] = feature2(417, w.key, nk);
  out[n++] = feature3(418, pk, w.cluster, shape);
  out[n++] = feature3(419, ps, shape, ns);
  out[n++] = feature3(420, shapeOf(pp), ps * 64 + shape, ns * 64 + shapeOf(nn));
  out[n++] = feature3(421, pk, shape, ns);
  out[n++] = feature3(422, pp ? pp.key : EDGE, pk, shape);
  out[n++] = feature3(423, nk, nn ? nn.key : EDGE, shape);
  out[n++] = feature2(424, w.ambiguity, shape);
  out[n++] = feature3(425, w.ambiguity, shape, ns);
  out[n++] = feature2(426, phrase, shape);
  out[n++] = feature2(427, token, shape);
  out[n++] = feature3(428, before, token, shape);
  out[n++] = feature3(429, token, after, shape);
  out[n++] = feature3(430, phrase, token, tp);
  out[n++] = feature2(431, sb, shape);
  out[n++] = feature2(432, sa, shape);
  out[n++] = feature3(433, sb, sa, shape);
  out[n++] = feature3(434, sb, shape, token);
  out[n++] = feature3(435, input.headKeys[at] as number, input.labels[at] as number, shape);
  out[n++] = feature3(436, input.labels[at] as number, pk, shape);
  out[n++] = feature2(437, context.quoted[at] as number, shape);
  out[n++] = feature2(438, casing === 0 && w.shape === SHAPE.upper ? Math.min(w.form.length, 7) : 0, ps);
  out[n++] = feature3(439, p ? p.cluster : EDGE, shape, nx ? nx.cluster : EDGE);
  out[n++] = feature3(440, pk, token, nk);
  out[n++] = feature2(441, p ? (p.endings[2] as number) : EDGE, shape);
  out[n++] = feature2(442, nx ? (nx.endings[2] as number) : EDGE, shape);
  out[n++] = feature3(443, phrase, pk, shape);
  out[n++] = feature2(446, heard, shape);
  out[n++] = feature3(447, heard, phrase, shape);
  out[n++] = feature3(448, heard, pk, shape);
  out[n++] = feature3(449, heard, token, ns);
  out[n++] = feature3(
    452,
    at > 0 ? (context.heard[at - 1] as number) & 255 : 0,
    heard,
    nx ? (context.heard[at + 1] as number) & 255 : 0,
  );
  if (casing === 0) out[n++] = feature1(444, w.exact);
  const canonical = w.canonical;
  const hyphen = canonical.indexOf("-");
  if (hyphen > 0) out[n++] = feature2(445, hashText(canonical, 0, hyphen), shape);
  return n;
}
