/** Every name and title word of a language and of the knowledge, by its folded tokens. */
import type { Knowledge, Person } from "../knowledge/knowledge.ts";
import type { NameForm, NamesPack } from "../language/names.ts";
import type { GroupWords, OfficesPack, OfficeWords, UnitWords } from "../language/offices.ts";
import { fold, keyOf } from "./name-fold.ts";
import { glued } from "./name-tokens.ts";

/** What name linking needs of a language. */
export interface NameWords {
  /** Code of the language, to choose the forms of places. */
  readonly code: string;
  readonly names: NamesPack;
  readonly offices: OfficesPack;
  /** Words of time by their first key, and whether days and months have a capital: they are nobody's given names. */
  readonly time?: {
    readonly capitals: boolean;
    readonly entries: ReadonlyMap<string, readonly { readonly keys: readonly string[] }[]>;
  };
}

export type EntryKind =
  | "state"
  | "unit"
  | "body"
  | "source"
  | "person"
  | "adjective"
  | "capital"
  | "place"
  | "office"
  | "unit-words"
  | "group-words"
  | "mark";

/** Marks: small words that steer the reading of titles. */
export type Mark = "former" | "acting" | "once" | "now" | "coming" | "leaving" | "of" | "press";

export interface Entry {
  readonly kind: EntryKind;
  /** Knowledge id; "" for offices, unit words and marks. */
  readonly id: string;
  readonly form: string;
  /** How capitals bind: 0 not at all, 1 the first token has one, 2 each as in the form, 3 all capitals, 4 small letters. */
  readonly caps: 0 | 1 | 2 | 3 | 4;
  readonly name?: NameForm;
  readonly office?: OfficeWords;
  readonly unit?: UnitWords;
  /** The words only point back to a body of the unit that was named before. */
  readonly follows?: boolean;
  readonly group?: GroupWords;
  readonly mark?: Mark;
  /** Only to be trusted beside a word for the press. */
  readonly weak?: boolean;
}

export interface Node {
  readonly next: Map<string, Node>;
  entries: Entry[] | null;
}

export interface NameIndex {
  /** Folded tokens joined by blanks -> what they can be. */
  readonly phrases: ReadonlyMap<string, readonly Entry[]>;
  /** First folded token -> tokens of the longest phrase that begins with it. */
  readonly longest: ReadonlyMap<string, number>;
  /** Forms with a place in which a state's adjective may stand (`~`). */
  readonly slots: Node;
  /** Key of a family name (tokens joined by a blank) -> ids of people. */
  readonly families: ReadonlyMap<string, readonly string[]>;
  /** Keys of the given names that are known for a person, joined without blanks. */
  readonly given: (person: string) => readonly string[];
  /** Makes the phrases known that begin with a folded token: names of people and places wait until a text needs them. */
  readonly open: (token: string) => void;
  /** Key of several tokens -> people whom it can mean; a cache. */
  readonly variants: Map<string, readonly string[]>;
  readonly words: {
    readonly articles: ReadonlySet<string>;
    readonly and: ReadonlySet<string>;
    readonly particles: ReadonlySet<string>;
    readonly press: ReadonlySet<string>;
    readonly of: ReadonlySet<string>;
    readonly at: ReadonlySet<string>;
    readonly stand: ReadonlySet<string>;
    readonly to: ReadonlySet<string>;
    readonly by: ReadonlySet<string>;
    readonly addressed: ReadonlySet<string>;
    readonly locales: ReadonlySet<string>;
    readonly goers: ReadonlySet<string>;
    readonly motion: ReadonlySet<string>;
    readonly grounds: ReadonlySet<string>;
    readonly capitals: ReadonlySet<string>;
    readonly honorifics: ReadonlySet<string>;
    readonly times: ReadonlySet<string>;
  };
  /** Whether the language writes days and months with a capital. */
  readonly capitalTimes: boolean;
}

const patterns = new WeakMap<Entry, readonly boolean[]>();

/** Which tokens of the form begin with a capital. */
export function patternOf(entry: Entry): readonly boolean[] {
  let pattern = patterns.get(entry);
  if (!pattern) {
    pattern = formTokens(entry.form).map(startsCapital);
    patterns.set(entry, pattern);
  }
  return pattern;
}

const tokenShape = /(?:\p{Lu}\.){2,}|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*|~/gu;

/** Where a form parts, in letters: blanks, hyphens, apostrophes; null where a stop, a digit or a capital inside a word needs care. */
function partsOf(form: string): string[] | null {
  const out: string[] = [];
  let from = -1;
  // 0 no word, 1 a capital so far, 2 small letters
  let state = 0;
  for (let i = 0; i < form.length; i++) {
    const c = form.charCodeAt(i);
    if ((c >= 97 && c <= 122) || (c >= 0xdf && c <= 0xff && c !== 0xf7)) {
      if (state === 0) from = i;
      state = 2;
    } else if ((c >= 65 && c <= 90) || (c >= 0xc0 && c <= 0xde && c !== 0xd7)) {
      if (state === 2) return null;
      if (state === 0) from = i;
      state = 1;
    } else if (c >= 0x100 && c <= 0x17f) {
      if (state === 2 && form[i] !== form[i]!.toLowerCase()) return null;
      if (state === 0) from = i;
      state = form[i] === form[i]!.toLowerCase() ? 2 : 1;
    } else if (c === 32 || c === 45 || c === 39 || c === 0x2019) {
      if (state > 0) out.push(form.slice(from, i));
      state = 0;
    } else return null;
  }
  if (state > 0) out.push(form.slice(from));
  return out;
}

/** The tokens of a form as the text is cut: `Quai d'Orsay` -> Quai, d, Orsay. */
export function formTokens(form: string): string[] {
  const parts = partsOf(form);
  if (parts) return parts;
  const out: string[] = [];
  for (const m of form.matchAll(tokenShape)) {
    const piece = m[0];
    if (piece.includes(".")) out.push(piece.replaceAll(".", ""));
    else if (piece.length > 2) out.push(...piece.split(glued));
    else out.push(piece);
  }
  return out;
}

const indexes = new WeakMap<Knowledge, WeakMap<NameWords, NameIndex>>();

/** The index of a language and a knowledge, built once for each pair. */
export function nameIndex(knowledge: Knowledge, words: NameWords): NameIndex {
  let byWords = indexes.get(knowledge);
  if (!byWords) {
    byWords = new WeakMap();
    indexes.set(knowledge, byWords);
  }
  let index = byWords.get(words);
  if (!index) {
    index = buildIndex(knowledge, words);
    byWords.set(words, index);
  }
  return index;
}

/** Whether a token begins with a capital: what changes when it is put in small letters and is a letter. */
const startsCapital = (token: string): boolean => {
  const c = token.charCodeAt(0);
  return c < 128 ? c >= 65 && c <= 90 : /^\p{Lu}/u.test(token);
};

const phrases = (list: readonly string[]): Set<string> => new Set(list.map((p) => formTokens(p).map(fold).join(" ")));

function buildIndex(knowledge: Knowledge, words: NameWords): NameIndex {
  const phraseOf = new Map<string, Entry[]>();
  const longest = new Map<string, number>();
  const slots: Node = { next: new Map(), entries: null };
  const slotted = (tokens: readonly string[]): Entry[] => {
    let node = slots;
    for (const token of tokens) {
      const key = token === "~" ? "~" : fold(token);
      let next = node.next.get(key);
      if (!next) {
        next = { next: new Map(), entries: null };
        node.next.set(key, next);
      }
      node = next;
    }
    node.entries ??= [];
    return node.entries;
  };
  const add = (form: string, entry: Omit<Entry, "form">) => {
    let list: Entry[];
    if (form.includes("~")) list = slotted(formTokens(form));
    else {
      const key = fold(formTokens(form).join(" "));
      if (key === "") return;
      const known = phraseOf.get(key);
      list = known ?? [];
      if (!known) {
        phraseOf.set(key, list);
        let count = 1;
        for (let k = key.indexOf(" "); k > 0; k = key.indexOf(" ", k + 1)) count++;
        const space = key.indexOf(" ");
        const first = space < 0 ? key : key.slice(0, space);
        if ((longest.get(first) ?? 0) < count) longest.set(first, count);
      }
    }
    for (const e of list)
      if (
        e.kind === entry.kind &&
        e.id === entry.id &&
        e.office === entry.office &&
        e.unit === entry.unit &&
        e.group === entry.group &&
        e.mark === entry.mark &&
        e.caps === entry.caps
      )
        return;
    (entry as { form?: string }).form = form;
    list.push(entry as Entry);
  };
  const kindOf = (id: string): EntryKind | null =>
    knowledge.states.has(id)
      ? "state"
      : knowledge.bodies.has(id)
        ? "body"
        : knowledge.sources.has(id)
          ? "source"
          : knowledge.actor(id)
            ? "unit"
            : null;
  for (const name of words.names.forms) {
    const kind = kindOf(name.id);
    if (!kind) continue;
    const small = !/^\P{L}*\p{Lu}/u.test(name.form);
    if (name.kind === "adjective" || name.kind === "demonym" || name.kind === "combining")
      add(name.form, { kind: "adjective", id: name.id, caps: small ? 4 : 1, name });
    else if (name.kind === "capital") add(name.form, { kind: "capital", id: name.id, caps: 1, name });
    else
      add(name.form, {
        kind,
        id: name.id,
        caps: small
          ? 0
          : name.kind === "acronym"
            ? acronymCaps(name.form)
            : kind === "source"
              ? formTokens(name.form).length > 3
                ? 0
                : 2
              : 1,
        name,
      });
  }
  for (const body of knowledge.bodies.values()) {
    if (body.name.includes(" ")) add(body.name, { kind: "body", id: body.id, caps: 1 });
    else add(body.name, { kind: "body", id: body.id, caps: acronymCaps(body.name) });
  }
  for (const source of knowledge.sources.values()) {
    for (const form of [source.name, ...source.aliases])
      if (!source.weak.includes(form)) add(form, { kind: "source", id: source.id, caps: acronymCaps(form) });
    for (const form of source.weak) add(form, { kind: "source", id: source.id, caps: acronymCaps(form), weak: true });
  }
  const waiting = new Map<string, string[]>();
  const wait = (kind: "person" | "place", id: string, form: string) => {
    const head = headOf(form);
    const list = waiting.get(head);
    if (list) list.push(kind, id, form);
    else waiting.set(head, [kind, id, form]);
  };
  const open = (token: string) => {
    const head = token.slice(0, headLength);
    const list = waiting.get(head);
    if (!list) return;
    waiting.delete(head);
    for (let k = 0; k < list.length; k += 3) {
      const [kind, id, form] = [list[k]!, list[k + 1]!, list[k + 2]!];
      if (kind === "person") add(form, { kind: "person", id, caps: 1 });
      else add(form, { kind: "place", id, caps: /^\P{L}*\p{Lu}/u.test(form) ? 1 : 0 });
    }
  };
  for (const place of knowledge.places.values())
    for (const [code, form] of place.forms) if (code === "" || code === words.code) wait("place", place.id, form);
  const families = new Map<string, string[]>();
  const own = (key: string, id: string) => {
    const list = families.get(key);
    if (!list) families.set(key, [id]);
    else if (!list.includes(id)) list.push(id);
  };
  for (const person of knowledge.people.values()) {
    const { id, family } = person;
    const familyKey = keysOf(family);
    if (familyKey.length > 1) own(familyKey, id);
    let givenCount = -1;
    for (const form of [person.name, ...person.aliases]) {
      // Most names are given + family: nothing new in them.
      const plain = familyKey !== "" && person.given !== "" && form === `${person.given} ${family}`;
      if (plain) {
        wait("person", id, form);
        continue;
      }
      const keys = keyList(form);
      if (keys.length < 2) {
        const key = keys[0] ?? "";
        if (key.length >= 3) own(key, id);
        continue;
      }
      wait("person", id, form);
      if (familyKey === "" || besideFamily(keys, familyKey) !== "") continue;
      // Another spelling of the family name: `Volodimir Zelenskij` counts `zelenskij` as family of the person.
      if (givenCount < 0) givenCount = formTokens(person.given).length;
      if (givenCount === 0 || keys.length <= givenCount) continue;
      const key = keys.slice(givenCount).join(" ");
      if (key.length >= 3) own(key, id);
    }
  }
  const givens = new Map<string, readonly string[]>();
  const given = (id: string): readonly string[] => {
    let known = givens.get(id);
    if (!known) {
      known = givenKeys(knowledge.people.get(id)!);
      givens.set(id, known);
    }
    return known;
  };
  const pack = words.offices;
  for (const office of pack.offices)
    for (const form of office.forms) add(form, { kind: "office", id: "", caps: 0, office });
  for (const unit of pack.units)
    for (const form of unit.forms) add(form, { kind: "unit-words", id: "", caps: 0, unit });
  for (const unit of pack.units)
    for (const form of unit.follow) add(form, { kind: "unit-words", id: "", caps: 0, unit, follows: true });
  for (const group of pack.groups)
    for (const form of group.forms) add(form, { kind: "group-words", id: "", caps: 0, group });
  for (const mark of ["former", "acting", "once", "now", "coming", "leaving", "of"] as const)
    for (const form of pack[mark]) add(form, { kind: "mark", id: "", caps: 0, mark });
  const { places } = pack;
  const times = new Set<string>();
  for (const list of words.time?.entries.values() ?? [])
    for (const e of list) if (e.keys.length === 1 && e.keys[0]!.length > 2) times.add(fold(e.keys[0]!));
  return {
    phrases: phraseOf,
    longest,
    slots,
    capitalTimes: words.time?.capitals ?? false,
    families,
    given,
    open,
    variants: new Map(),
    words: {
      articles: phrases(pack.articles),
      and: phrases(pack.and),
      particles: phrases(pack.particles),
      press: phrases(pack.press),
      of: phrases(pack.of),
      at: phrases(places.at),
      stand: phrases(places.stand),
      to: phrases(places.to),
      by: phrases(places.by),
      addressed: phrases(places.addressed),
      locales: phrases(places.locales),
      goers: phrases(places.goers),
      motion: phrases(places.motion),
      grounds: phrases(places.grounds),
      capitals: phrases(places.capitals),
      honorifics: phrases(pack.honorifics),
      times,
    },
  };
}

/** `Choe Son Hui` -> the keys of its parts, joined by blanks. */
export const keysOf = (name: string): string => keyList(name).join(" ");

function keyList(name: string): string[] {
  const tokens = formTokens(name);
  for (let i = 0; i < tokens.length; i++) tokens[i] = keyOf(fold(tokens[i]!));
  return tokens;
}

/** What stands beside the family name in the keys of a name, without blanks; "" where the family name does not open or end it. */
function besideFamily(keys: readonly string[], family: string): string {
  const whole = keys.join(" ");
  if (whole.startsWith(`${family} `)) return whole.slice(family.length + 1).replaceAll(" ", "");
  return whole.endsWith(` ${family}`) ? whole.slice(0, -family.length - 1).replaceAll(" ", "") : "";
}

/** Keys of the given names of a person in all his known names. */
function givenKeys(person: Person): readonly string[] {
  const found = new Set<string>();
  if (person.given !== "") found.add(keyList(person.given).join(""));
  const family = keysOf(person.family);
  if (family !== "")
    for (const form of [person.name, ...person.aliases]) {
      const keys = keyList(form);
      const given = keys.length > 1 ? besideFamily(keys, family) : "";
      if (given !== "") found.add(given);
    }
  return [...found];
}

/** Letters by which waiting names are sorted. */
const headLength = 3;

/** The first letters of a form's first token, folded. */
function headOf(form: string): string {
  let i = 0;
  for (; i < form.length && i < headLength; i++) {
    const c = form.charCodeAt(i);
    const small = c >= 97 && c <= 122;
    // A capital inside a word may part it.
    if (!small && !(c >= 65 && c <= 90 && (i === 0 || form.charCodeAt(i - 1) < 97))) break;
  }
  if (i === headLength) return form.slice(0, headLength).toLowerCase();
  return fold(formTokens(form)[0] ?? "").slice(0, headLength);
}

function acronymCaps(form: string): 1 | 2 | 3 {
  const bare = form.replace(/[^\p{L}]/gu, "");
  if (bare.length >= 2 && bare === bare.toUpperCase()) return 3;
  return 2;
}
