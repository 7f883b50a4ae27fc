/** Names of a language (`names.tsv`): what states, bodies and sources are called, in every inflected form. */
import { readFileSync } from "node:fs";
import { UserError } from "../model/errors.ts";

export const nameKinds = [
  "name",
  "short",
  "official",
  "adjective",
  "demonym",
  "capital",
  "metonym",
  "acronym",
  "combining",
] as const;
export type NameKind = (typeof nameKinds)[number];

export interface NameForm {
  /** Knowledge id: of a state, body, source or a state's body (`RUS/presidency`). */
  readonly id: string;
  readonly form: string;
  readonly kind: NameKind;
  /** CoNLL-U features of the form (`Gender=Masc|Number=Plur`) and `Place=` for what stands for a building. */
  readonly feats: string;
}

export interface NamesPack {
  readonly forms: readonly NameForm[];
}

/** Reads a `names.tsv`. Throws one UserError with all its faults. */
export function loadNames(path: string): NamesPack {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new UserError(`cannot read ${path}`, { hint: "is the language pack complete?", where: path });
  }
  const lines = text.split(/\r?\n/);
  const faults: string[] = [];
  if (lines[0] !== "id\tform\tkind\tfeats") faults.push(`${path}:1: the header is not id form kind feats`);
  const forms: NameForm[] = [];
  for (let i = 1; i < lines.length; i++) {
    if (lines[i] === "") continue;
    const [id, form, kind, feats, ...rest] = lines[i]!.split("\t");
    if (!id || !form || feats === undefined || rest.length > 0)
      faults.push(`${path}:${i + 1}: not four fields with an id and a form`);
    else if (!(nameKinds as readonly string[]).includes(kind!))
      faults.push(`${path}:${i + 1}: kind ${kind} is not one of ${nameKinds.join(", ")}`);
    else forms.push({ id, form, kind: kind as NameKind, feats });
  }
  if (faults.length > 0)
    throw new UserError(faults.join("\n"), {
      hint: "one form a line: id, form, kind, feats",
      where: /^(.*?:\d+):/.exec(faults[0]!)?.[1] ?? path,
    });
  return { forms };
}
