/** The page's words and dates in the language of the interface. No word stands in the code: keys only. */
import { computed, signal } from "@preact/signals";
import { get } from "./api.ts";
import { remember, remembered } from "./memory.ts";

type Forms = string | Readonly<Record<string, string>>;

export interface Face {
  readonly code: string;
  readonly name: string;
}

export const faces = signal<readonly Face[]>([]);
export const language = signal("");

/** The language of the interface as the reader's browser writes it: with its country, where it names one. */
export const locale = computed(
  () => navigator.languages.find((l) => l.split("-")[0] === language.value) ?? language.value,
);
const words = signal<Words>({});
let plural = new Intl.PluralRules();

type Words = Readonly<Record<string, Forms>>;

/** Loads the interface the reader chose before, or the first of the browser's languages that there is. */
export async function loadWords(): Promise<void> {
  const wanted = [remembered("language"), ...navigator.languages.map((l) => l.split("-")[0]!)].filter(
    (w) => w !== null,
  );
  const answer = await get<{ faces: readonly Face[]; code: string; words: Words }>(
    `/api/words?wanted=${encodeURIComponent(wanted.join(","))}`,
  );
  faces.value = answer.faces;
  put(answer.code, answer.words);
}

/** Switches the interface to another language. */
async function speak(code: string): Promise<void> {
  put(code, await get<Words>(`/api/interface/${encodeURIComponent(code)}`));
}

function put(code: string, next: Words): void {
  plural = new Intl.PluralRules(code);
  document.documentElement.lang = code;
  language.value = code;
  words.value = next;
}

export function choose(code: string): void {
  remember("language", code);
  void speak(code);
}

/** Words of a key, `{name}` filled in; `n` chooses the plural form. An unknown key shows itself. */
export function t(key: string, fill: Readonly<Record<string, string | number>> = {}): string {
  const entry = words.value[key];
  if (entry === undefined) return key;
  const n = typeof fill.n === "number" ? fill.n : 0;
  const text = typeof entry === "string" ? entry : (entry[plural.select(n)] ?? entry.other ?? key);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const v = fill[name];
    return typeof v === "number" ? number(v) : (v ?? "");
  });
}

/** Words of `prefix.code`, or the code itself where no word is known for it. */
export function label(prefix: string, code: string): string {
  const entry = words.value[`${prefix}.${code}`];
  return typeof entry === "string" ? entry : code;
}

/** Are there words for a code? */
export const worded = (prefix: string, code: string): boolean => words.value[`${prefix}.${code}`] !== undefined;

const numerals = computed(() => new Intl.NumberFormat(locale.value || undefined));
export const number = (n: number): string => numerals.value.format(n);
