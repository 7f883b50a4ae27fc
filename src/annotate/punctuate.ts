/** Hangs punctuation on a tree of words by rule or habit: punctuation carries no structure, only follows it. */
import { habitualHead, type MarkHabits, markRoom } from "./mark-habits.ts";

const PAIRS: Record<string, string> = { "(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "‘": "’", "‹": "›" };
const CLOSING = new Set(Object.values(PAIRS));
const SAME = new Set(['"', "''", "'", "`", "-", "--", "–", "—"]);
const LONGEST_CLIMB = 64;
const LONGEST_PAIR = 200;

/** A sentence's tree, 1-based (index 0 unused); head 0 is the root. `marks[i]` is 1 for punctuation. */
export interface Punctuated {
  readonly heads: Int32Array;
  readonly marks: Uint8Array;
  readonly formOf: (i: number) => string;
  readonly isConjunct: (i: number) => boolean;
  readonly labelOf: (i: number) => string;
  /** How the language's treebanks hang marks; null for the rule. */
  readonly habits: MarkHabits | null;
}

/**
 * Rewrites the heads of punctuation: a pair hangs on the head of what it holds; the last mark on the root; a mark
 * before a conjunct on the conjunct, after a preposed phrase on that phrase, before any other phrase on its head.
 * Habits of the language, where there are any, go before the rule for all marks but pairs.
 * First makes sure that no word hangs on a mark. Linear in the sentence's length.
 */
export function punctuate(tree: Punctuated, n: number): void {
  const { heads, marks } = tree;
  const root = freeWords(heads, marks, n);
  if (root === 0) return;
  const partner = findPairs(tree, n);
  const places = markRoom();
  for (let i = 1; i <= n; i++) {
    if (!marks[i]) continue;
    const other = partner[i] as number;
    heads[i] =
      (other ? pairHead(heads, marks, Math.min(i, other), Math.max(i, other)) : 0) ||
      (tree.habits ? habitualHead(tree, tree.habits, i, n, root, places) : 0) ||
      separatorHead(tree, i, n, root);
  }
}

/** Moves words off marks; returns the root word, 0 when all words are marks. */
export function freeWords(heads: Int32Array, marks: Uint8Array, n: number): number {
  let root = 0;
  let orphan = false;
  for (let i = 1; i <= n; i++) {
    if (marks[i]) continue;
    let head = heads[i] as number;
    for (let steps = 0; head !== 0 && marks[head] && steps < LONGEST_CLIMB; steps++) head = heads[head] as number;
    if (head !== 0 && marks[head]) head = 0;
    heads[i] = head;
    if (head === 0) {
      if (root === 0) root = i;
      else orphan = true;
    }
  }
  if (orphan) for (let i = 1; i <= n; i++) if (!marks[i] && heads[i] === 0 && i !== root) heads[i] = root;
  return root;
}

/** The other mark of each mark of a pair, 0 for the others. */
export function findPairs(tree: Punctuated, n: number): Int32Array {
  const partner = new Int32Array(n + 1);
  const open: number[] = [];
  const waiting = new Map<string, number>();
  const join = (a: number, b: number): void => {
    if (b - a > LONGEST_PAIR) return;
    partner[a] = b;
    partner[b] = a;
  };
  for (let i = 1; i <= n; i++) {
    if (!tree.marks[i]) continue;
    const form = tree.formOf(i);
    if (PAIRS[form]) open.push(i);
    else if (CLOSING.has(form)) {
      for (let k = open.length - 1; k >= 0 && k > open.length - 8; k--) {
        const start = open[k] as number;
        if (PAIRS[tree.formOf(start)] !== form) continue;
        join(start, i);
        open.length = k;
        break;
      }
    } else if (SAME.has(form)) {
      const kind = /[-–—]/.test(form) ? "-" : form;
      const start = waiting.get(kind);
      if (start === undefined) waiting.set(kind, i);
      else {
        join(start, i);
        waiting.delete(kind);
      }
    }
  }
  return partner;
}

/** The first word between the marks whose head lies outside, preferring the root. */
function pairHead(heads: Int32Array, marks: Uint8Array, from: number, to: number): number {
  let found = 0;
  for (let i = from + 1; i < to; i++) {
    if (marks[i]) continue;
    const head = heads[i] as number;
    if (head === 0) return i;
    if (found === 0 && (head < from || head > to)) found = i;
  }
  return found;
}

function separatorHead(tree: Punctuated, at: number, n: number, root: number): number {
  const { heads, marks } = tree;
  let left = at - 1;
  while (left > 0 && marks[left]) left--;
  let right = at + 1;
  while (right <= n && marks[right]) right++;
  if (right > n) return root;
  for (let steps = 0; (heads[right] as number) > at && steps < LONGEST_CLIMB; steps++) right = heads[right] as number;
  if (left < 1) return right;
  for (let steps = 0; heads[left] !== 0 && (heads[left] as number) < at && steps < LONGEST_CLIMB; steps++)
    left = heads[left] as number;
  const rightHead = heads[right] as number;
  const rightHangsLeft = rightHead !== 0 && rightHead < at;
  if (rightHangsLeft && tree.isConjunct(right)) return right;
  if ((heads[left] as number) > at) return left;
  return rightHangsLeft ? rightHead : root;
}
