/** The arc-hybrid state of one sentence: words 1..n without punctuation, the root at n + 1, 0 for "no word". */
import { MARK, type WordType } from "./word-type.ts";

/** The moves; the codes are the classes of the move model. */
export const SHIFT = 0;
export const LEFT = 1;
export const RIGHT = 2;

const NO_WORD = 11;
const ROOT_WORD = 13;
/** Tag numbers beyond those of the lexicon. */
export const NO_TAG = 61;
export const ROOT_TAG = 62;

/** Gender, number and person of CoNLL-U features packed into bits: 2 for gender, 2 for number, 2 for person. */
export function packMorph(feats: string | null): number {
  if (!feats) return 0;
  let bits = 0;
  if (feats.includes("Gender=Masc")) bits |= 1;
  else if (feats.includes("Gender=Fem")) bits |= 2;
  else if (feats.includes("Gender=Neut")) bits |= 3;
  if (feats.includes("Number=Sing")) bits |= 4;
  else if (feats.includes("Number=Plur")) bits |= 8;
  const person = feats.indexOf("Person=");
  if (person >= 0) bits |= ((feats.charCodeAt(person + 7) - 48) & 3) << 4;
  return bits;
}

/** A state that one parse after another reuses; it grows to the longest sentence. */
export class ParseState {
  length = 0;
  stackSize = 0;
  buffer = 1;
  keys = new Int32Array(0);
  /** Hashes of the lemmas. */
  lemmas = new Int32Array(0);
  tags = new Uint8Array(0);
  morphs = new Uint8Array(0);
  /** Place of each position in the sentence with its punctuation, from 0. */
  places = new Int32Array(0);
  /** Kinds of punctuation just before each position, as bits of MARK. */
  marksBefore = new Uint8Array(0);
  /** Number of commas, and depth of brackets and quotes, up to each position. */
  commas = new Int32Array(0);
  depths = new Int32Array(0);
  /** Position of the first content word at or after each position (n + 1 when there is none). */
  content = new Int32Array(0);
  stack = new Int32Array(0);
  heads = new Int32Array(0);
  labels = new Uint8Array(0);
  /** By how much each label led when it was given. */
  leads = new Int32Array(0);
  leftmost = new Int32Array(0);
  secondLeft = new Int32Array(0);
  rightmost = new Int32Array(0);
  secondRight = new Int32Array(0);
  leftCount = new Uint8Array(0);
  rightCount = new Uint8Array(0);
  /** A set of the labels among the children, as bits of label mod 31, left and right. */
  childLabels = new Int32Array(0);

  private reserve(size: number): void {
    if (this.keys.length >= size) return;
    const room = Math.max(256, size * 2);
    this.keys = new Int32Array(room);
    this.lemmas = new Int32Array(room);
    this.tags = new Uint8Array(room);
    this.morphs = new Uint8Array(room);
    this.content = new Int32Array(room);
    this.places = new Int32Array(room);
    this.marksBefore = new Uint8Array(room);
    this.commas = new Int32Array(room);
    this.depths = new Int32Array(room);
    this.stack = new Int32Array(room);
    this.heads = new Int32Array(room);
    this.labels = new Uint8Array(room);
    this.leads = new Int32Array(room);
    this.leftmost = new Int32Array(room);
    this.secondLeft = new Int32Array(room);
    this.rightmost = new Int32Array(room);
    this.secondRight = new Int32Array(room);
    this.leftCount = new Uint8Array(room);
    this.rightCount = new Uint8Array(room);
    this.childLabels = new Int32Array(room);
  }

  /**
   * Begins a sentence. Words with `marks` 1 are left out and only noted as what stands between the others; `isContent`
   * says of each tag whether it is a content word's; `lemmas` are hashes, or zeros for models that do not look at them.
   */
  start(
    words: readonly WordType[],
    lemmas: Int32Array,
    tags: Uint8Array,
    morphs: Uint8Array,
    marks: Uint8Array,
    isContent: Uint8Array,
  ): void {
    this.reserve(words.length + 3);
    let n = 0;
    let before = 0;
    let commas = 0;
    let depth = 0;
    let quoted = false;
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as WordType;
      if (marks[i]) {
        before |= word.mark || MARK.other;
        if (word.mark === MARK.comma) commas++;
        else if (word.mark === MARK.open) depth++;
        else if (word.mark === MARK.close) depth = Math.max(0, depth - 1);
        else if (word.mark === MARK.quote) {
          depth += quoted ? -1 : 1;
          quoted = !quoted;
        }
        continue;
      }
      n++;
      this.places[n] = i;
      this.keys[n] = word.key;
      this.lemmas[n] = lemmas[i] as number;
      this.tags[n] = tags[i] as number;
      this.morphs[n] = morphs[i] as number;
      this.marksBefore[n] = before;
      this.commas[n] = commas;
      this.depths[n] = depth;
      before = 0;
    }
    this.length = n;
    this.marksBefore[n + 1] = before;
    this.commas[n + 1] = commas;
    this.depths[n + 1] = depth;
    this.marksBefore[0] = 0;
    for (const [at, key, tag] of [
      [0, NO_WORD, NO_TAG],
      [n + 1, ROOT_WORD, ROOT_TAG],
    ] as const) {
      this.keys[at] = key;
      this.lemmas[at] = key;
      this.tags[at] = tag;
      this.morphs[at] = 0;
    }
    this.content[n + 1] = n + 1;
    for (let i = n; i >= 1; i--) {
      this.content[i] = isContent[this.tags[i] as number] ? i : (this.content[i + 1] as number);
    }
    this.content[0] = 0;
    this.restart();
  }

  /** Goes back to the beginning of the sentence. */
  restart(): void {
    const end = this.length + 2;
    this.stackSize = 0;
    this.buffer = 1;
    this.heads.fill(0, 0, end);
    this.labels.fill(0, 0, end);
    this.leads.fill(0, 0, end);
    this.leftmost.fill(0, 0, end);
    this.secondLeft.fill(0, 0, end);
    this.rightmost.fill(0, 0, end);
    this.secondRight.fill(0, 0, end);
    this.leftCount.fill(0, 0, end);
    this.rightCount.fill(0, 0, end);
    this.childLabels.fill(0, 0, end);
  }

  /** True when only the root is left and it has its word. */
  get done(): boolean {
    return this.buffer === this.length + 1 && this.stackSize === 0;
  }

  canShift(): boolean {
    return this.buffer <= this.length;
  }

  /** The root takes one word only, the last of the stack. */
  canLeft(): boolean {
    return this.stackSize > 1 ? this.buffer <= this.length : this.stackSize === 1;
  }

  canRight(): boolean {
    return this.stackSize > 1;
  }

  shift(): void {
    this.stack[this.stackSize++] = this.buffer++;
  }

  /** Pops the top of the stack under `head` with `label`, which led the other labels by `lead`. */
  attach(head: number, label: number, lead = 0): void {
    const dependent = this.stack[--this.stackSize] as number;
    this.heads[dependent] = head;
    this.labels[dependent] = label;
    this.leads[dependent] = lead;
    this.childLabels[head] = (this.childLabels[head] as number) | (1 << (label % 31));
    if (dependent < head) {
      this.secondLeft[head] = this.leftmost[head] as number;
      this.leftmost[head] = dependent;
      if ((this.leftCount[head] as number) < 7) this.leftCount[head] = (this.leftCount[head] as number) + 1;
    } else {
      this.secondRight[head] = this.rightmost[head] as number;
      this.rightmost[head] = dependent;
      if ((this.rightCount[head] as number) < 7) this.rightCount[head] = (this.rightCount[head] as number) + 1;
    }
  }

  /** Takes a whole tree over the same words, heads by position; the labels stay, the children follow the heads. */
  adopt(heads: Int32Array): void {
    const { length, labels } = this;
    const end = length + 2;
    for (const list of [this.leftmost, this.secondLeft, this.rightmost, this.secondRight, this.childLabels])
      list.fill(0, 0, end);
    this.leftCount.fill(0, 0, end);
    this.rightCount.fill(0, 0, end);
    for (let k = 1; k <= length; k++) {
      const head = heads[k] as number;
      this.heads[k] = head;
      this.childLabels[head] = (this.childLabels[head] as number) | (1 << ((labels[k] as number) % 31));
      if (k < head) {
        if (this.leftmost[head] === 0) this.leftmost[head] = k;
        else if (this.secondLeft[head] === 0) this.secondLeft[head] = k;
        if ((this.leftCount[head] as number) < 7) this.leftCount[head] = (this.leftCount[head] as number) + 1;
      } else {
        this.secondRight[head] = this.rightmost[head] as number;
        this.rightmost[head] = k;
        if ((this.rightCount[head] as number) < 7) this.rightCount[head] = (this.rightCount[head] as number) + 1;
      }
    }
  }
}
