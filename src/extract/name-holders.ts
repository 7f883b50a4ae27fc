/** Who is meant: the holder of an office on a day, and which of the people who share a name. */
import { type Holding, type Knowledge, openEnd } from "../knowledge/knowledge.ts";
import { type Day, type DayInterval, plusDays } from "../model/time.ts";
import type { TitleReading } from "./name-titles.ts";

const executive = ["head-of-state", "head-of-government"];

/** The spells that a title's office can mean in its owner, on the days or ever; the best first. */
export function spellsOf(knowledge: Knowledge, title: TitleReading, on: DayInterval | null): readonly Holding[] {
  if (title.of === null) return [];
  const { words, of } = title;
  // The wording of the title tells whose it is where one role is split: the president of a state led by somebody else.
  if (words.title !== "" && knowledge.states.has(of)) {
    const roles = [...new Set([...title.roles, ...(title.roles.some((r) => executive.includes(r)) ? executive : [])])];
    for (const role of roles) {
      const named = knowledge.holders(role, of, on).filter((h) => h.title.toLowerCase().includes(words.title));
      if (named.length > 0) return named;
    }
    // A president where only another title is known: "president" of a state whose head is a king is nobody.
  }
  for (const role of title.roles) {
    const found = role === "leader" ? knowledge.leaders(of, on) : knowledge.holders(role, of, on);
    if (found.length > 0) return found;
  }
  return [];
}

/** Whether a person held what the title says, on the days or ever. A title without owner is held in any. */
export function holdsIn(knowledge: Knowledge, person: string, title: TitleReading, on: DayInterval | null): boolean {
  if (title.of !== null && spellsOf(knowledge, title, on).some((h) => h.person === person)) return true;
  return knowledge
    .offices(person, on)
    .some((h) => (title.of === null || h.of === title.of) && fits(knowledge, h, title));
}

function fits(knowledge: Knowledge, h: Holding, title: TitleReading): boolean {
  // The wording of the office beats its code.
  if (title.words.title !== "" && title.of === h.of && h.title.toLowerCase().includes(title.words.title)) return true;
  for (const role of title.roles) {
    if (role === h.office) return true;
    if (role === "leader" && (executive.includes(h.office) || h.office === "body-head" || h.office.endsWith("-leader")))
      return true;
    // "President", "premier": the wording of the office beats its code.
    if (
      executive.includes(role) &&
      executive.includes(h.office) &&
      title.words.title !== "" &&
      h.title.toLowerCase().includes(title.words.title)
    )
      return true;
    // Any minister is a minister.
    if (role === "minister" && h.office.endsWith("-minister")) return true;
    if (role === "body-head" && knowledge.bodies.has(h.of) && h.office === "body-head") return true;
  }
  return false;
}

/** The intervals in which the person held what the title says: for dating the text by it. */
export function intervalsOf(knowledge: Knowledge, person: string, title: TitleReading): DayInterval[] {
  const spells = spellsOf(knowledge, title, null).filter((h) => h.person === person);
  const found =
    spells.length > 0
      ? spells
      : knowledge.offices(person).filter((h) => (title.of === null || h.of === title.of) && fits(knowledge, h, title));
  const sorted = found.map((h) => ({ from: h.from, to: h.to })).sort((a, b) => (a.from < b.from ? -1 : 1));
  const merged: DayInterval[] = [];
  for (const i of sorted) {
    const last = merged.at(-1);
    if (last && i.from <= (last.to === openEnd ? last.to : plusDays(last.to, 1)))
      merged[merged.length - 1] = { from: last.from, to: later(i.to, last.to) };
    else merged.push(i);
  }
  return merged;
}

const later = (a: Day, b: Day): Day => (a.localeCompare(b) > 0 ? a : b);

/** What the text says of whom a bare or shared name can mean. */
export interface Setting {
  readonly published: DayInterval | null;
  /** States and bodies that the text names. */
  readonly states: ReadonlySet<string>;
}

/** Weight in the news of a person at the time of the text, 0..5. */
export function rankOf(knowledge: Knowledge, person: string, on: DayInterval | null): number {
  let rank = 0;
  for (const h of knowledge.offices(person, on)) rank = Math.max(rank, knowledge.roles.get(h.office)?.rank ?? 0);
  return rank;
}

/** The one person of `ids` that the text can mean by a bare family name, or null where it is not clear. */
export function choosePerson(
  knowledge: Knowledge,
  ids: readonly string[],
  setting: Setting,
  bare: boolean,
): string | null {
  if (ids.length === 1 && !bare) return ids[0]!;
  const near = setting.published
    ? { from: plusDays(setting.published.from, -200), to: plusDays(setting.published.to, 60) }
    : null;
  let best: string | null = null;
  let top = -1;
  let tie = false;
  // Without a date two office holders of nearly one weight are not told apart.
  const margin = near === null && bare ? 8 : 0;
  for (const id of ids) {
    const person = knowledge.people.get(id);
    if (!person) continue;
    const now = rankOf(knowledge, id, near);
    const ever = rankOf(knowledge, id, null);
    const here = person.country !== null && setting.states.has(person.country);
    const elsewhere = knowledge.offices(id, near).some((h) => setting.states.has(h.of));
    if (bare && !here && !elsewhere && now < 4) continue;
    const score = now * 4 + ever + (here || elsewhere ? 12 : 0);
    if (bare && (near ? now < 2 : ever < 3) && !(ids.length === 1 && here && ever >= 3)) continue;
    if (score > top) {
      tie = top >= 0 && score - top <= margin;
      top = score;
      best = id;
    } else if (top - score <= margin) tie = true;
  }
  return tie ? null : best;
}

/** The English name of the office that a person held on the days, the weightiest first; null where none is known. */
export function officeOn(knowledge: Knowledge, person: string, on: DayInterval | null): string | null {
  if (!on) return null;
  let best: Holding | null = null;
  for (const h of knowledge.offices(person, on))
    if (!best || (knowledge.roles.get(h.office)?.rank ?? 0) > (knowledge.roles.get(best.office)?.rank ?? 0)) best = h;
  return best ? best.title || (knowledge.roles.get(best.office)?.name ?? null) : null;
}
