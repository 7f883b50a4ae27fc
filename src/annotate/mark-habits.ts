/** How the treebanks of a language hang the marks between words: counted habits instead of one rule for all. */

/** Where a mark may hang: kinds of places around it, numbered for the table of habits. */
const PLACES = 9;

/** A tree that marks hang on, 1-based; see Punctuated. */
interface Marked {
  readonly heads: Int32Array;
  readonly marks: Uint8Array;
  readonly formOf: (i: number) => string;
  readonly labelOf: (i: number) => string;
}

/** Situation -> kind of place, from the closest description to the roughest. */
export type MarkHabits = Readonly<Record<string, number>>;

const LONGEST_CLIMB = 64;

/** Fills `places` with the words that the mark at `at` may hang on (0 where there is none) and tells the situation. */
export function markPlaces(tree: Marked, at: number, n: number, root: number, places: Int32Array): string[] {
  const { heads, marks } = tree;
  places.fill(0);
  places[0] = root;
  let left = at - 1;
  while (left > 0 && marks[left]) left--;
  let right = at + 1;
  while (right <= n && marks[right]) right++;
  let rightLabel = "";
  let leftLabel = "";
  if (right <= n) {
    places[5] = right;
    places[7] = heads[right] as number;
    for (let k = 0; (heads[right] as number) > at && k < LONGEST_CLIMB; k++) right = heads[right] as number;
    places[1] = right;
    places[2] = heads[right] as number;
    rightLabel = tree.labelOf(right);
  }
  if (left > 0) {
    places[6] = left;
    places[8] = heads[left] as number;
    for (let k = 0; heads[left] !== 0 && (heads[left] as number) < at && k < LONGEST_CLIMB; k++)
      left = heads[left] as number;
    places[3] = left;
    places[4] = heads[left] as number;
    leftLabel = tree.labelOf(left);
  }
  const form = tree.formOf(at).slice(0, 3);
  const glued = places[5] !== 0 && places[5] === places[1] ? 1 : 0;
  const rough = `${form} ${rightLabel}`;
  return [`${rough} ${leftLabel} ${glued}`, `${rough} ${leftLabel}`, rough, form];
}

/** The word that the mark hangs on by habit; 0 when the habits do not know. */
export function habitualHead(
  tree: Marked,
  habits: MarkHabits,
  at: number,
  n: number,
  root: number,
  places: Int32Array,
): number {
  for (const situation of markPlaces(tree, at, n, root, places)) {
    const kind = habits[situation];
    if (kind !== undefined && places[kind]) return places[kind] as number;
  }
  return 0;
}

/** Room for the places of one mark. */
export function markRoom(): Int32Array {
  return new Int32Array(PLACES);
}
