/** A reader's query as alternatives of words and phrases: `grain "gas supplies" -drones | missiles`. */
import { stemsOf } from "./words.ts";

/** Words that must be there, each as a sequence of stems, and those that must not. */
export interface Alternative {
  readonly all: readonly (readonly string[])[];
  readonly none: readonly (readonly string[])[];
}

/** Most letters of a query and most parts of an alternative that are looked at. */
const longest = 400;
const most = 12;

/** Text -> alternatives; those without a word are left out. A minus before a part leaves out, a bar parts alternatives. */
export function queryOf(text: string): readonly Alternative[] {
  const found: { all: string[][]; none: string[][] }[] = [{ all: [], none: [] }];
  // a quotation mark without its like is no phrase
  for (const [, bar, minus, phrase, word] of text
    .slice(0, longest)
    .matchAll(/(\|)|(?<=^|[\s|])(-)?"([^"]+)"|([^\s|"]+)/g)) {
    if (bar) {
      found.push({ all: [], none: [] });
      continue;
    }
    const out = minus !== undefined || (word?.startsWith("-") && word.length > 1);
    const stems = stemsOf(phrase ?? word ?? "");
    const now = found.at(-1)!;
    // a word with a stroke or an apostrophe within is several words, all of them needed
    const parts = phrase === undefined && !out ? stems.map((s) => [s]) : stems.length ? [stems] : [];
    for (const p of parts) if (now.all.length + now.none.length < most) (out ? now.none : now.all).push(p);
  }
  return found.filter((a) => a.all.length > 0);
}
