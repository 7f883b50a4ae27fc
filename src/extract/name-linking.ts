/** The linking of one document: people with their titles first, then bodies, states and places by grammar. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Actor, Mention, MentionForm } from "../model/actor.ts";
import type { Flag } from "../model/reading.ts";
import type { Document, Word } from "../model/sentence.ts";
import type { Span } from "../model/span.ts";
import { type DayInterval, meet } from "../model/time.ts";
import { keyOf, near, slugOf } from "./name-fold.ts";
import { choosePerson, holdsIn, intervalsOf, officeOn, type Setting, spellsOf } from "./name-holders.ts";
import { type NameIndex, type NameWords, nameIndex } from "./name-index.ts";
import { findPeople, type PersonSpan } from "./name-people.ts";
import { type Standing, standingOf } from "./name-places.ts";
import { type Atom, entryOf, scan } from "./name-scan.ts";
import { overAdjective, type Scene, type TitleReading, titleAt, unitAt } from "./name-titles.ts";
import { gap, type Tokens, tokensOf, wordAt } from "./name-tokens.ts";
import type { Linked, Modifier, NamedHolding, PlaceMention, Title } from "./names.ts";

/** A title together with the name that stands beside it. */
interface Pair {
  readonly title: TitleReading;
  person: PersonSpan | null;
  readonly from: number;
  readonly to: number;
}

/** Linking in progress: what is found piles up in it and leaves as plain values. */
export class Linking {
  readonly #document: Document;
  readonly #published: DayInterval | null;
  readonly #knowledge: Knowledge;
  readonly #index: NameIndex;
  readonly #tokens: Tokens;
  readonly #scene: Scene;
  readonly #setting: Setting;
  readonly #actors = new Map<string, Actor>();
  readonly #mentions: (Mention & { readonly at: number })[] = [];
  readonly #places: PlaceMention[] = [];
  readonly #modifiers: Modifier[] = [];
  readonly #titles: Title[] = [];
  readonly #holdings: NamedHolding[] = [];
  readonly #flags: Flag[] = [];
  /** 1 where a mention already covers the token. */
  readonly #used: Uint8Array;
  /** 1 where a token belongs to a run of capitals of two tokens or more. */
  readonly #runs: Uint8Array;
  /** Tokens after which a people ("the Russians") and an adjective of nationality have ended. */
  readonly #peoples = new Set<number>();
  readonly #modified = new Set<number>();
  /** Family key -> people of the text, in its order, with the token at which each is named. */
  readonly #kin = new Map<string, { readonly id: string; readonly at: number }[]>();

  constructor(document: Document, published: DayInterval | null, words: NameWords, knowledge: Knowledge) {
    this.#document = document;
    this.#published = published;
    this.#knowledge = knowledge;
    this.#index = nameIndex(knowledge, words);
    this.#tokens = tokensOf(document);
    const tokens = this.#tokens;
    const atoms = scan(document, this.#index, tokens);
    const atomAt = new Int32Array(tokens.count + 1).fill(-1);
    const atomTo = new Int32Array(tokens.count + 1).fill(-1);
    atoms.forEach((a, k) => {
      atomAt[a.from] = k;
      atomTo[a.to] = k;
    });
    this.#scene = { index: this.#index, tokens, knowledge, atomAt, atomTo, atoms };
    this.#used = new Uint8Array(tokens.count);
    this.#runs = new Uint8Array(tokens.count);
    const states = new Set<string>();
    for (const a of atoms)
      for (const e of a.entries) {
        if (e.kind === "state" || e.kind === "adjective" || e.kind === "capital") states.add(e.id);
        else if (e.kind === "unit") states.add(e.id.slice(0, e.id.indexOf("/")));
        if (a.adjective !== null) states.add(a.adjective);
      }
    this.#setting = { published, states };
  }

  link(): Linked {
    const spans = findPeople(this.#document, this.#index, this.#tokens, this.#scene.atoms, this.#knowledge);
    for (const s of spans) if (s.how === "run" && s.to - s.from > 1) this.#runs.fill(1, s.from, s.to);
    const pairs = this.#pair(spans);
    const open: Pair[] = [];
    for (const p of pairs) if (!p.person || !this.#linkPair(p)) open.push(p);
    const paired = new Set(pairs.map((p) => p.person));
    const bare: PersonSpan[] = [];
    for (const s of spans) if (!paired.has(s) && !this.#linkName(s)) bare.push(s);
    for (const s of bare) this.#linkBare(s);
    for (const p of open) this.#linkTitle(p);
    this.#linkUnits();
    this.#linkAtoms();
    this.#linkAcronyms();
    const order = <T extends Span>(list: T[]): T[] => list.sort((a, b) => a.start - b.start || b.end - a.end);
    return {
      actors: [...this.#actors.values()],
      mentions: order(this.#mentions).map(({ start, end, actor, form, rule }) => ({ start, end, actor, form, rule })),
      places: order(this.#places),
      modifiers: order(this.#modifiers),
      titles: order(this.#titles),
      holdings: this.#holdings,
      flags: order(this.#flags),
    };
  }

  /** Titles in the order of the text, each with the name before or after it that it belongs to. */
  #pair(spans: readonly PersonSpan[]): Pair[] {
    const tokens = this.#tokens;
    const startAt = new Map(spans.map((s) => [s.from, s]));
    const endAt = new Map(spans.map((s) => [s.to, s]));
    const taken = new Set<PersonSpan>();
    const pairs: Pair[] = [];
    let until = 0;
    for (const atom of this.#scene.atoms) {
      if (atom.from < until || !entryOf(atom, "office")) continue;
      // "has sent": a participle that sounds like an office.
      if (atom.to - atom.from === 1 && /^(VERB|AUX)$/.test(wordAt(this.#document, tokens, atom.from)?.upos ?? "")) continue;
      const title = titleAt(this.#scene, atom.from);
      if (!title) continue;
      let end = title.to;
      const after = (i: number): PersonSpan | null => {
        const s = startAt.get(i);
        return s && !taken.has(s) ? s : null;
      };
      const gapAfter = end < tokens.count ? tokens.before[end]! : gap.hard;
      let person: PersonSpan | null = null;
      let from = title.from;
      if (gapAfter === gap.space || gapAfter === gap.join) {
        const next = after(end);
        if (next && this.#joins(next, title, "beside")) person = next;
      }
      if (!person) {
        // "Lavrov, Russian minister": the name before, over an article and a comma or bracket.
        let i = title.from;
        while (i > 0 && this.#index.words.articles.has(tokens.folded[i - 1]!) && (tokens.before[i] === gap.space || tokens.before[i] === gap.join)) i--;
        const before = endAt.get(i);
        const between = i < tokens.count ? tokens.before[i]! : gap.hard;
        const closed = i === title.from && gapAfter !== gap.space && gapAfter !== gap.join;
        if (before && !taken.has(before) && (between === gap.comma || between === gap.open || (between === gap.space && i === title.from && title.said)) && this.#joins(before, title, closed ? "closed" : "before")) {
          person = before;
          from = before.from;
        }
      }
      if (!person && (gapAfter === gap.comma || gapAfter === gap.open)) {
        const next = after(end);
        if (next && this.#joins(next, title, "comma")) person = next;
      }
      if (person) {
        taken.add(person);
        from = Math.min(from, person.from);
        end = Math.max(end, person.to);
      }
      until = end;
      pairs.push({ title, person, from, to: end });
    }
    return pairs;
  }

  /** Whether a name and a title belong together, by how they stand and by what is known. */
  #joins(person: PersonSpan, title: TitleReading, how: "beside" | "before" | "closed" | "comma"): boolean {
    if (person.how === "run") {
      const length = person.to - person.from;
      if (how === "beside") return length > 1 || title.of !== null;
      return length > 1 && title.said && this.#likePerson(person);
    }
    const held = person.ids.some((id) => holdsIn(this.#knowledge, id, title, null));
    if (held) return true;
    if (how === "beside") return title.of === null || person.ids.some((id) => this.#country(id) === this.#countryOf(title.of!) || this.#countryOf(title.of!) === null);
    if (!title.said || title.of === null) return false;
    // "Burhan, head of the army of Sudan,": no article, closed by a stop or comma.
    if (how === "closed" && person.how !== "family" && title.tense !== "former") return person.ids.some((id) => this.#country(id) === this.#countryOf(title.of!));
    return person.how !== "family" && person.ids.some((id) => this.#country(id) === this.#countryOf(title.of!) && this.#knowledge.offices(id).length === 0);
  }

  /** Whether a run of capitals reads as a person: the tagger says so, or no tagger looked. */
  #likePerson(span: PersonSpan): boolean {
    const start = this.#tokens.start[span.from]!;
    const end = this.#tokens.end[span.to - 1]!;
    const names = this.#document.names.filter((n) => n.start < end && start < n.end);
    return names.length === 0 || names.some((n) => n.type === "PER");
  }

  #country(person: string): string | null {
    return this.#knowledge.people.get(person)?.country ?? null;
  }

  #countryOf(id: string): string | null {
    return this.#knowledge.actor(id)?.country ?? null;
  }

  /** Title and name -> one mention; false where the name stays open. */
  #linkPair(pair: Pair): boolean {
    const { title } = pair;
    const person = pair.person!;
    const on = title.tense === "former" ? null : this.#published;
    let id: string | null = null;
    if (person.how === "run") id = this.#garbled(person, title) ?? this.#local(person, title);
    else {
      const held = person.ids.filter((p) => holdsIn(this.#knowledge, p, title, on));
      const ever = held.length > 0 ? held : person.ids.filter((p) => holdsIn(this.#knowledge, p, title, null));
      const compatriots = title.of === null ? [] : person.ids.filter((p) => this.#country(p) === this.#countryOf(title.of!));
      const pool = ever.length > 0 ? ever : compatriots.length > 0 ? compatriots : person.ids;
      id = pool.length === 1 ? pool[0]! : (this.#kinBefore(person, pool) ?? choosePerson(this.#knowledge, pool, this.#setting, false));
      if (id === null) return false;
      this.#checkOffice(id, pair);
    }
    this.#take(id, pair.from, pair.to, "name", person.how === "run" ? "title-run" : `title-${person.how}`);
    this.#remember(id, person);
    this.#note(pair, id);
    return true;
  }

  /** Says where title and dated offices disagree; keeps both. */
  #checkOffice(id: string, pair: Pair): void {
    const { title } = pair;
    const knowledge = this.#knowledge;
    if (knowledge.offices(id).length === 0 || title.tense !== "current" || title.of === null) return;
    if (title.roles.every((r) => r === "minister" || r === "deputy-minister" || r === "ambassador" || r === "special-envoy" || r === "military-commander")) return;
    if (holdsIn(knowledge, id, title, this.#published)) return;
    const ever = this.#published !== null && holdsIn(knowledge, id, title, null);
    const start = this.#tokens.start[pair.from]!;
    const end = this.#tokens.end[pair.to - 1]!;
    const name = knowledge.people.get(id)!.name;
    const role = knowledge.roles.get(title.roles[0]!)?.name ?? title.roles[0]!;
    const owner = knowledge.actor(title.of)?.name ?? title.of;
    this.#flags.push({ start, end, code: "office-mismatch", message: ever ? `${name} was ${role} of ${owner} at other times than the article's` : `${name} is not known as ${role} of ${owner}` });
  }

  /** A garbled name beside a title whose holder on the day begins alike: the holder, flagged. */
  #garbled(person: PersonSpan, title: TitleReading): string | null {
    if (title.tense !== "current" || title.of === null || !title.said) return null;
    const holders = [...new Set(spellsOf(this.#knowledge, title, this.#published).map((h) => h.person))];
    const keys: string[] = [];
    for (let i = person.from; i < person.to; i++) keys.push(keyOf(this.#tokens.folded[i]!));
    const hits = holders.filter((id) => {
      const known = this.#knowledge.people.get(id)!;
      const family = keyOf(slugOf(known.family).replaceAll("-", ""));
      return family.length >= 3 && keys.some((k) => (family.length >= 5 && near(family, k)) || (k.length - family.length <= 2 && k.startsWith(family.slice(0, Math.max(4, family.length))) && k[0] === family[0]));
    });
    if (hits.length !== 1) return null;
    const start = this.#tokens.start[person.from]!;
    const end = this.#tokens.end[person.to - 1]!;
    this.#flags.push({ start, end, code: "garbled-name", message: `read as ${this.#knowledge.people.get(hits[0]!)!.name}, who held the office` });
    return hits[0]!;
  }

  /** An actor that only this article knows, with what its title tells. */
  #local(person: PersonSpan, title: TitleReading | null): string {
    const start = this.#tokens.start[person.from]!;
    const name = this.#document.text.slice(start, this.#tokens.end[person.to - 1]!).replace(/\s+/gu, " ");
    const id = `local/${slugOf(name) || "unnamed"}`;
    const before = this.#actors.get(id);
    const country = title?.of ? this.#countryOf(title.of) : null;
    const office = title ? this.#officeName(title) : null;
    if (!before || (before.country === null && country !== null) || (!before.office && office)) this.#actors.set(id, { id, kind: "person", name, country: before?.country ?? country, office: before?.office ?? office, wikidata: null });
    return id;
  }

  #officeName(title: TitleReading): string | null {
    const role = this.#knowledge.roles.get(title.roles[0]!);
    if (!role) return title.of ? `leader of ${this.#knowledge.actor(title.of)?.name ?? title.of}` : "leader";
    return title.of ? `${role.name} of ${this.#knowledge.actor(title.of)?.name ?? title.of}` : role.name;
  }

  /** Notes a title and, where it helps to date the text, the intervals in which it was held. */
  #note(pair: Pair, actor: string | null): void {
    const { title } = pair;
    const span = { start: this.#tokens.start[pair.from]!, end: this.#tokens.end[pair.to - 1]! };
    this.#titles.push({ ...span, roles: title.roles, of: title.of, tense: title.tense, actor });
    if (!actor || !pair.person || !this.#knowledge.people.has(actor) || title.tense === "former" || title.tense === "coming") return;
    const intervals = intervalsOf(this.#knowledge, actor, title);
    if (intervals.length > 0) this.#holdings.push({ actor, office: this.#officeName(title) ?? title.roles[0]!, intervals, span });
  }

  /** Remembers who was named, for a bare family name elsewhere in the text. */
  #remember(id: string, span: PersonSpan): void {
    const tokens = this.#tokens;
    const keys = new Set<string>();
    const known = this.#knowledge.people.get(id);
    if (known) for (const [key] of this.#familiesOf(id, known.family)) keys.add(key);
    if (!known || span.how === "full" || span.how === "variant") {
      keys.add(keyOf(tokens.folded[span.to - 1]!));
      if (!known && span.to - span.from > 1) keys.add(keyOf(tokens.folded[span.from]!));
    }
    for (const key of keys) {
      const list = this.#kin.get(key);
      if (list) list.push({ id, at: span.from });
      else this.#kin.set(key, [{ id, at: span.from }]);
    }
  }

  #familiesOf(id: string, family: string): [string, string][] {
    const key = family.split(/[\s\-‐'’]+/u).map((p) => keyOf(slugOf(p))).join(" ");
    return key === "" ? [] : [[key, id]];
  }

  /** The one among `pool` who was named nearest before the span, else first after it. */
  #kinBefore(span: PersonSpan, pool: readonly string[] | null): string | null {
    let key = "";
    for (let i = span.from; i < span.to; i++) key += (key === "" ? "" : " ") + keyOf(this.#tokens.folded[i]!);
    const list = this.#kin.get(key)?.filter((k) => pool === null || pool.includes(k.id));
    if (!list || list.length === 0) return null;
    let best = list[0]!;
    for (const k of list) if (k.at < span.from && (best.at > span.from || k.at > best.at)) best = k;
    return best.id;
  }

  /** A full name without title; false where several share it or only a family name stands. */
  #linkName(span: PersonSpan): boolean {
    if (span.how !== "full" && span.how !== "variant") return false;
    const id = span.ids.length === 1 ? span.ids[0]! : choosePerson(this.#knowledge, span.ids, this.#setting, false);
    if (id === null) return false;
    if (span.how === "variant" && !this.#trusted(span, id)) return false;
    this.#take(id, span.from, span.to, "name", `name-${span.how}`);
    this.#remember(id, span);
    return true;
  }

  /** Another spelling counts where the person's state is named or he was in the news. */
  #trusted(span: PersonSpan, id: string): boolean {
    void span;
    const country = this.#country(id);
    if (country !== null && this.#setting.states.has(country)) return true;
    return this.#knowledge.offices(id, this.#published).length > 0;
  }

  /** A bare family name, or a run of capitals that the tagger calls a person. */
  #linkBare(span: PersonSpan): void {
    const one = span.to - span.from === 1;
    const ids = span.how === "family" ? span.ids : null;
    let id = one || ids ? this.#kinBefore(span, null) : null;
    // A name that is a town's or a source's as well counts only for somebody whom the text names in full.
    if (id === null && ids && (!one || this.#scene.atomAt[span.from]! < 0)) id = choosePerson(this.#knowledge, ids, this.#setting, true);
    if (id !== null) {
      this.#take(id, span.from, span.to, "name", "name-family");
      if (ids) this.#remember(id, span);
      return;
    }
    if (span.how === "family" && one) return;
    const start = this.#tokens.start[span.from]!;
    const end = this.#tokens.end[span.to - 1]!;
    const named = this.#document.names.find((n) => n.type === "PER" && n.start <= start && n.end >= end && n.end - n.start <= end - start + 3);
    if (one || !named) return;
    const local = this.#local(span, null);
    this.#take(local, span.from, span.to, "name", "name-tagged");
    this.#remember(local, span);
  }

  /** A title without a name: its holder on the day, one who is named elsewhere, or the body that he leads. */
  #linkTitle(pair: Pair): void {
    const { title } = pair;
    const word = wordAt(this.#document, this.#tokens, title.from > 0 ? title.from - 1 : title.from);
    const indefinite = title.from > 0 && /Definite=Ind/.test(word?.feats ?? "");
    let id: string | null = null;
    let rule = "title";
    const unit = title.of === null ? null : (this.#knowledge.roles.get(title.roles[0]!)?.unit ?? null);
    if (title.of !== null && indefinite && unit !== null && title.said && this.#knowledge.states.has(title.of) && this.#knowledge.roles.get(title.roles[0]!)?.single === false) [id, rule] = [`${title.of}/${unit}`, "title-some"];
    if (title.of !== null && !indefinite) {
      const named = new Set([...this.#kin.values()].flat().map((k) => k.id));
      const on = title.tense === "former" || title.tense === "coming" ? null : this.#published;
      const spells = spellsOf(this.#knowledge, title, on);
      const here = [...new Set(spells.filter((h) => named.has(h.person)).map((h) => h.person))];
      if (here.length === 1) [id, rule] = [here[0]!, "title-named"];
      else if (title.tense === "former" || title.tense === "coming") id = null;
      else if (on && spells.length > 0 && (title.said || title.words.default !== "")) {
        const first = spells[0]!;
        const single = this.#knowledge.roles.get(first.office)?.single ?? false;
        const people = new Set(spells.map((h) => h.person));
        if (people.size === 1 || (single && meet(first, on))) [id, rule] = [first.person, "title-day"];
      }
      if (id === null && title.tense !== "former" && title.tense !== "coming" && title.said) {
        id = this.#knowledge.states.has(title.of) ? (unit ? `${title.of}/${unit}` : title.of) : title.of;
        rule = "title-body";
      }
    }
    this.#note(pair, id);
    if (id !== null) this.#take(id, pair.from, pair.to, "title", rule);
    else this.#used.fill(1, title.words.default === "" && title.of === null ? pair.to : pair.from, pair.to);
  }

  /** Bodies of states, agencies and media: "the Russian ministry of Defence", "Russian news agencies". */
  #linkUnits(): void {
    const waiting: { from: number; to: number; unit: string }[] = [];
    const owners = new Map<string, string>();
    for (const atom of this.#scene.atoms) {
      if (this.#used[atom.from] || !entryOf(atom, "unit-words")) continue;
      const unit = unitAt(this.#scene, atom.from);
      if (!unit) continue;
      const source = this.#sourceAfter(unit.to);
      if (source) {
        this.#take(entryOf(source, "source")!.id, unit.from, source.to, "name", "press-name");
        continue;
      }
      const owner = unit.owner ?? (unit.default || null);
      if (owner === null) {
        waiting.push({ from: unit.from, to: unit.to, unit: unit.unit });
        continue;
      }
      if (this.#knowledge.states.has(owner)) {
        owners.set(unit.unit, owner);
        this.#take(this.#agency(owner, unit.unit, atom) ?? `${owner}/${unit.unit}`, unit.from, unit.to, "name", "state-body");
      } else this.#take(owner, unit.from, unit.to, "name", "body");
    }
    for (const w of waiting) {
      if (!this.#knowledge.units.get(w.unit)?.bare) continue;
      const owner = owners.get(w.unit) ?? this.#nearestOwner(w.from, w.unit);
      if (owner) this.#take(`${owner}/${w.unit}`, w.from, w.to, "name", "state-body-context");
    }
  }

  /** "the Russian agency" alone is the one agency of that state that the text names, if it is one. */
  #agency(owner: string, unit: string, atom: Atom): string | null {
    if (unit !== "news-agencies") return null;
    const word = wordAt(this.#document, this.#tokens, atom.from);
    if (!word || /Number=Plur/.test(word.feats ?? "")) return null;
    const ids = new Set<string>();
    for (const a of this.#scene.atoms) for (const e of a.entries) if (e.kind === "source" && this.#knowledge.sources.get(e.id)?.kind === "agency" && this.#knowledge.sources.get(e.id)!.country === owner) ids.add(e.id);
    return ids.size === 1 ? [...ids][0]! : null;
  }

  #sourceAfter(i: number): Atom | null {
    const before = i < this.#tokens.count ? this.#tokens.before[i]! : gap.hard;
    if (before !== gap.space && before !== gap.join && before !== gap.comma) return null;
    const k = this.#scene.atomAt[i]!;
    const atom = k < 0 ? null : this.#scene.atoms[k]!;
    return entryOf(atom, "source") ? atom : null;
  }

  /** State of the nearest title or person before whose office belongs to the unit, else of the nearest actor of a state. */
  #nearestOwner(from: number, unit: string): string | null {
    const at = this.#tokens.start[from]!;
    let best: string | null = null;
    let end = -1;
    for (const t of this.#titles)
      if (t.of && t.start < at && t.end > end && t.roles.some((r) => this.#knowledge.roles.get(r)?.unit === unit)) {
        end = t.end;
        best = t.of;
      }
    if (best) return best;
    for (const m of this.#mentions) {
      const country = this.#actors.get(m.actor)?.country;
      if (m.start < at && m.end > end && country) {
        end = m.end;
        best = country;
      }
    }
    return best;
  }

  /** States, bodies, sources, capitals, places and adjectives that no title has taken. */
  #linkAtoms(): void {
    let before: { to: number; standing: Standing } | null = null;
    for (const atom of this.#scene.atoms) {
      if (this.#used[atom.from]) continue;
      const named = entryOf(atom, "state", "body", "source", "unit");
      const capital = entryOf(atom, "capital");
      const place = entryOf(atom, "place");
      const adjective = entryOf(atom, "adjective");
      const tied = before && atom.from - before.to <= 1 ? before.standing : null;
      const standing = (): Standing => standingOf(this.#document, this.#index, this.#tokens, atom.from, atom.to, tied);
      if (named && !(capital && named.kind === "source")) {
        if (named.name?.kind === "metonym" && standing() === "place") {
          this.#addSeat(atom, named.id, /Place=([^|]+)/.exec(named.name.feats)?.[1] ?? null);
          before = { to: atom.to, standing: "place" };
          continue;
        }
        const to = named.kind === "unit" || named.kind === "body" ? overAdjective(this.#scene, atom.to, named.id) : atom.to;
        this.#take(named.id, atom.from, to, named.name?.kind === "metonym" ? "metonym" : "name", `name-${named.kind}`);
        if (named.kind === "state") {
          before = { to: atom.to, standing: standing() };
          if (before.standing === "place") this.#addState(atom, named.id);
        }
      } else if (capital) {
        const is = standing();
        before = { to: atom.to, standing: is };
        if (is === "place") this.#addPlace(atom, place?.id ?? null, capital.id);
        else this.#take(this.#ownerOfCapital(atom, capital.id), atom.from, atom.to, "metonym", "capital");
      } else if (place) {
        if (atom.to - atom.from === 1 && this.#inRun(atom)) continue;
        this.#addPlace(atom, this.#bestPlace(atom), null);
        this.#used.fill(1, atom.from, atom.to);
      } else if (adjective) this.#linkAdjective(atom, adjective.id, adjective.name?.feats ?? "", adjective.name?.kind === "demonym", adjective.name?.kind === "combining");
    }
  }

  /** Whether a town's name is part of a longer run of capitals that nobody known answers to: "Artem Geodakyan". */
  #inRun(atom: Atom): boolean {
    const tokens = this.#tokens;
    if (!this.#runs[atom.from]) return false;
    const before = atom.from > 0 && tokens.caps[atom.from - 1]! > 0 && this.#runs[atom.from - 1] === 1 && tokens.before[atom.from] !== gap.hard;
    const after = atom.to < tokens.count && tokens.caps[atom.to]! > 0 && this.#runs[atom.to] === 1 && tokens.before[atom.to] !== gap.hard;
    if (!before && !after) return false;
    const start = this.#tokens.start[atom.from]!;
    return !this.#document.names.some((n) => n.type === "LOC" && n.start <= start && start < n.end);
  }

  /** A town that is the seat of a state and of a body stands for the one that the text names. */
  #ownerOfCapital(atom: Atom, id: string): string {
    const ids = [...new Set(atom.entries.filter((e) => e.kind === "capital").map((e) => e.id))];
    if (ids.length < 2) return id;
    const bodies = ids.filter((x) => this.#knowledge.bodies.has(x));
    const named = ids.find((x) => this.#actors.has(x));
    return named ?? bodies[0] ?? id;
  }

  /** An adjective of nationality: a people as noun ("the Russians said") or a weak modifier. */
  #linkAdjective(atom: Atom, id: string, feats: string, demonym: boolean, combining: boolean): void {
    const word = wordAt(this.#document, this.#tokens, atom.from);
    const span = { start: this.#tokens.start[atom.from]!, end: this.#tokens.end[atom.to - 1]! };
    const joined = atom.to < this.#tokens.count && this.#tokens.before[atom.to] === gap.join;
    const second = joined ? this.#scene.atomAt[atom.to]! : -1;
    if (combining && !entryIsAdjective(atom) && (second < 0 || !entryOf(this.#scene.atoms[second]!, "adjective"))) return;
    if (feats.includes("Number=Plur") && this.#knowledge.states.has(id) && this.#standsAlone(atom, word, demonym)) {
      this.#peoples.add(atom.to);
      this.#take(id, atom.from, atom.to, "name", "people");
      return;
    }
    this.#modified.add(atom.to);
    this.#addActor(id);
    this.#modifiers.push({ ...span, actor: id });
  }

  /** Whether a plural adjective has no noun beside it: "the Russians", "Russians and Ukrainians", not "Russian troops". */
  #standsAlone(atom: Atom, word: Word | null, demonym: boolean): boolean {
    const tokens = this.#tokens;
    const beside = (i: number): Word | null => (i >= 0 && i < tokens.count ? wordAt(this.#document, tokens, i) : null);
    const next = atom.to < tokens.count && tokens.before[atom.to] === gap.space ? beside(atom.to) : null;
    if (!demonym && next !== null && (next.upos === "NOUN" || next.upos === "PROPN")) return false;
    const before = tokens.before[atom.from]!;
    const previous = atom.from > 0 ? tokens.folded[atom.from - 1]! : "";
    if (this.#index.words.and.has(previous) || before === gap.comma) {
      const i = before === gap.comma ? atom.from : atom.from - 1;
      return this.#peoples.has(i) || (demonym && !this.#modified.has(i)) || (word?.upos === "NOUN" && !this.#modified.has(i) && /^(nsubj|conj|obj|obl|nmod)/.test(word.deprel) && beside(i - 1)?.upos !== "ADJ");
    }
    if (before === gap.join && !this.#index.words.articles.has(previous)) return false;
    if (tokens.opens[atom.from]) return word === null ? demonym : word.deprel !== "amod";
    if (this.#index.words.articles.has(previous)) return true;
    if (word === null) return demonym;
    const at = beside(atom.from - 1);
    if (at !== null && /^(NOUN|ADJ|PROPN|AUX|VERB)$/.test(at.upos)) return demonym && word.upos !== "ADJ";
    return at !== null && at.upos === "ADP" ? word.deprel !== "amod" : word.upos === "NOUN" || word.upos === "PROPN";
  }

  #addState(atom: Atom, id: string): void {
    const state = this.#knowledge.states.get(id);
    if (state) this.#places.push({ start: this.#tokens.start[atom.from]!, end: this.#tokens.end[atom.to - 1]!, place: { name: state.name, country: id, lat: state.lat, lon: state.lon } });
  }

  /** A seat of power as a place: the town that it stands in. */
  #addSeat(atom: Atom, id: string, town: string | null): void {
    const country = this.#countryOf(id);
    const state = country ? this.#knowledge.states.get(country) : undefined;
    if (!state) return;
    const name = town ?? state.capital;
    const at = name === state.capital ? { lat: state.lat, lon: state.lon } : {};
    this.#used.fill(1, atom.from, atom.to);
    this.#places.push({ start: this.#tokens.start[atom.from]!, end: this.#tokens.end[atom.to - 1]!, place: { name, country, ...at } });
  }

  /** The place of an atom's entries that lies in a state of the text, else the largest. */
  #bestPlace(atom: Atom): string | null {
    let best: string | null = null;
    let top = -1;
    for (const e of atom.entries) {
      if (e.kind !== "place") continue;
      const place = this.#knowledge.places.get(e.id);
      if (!place) continue;
      const score = place.population + (place.kind === "city" ? 0 : 1e6) + (place.country && this.#setting.states.has(place.country) ? 1e7 : 0);
      if (score > top) {
        top = score;
        best = e.id;
      }
    }
    return best;
  }

  #addPlace(atom: Atom, id: string | null, owner: string | null): void {
    const place = id ? this.#knowledge.places.get(id) : undefined;
    const state = owner ? this.#knowledge.states.get(owner) : undefined;
    const span = { start: this.#tokens.start[atom.from]!, end: this.#tokens.end[atom.to - 1]! };
    this.#used.fill(1, atom.from, atom.to);
    if (state && place?.country !== state.id) this.#places.push({ ...span, place: { name: state.capital, country: state.id, lat: state.lat, lon: state.lon } });
    else if (place) this.#places.push({ ...span, place: { name: place.name, country: place.country, lat: place.lat, lon: place.lon } });
  }

  /** Short forms that the text itself defines: "Long Name (LN)" makes LN a name of what stands before. */
  #linkAcronyms(): void {
    const tokens = this.#tokens;
    const defined = new Map<string, string>();
    const endingAt = new Map(this.#mentions.map((m) => [m.end, m]));
    for (let i = 1; i < tokens.count; i++) {
      if (tokens.before[i] !== gap.open || tokens.caps[i] === 0 || this.#used[i]) continue;
      const m = endingAt.get(tokens.end[i - 1]!);
      if (m && (tokens.caps[i] === 2 || this.#isShortOf(tokens.folded[i]!, m.at, i)) && this.#actors.get(m.actor)?.kind !== "person") defined.set(tokens.folded[i]!, m.actor);
    }
    if (defined.size === 0) return;
    for (let i = 0; i < tokens.count; i++) {
      const id = tokens.caps[i]! > 0 && !this.#used[i] ? defined.get(tokens.folded[i]!) : undefined;
      if (id !== undefined) this.#take(id, i, i + 1, "name", "acronym");
    }
  }

  /** Whether the letters of a short form are initials of the tokens from..to, in their order. */
  #isShortOf(short: string, from: number, to: number): boolean {
    if (short.length < 2) return false;
    let k = 0;
    for (let i = from; i < to && k < short.length; i++) if (this.#tokens.folded[i]![0] === short[k]) k++;
    return k === short.length;
  }

  #addActor(id: string): void {
    if (this.#actors.has(id)) return;
    const actor = this.#knowledge.actor(id);
    if (!actor) return;
    this.#actors.set(id, actor.kind === "person" ? { ...actor, office: officeOn(this.#knowledge, id, this.#published) } : actor);
  }

  /** Adds a mention over tokens from..to, unless another already stands there. */
  #take(id: string, from: number, to: number, form: MentionForm, rule: string): void {
    for (let i = from; i < to; i++) if (this.#used[i]) return;
    this.#addActor(id);
    if (!this.#actors.has(id)) return;
    this.#used.fill(1, from, to);
    this.#mentions.push({ start: this.#tokens.start[from]!, end: this.#tokens.end[to - 1]!, actor: id, form, rule, at: from });
  }
}

const entryIsAdjective = (atom: Atom): boolean => atom.entries.some((e) => e.name?.kind === "adjective" || e.name?.kind === "demonym");
