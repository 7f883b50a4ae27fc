/** Lines under work, and the cuts that they become. */
import type { Line } from "./lines.ts";

/** A piece to take out: `start..end` is what it says, `from..to` what goes with it (its line end, spaces, blank lines). */
export interface Cut {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly rule: string;
}

/** A line under work: what is left of it, and why it goes. */
export interface State {
  readonly line: Line;
  /** What is left after the cuts inside the line. */
  text: string;
  readonly inner: { start: number; end: number; rule: string }[];
  /** The rule that takes the whole line, or null. */
  rule: string | null;
  /** Cannot be the title: a caption, since a credit was cut from it. */
  caption: boolean;
}

/** A line of which nothing is decided. */
export function newState(text: string, line: Line): State {
  return { line, text: text.slice(line.start, line.end), inner: [], rule: null, caption: false };
}

/** Turns the states into cuts that take line ends and the blank lines of one side with them. */
export function cutsOf(states: readonly State[]): Cut[] {
  const cuts: Cut[] = [];
  let blanksKept = 0;
  let anyKept = false;
  let dropBlanks = 0;
  for (const [i, state] of states.entries()) {
    const { line } = state;
    const blank = line.start === line.end;
    if (blank) {
      if (dropBlanks > 0) {
        dropBlanks--;
        const cut = cuts.at(-1);
        if (cut) cuts[cuts.length - 1] = { ...cut, to: Math.min(line.stop + 1, endOf(states)) };
      } else blanksKept++;
      continue;
    }
    dropBlanks = 0;
    if (state.rule !== null) {
      const isLast = i === states.length - 1;
      cuts.push({
        start: line.start,
        end: line.end,
        from: line.begin,
        to: isLast ? line.stop : line.stop + 1,
        rule: state.rule,
      });
      // As many blank lines as stood before it are dropped after it; all of them at the head of the text.
      dropBlanks = anyKept ? blanksKept : Number.MAX_SAFE_INTEGER;
      continue;
    }
    for (const cut of mergeInner(state.inner)) {
      const head = cut.start === line.start;
      const tail = cut.end === line.end;
      cuts.push({ ...cut, from: head ? line.begin : cut.start, to: tail ? line.stop : cut.end });
    }
    blanksKept = 0;
    anyKept = true;
  }
  return cuts;
}

const endOf = (states: readonly State[]): number => states.at(-1)?.line.stop ?? 0;

function mergeInner(
  inner: readonly { start: number; end: number; rule: string }[],
): { start: number; end: number; rule: string }[] {
  const out: { start: number; end: number; rule: string }[] = [];
  for (const cut of inner) {
    const before = out.at(-1);
    if (before && cut.start < before.end) before.end = Math.max(before.end, cut.end);
    else out.push({ ...cut });
  }
  return out;
}
