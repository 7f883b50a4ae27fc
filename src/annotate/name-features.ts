/** What the name model looks at: the token, its neighbours, its place in the tree, and lists of known names. */
import { feature1, feature2, feature3, hashText } from "./hash.ts";
import { EDGE, type NamingContext, type NamingInput } from "./name-context.ts";
import type { Casing } from "./tag.ts";
import { SHAPE, type WordType } from "./word-type.ts";

/** Room for the features of one token. */
export const NAME_FEATURES = 80;

/** The shape of a token; `first` where it opens its sentence. */
function shapeAt(type: WordType, casing: Casing, first: boolean): number {
  return (casing === 0 ? type.shape : type.shape > 4 ? type.shape : 30) * 2 + (first ? 1 : 0);
}

/** Does the token open its sentence, but for a mark? */
const opens = (types: readonly WordType[], at: number): boolean =>
  at === 0 || (at === 1 && (types[0] as WordType).shape === SHAPE.punct);

/** Is what the model says of the token by itself the same as elsewhere? Not where capitals tell less than usual. */
export function isOrdinary({ types, casing }: NamingInput, at: number): boolean {
  return casing === 0 && !opens(types, at);
}

/** Writes the features of an ordinary token by itself; `token` are its bits among the known names. */
export function ordinaryFeatures(w: WordType, token: number, out: Int32Array): number {
  return ownFeatures(w, token, 0, shapeAt(w, 0, false), out);
}

function ownFeatures(w: WordType, token: number, casing: Casing, shape: number, out: Int32Array): number {
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
  out[n++] = feature2(424, w.ambiguity, shape);
  out[n++] = feature2(427, token, shape);
  if (casing === 0) out[n++] = feature1(444, w.exact);
  const canonical = w.canonical;
  const hyphen = canonical.indexOf("-");
  if (hyphen > 0) out[n++] = feature2(445, hashText(canonical, 0, hyphen), shape);
  return n;
}

/** Writes the features of token `at` and returns their number. */
export function nameFeatures(input: NamingInput, context: NamingContext, at: number, out: Int32Array): number {
  const { types, casing } = input;
  const w = types[at] as WordType;
  const n = ownFeatures(w, context.tokens[at] as number, casing, shapeAt(w, casing, opens(types, at)), out);
  return companyFeatures(input, context, at, out, n);
}

/** Writes the features of token `at` among its neighbours, from place `from` of `out` on. */
export function companyFeatures(
  input: NamingInput,
  context: NamingContext,
  at: number,
  out: Int32Array,
  from: number,
): number {
  const { types, tags, casing } = input;
  const none = null as WordType | null;
  const w = types[at] as WordType;
  const p = at > 0 ? (types[at - 1] as WordType) : none;
  const pp = at > 1 ? (types[at - 2] as WordType) : none;
  const nx = at + 1 < types.length ? (types[at + 1] as WordType) : none;
  const nn = at + 2 < types.length ? (types[at + 2] as WordType) : none;
  const shapeOf = (type: WordType | null): number =>
    type === null ? 20 : casing === 0 ? type.shape : type.shape > 4 ? type.shape : 30;
  const shape = shapeAt(w, casing, opens(types, at));
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
  let n = from;
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
  out[n++] = feature3(425, w.ambiguity, shape, ns);
  out[n++] = feature2(426, phrase, shape);
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
  return n;
}
