/** Words of offices and of the bodies of a state (`offices.yaml`), with their alternatives spelled out. */
import { z } from "zod";
import { UserError } from "../model/errors.ts";
import { readYaml } from "./ontology.ts";

const words = z.array(z.string().min(1)).default([]);
const schema = z.strictObject({
  of: words,
  articles: words,
  and: words,
  particles: words,
  former: words,
  acting: words,
  once: words,
  now: words,
  coming: words,
  leaving: words,
  press: words,
  /** Small words of respect or rank before a name, no part of it: "Sir", "Sheikh", "general". */
  honorifics: words,
  places: z.strictObject({
    at: words,
    stand: words,
    to: words,
    by: words,
    addressed: words,
    locales: words,
    goers: words,
    motion: words,
    /** "on Russian soil": nouns that make of a state's adjective or name a place. */
    grounds: words,
    /** Words for the capital of a state. */
    capitals: words,
  }),
  offices: z.array(
    z.strictObject({
      roles: z.array(z.string().min(1)).min(1),
      title: z.string().default(""),
      default: z.string().default(""),
      head: z.boolean().default(false),
      speaker: z.boolean().default(false),
      forms: z.array(z.string().min(1)).min(1),
    }),
  ),
  units: z.array(
    z.strictObject({
      unit: z.string().min(1),
      default: z.string().default(""),
      forms: z.array(z.string().min(1)).min(1),
      /** Words that, definite and alone, point back to the body that the forms named before. */
      follow: z.array(z.string().min(1)).default([]),
      /** Whether the forms alone mean the body of the state spoken of, whatever the unit says. */
      bare: z.boolean().default(false),
    }),
  ),
  groups: z
    .array(
      z.strictObject({
        kind: z.enum(["person", "group"]),
        /** English name of the local actor, after the name of its state. */
        name: z.string().min(1),
        /** Body of the state for which they stand; "" for a local actor. */
        unit: z.string().default(""),
        /** Whether it is taken without a state of its own. */
        alone: z.boolean().default(false),
        forms: z.array(z.string().min(1)).min(1),
      }),
    )
    .default([]),
});

/** An office as a language words it. Roles are tried in order; `leader` and `unit-head` stand for what leads the state or body. */
export interface OfficeWords {
  readonly roles: readonly string[];
  /** English word of the title, to tell offices of one role apart; "" for none. */
  readonly title: string;
  /** Id of the state meant where none is named; "" for none. */
  readonly default: string;
  readonly head: boolean;
  readonly speaker: boolean;
  /** Spelled out; `~` where the state's adjective may stand. */
  readonly forms: readonly string[];
}

export interface UnitWords {
  readonly unit: string;
  readonly default: string;
  readonly forms: readonly string[];
  readonly follow: readonly string[];
  readonly bare: boolean;
}

/** Somebody whom a text leaves without a name: "a US official", "protesters", "rebels". */
export interface GroupWords {
  readonly kind: "person" | "group";
  readonly name: string;
  readonly unit: string;
  readonly alone: boolean;
  readonly forms: readonly string[];
}

/** Word lists as phrases of one or more words. */
export type OfficesPack = Readonly<Omit<z.infer<typeof schema>, "offices" | "units" | "groups">> & {
  readonly offices: readonly OfficeWords[];
  readonly units: readonly UnitWords[];
  readonly groups: readonly GroupWords[];
};

/** `(a|b) c (d|)` -> `a c d`, `b c d`, `a c`, `b c`. Throws RangeError on an unclosed bracket. */
export function spellOut(form: string): string[] {
  const open = form.indexOf("(");
  if (open < 0) {
    if (form.includes(")")) throw new RangeError(`unopened bracket: ${form}`);
    return [form.replace(/\s+/g, " ").trim()];
  }
  const close = form.indexOf(")", open);
  if (close < 0) throw new RangeError(`unclosed bracket: ${form}`);
  const rest = spellOut(form.slice(close + 1));
  return form
    .slice(open + 1, close)
    .split("|")
    .flatMap((choice) => rest.map((r) => `${form.slice(0, open)}${choice} ${r}`.replace(/\s+/g, " ").trim()));
}

/** Reads an `offices.yaml`. Throws UserError with what is wrong in it. */
export function loadOffices(path: string): OfficesPack {
  const raw = readYaml(path, schema);
  const spell = (forms: readonly string[]): string[] => {
    try {
      return [...new Set(forms.flatMap(spellOut))];
    } catch (error) {
      throw new UserError(`${path}: ${(error as Error).message}`, { hint: "write alternatives as (a|b)", where: path });
    }
  };
  return {
    ...raw,
    offices: raw.offices.map((o) => ({ ...o, forms: spell(o.forms) })),
    units: raw.units.map((u) => ({ ...u, forms: spell(u.forms), follow: spell(u.follow) })),
    groups: raw.groups.map((g) => ({ ...g, forms: spell(g.forms) })),
  };
}
