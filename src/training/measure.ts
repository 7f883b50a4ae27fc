/** Scores a language pack on treebanks (.conllu) and on token files of names (.tsv), from raw text, for the score cards. */
import { readFileSync } from "node:fs";
import { annotate } from "../annotate/annotate.ts";
import type { Annotator } from "../annotate/annotator.ts";
import { UserError } from "../model/errors.ts";
import { joinTokens } from "./raw-text.ts";

interface GoldNode {
  readonly start: number;
  readonly end: number;
  readonly form: string;
  readonly lemma: string;
  readonly upos: string;
  readonly head: number;
  readonly deprel: string;
}

interface Tree {
  readonly text: string;
  readonly words: readonly GoldNode[];
}

/** So many sentences make one text. */
const BLOCK = 10;

function load(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/\r/g, "").trim();
  } catch {
    throw new UserError(`cannot read ${path}`, { hint: "check --measure" });
  }
}

function readTrees(path: string): Tree[] {
  return load(path)
    .split(/\n\n+/)
    .map((block) => {
      const lines = block.split("\n");
      const text = (lines.find((line) => line.startsWith("# text ="))?.slice(8) ?? "").trim().replace(/\s+/g, " ");
      const words: GoldNode[] = [];
      let cursor = 0;
      let shared: { start: number; end: number; last: number } | null = null;
      const place = (form: string): { start: number; end: number } => {
        const at = text.indexOf(form.replace(/\u00a0/g, " "), cursor);
        const start = at < 0 ? cursor : at;
        cursor = start + form.length;
        return { start, end: cursor };
      };
      for (const line of lines) {
        if (!/^\d/.test(line)) continue;
        const [id = "", form = "", lemma = "", upos = "", , , head = "0", deprel = ""] = line.split("\t");
        if (id.includes(".")) continue;
        if (id.includes("-")) {
          shared = { ...place(form), last: Number(id.split("-")[1]) };
          continue;
        }
        const { start, end } = shared && Number(id) <= shared.last ? shared : place(form);
        words.push({ start, end, form, lemma, upos, head: Number(head), deprel });
      }
      return { text, words };
    });
}

function bySpan(words: readonly { readonly start: number; readonly end: number }[]): Map<number, number[]> {
  const spans = new Map<number, number[]>();
  words.forEach(({ start, end }, i) => {
    const key = start * 65536 + (end - start);
    const list = spans.get(key);
    if (list) list.push(i);
    else spans.set(key, [i]);
  });
  return spans;
}

const bare = (label: string): string => label.split(":")[0] as string;
const round = (share: number): number => Math.round(share * 10_000) / 100;

/** F1 in percent of words, upos, lemma, uas and las (relations without subtypes) on a treebank. */
export function measureTrees(path: string, annotator: Annotator): Record<string, number> {
  const trees = readTrees(path);
  const hits = { words: 0, upos: 0, lemma: 0, uas: 0, las: 0 };
  let all = 0;
  for (let b = 0; b < trees.length; b += BLOCK) {
    const gold: (GoldNode & { readonly parent: number })[] = [];
    let shift = 0;
    for (const tree of trees.slice(b, b + BLOCK)) {
      const base = gold.length;
      for (const w of tree.words)
        gold.push({ ...w, start: w.start + shift, end: w.end + shift, parent: w.head ? base + w.head - 1 : -1 });
      shift += tree.text.length + 1;
    }
    const text = trees
      .slice(b, b + BLOCK)
      .map((tree) => tree.text)
      .join(" ");
    const found = annotate(text, annotator).sentences.flatMap(({ words }, s, sentences) => {
      const base = sentences.slice(0, s).reduce((sum, before) => sum + before.words.length, 0);
      return words.map((w) => ({ ...w, parent: w.head ? base + w.head - 1 : -1 }));
    });
    const spans = bySpan(found);
    const aligned = new Map<number, number>();
    for (const [key, own] of bySpan(gold)) {
      const other = spans.get(key);
      if (!other) continue;
      own.forEach((g, i) => {
        const match =
          other.length === own.length
            ? other[i]
            : other.find((o) => found[o]?.form.toLowerCase() === gold[g]?.form.toLowerCase());
        if (match !== undefined) aligned.set(g, match);
      });
    }
    all += gold.length + found.length;
    for (const [g, f] of aligned) {
      const right = gold[g] as (typeof gold)[number];
      const given = found[f] as (typeof found)[number];
      hits.words++;
      if (right.upos === given.upos) hits.upos++;
      if (right.lemma === given.lemma) hits.lemma++;
      if (right.parent < 0 ? given.parent >= 0 : aligned.get(right.parent) !== given.parent) continue;
      hits.uas++;
      if (bare(right.deprel) === bare(given.deprel)) hits.las++;
    }
  }
  return Object.fromEntries(Object.entries(hits).map(([name, n]) => [name, round((2 * n) / Math.max(1, all))]));
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** Sentences of a token file `token TAB tag` with the spans of its IO or BIO tags. */
function readNames(path: string): { text: string; names: Span[] }[] {
  return load(path)
    .split(/\n\s*\n/)
    .map((block) => {
      const rows = block.split("\n").map((line) => line.split("\t"));
      const tokens = rows.map(([token = ""]) => token);
      const text = joinTokens(tokens);
      const names: Span[] = [];
      let at = 0;
      let open: Span | null = null;
      rows.forEach(([token = "", tag = "O"]) => {
        const start = text.indexOf(token, at);
        at = start + token.length;
        const type = tag.replace(/^[BI]-/, "").trim();
        if (type === "O" || type === "") open = null;
        else if (open && type === open.type && !tag.startsWith("B-")) {
          open = { ...open, end: at };
          names[names.length - 1] = open;
        } else {
          open = { start, end: at, type };
          names.push(open);
        }
      });
      return { text, names };
    });
}

/** The span without spaces and stops at its end. */
function keyOf(text: string, { start, end }: Span): string {
  let last = end;
  while (last > start && /[\s'’.,]/.test(text[last - 1] as string)) last--;
  return `${start}-${last}`;
}

/** Precision, recall and F1 in percent of names, of each type, and on sentences not in `seen` (texts without spaces). */
export function measureNames(path: string, annotator: Annotator, seen: ReadonlySet<string>): Record<string, number> {
  const counts = new Map<string, { hit: number; gold: number; found: number }>();
  const count = (name: string): { hit: number; gold: number; found: number } => {
    let own = counts.get(name);
    if (!own) counts.set(name, (own = { hit: 0, gold: 0, found: 0 }));
    return own;
  };
  for (const { text, names } of readNames(path)) {
    const groups = seen.has(text.replace(/\s/g, "")) ? ["all"] : ["all", "not seen"];
    const found = new Map(annotate(text, annotator).names.map((name) => [keyOf(text, name), name.type as string]));
    for (const type of found.values()) for (const name of [...groups, type]) count(name).found++;
    for (const name of names) {
      const hit = found.get(keyOf(text, name)) === name.type;
      for (const group of [...groups, name.type]) {
        count(group).gold++;
        if (hit) count(group).hit++;
      }
    }
  }
  const f1 = (name: string): number => {
    const { hit, gold, found } = count(name);
    return round((2 * hit) / Math.max(1, gold + found));
  };
  const all = count("all");
  const out: Record<string, number> = {
    F1: f1("all"),
    precision: round(all.hit / Math.max(1, all.found)),
    recall: round(all.hit / Math.max(1, all.gold)),
  };
  for (const type of [...counts.keys()].filter((name) => name !== "all" && name !== "not seen").sort())
    out[type] = f1(type);
  out["F1 on sentences without our labels"] = f1("not seen");
  return out;
}
