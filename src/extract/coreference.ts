/** Pronouns, "the two countries", bare titles and dropped subjects: whom they stand for. Adds to the cast in place. */
import type { DescriptionKind } from "../language/coreference.ts";
import type { StatementsPack } from "../language/statements.ts";
import type { Mention, MentionForm } from "../model/actor.ts";
import type { Span } from "../model/span.ts";
import { SpanIndex } from "../model/span-index.ts";
import { phraseLength } from "./attribution.ts";
import { addMention, type Cast, countryOf, homeOf, isSide, ownersOf, type SentenceCast, sidesAt } from "./cast.ts";
import { grammaticalSubject, hasCopula, isEnclosed, postverbal, verbAbove } from "./subjects.ts";
import { bare, dependents, feature, finiteOf, isVerbal, subtreeSpan, type Tree } from "./tree.ts";

/** Somebody named lately. `weight` is how much the text was about him; it fades with each sentence. */
interface Recent {
  readonly ids: readonly string[];
  readonly order: number;
  readonly weight: number;
  /** Lower-case lemmas of the words that named him, with his title. */
  readonly words: ReadonlySet<string>;
  readonly subject: boolean;
}

const WINDOW = 60;
const FADE = 0.55;

/** What a name inside a quotation counts beside one outside. */
const QUOTED = 0.4;

/** How many sentences back a pronoun or a dropped subject may reach. */
const REACH = 3;

interface Memory {
  readonly recent: Recent[];
  /** Sentence and state of each adjective of nationality so far. */
  readonly adjectives: [number, string][];
  /** What stands between quotation marks: who is named there is not who speaks next. */
  readonly quoted: SpanIndex<Span>;
}

function remember(memory: Memory, entry: Recent): void {
  memory.recent.push(entry);
  if (memory.recent.length > WINDOW * 2) memory.recent.splice(0, WINDOW);
}

function best(memory: Memory, order: number, fits: (r: Recent) => boolean, reach = REACH): Recent | null {
  let found: Recent | null = null;
  let top = 0;
  const stop = Math.max(0, memory.recent.length - WINDOW);
  for (let k = memory.recent.length - 1; k >= stop; k--) {
    const r = memory.recent[k]!;
    const distance = order - r.order;
    if (distance > reach) break;
    const weight = r.weight * FADE ** distance;
    if (weight > top && fits(r)) {
      top = weight;
      found = r;
    }
  }
  return found;
}

/** How much a mention still counts, a sentence later, for what an article is about. */
const LASTING = 0.9;

/** What an adjective of nationality counts beside a name. */
const ADJECTIVE = 0.6;

/** Two actors named together in the last sentences ("Moscow and Pyongyang"), else the two that the text speaks of most. */
function lastPair(memory: Memory, order: number, key: (id: string) => string | null): string[] {
  const together = best(memory, order, (r) => new Set(r.ids.map(key).filter(Boolean)).size === 2, 2);
  if (together) return [...new Set(together.ids.map(key))].filter((x) => x !== null);
  const counts = new Map<string, number>();
  for (const [at, id] of memory.adjectives)
    if (key(id)) counts.set(id, (counts.get(id) ?? 0) + ADJECTIVE * LASTING ** (order - at));
  for (let k = Math.max(0, memory.recent.length - WINDOW); k < memory.recent.length; k++) {
    const r = memory.recent[k]!;
    for (const id of new Set(r.ids.map(key)))
      if (id) counts.set(id, (counts.get(id) ?? 0) + LASTING ** (order - r.order));
  }
  const top = [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2)
    .map(([id]) => id);
  return top.length === 2 ? top : [];
}

const lemmasBetween = (tree: Tree, from: number, to: number): Set<string> =>
  new Set(tree.words.slice(from, to + 1).map((w) => w.lemma.toLowerCase()));

/**
 * Resolves references over the whole document, in reading order, and returns them as mentions. `according` finds the
 * words of a sentence that name its source: they count like a subject.
 */
export function resolveReferences(cast: Cast, statements: StatementsPack, quotes: readonly Span[]): Mention[] {
  const quoted = new SpanIndex<Span>();
  for (const quote of quotes) quoted.add(quote, [quote]);
  const memory: Memory = { recent: [], adjectives: [], quoted };
  const added: Mention[] = [];
  for (const s of cast.sentences) {
    const { tree } = s;
    const note = (from: number, to: number, ids: readonly string[], form: MentionForm, rule: string) => {
      addMention(s, from, to, ids);
      for (const actor of ids)
        added.push({ start: tree.words[from]!.start, end: tree.words[to]!.end, actor, form, rule });
    };
    const sources = new Set(sourceWords(s, statements));
    for (let i = 0; i < tree.words.length; i++) {
      const word = tree.words[i]!;
      const lemma = word.lemma.toLowerCase();
      if (s.modifiers[i] && !s.named[i]) memory.adjectives.push([tree.order, s.modifiers[i]!]);
      if (s.named[i]) {
        if (s.mentionHead[i] === i) rememberMention(cast, s, memory, i, sources);
        continue;
      }
      if (s.places[i]) continue;
      if (word.upos === "NOUN") {
        const ids = resolveNoun(cast, s, memory, i, lemma);
        if (ids.length) {
          note(i, i, ids, "title", "coreference/description");
          rememberMention(cast, s, memory, i, sources);
        }
      } else if (
        cast.coreference.pairNumber.has(lemma) &&
        ["nsubj", "nsubj:pass", "obj", "obl", "nmod"].includes(word.deprel) &&
        isDefinite(tree, i)
      ) {
        // "the two" without a noun: persons first, then states
        const ids = lastPair(memory, tree.order, personKey(cast));
        const both = ids.length ? ids : lastPair(memory, tree.order, stateKey(cast));
        if (both.length) note(i, i, both, "pronoun", "coreference/pair");
      } else if (word.upos === "PRON" || word.upos === "DET") {
        const ids = resolvePronoun(cast, s, memory, i, lemma);
        if (ids.length) note(i, i, ids, "pronoun", "coreference/pronoun");
      }
      if (
        isVerbal(word) ||
        (word.deprel === "root" && tree.children[i]!.some((c) => tree.words[c]!.deprel === "cop"))
      ) {
        const ids = resolveDropped(cast, s, memory, i);
        if (ids.length) s.dropped.set(i, ids);
      }
    }
  }
  return added;
}

/** Words right after a phrase that names a source ("according to X"). */
function sourceWords(s: SentenceCast, statements: StatementsPack): number[] {
  const out: number[] = [];
  for (let i = 0; i < s.tree.words.length; i++) {
    const length = phraseLength(s, i, statements.according);
    for (let k = i + length; length && k < Math.min(s.tree.words.length, i + length + 4); k++) {
      if (!s.named[k]) continue;
      out.push(s.mentionHead[k]!);
      break;
    }
  }
  return out;
}

function rememberMention(cast: Cast, s: SentenceCast, memory: Memory, i: number, sources: ReadonlySet<number>): void {
  const { tree } = s;
  const ids = sidesAt(cast, s, i);
  if (!ids.length) return;
  const rel = bare(tree.words[i]!.deprel);
  const above = tree.heads[i]!;
  const main =
    above >= 0 &&
    (tree.words[above]!.deprel === "root" ||
      tree.words[above]!.deprel === "conj" ||
      tree.words[above]!.deprel === "parataxis");
  const subject = rel === "nsubj" || rel === "root";
  const fading = ids.every((id) => !isSide(cast, id)) ? 0.3 : 1; // agencies and papers pass on, they are seldom meant
  const weight =
    fading *
    (memory.quoted.over(tree.words[i]!).length ? QUOTED : 1) *
    (sources.has(i)
      ? 3
      : subject
        ? main || rel === "root"
          ? 3
          : 1.6
        : rel === "obj" || rel === "obl" || rel === "iobj"
          ? 0.8
          : 0.5);
  const span = subtreeSpan(tree, i);
  let from = i;
  let to = i;
  while (from > 0 && s.mentionHead[from - 1] === i && tree.words[from - 1]!.start >= span.start) from--;
  while (to + 1 < tree.words.length && s.mentionHead[to + 1] === i) to++;
  remember(memory, {
    ids,
    order: tree.order,
    weight,
    words: lemmasBetween(tree, from, to),
    subject: (subject && !memory.quoted.over(tree.words[i]!).length) || sources.has(i),
  });
}

function isDefinite(tree: Tree, i: number): boolean {
  return tree.children[i]!.some((c) => {
    const w = tree.words[c]!;
    return bare(w.deprel) === "det" && (feature(w, "Definite") === "Def" || feature(w, "PronType") === "Dem");
  });
}

const kindOf = (cast: Cast, id: string) => cast.actors.get(id)?.kind ?? null;
const personKey = (cast: Cast) => (id: string) => (kindOf(cast, id) === "person" ? id : null);
/** A state by itself or by its people; the reading must know the state as an actor only when it is used. */
const stateKey = (cast: Cast) => (id: string) => (isSide(cast, id) ? countryOf(cast, id) : null);

function resolveNoun(cast: Cast, s: SentenceCast, memory: Memory, i: number, lemma: string): string[] {
  const { tree } = s;
  const pack = cast.coreference;
  const states = pack.pairStates.has(lemma);
  const persons = pack.pairPersons.has(lemma);
  if (states || persons) {
    // the number word or "both" stands right before the noun, whatever the tree says
    const before = [i - 1, i - 2, ...tree.children[i]!].map((k) => tree.words[k]?.lemma.toLowerCase() ?? "");
    if (before.some((w) => pack.pairNumber.has(w) || pack.both.has(w)))
      return lastPair(memory, tree.order, states ? stateKey(cast) : personKey(cast));
  }
  const kind = pack.descriptions.get(lemma);
  if (!kind || !isDefinite(tree, i) || feature(tree.words[i]!, "Number") === "Plur") return [];
  if (ownersOf(cast, s, i, true).length) return ownedDescription(cast, s, memory, i, lemma, kind);
  if (
    tree.children[i]!.some(
      (c) =>
        ["nmod", "amod", "appos", "flat", "acl"].includes(bare(tree.words[c]!.deprel)) &&
        !pack.titleWords.has(tree.words[c]!.lemma.toLowerCase()),
    )
  )
    return [];
  if (kind === "state") return [];
  const titled = best(
    memory,
    tree.order,
    (r) => r.ids.length === 1 && kindOf(cast, r.ids[0]!) === kind && r.words.has(lemma),
    30,
  );
  if (titled) return [...titled.ids];
  if (!pack.generic.has(lemma)) return [];
  const other = best(
    memory,
    tree.order,
    (r) => r.ids.length === 1 && kindOf(cast, r.ids[0]!) === kind && (kind !== "person" || r.subject),
    2,
  );
  return other ? [...other.ids] : [];
}

/** "the Korean dictator", "the North Korean agency": somebody of that state named before. */
function ownedDescription(
  cast: Cast,
  s: SentenceCast,
  memory: Memory,
  i: number,
  lemma: string,
  kind: DescriptionKind,
): string[] {
  const owners = ownersOf(cast, s, i, true).map((id) => homeOf(cast, id));
  if (owners.length !== 1 || kind === "state") return [];
  const of = (r: Recent) =>
    r.ids.length === 1 && kindOf(cast, r.ids[0]!) === kind && countryOf(cast, r.ids[0]!) === owners[0];
  const found =
    best(memory, s.tree.order, (r) => of(r) && r.words.has(lemma), 40) ??
    (cast.coreference.generic.has(lemma) ? best(memory, s.tree.order, of, 40) : null);
  return found ? [...found.ids] : [];
}

function resolvePronoun(cast: Cast, s: SentenceCast, memory: Memory, i: number, lemma: string): string[] {
  const { tree } = s;
  const pack = cast.coreference;
  const word = tree.words[i]!;
  const form = word.form.toLowerCase();
  if (pack.both.has(lemma) && word.upos === "PRON") {
    return lastPair(memory, tree.order, (id) => (isSide(cast, id) ? id : null));
  }
  if (feature(word, "PronType") === "Rel" || feature(word, "Reflex") === "Yes" || bare(word.deprel).startsWith("expl"))
    return [];
  if (word.upos === "DET" || word.deprel === "nmod:poss") {
    if (feature(word, "Poss") !== "Yes" || !pack.possessives.has(lemma)) return [];
    const person = feature(word, "Person");
    if (person && person !== "3") return [];
    const verb = verbAbove(tree, i);
    const subject = verb >= 0 ? grammaticalSubject(cast, s, verb) : -1;
    // "helps X in its war": within an adjunct behind a named object it is the object's
    const object =
      verb >= 0 ? dependents(tree, verb, "obj").find((c) => c > verb && c < i && s.mentionHead[c] === c) : undefined;
    if (object !== undefined && ["obl", "nmod"].includes(bare(tree.words[tree.heads[i]!]!.deprel))) {
      const ids = sidesAt(cast, s, object);
      if (ids.length === 1) return ids;
    }
    if (subject >= 0 && subject !== tree.heads[i]) {
      const ids = sidesAt(cast, s, subject);
      // "X says Y attacked its base": nobody does harm to his own
      const teller = verb >= 0 && isHarmed(cast, tree, verb, tree.heads[i]!) ? verbAbove(tree, verb) : -1;
      const who = teller >= 0 ? grammaticalSubject(cast, s, teller) : -1;
      const others = who >= 0 && who !== subject ? sidesAt(cast, s, who) : [];
      if (others.length) return others;
      if (ids.length) return ids;
    }
    if (verb >= 0 && s.dropped.has(verb)) return [...s.dropped.get(verb)!];
    const found = best(memory, tree.order, (r) => r.ids.length === 1 && isSide(cast, r.ids[0]!), 2);
    return found ? [...found.ids] : [];
  }
  if (pack.neuter.has(form)) return resolveNeuter(cast, s, memory, i);
  const singular = pack.singular.has(form) || pack.singular.has(lemma);
  const plural = pack.plural.has(form) || pack.plural.has(lemma);
  if (!singular && !plural) return [];
  // a pronoun is not the subject of its own clause
  const verb = verbAbove(tree, i);
  const subject = verb >= 0 ? grammaticalSubject(cast, s, verb) : -1;
  const own = new Set(subject >= 0 && subject !== i ? sidesAt(cast, s, subject) : []);
  const homes = new Set([...own].map((id) => homeOf(cast, id)));
  const fits = (r: Recent) =>
    (plural ? r.ids.length > 1 : r.ids.length === 1 && kindOf(cast, r.ids[0]!) === "person") &&
    !r.ids.some((id) => own.has(id));
  // whom a deed befalls may be a state as well ("accusing it of ...")
  const befalls =
    !plural &&
    own.size > 0 &&
    verb >= 0 &&
    cast.events.verbs.has(tree.words[verb]!.lemma.toLowerCase()) &&
    ["obj", "iobj"].includes(bare(word.deprel)) &&
    tree.heads[i] === verb;
  const found = best(
    memory,
    tree.order,
    befalls
      ? (r) => r.ids.length === 1 && isSide(cast, r.ids[0]!) && !r.ids.some((id) => homes.has(homeOf(cast, id)))
      : fits,
  );
  if (found || !plural || bare(word.deprel) !== "nsubj") return found ? [...found.ids] : [];
  // "the police said they had ...": who says so, where that is no person
  const group = (ids: readonly string[]) =>
    ids.length > 0 && ids.every((id) => isSide(cast, id) && kindOf(cast, id) !== "person");
  const above = verb >= 0 ? verbAbove(tree, verb) : -1;
  const saying = above >= 0 ? grammaticalSubject(cast, s, above) : -1;
  const ids = saying >= 0 && saying !== i ? sidesAt(cast, s, saying) : [];
  if (saying >= 0) return group(ids) ? ids : [];
  const before = best(memory, tree.order, (r) => r.subject && group(r.ids), 1);
  return before ? [...before.ids] : [];
}

/** Is the word the object of a verb that tells of harm? */
const isHarmed = (cast: Cast, tree: Tree, verb: number, i: number): boolean =>
  tree.heads[i] === verb &&
  bare(tree.words[i]!.deprel) === "obj" &&
  (cast.events.verbs.get(tree.words[verb]!.lemma.toLowerCase()) ?? []).some(
    (t) => ["ASSAULT", "COERCE"].includes(t.rule.type) && t.complement === null,
  );

/** "X said it had ...": the one who says so, where that is no person; else who was the subject in the sentence before. */
function resolveNeuter(cast: Cast, s: SentenceCast, memory: Memory, i: number): string[] {
  const { tree } = s;
  const verb = verbAbove(tree, i);
  if (verb < 0) return [];
  if (
    bare(tree.words[i]!.deprel) === "obj" &&
    cast.events.objectControl.has(tree.words[verb]!.lemma.toLowerCase()) &&
    dependents(tree, verb, "xcomp", "ccomp", "advcl").length > 0
  ) {
    // "accused it of ...", "urged it to ...": the last named state or body that is not who does so
    const subject = grammaticalSubject(cast, s, verb);
    const own = new Set((subject >= 0 ? sidesAt(cast, s, subject) : []).map((id) => homeOf(cast, id)));
    const other = best(
      memory,
      tree.order,
      (r) =>
        r.ids.length === 1 &&
        isSide(cast, r.ids[0]!) &&
        kindOf(cast, r.ids[0]!) !== "person" &&
        !own.has(homeOf(cast, r.ids[0]!)),
      1,
    );
    return other && own.size ? [...other.ids] : [];
  }
  if (bare(tree.words[i]!.deprel) !== "nsubj" || hasCopula(tree, verb)) return [];
  const thing = (ids: readonly string[]) =>
    ids.length === 1 && isSide(cast, ids[0]!) && kindOf(cast, ids[0]!) !== "person";
  const above = verbAbove(tree, verb);
  if (above >= 0) {
    const subject = grammaticalSubject(cast, s, above);
    const ids = subject >= 0 && subject !== i ? sidesAt(cast, s, subject) : [];
    return thing(ids) ? ids : [];
  }
  const found = best(memory, tree.order, (r) => r.order < tree.order && r.subject && thing(r.ids), 1);
  return found ? [...found.ids] : [];
}

/** The actors of a finite verb's subject that is not said; empty where there is a subject or none can be told. */
function resolveDropped(cast: Cast, s: SentenceCast, memory: Memory, i: number): readonly string[] {
  if (!cast.coreference.dropsSubject) return [];
  const { tree } = s;
  const finite = tree.words[finiteOf(tree, i)]!;
  if (feature(finite, "VerbForm") !== "Fin" || feature(finite, "Mood") === "Imp") return [];
  const person = feature(finite, "Person");
  if (person && person !== "3") return [];
  const said = grammaticalSubject(cast, s, i);
  const after = postverbal(tree, i);
  if (said >= 0 && said !== after) return [];
  const spoken = (c: number) =>
    (c !== after &&
      !cast.sentences[tree.order]!.timed[c] &&
      ["nsubj", "csubj"].includes(bare(tree.words[c]!.deprel))) ||
    ["expl:impers", "expl:pass"].includes(tree.words[c]!.deprel);
  if (!isEnclosed(tree, i) && tree.children[i]!.some(spoken)) return [];
  const plural = feature(finite, "Number") === "Plur";
  // a clause within the sentence takes the subject of the clause above it
  const above = verbAbove(tree, i);
  if (above >= 0 && bare(tree.words[i]!.deprel) !== "parataxis" && tree.words[i]!.deprel !== "root") {
    const subject = grammaticalSubject(cast, s, above);
    const ids = subject >= 0 ? sidesAt(cast, s, subject) : (s.dropped.get(above) ?? []);
    if (ids.length && (plural ? ids.length > 1 : ids.length === 1)) return ids;
  }
  const own = new Set(after >= 0 ? sidesAt(cast, s, after) : []);
  const fits = (r: Recent) =>
    !r.ids.some((id) => own.has(id)) &&
    (plural ? r.ids.length > 1 : r.ids.length === 1) &&
    r.ids.some((id) => kindOf(cast, id) === "person" || r.subject);
  const found =
    best(memory, tree.order, (r) => r.subject && fits(r)) ??
    best(memory, tree.order, (r) => r.weight >= 3 && fits(r)) ??
    (plural ? null : best(memory, tree.order, (r) => fits(r) && kindOf(cast, r.ids[0]!) === "person", 1));
  if (found) return found.ids;
  if (!plural) return [];
  const pair = lastPair(memory, tree.order, personKey(cast));
  return pair.length === 2 ? pair : lastPair(memory, tree.order, stateKey(cast));
}
