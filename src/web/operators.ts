/** Filters typed into the search box: `type:AID -source:"Daily News" grain` -> the filters, and the words that are left. */
import { codeOfState } from "./names.ts";
import { worded } from "./words.ts";

/** Keys that may be typed, with how a value becomes that of the filter; null where it is none. */
const keys: Readonly<Record<string, (value: string) => string | null>> = {
  actor: codeOfState,
  asserts: codeOfState,
  denies: codeOfState,
  via: (v) => v,
  origin: codeOfState,
  type: (v) => known("type", v.toUpperCase()),
  status: (v) => known("status", v.toLowerCase()),
  act: (v) => known("act", v.toLowerCase()),
  source: (v) => v,
  place: (v) => v,
  from: day,
  to: day,
};

function known(kind: string, code: string): string | null {
  return worded(kind, code) ? code : null;
}

function day(value: string): string | null {
  return /^\d{4}-\d\d-\d\d$/.test(value) ? value : null;
}

export interface Operators {
  readonly words: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

/** What is no operator stays among the words, as it was typed. */
export function operatorsOf(text: string): Operators {
  const filters: Record<string, string[]> = {};
  const words = text.replace(
    /(?<=^|\s)(-?)([a-z]+):(?:"([^"]+)"|(\S+))/g,
    (whole, minus: string, key: string, phrase: string | undefined, word: string | undefined) => {
      const value = Object.hasOwn(keys, key) ? keys[key]!(phrase ?? word ?? "") : null;
      if (value === null || (minus && (key === "from" || key === "to"))) return whole;
      filters[key] = [...(filters[key] ?? []), `${minus}${value}`];
      return "";
    },
  );
  return { words: words.replace(/\s+/g, " ").trim(), filters };
}
