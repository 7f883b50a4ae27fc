/** The known names of a text that no pack reads: whole names as they are written, of states in the text's own language. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Actor, Mention } from "../model/actor.ts";

/** No name has more words than this. */
const LONGEST = 8;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

type Index = ReadonlyMap<string, string>;

const indices = new WeakMap<Knowledge, Map<string, Index>>();

/** The words of a name, joined: what stands between them does not matter. */
const keyOf = (name: string): string => (name.normalize("NFC").match(WORD) ?? []).join(" ");

/** Names that may stand alone: two words or more, or in capitals throughout ("NATO"). */
const isSure = (key: string): boolean => key.includes(" ") || (key.length > 2 && key === key.toUpperCase());

/** Every known name -> whom it names; a name that several share names nobody. */
function indexOf(language: string, knowledge: Knowledge): Index {
  let byLanguage = indices.get(knowledge);
  if (!byLanguage) indices.set(knowledge, (byLanguage = new Map()));
  const known = byLanguage.get(language);
  if (known) return known;
  const index = new Map<string, string>();
  const put = (name: string, id: string, sure: boolean): void => {
    const key = keyOf(name);
    if (key && (sure || isSure(key))) index.set(key, index.has(key) && index.get(key) !== id ? "" : id);
  };
  for (const p of knowledge.people.values()) for (const name of [p.name, ...p.aliases]) put(name, p.id, false);
  for (const b of knowledge.bodies.values()) for (const name of [b.name, b.short]) put(name, b.id, false);
  for (const s of knowledge.sources.values()) for (const name of [s.name, ...s.aliases]) put(name, s.id, false);
  const regions = regionsIn(language);
  for (const s of knowledge.states.values()) {
    put(s.name, s.id, true);
    if (regions && /^[A-Z]{2}$/.test(s.iso2)) put(regions.of(s.iso2) ?? s.name, s.id, true);
  }
  byLanguage.set(language, index);
  return index;
}

/** What states are called in a language; null where the platform does not know it. */
function regionsIn(language: string): Intl.DisplayNames | null {
  try {
    return Intl.DisplayNames.supportedLocalesOf(language).length
      ? new Intl.DisplayNames([language], { type: "region" })
      : null;
  } catch {
    return null;
  }
}

/** Whom a text names by a name that is known, the longest names first, each span once. Linear in the text. */
export function knownNames(
  text: string,
  language: string,
  knowledge: Knowledge,
): { readonly actors: readonly Actor[]; readonly mentions: readonly Mention[] } {
  const index = indexOf(language, knowledge);
  const words = [...text.matchAll(WORD)].map((m) => ({ form: m[0].normalize("NFC"), start: m.index }));
  const actors = new Map<string, Actor>();
  const mentions: Mention[] = [];
  for (let i = 0; i < words.length; i++) {
    const end = Math.min(words.length, i + LONGEST);
    for (let to = end; to > i; to--) {
      const id = index.get(
        words
          .slice(i, to)
          .map((w) => w.form)
          .join(" "),
      );
      const actor = id ? knowledge.actor(id) : null;
      if (!actor) continue;
      const last = words[to - 1]!;
      actors.set(actor.id, actor);
      mentions.push({
        start: words[i]!.start,
        end: last.start + last.form.length,
        actor: actor.id,
        form: "name",
        rule: "name/known",
      });
      i = to - 1;
      break;
    }
  }
  return { actors: [...actors.values()], mentions };
}
