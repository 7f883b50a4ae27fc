/** The body that a page carries only as data for its scripts: the longest string of running text in them. */
import { parsePage } from "./markup.ts";
import { type Block, blocksOf } from "./page-text.ts";

/** Shorter strings are no article, longer ones are data. */
const SHORTEST = 400;
const LONGEST = 400_000;
/** Data within strings of data is looked at so deep. */
const LEVELS = 3;

/** The article among the strings of the scripts, or null. Nothing is run: strings are read as JSON. */
export function payloadBody(payload: string): readonly Block[] | null {
  let best: readonly Block[] = [];
  let length = 0;
  const seen = new Set<string>();
  const visit = (data: string, level: number): void => {
    for (const text of stringsOf(data)) {
      if (level < LEVELS && /^\s*(?:[[{]|[\w$]{1,8}:)/.test(text) && text.includes('":')) {
        visit(text, level + 1);
        continue;
      }
      if (text.length > LONGEST || seen.has(text) || !isProse(text)) continue;
      seen.add(text);
      const blocks = /<\w/.test(text) ? blocksOf(parsePage(text).document.body) : linesAsBlocks(text);
      const size = blocks.reduce((n, b) => n + (b.linked < 0.5 ? b.text.length : 0), 0);
      if (size > length) [best, length] = [blocks, size];
    }
  };
  visit(payload, 0);
  return length >= SHORTEST ? best : null;
}

/** The long strings in double quotes, without their escapes; in linear time, since each ends where the next begins. */
function* stringsOf(data: string): Generator<string> {
  for (let open = data.indexOf('"'); open >= 0; ) {
    let close = open + 1;
    while (close < data.length && data.charCodeAt(close) !== 34) close += data.charCodeAt(close) === 92 ? 2 : 1;
    if (close >= data.length) return;
    if (close - open > SHORTEST) {
      try {
        yield JSON.parse(data.slice(open, close + 1)) as string;
      } catch {
        // no JSON string
      }
    }
    open = data.indexOf('"', close + 1);
  }
}

/** Text with spaces and the stops of sentences, and no program. */
const isProse = (text: string): boolean =>
  (text.match(/[\p{L}\p{N}][.!?。]["”»’]?(?=\s|<|$)/gu)?.length ?? 0) >= 3 &&
  !/[{};]\s*(?:var|function|return|\.[a-z-]+\{)/.test(text);

const linesAsBlocks = (text: string): Block[] =>
  text.split(/\n+/).flatMap((line) => (line.trim() === "" ? [] : [{ text: line.trim(), linked: 0, tag: "P" }]));
