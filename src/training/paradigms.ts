/** Reads lexicons of inflected forms as published in JSON by RosaeNLG (derived from Morph-it!). */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { UserError } from "../model/errors.ts";

/** A form with its reading. */
export interface LexicalEntry {
  readonly form: string;
  readonly lemma: string;
  readonly upos: string;
  readonly feats: string | null;
}

/** Which package file to read, and what it holds. */
export interface LexiconSource {
  readonly module: string;
  readonly kind: "verbs" | "nouns" | "adjectives";
  readonly licence: string;
}

const MOODS: Record<string, string> = { ind: "Ind", sub: "Sub", cond: "Cnd", impr: "Imp" };
const TENSES: Record<string, string> = { pres: "Pres", past: "Past", impf: "Imp", fut: "Fut" };
const GENDERS: Record<string, string> = { M: "Masc", F: "Fem" };
const NUMBERS: Record<string, string> = { S: "Sing", P: "Plur" };

type Json = { readonly [key: string]: Json | string | null };

/** All forms of a lexicon. */
export function readLexicon(source: LexiconSource): LexicalEntry[] {
  let data: Json;
  try {
    const path = createRequire(import.meta.url).resolve(source.module);
    data = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UserError(`cannot read the lexicon ${source.module}: ${(error as Error).message}`, {
      hint: "npm install",
    });
  }
  const out: LexicalEntry[] = [];
  for (const [lemma, entry] of Object.entries(data)) {
    if (!entry || typeof entry === "string") continue;
    if (source.kind === "verbs") verbForms(lemma, entry, out);
    else if (source.kind === "nouns") nounForms(lemma, entry, out);
    else adjectiveForms(lemma, entry, out);
  }
  return out;
}

function verbForms(lemma: string, moods: Json, out: LexicalEntry[]): void {
  const add = (form: unknown, feats: string[]): void => {
    if (typeof form === "string" && form) out.push({ form, lemma, upos: "VERB", feats: feats.sort().join("|") });
  };
  for (const [mood, tenses] of Object.entries(moods)) {
    if (!tenses || typeof tenses === "string") continue;
    for (const [tense, forms] of Object.entries(tenses)) {
      if (mood === "inf") add(forms, ["VerbForm=Inf"]);
      else if (mood === "ger") add(forms, ["VerbForm=Ger"]);
      else if (forms && typeof forms !== "string") {
        for (const [cell, form] of Object.entries(forms)) {
          const number = `Number=${NUMBERS[cell[0] as string] ?? "Sing"}`;
          if (mood === "part") {
            const gender = cell.endsWith("F") ? "Gender=Fem" : "Gender=Masc";
            add(
              form,
              tense === "past"
                ? [gender, number, "Tense=Past", "VerbForm=Part"]
                : [number, "Tense=Pres", "VerbForm=Part"],
            );
          } else if (MOODS[mood]) {
            add(form, [
              `Mood=${MOODS[mood]}`,
              number,
              `Person=${cell[1]}`,
              `Tense=${TENSES[tense] ?? "Pres"}`,
              "VerbForm=Fin",
            ]);
          }
        }
      }
    }
  }
}

function nounForms(lemma: string, entry: Json, out: LexicalEntry[]): void {
  const gender = GENDERS[String(entry.G)];
  const singular = typeof entry.S === "string" ? entry.S : entry.S === null ? null : lemma;
  const feats = (number: string): string => (gender ? `Gender=${gender}|Number=${number}` : `Number=${number}`);
  if (singular) out.push({ form: singular, lemma, upos: "NOUN", feats: feats("Sing") });
  if (typeof entry.P === "string" && entry.P) out.push({ form: entry.P, lemma, upos: "NOUN", feats: feats("Plur") });
}

function adjectiveForms(lemma: string, entry: Json, out: LexicalEntry[]): void {
  const forms: Record<string, unknown> = { MS: lemma, ...entry };
  for (const number of ["S", "P"]) {
    const one = forms[`M${number}`];
    const other = forms[`F${number}`];
    const name = `Number=${NUMBERS[number]}`;
    if (one === other && typeof one === "string") out.push({ form: one, lemma, upos: "ADJ", feats: name });
    else {
      if (typeof one === "string" && one) out.push({ form: one, lemma, upos: "ADJ", feats: `Gender=Masc|${name}` });
      if (typeof other === "string" && other)
        out.push({ form: other, lemma, upos: "ADJ", feats: `Gender=Fem|${name}` });
    }
  }
}
