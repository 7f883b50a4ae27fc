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
const words = signal<Readonly<Record<string, Forms>>>({});
let plural = new Intl.PluralRules();

/** Loads the interface the reader chose before, or the first of the browser's languages that there is. `asked` is called once the words are on their way. */
export async function loadWords(asked: () => void): Promise<void> {
  faces.value = await get<readonly Face[]>("/api/interface");
  const codes = faces.value.map((f) => f.code);
  const wanted = [remembered("language"), ...navigator.languages.map((l) => l.split("-")[0]!)];
  const spoken = speak(wanted.find((w): w is string => w !== null && codes.includes(w)) ?? codes[0] ?? "");
  asked();
  await spoken;
}

/** Switches the interface to another language. */
export async function speak(code: string): Promise<void> {
  const next = await get<Readonly<Record<string, Forms>>>(`/api/interface/${encodeURIComponent(code)}`);
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

const numerals = computed(() => new Intl.NumberFormat(locale.value || undefined));
export const number = (n: number): string => numerals.value.format(n);
