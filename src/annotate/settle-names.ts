/** Makes the names of one text agree: a family name alone is the person who was named in full. */
import type { NameSpan, NameType } from "../model/sentence.ts";

/**
 * Gives equal names one type, the commonest in the text, and a single word that ends a person's full name the type PER,
 * unless it is as often something else.
 */
export function settleNames(text: string, names: readonly NameSpan[]): NameSpan[] {
  const counts = new Map<string, Map<NameType, number>>();
  const note = (form: string, type: NameType, n: number): void => {
    let types = counts.get(form);
    if (!types) counts.set(form, (types = new Map()));
    types.set(type, (types.get(type) ?? 0) + n);
  };
  for (const name of names) {
    const form = text.slice(name.start, name.end);
    note(form, name.type, 1);
    const space = form.lastIndexOf(" ");
    if (space > 0 && name.type === "PER") note(form.slice(space + 1), "PER", 1);
  }
  return names.map((name) => {
    const types = counts.get(text.slice(name.start, name.end)) as Map<NameType, number>;
    if (types.size === 1) return name;
    let top = name.type;
    let most = types.get(top) as number;
    for (const [type, n] of types) {
      if (n <= most) continue;
      most = n;
      top = type;
    }
    return top === name.type ? name : { ...name, type: top };
  });
}
