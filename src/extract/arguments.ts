/** Fills the roles of a frame: which dependents of a trigger are its actor, its recipient and its theme. */
import type { Frame, Roles, Slot } from "../language/ontology.ts";
import { type Cast, isSide, ownersOf, type SentenceCast, sidesAt } from "./cast.ts";
import { isPassive, isRelative, postverbal, subjectSides, subjectWord } from "./subjects.ts";
import { bare, casesOf, coordinated, feature, type Tree } from "./tree.ts";

/** A dependent in its grammatical place; `word` is -1 for a subject that is not said in the clause. */
export interface Filler {
  readonly slot: Slot;
  readonly word: number;
}

export interface Filled {
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  /** Words that fill the roles, for the evidence. */
  readonly words: readonly number[];
  readonly themes: readonly number[];
}

/** Is the noun inside a case phrase ("da *parte* di")? Then its own dependents count in its place. */
const inPhrase = (tree: Tree, i: number): boolean => {
  for (const [end, p] of tree.phraseAt) if (i >= p.from && i <= end) return true;
  return false;
};

function nominal(cast: Cast, tree: Tree, c: number, out: Filler[]): void {
  if (inPhrase(tree, c)) {
    for (const k of tree.children[c]!)
      if (["nmod", "obl"].includes(bare(tree.words[k]!.deprel))) nominal(cast, tree, k, out);
    return;
  }
  const groups = casesOf(tree, c, cast.events);
  for (const group of groups) out.push({ slot: group, word: c });
}

/** Dependents that the tree hangs on a name ("the visit of X *to Y*") belong to what the name hangs on. */
function fromNames(cast: Cast, s: SentenceCast, out: Filler[]): void {
  for (let k = 0; k < out.length && k < 30; k++) {
    const w = out[k]!.word;
    if (w < 0) continue;
    for (const m of coordinated(s.tree, w)) {
      if (!s.named[m] && !s.places[m]) continue;
      for (const c of s.tree.children[m]!) {
        const rel = bare(s.tree.words[c]!.deprel);
        if (
          (rel === "nmod" || rel === "obl") &&
          c > m &&
          s.mentionHead[c] !== s.mentionHead[m] &&
          !out.some((f) => f.word === c)
        )
          nominal(cast, s.tree, c, out);
      }
    }
  }
}

/** The fillers around a verb: voice is undone, so that "subject" is who does it. */
export function verbFillers(cast: Cast, s: SentenceCast, i: number): Filler[] {
  const { tree } = s;
  const out: Filler[] = [];
  const passive = isPassive(cast, tree, i);
  if (passive) {
    const subject = subjectWord(cast, tree, i);
    if (subject >= 0) out.push({ slot: "object", word: subject });
    else if (bare(tree.words[i]!.deprel) === "acl" || tree.words[i]!.deprel === "amod")
      out.push({ slot: "object", word: tree.heads[i]! });
    else if (bare(tree.words[i]!.deprel) === "advcl" && tree.heads[i]! >= 0) {
      // "Accused by X, Y has answered"
      const whom = subjectWord(cast, tree, tree.heads[i]!);
      if (whom >= 0) out.push({ slot: "object", word: whom });
    }
  } else {
    const subject = subjectWord(cast, tree, i);
    out.push({ slot: "subject", word: subject >= 0 && isRelative(cast, tree, subject) ? -1 : subject });
  }
  for (const c of tree.children[i]!) {
    const rel = tree.words[c]!.deprel;
    const kind = bare(rel);
    if (kind === "obj") out.push({ slot: "object", word: c });
    else if (kind === "iobj") out.push({ slot: "to", word: c });
    else if (rel === "obl:agent" || (passive && kind === "obl" && casesOf(tree, c, cast.events).includes("by")))
      out.push({ slot: "subject", word: c });
    else if (kind === "obl" || kind === "nmod") nominal(cast, tree, c, out);
  }
  fromNames(cast, s, out);
  // "was returned to Y by X", where the tree hangs X on Y
  if (passive)
    for (let k = 0; k < out.length; k++) if (out[k]!.slot === "by") out[k] = { slot: "subject", word: out[k]!.word };
  // what a relative pronoun stands for
  const pronoun = tree.children[i]!.find(
    (c) => feature(tree.words[c]!, "PronType") === "Rel" && bare(tree.words[c]!.deprel) === "obj",
  );
  if (pronoun !== undefined && tree.words[i]!.deprel === "acl:relcl")
    out.push({ slot: "object", word: tree.heads[i]! });
  return out;
}

/** How far behind a noun its complements may stand when the tree hangs them elsewhere, in words. */
const ALONGSIDE = 14;

/** Names behind a noun up to the next verb, stop or event noun are taken for its complements, wherever the tree hangs them. */
function alongside(cast: Cast, s: SentenceCast, i: number, out: Filler[]): void {
  const { words } = s.tree;
  for (let k = i + 1; k < Math.min(words.length, i + ALONGSIDE); k++) {
    const word = words[k]!;
    if (
      word.upos === "VERB" ||
      word.upos === "AUX" ||
      word.upos === "SCONJ" ||
      (word.upos === "PUNCT" && !/^["“”«»]$/.test(word.form))
    )
      return;
    if (word.upos === "NOUN" && !s.named[k] && cast.events.nouns.has(word.lemma.toLowerCase())) return;
    const head = s.mentionHead[k]! >= 0 ? s.mentionHead[k]! : s.places[k] ? k : -1;
    if (head !== k || out.some((f) => f.word === k) || bare(word.deprel) === "conj") continue;
    nominal(cast, s.tree, k, out);
  }
}

/** Who is said to be behind the deed ("X was behind the attack", "X behind attack"), or -1. */
function authorOf(cast: Cast, tree: Tree, i: number): number {
  if (!tree.children[i]!.some((c) => c < i && cast.events.authors.has(tree.words[c]!.lemma.toLowerCase()))) return -1;
  const subject = subjectWord(cast, tree, i);
  const above = tree.heads[i]!;
  return subject >= 0 ? subject : above >= 0 && tree.words[above]!.upos === "PROPN" ? above : -1;
}

/** The fillers around a noun: its own dependents, those of participles on it, and those of the verb that carries it. */
export function nounFillers(cast: Cast, s: SentenceCast, i: number, light: number): Filler[] {
  const { tree } = s;
  const out: Filler[] = [];
  for (const c of tree.children[i]!) {
    const rel = tree.words[c]!.deprel;
    const kind = bare(rel);
    if (rel === "det:poss" || rel === "nmod:poss" || feature(tree.words[c]!, "Poss") === "Yes")
      out.push({ slot: "possessor", word: c });
    else if ((kind === "amod" || kind === "compound") && (s.modifiers[c] || s.named[c]))
      out.push({ slot: "adjective", word: c });
    else if (
      (kind === "nmod" || kind === "flat" || kind === "compound" || kind === "appos") &&
      c > i &&
      s.named[c] &&
      casesOf(tree, c, cast.events).length === 0
    )
      out.push({ slot: "of", word: c });
    else if (kind === "nmod" || kind === "obl") nominal(cast, tree, c, out);
    else if (kind === "acl" && rel !== "acl:relcl") {
      for (const k of tree.children[c]!) {
        const r = bare(tree.words[k]!.deprel);
        if (r === "obl" || r === "nmod") nominal(cast, tree, k, out);
      }
    }
  }
  fromNames(cast, s, out);
  alongside(cast, s, i, out);
  const author = authorOf(cast, tree, i);
  if (author >= 0) out.unshift({ slot: "by", word: author });
  if (light >= 0) {
    const around = verbFillers(cast, s, light).filter((f) => f.word !== i);
    const active = !isPassive(cast, tree, light);
    const carried = active && around.every((f) => f.slot !== "subject" || f.word !== i);
    for (const f of around) if (f.slot !== "object" && (f.slot !== "subject" || carried)) out.push(f);
  }
  return out;
}

const placeSlots = new Set<Slot>(["object", "to", "in", "toward", "on", "against", "from", "of"]);

/** The sides in one slot, with the words that name them. */
function sidesIn(
  cast: Cast,
  s: SentenceCast,
  trigger: number,
  verb: number,
  fillers: readonly Filler[],
  slot: Slot,
  places: boolean,
  owners: boolean,
) {
  const ids: string[] = [];
  const words: number[] = [];
  for (const f of fillers) {
    if (f.slot !== slot) continue;
    if (f.word < 0) {
      if (verb >= 0) ids.push(...subjectSides(cast, s, verb));
      continue;
    }
    if (f.word === trigger) continue;
    let found =
      slot === "adjective"
        ? adjectiveSides(s, f.word)
        : sidesAt(cast, s, f.word, (places && placeSlots.has(slot)) || slot === "toward");
    // "expelled the Pakistani attachés", "condemned the Hungarian vote": what befalls a side's thing befalls the side
    if (!found.length && owners && ["object", "against", "of", "to"].includes(slot))
      found = ownersOf(cast, s, f.word, true).filter((id) => isSide(cast, id));
    if (found.length) {
      ids.push(...found);
      words.push(f.word);
    }
  }
  return { ids: [...new Set(ids)], words };
}

const adjectiveSides = (s: SentenceCast, i: number): string[] =>
  coordinated(s.tree, i).flatMap((k) => (s.modifiers[k] ? [s.modifiers[k]!] : (s.named[k] ?? [])));

/** Fills a frame. `carrier` is the verb whose subject is the actor: the trigger itself, or the light verb of a noun. */
export function fill(
  cast: Cast,
  s: SentenceCast,
  i: number,
  carrier: number,
  frame: Frame,
  of: "actor" | "recipient" | undefined,
  places = true,
): Filled {
  const verb = carrier === i;
  const fillers = verb ? verbFillers(cast, s, i) : nounFillers(cast, s, i, carrier);
  const after =
    verb && frame.verb.recipient[0] === "object" && s.dropped.has(i) && !isPassive(cast, s.tree, i)
      ? postverbal(s.tree, i)
      : -1;
  const turned = after >= 0 ? fillers.findIndex((f) => f.word === after && f.slot === "subject") : -1;
  if (turned >= 0) fillers[turned] = { slot: "object", word: after };
  const roles: Roles = verb ? frame.verb : frame.noun;
  if (roles.theme.length) {
    // "sent soldiers *to X*": the tree may hang the goal on the thing given
    for (const f of fillers.filter((x) => roles.theme.includes(x.slot) && x.word >= 0)) {
      for (const c of coordinated(s.tree, f.word).flatMap((t) => s.tree.children[t]!)) {
        if (!["nmod", "obl"].includes(bare(s.tree.words[c]!.deprel))) continue;
        const around: Filler[] = [];
        nominal(cast, s.tree, c, around);
        for (const k of s.tree.children[c]!)
          if (bare(s.tree.words[k]!.deprel) === "nmod") nominal(cast, s.tree, k, around);
        fillers.push(...around.filter((x) => x.slot !== "of" && !fillers.some((y) => y.word === x.word)));
      }
    }
  }
  const used = new Set<Slot>();
  const take = (order: readonly Slot[], places: boolean) => {
    for (const slot of order) {
      if (used.has(slot)) continue;
      const found = sidesIn(cast, s, i, carrier, fillers, slot, places, order === recipientOrder);
      if (found.ids.length) {
        used.add(slot);
        return found;
      }
    }
    return { ids: [] as string[], words: [] as number[] };
  };
  const themes = fillers.filter((f) => roles.theme.includes(f.slot) && f.word >= 0).map((f) => f.word);
  const taken = !verb && carrier >= 0 && cast.events.taking.has(s.tree.words[carrier]!.lemma.toLowerCase());
  let actorOrder: readonly Slot[] = verb || carrier < 0 || taken ? roles.actor : ["subject", ...roles.actor];
  let recipientOrder: readonly Slot[] = roles.recipient;
  if (!verb && of === "recipient") {
    actorOrder = actorOrder.filter((x) => x !== "of");
    recipientOrder = ["of", ...recipientOrder.filter((x) => x !== "of")];
  }
  const actor = turned >= 0 ? { ids: [...s.dropped.get(i)!], words: [] } : take(actorOrder, false);
  const recipient = take(recipientOrder, places);
  let actors = actor.ids;
  if (taken && !recipient.ids.length) recipient.ids.push(...subjectSides(cast, s, carrier));
  let recipients = recipient.ids.filter((id) => !actors.includes(id));
  if (frame.mutual && actors.length > 1 && recipients.length === 0) {
    recipients = actors.slice(1);
    actors = actors.slice(0, 1);
  }
  return { actors, recipients, words: [...actor.words, ...recipient.words], themes };
}
