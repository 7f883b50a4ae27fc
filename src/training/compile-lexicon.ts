/** Compiles treebank words and form lexicons into the lexicon of a pack: known forms, guesses by ending. */
import { hashText } from "../annotate/hash.ts";
import { endingKey, LONGEST_ENDING, makeScript } from "../annotate/lexicon.ts";
import type { TableData } from "../annotate/tables.ts";
import { foldForm } from "../annotate/word-type.ts";
import type { GoldSentence, GoldWord } from "./conllu.ts";
import type { LexicalEntry } from "./paradigms.ts";

/** The lexicon as it is written to disk. */
export interface CompiledLexicon {
  readonly tags: readonly string[];
  readonly feats: readonly (string | null)[];
  readonly analyses: readonly (readonly [number, number, string])[];
  readonly known: TableData;
  readonly guessed: TableData;
  /** Canonical forms that one sentence alone vouches for; in training they pass for unknown. */
  readonly rare: ReadonlySet<string>;
}

/** `VERB` with VerbForm=Fin -> `VERB:Fin`, when VerbForm is among the refining features. */
export function tagOf(
  word: { readonly upos: string; readonly feats: string | null },
  refine: readonly string[],
): string {
  let tag = word.upos;
  if (word.upos !== "VERB" && word.upos !== "AUX") return tag;
  for (const part of word.feats?.split("|") ?? []) {
    const [name = "", value = ""] = part.split("=");
    if (refine.includes(name)) tag += `:${value}`;
  }
  return tag;
}

const AS_WRITTEN = new Set(["PROPN", "X", "SYM", "NUM", "PUNCT"]);

/** The lemma script of a treebank word or entry; null when the lemma cannot be had from the form. */
function scriptOf(form: string, folded: string, lemma: string, upos: string): string | null {
  if (lemma === form && (AS_WRITTEN.has(upos) || /\d/.test(form))) return "^";
  if (/\d/.test(form)) return upos === "NUM" ? "^" : null;
  return makeScript(folded, lemma);
}

interface Counted {
  readonly readings: Map<number, number>;
  treebank: number;
  external: boolean;
}

/** Compiles. `floor` is the weight of a reading that only the form lexicon gives. */
export function compileLexicon(
  sentences: readonly GoldSentence[],
  entries: readonly LexicalEntry[],
  refine: readonly string[],
): CompiledLexicon {
  const counts = new Map<string, number>();
  const auxiliaries = new Set<string>();
  for (const { words } of sentences) {
    for (const word of words) {
      const tag = tagOf(word, refine);
      counts.set(tag, (counts.get(tag) ?? 0) + 1);
      if (word.upos === "AUX") auxiliaries.add(word.lemma);
    }
  }
  const tags = [...counts]
    .filter(([, n]) => n >= 3)
    .map(([tag]) => tag)
    .sort();
  const tagIndex = new Map(tags.map((tag, i) => [tag, i]));
  const feats: (string | null)[] = [];
  const featsIndex = new Map<string | null, number>();
  const analyses: [number, number, string][] = [];
  const analysisIndex = new Map<string, number>();
  const analysisId = (tag: number, feat: string | null, script: string): number => {
    let f = featsIndex.get(feat);
    if (f === undefined) {
      f = feats.push(feat) - 1;
      featsIndex.set(feat, f);
    }
    const key = `${tag} ${f} ${script}`;
    let id = analysisIndex.get(key);
    if (id === undefined) {
      id = analyses.push([tag, f, script]) - 1;
      analysisIndex.set(key, id);
    }
    return id;
  };
  const forms = new Map<string, Counted>();
  const note = (
    folded: string,
    tag: string,
    feat: string | null,
    script: string | null,
    weight: number,
    external: boolean,
  ): void => {
    const t = tagIndex.get(tag);
    if (t === undefined || script === null) return;
    let entry = forms.get(folded);
    if (!entry) forms.set(folded, (entry = { readings: new Map(), treebank: 0, external: false }));
    if (external) entry.external = true;
    else entry.treebank++;
    const id = analysisId(t, feat, script);
    entry.readings.set(id, (entry.readings.get(id) ?? 0) + weight);
  };
  const noteWord = (word: GoldWord, weight: number): void => {
    const folded = foldForm(word.form);
    if (word.form.length > 40) return;
    note(folded, tagOf(word, refine), word.feats, scriptOf(word.form, folded, word.lemma, word.upos), weight, false);
  };
  for (const { words, weight } of sentences) for (const word of words) noteWord(word, weight);
  for (const entry of entries) {
    const folded = foldForm(entry.form);
    const script = entry.upos === "PROPN" ? "^" : makeScript(folded, entry.lemma);
    note(folded, tagOf(entry, refine), entry.feats, script, 0.05, true);
    if (entry.upos === "VERB" && auxiliaries.has(entry.lemma)) {
      note(folded, tagOf({ upos: "AUX", feats: entry.feats }, refine), entry.feats, script, 0.05, true);
    }
  }
  const rare = new Set<string>();
  const lists: { key: number; ids: number[] }[] = [];
  for (const [folded, { readings, treebank, external }] of forms) {
    if (!external && treebank <= 1) rare.add(folded);
    const ids = [...readings].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([id]) => id);
    lists.push({ key: hashText(folded), ids: ids.slice(0, 60) });
  }
  return { tags, feats, analyses, known: listTable(lists), guessed: guesses(forms, analyses), rare };
}

/** A table of number lists, sorted by key; of equal keys the first wins. */
export function listTable(lists: { key: number; ids: readonly number[] }[]): TableData {
  const sorted = [...lists].sort((a, b) => (a.key >>> 0) - (b.key >>> 0));
  const keys: number[] = [];
  const offsets = [0];
  const cells: number[] = [];
  for (const { key, ids } of sorted) {
    if (keys.at(-1) === key) continue;
    keys.push(key);
    cells.push(...ids);
    offsets.push(cells.length);
  }
  return { classes: 0, keys: Int32Array.from(keys), offsets: Int32Array.from(offsets), cells: Uint32Array.from(cells) };
}

/** For each tag and ending the commonest reading, kept only where it differs from that of the shorter ending. */
function guesses(
  forms: ReadonlyMap<string, Counted>,
  analyses: readonly (readonly [number, number, string])[],
): TableData {
  const votes: Map<string, Map<number, number>>[] = [];
  for (let length = 0; length <= LONGEST_ENDING; length++) votes.push(new Map());
  for (const [folded, { readings }] of forms) {
    for (const [id, weight] of readings) {
      const [tag, , script] = analyses[id] as readonly [number, number, string];
      if (script.startsWith("=")) continue;
      const cut = script === "^" ? 0 : Number.parseInt(script, 10);
      for (let length = 0; length <= Math.min(LONGEST_ENDING, folded.length); length++) {
        if (cut > length && length > 0 && length < folded.length) continue;
        const key = `${tag} ${folded.slice(folded.length - length)}`;
        const level = votes[length] as Map<string, Map<number, number>>;
        let vote = level.get(key);
        if (!vote) level.set(key, (vote = new Map()));
        vote.set(id, (vote.get(id) ?? 0) + (weight >= 1 ? 1 + Math.log(weight) : 0.7));
      }
    }
  }
  const chosen = new Map<string, number>();
  const lists: { key: number; ids: number[] }[] = [];
  for (let length = 0; length <= LONGEST_ENDING; length++) {
    for (const [key, vote] of votes[length] as Map<string, Map<number, number>>) {
      let top = -1;
      let most = 0;
      let all = 0;
      for (const [id, n] of vote) {
        all += n;
        if (n > most) {
          most = n;
          top = id;
        }
      }
      const space = key.indexOf(" ");
      const ending = key.slice(space + 1);
      let inherited = -1;
      for (let l = length - 1; l >= 0 && inherited < 0; l--) {
        inherited = chosen.get(`${key.slice(0, space)} ${ending.slice(ending.length - l)}`) ?? -1;
        if (l === 0) inherited = chosen.get(`${key.slice(0, space)} `) ?? inherited;
      }
      if (length > 0 && (top === inherited || all < 1.3)) continue;
      chosen.set(key, top);
      lists.push({ key: endingKey(Number(key.slice(0, space)), ending, length), ids: [top] });
    }
  }
  return listTable(lists);
}
