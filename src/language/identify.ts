/** Which language is this text? */
import { eld } from "eld/small";

export interface Identified {
  /** BCP 47; `und` where it could not be told. */
  readonly language: string;
  /** 0..1: the share of the text that speaks for it, times how clear the best one is. */
  readonly confidence: number;
}

const CHUNK = 400;
const CHUNKS = 24;
/** So many pieces are enough where all of them speak for one language; fewer where the text was said to be in it. */
const ENOUGH = 8;
const ENOUGH_STATED = 3;
/** Every third piece first: wherever reading stops, the whole text has been looked at. */
const ROUNDS = 3;
const unknown: Identified = { language: "und", confidence: 0 };

/**
 * Identifies the main language of a text. Addresses, numbers and marks do not count. A text of several languages is
 * read in pieces, which vote by their length; fewer than 12 letters, or no clear winner, is `und`. `stated` is what a page
 * says of itself: it only spares looking further.
 */
export function identifyLanguage(text: string, stated?: string | null): Identified {
  const said = stated?.toLowerCase().split(/[-_]/)[0];
  const votes = new Map<string, number>();
  let letters = 0;
  let sure = 0;
  let heard = 0;
  for (const piece of sample(text)) {
    // Pieces from all over the text that agree speak for the rest.
    if (votes.size === 1 && (heard === ENOUGH || (heard === ENOUGH_STATED && votes.has(said ?? "")))) break;
    const clean = piece.replace(/(?:https?:\/\/|www\.)\S+|\S+@\S+|[#@]\w+/g, " ").replace(/[^\p{L}\p{M}'’ -]+/gu, " ");
    const weight = clean.match(/\p{L}/gu)?.length ?? 0;
    if (weight < 4) continue;
    letters += weight;
    const found = eld.detect(clean);
    if (!found.language) continue;
    const scores = Object.values(found.getScores()).sort((a, b) => b - a);
    const first = scores[0] ?? 0;
    const clear = first > 0 ? 1 - (scores[1] ?? 0) / first : 0;
    // A long piece is trusted even where a sister language comes near.
    const trust = Math.min(1, (found.isReliable() ? 0.5 : 0.1) + clear * 2 + weight / 600);
    heard++;
    votes.set(found.language, (votes.get(found.language) ?? 0) + weight * trust);
    sure += weight * trust;
  }
  if (letters < 12) return unknown;
  let best = "und";
  let most = 0;
  for (const [language, vote] of votes) if (vote > most) [best, most] = [language, vote];
  const confidence = Math.min(1, most / letters);
  if (confidence < 0.2 || most < sure * 0.4) return { language: "und", confidence };
  return { language: best, confidence: Math.round(confidence * 1000) / 1000 };
}

/** Up to 24 pieces of about 400 units, cut at spaces, spread evenly over the text. */
function* sample(text: string): Generator<string> {
  if (text.length <= CHUNK * 1.5) {
    yield text;
    return;
  }
  const step = Math.max(CHUNK, Math.floor(text.length / CHUNKS));
  for (let round = 0; round < ROUNDS; round++)
    for (let at = round * step; at < text.length; at += step * ROUNDS) {
      let from = at;
      while (from > 0 && from < at + 40 && !/\s/.test(text[from - 1] ?? "")) from++;
      yield text.slice(from, Math.min(text.length, at + CHUNK));
    }
}
