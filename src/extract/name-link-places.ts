/** Places beyond the tables: the ground of a state ("on Russian soil") and what only the tagger calls a place. */
import { standingOf } from "./name-places.ts";
import { entryOf } from "./name-scan.ts";
import { ownerAt } from "./name-titles.ts";
import { gap, type Tokens } from "./name-tokens.ts";
import { addActor, tags, type Work } from "./name-work.ts";

const tied = (tokens: Tokens, i: number): boolean => tokens.before[i] === gap.space || tokens.before[i] === gap.join;

/**
 * "in territorio pakistano", "over Ukrainian airspace": the state as a place, over the noun and what names the state;
 * "nella capitale turca", "in the South Korean capital": its capital.
 */
export function linkGrounds(work: Work): void {
  const { tokens, index, scene, knowledge } = work;
  const { grounds, capitals, at, articles } = index.words;
  if (grounds.size + capitals.size === 0) return;
  for (let i = 0; i < tokens.count; i++) {
    const pair = i + 1 < tokens.count && tied(tokens, i + 1) ? `${tokens.folded[i]} ${tokens.folded[i + 1]}` : "";
    const capital = capitals.has(tokens.folded[i]!);
    const to = grounds.has(pair) ? i + 2 : capital || grounds.has(tokens.folded[i]!) ? i + 1 : -1;
    if (to < 0) continue;
    // Before it a preposition of place, over an article and an adjective of the state.
    const ahead = i > 0 && tied(tokens, i) && scene.atomTo[i]! >= 0 ? scene.atoms[scene.atomTo[i]!]! : null;
    const adjective = entryOf(ahead, "adjective");
    let from = adjective ? ahead!.from : i;
    const start = from;
    while (
      from > 0 &&
      articles.has(tokens.folded[from - 1]!) &&
      !at.has(tokens.folded[from - 1]!) &&
      tied(tokens, from)
    )
      from--;
    if (from === 0 || !tied(tokens, from) || !at.has(tokens.folded[from - 1]!)) continue;
    const owner = adjective ? { of: adjective.id, to } : ownerAt(scene, to, false);
    const state = owner ? knowledge.states.get(owner.of) : undefined;
    if (!owner || !state) continue;
    if (capital && !state.capital) continue;
    addActor(work, state.id);
    work.places.push({
      start: tokens.start[start]!,
      end: tokens.end[owner.to - 1]!,
      place: { name: capital ? state.capital : state.name, country: state.id, lat: state.lat, lon: state.lon },
    });
  }
}

/**
 * What the tagger calls a place and no table knows stays a place of the article, in no state that is known. It must stand
 * at least once after a preposition of place or a noun such as "city of": the tagger errs on other capitals.
 */
export function linkLocalPlaces(work: Work): void {
  const { tokens, document, tagged } = work;
  const spans: { from: number; to: number; name: string }[] = [];
  const located = new Set<string>();
  for (let i = 0; i < tokens.count; ) {
    if (tagged[i] !== tags.LOC) {
      i++;
      continue;
    }
    let to = i + 1;
    while (to < tokens.count && tagged[to] === tags.LOC && tied(tokens, to)) to++;
    let free = tokens.caps[i]! > 0 && !work.index.words.times.has(tokens.folded[i]!);
    for (let k = i; k < to && free; k++) free = work.used[k] === 0 && !covered(work, k);
    const start = tokens.start[i]!;
    const end = tokens.end[to - 1]!;
    if (free && end - start > 2) {
      const name = document.text.slice(start, end).replace(/\s+/gu, " ");
      spans.push({ from: i, to, name });
      if (standingOf(document, work.index, tokens, i, to, null) === "place" && i > 0) located.add(name);
    }
    i = to;
  }
  for (const { from, to, name } of spans)
    if (located.has(name))
      work.places.push({ start: tokens.start[from]!, end: tokens.end[to - 1]!, place: { name, country: null } });
}

/** Whether a known form other than a title or a body of a state stands over the token. */
function covered(work: Work, i: number): boolean {
  const k = work.scene.atomAt[i]!;
  return k >= 0 && entryOf(work.scene.atoms[k]!, "office", "unit-words", "group-words", "mark") === null;
}
