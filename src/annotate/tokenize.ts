/** Cuts a run of text without spaces into tokens, and tokens into words: "dell'arte," -> dell' (di l'), arte, ",". */
import type { TokenRules } from "../language/tokens.ts";
import { hashText } from "./hash.ts";
import type { Lexicon } from "./lexicon.ts";
import { foldForm } from "./word-type.ts";

/** A token inside its run; `words` null when it is one word, its own form. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly form: string;
  readonly words: readonly string[] | null;
  /** A sentence border stands after it even without a space. */
  readonly border: boolean;
  /** A word of three letters or more that the lexicon knows, so hardly an abbreviation. */
  readonly known: boolean;
  /** "stop" ends sentences, "ender" too by the pack's wish, "abbreviation" does not, "closing" may. */
  readonly kind: "word" | "stop" | "ender" | "abbreviation" | "closing" | "quote" | "open" | "mark";
}

const CACHE_LIMIT = 40_000;
const LONGEST_CACHED = 32;
const LONGEST_LOOKUP = 48;

const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"«»]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}|@[\p{L}\p{N}_]{1,100}|#(?!\d{1,6}(?![\p{L}\p{N}_]))[\p{L}\p{N}_]{1,100}|[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,40}){0,3}\.(?:com|org|net|edu|gov|info|eu|it|uk|fr|de|es|ru|us|ch|tv)(?![\p{L}\p{N}])/uy;
const WORD =
  /(?:[\p{L}\p{M}\p{N}\u00ad_]|(?<=[\p{L}\p{M}])['’ʼ](?=\p{L})|(?<=[\p{L}\p{N}])[-‐‑/](?=[\p{L}\p{N}])|(?<=\p{N})[.,:](?=\p{N})|(?<=[\p{L}])&(?=\p{L})|(?<=(?<![\p{L}\p{N}])\p{L})\.(?=\p{L}(?![\p{L}\p{N}])))+/uy;
const YEAR = /['’]\d\d(?!\d)/y;
// biome-ignore lint/suspicious/noMisleadingCharacterClass: marks and joiners are meant one by one
const EMOJI = /\p{Extended_Pictographic}[\p{M}\u{1f3fb}-\u{1f3ff}\ufe0f\u200d\p{Extended_Pictographic}]{0,15}/uy;
/** A face made of signs, standing alone: ":-)". */
const FACE = /(?:[:;=][-'o^]?[()DPp|\]]|\([:;=]|\^_+\^|<3)(?=$|[.,!?])/y;
/** Signs between two letters or figures, at which the packs that say so part words. */
const PARTING = /(?<=[\p{L}\p{M}\p{N}])[-‐‑/](?=[\p{L}\p{N}])/u;
const GLUED = /(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll})/u;
const OPENERS = "([{«“‘„‹";
const CLOSERS = ")]}»”’›";

/** A tokenizer of one language, with a bounded cache of the runs that it has seen. */
export function makeTokenizer(rules: TokenRules, lexicon: Lexicon): (run: string) => readonly Piece[] {
  const cutter = new Cutter(rules, lexicon);
  let cache = new Map<string, readonly Piece[]>();
  return (run) => {
    const known = cache.get(run);
    if (known) return known;
    const pieces = cutter.cut(run);
    if (run.length <= LONGEST_CACHED) {
      if (cache.size >= CACHE_LIMIT) cache = new Map();
      cache.set(run, pieces);
    }
    return pieces;
  };
}

/** Writes a form like its model: (Della, di) -> Di; (DELLA, la) -> LA. */
function likeCase(model: string, form: string, first: boolean): string {
  if (model.length > 1 && model === model.toUpperCase() && model !== model.toLowerCase()) return form.toUpperCase();
  const head = model[0] as string;
  return first && head !== head.toLowerCase() ? (form[0] as string).toUpperCase() + form.slice(1) : form;
}

class Cutter {
  private readonly lexicon: Lexicon;
  private readonly abbreviations: Set<string>;
  private readonly closing: Set<string>;
  private readonly enders: Set<string>;
  private readonly apocopes: Set<string>;
  private readonly prefixes: Set<string>;
  private readonly keep: Set<string>;
  private readonly multiwords: Map<string, readonly string[]>;
  private readonly clitics: Map<string, readonly string[]>;
  private readonly longestClitic: number;
  private readonly suffixes: [string, readonly string[]][];
  private readonly joined: Set<string>;
  private readonly units: Set<string>;
  private readonly rules: TokenRules;

  constructor(rules: TokenRules, lexicon: Lexicon) {
    this.rules = rules;
    this.lexicon = lexicon;
    this.abbreviations = new Set(rules.abbreviations);
    this.closing = new Set(rules.closing);
    this.enders = new Set(rules.enders);
    this.apocopes = new Set(rules.apocopes);
    this.prefixes = new Set(rules.prefixes);
    this.keep = new Set(rules.keep);
    this.multiwords = new Map(Object.entries(rules.multiwords));
    this.clitics = new Map(Object.entries(rules.clitics));
    this.longestClitic = Math.max(0, ...[...this.clitics.keys()].map((c) => c.length));
    this.suffixes = Object.entries(rules.suffixes);
    this.joined = new Set(rules.joined);
    this.units = new Set(rules.units);
  }

  cut(run: string): readonly Piece[] {
    const out: Piece[] = [];
    let at = 0;
    while (at < run.length) at = this.token(run, at, out);
    return out;
  }

  private known(form: string): boolean {
    return form.length <= LONGEST_LOOKUP && this.lexicon.known(hashText(foldForm(form))) !== null;
  }

  private push(
    out: Piece[],
    run: string,
    start: number,
    end: number,
    words: readonly string[] | null,
    kind: Piece["kind"],
    border = false,
  ): number {
    const form = run.slice(start, end);
    out.push({
      start,
      end,
      form,
      words,
      border,
      kind,
      known: kind === "word" && form.length > 2 && (words !== null || this.known(form)),
    });
    return end;
  }

  /** Cuts the token at `at` and returns where the next one begins. */
  private token(run: string, at: number, out: Piece[]): number {
    LINK.lastIndex = at;
    if (LINK.test(run)) {
      let end = LINK.lastIndex;
      while (end > at + 1 && /[.,;:!?)\]'’…]/.test(run[end - 1] as string)) end--;
      return this.push(out, run, at, end, null, "word");
    }
    WORD.lastIndex = at;
    if (WORD.test(run)) return this.word(run, at, WORD.lastIndex, out);
    YEAR.lastIndex = at;
    if (YEAR.test(run) && (out.length === 0 || out.at(-1)?.kind !== "word" || out.at(-1)?.form.endsWith("'"))) {
      return this.push(out, run, at, YEAR.lastIndex, null, "word");
    }
    FACE.lastIndex = at;
    if ((at === 0 || out.at(-1)?.kind === "stop") && FACE.test(run)) {
      return this.push(out, run, at, FACE.lastIndex, null, "mark");
    }
    EMOJI.lastIndex = at;
    if (EMOJI.test(run)) return this.push(out, run, at, EMOJI.lastIndex, null, "mark");
    return this.sign(run, at, out);
  }

  private sign(run: string, at: number, out: Piece[]): number {
    const sign = run[at] as string;
    let end = at + 1;
    if (/[.!?\-_*=~'`<>]/.test(sign)) while (run[end] === sign && end < at + 64) end++;
    else if (/[\ud800-\udbff]/.test(sign) && /[\udc00-\udfff]/.test(run[end] ?? "")) end++;
    if (/[!?]/.test(sign)) while (/[!?]/.test(run[end] ?? "") && end < at + 64) end++;
    let kind: Piece["kind"] = "mark";
    if (/[.!?…。！？؟۔]/.test(sign)) kind = "stop";
    else if (this.enders.has(sign)) kind = "ender";
    else if (OPENERS.includes(sign)) kind = "open";
    else if (CLOSERS.includes(sign) || /["']/.test(sign)) kind = "quote";
    return this.push(out, run, at, end, null, kind);
  }

  /** Cuts the word in [at, end), which may hold apostrophes, hyphens and dots. */
  private word(run: string, at: number, end: number, out: Piece[]): number {
    const text = run.slice(at, end);
    const folded = text.replace(/[’ʼ]/g, "'");
    if (this.keep.has(folded)) return this.push(out, run, at, end, null, "word");
    const apostrophe = folded.indexOf("'");
    if (apostrophe > 0 && this.rules.elision) {
      const left = folded.slice(0, apostrophe + 1);
      const right = folded.slice(apostrophe + 1);
      if (left[0] !== left[0]?.toLowerCase() && this.rules.endings.includes(`'${right}`)) {
        this.simple(run, at, at + apostrophe, out);
        return this.push(out, run, at + apostrophe, end, null, "word");
      }
      const capital = right[0] !== right[0]?.toLowerCase();
      if (!(capital && this.prefixes.has(left)) && !this.known(folded)) {
        this.simple(run, at, at + apostrophe + 1, out);
        return this.word(run, at + apostrophe + 1, end, out);
      }
    }
    const range = /^(\d+)[-‐‑](\d+)$/.exec(text);
    if (range && text.length <= LONGEST_LOOKUP) {
      const middle = at + (range[1] as string).length;
      this.push(out, run, at, middle, null, "word");
      this.push(out, run, middle, middle + 1, null, "mark");
      return this.push(out, run, middle + 1, end, null, "word");
    }
    const part = text.length <= LONGEST_LOOKUP ? this.parting(folded) : 0;
    if (part > 0) {
      this.simple(run, at, at + part, out);
      if (!PARTING.test(text.slice(part - 1, part + 2))) return this.word(run, at + part, end, out);
      this.push(out, run, at + part, at + part + 1, null, "mark");
      return this.word(run, at + part + 1, end, out);
    }
    const next = run[end] ?? "";
    if (next === "." && run[end + 1] !== ".") {
      const dotted = `${folded.toLowerCase()}.`;
      if (this.closing.has(dotted)) return this.push(out, run, at, end + 1, null, "closing");
      if (this.abbreviations.has(dotted)) return this.push(out, run, at, end + 1, null, "abbreviation");
      if (/^(?:\p{L}\.)+\p{L}$/u.test(folded)) return this.push(out, run, at, end + 1, null, "closing");
      if (/^\p{Lu}$/u.test(folded)) return this.push(out, run, at, end + 1, null, "abbreviation");
    }
    if (/^['’ʼ]$/.test(next) && this.rules.elision && this.endsWithApostrophe(folded, run, end)) {
      return this.simple(run, at, end + 1, out);
    }
    const border = text.length <= LONGEST_LOOKUP ? GLUED.exec(text)?.index : undefined;
    if (border !== undefined && !this.known(text) && this.known(text.slice(border)) && !/[-'’]/.test(text)) {
      const left = text.slice(0, border);
      if (left !== left.toLowerCase() || this.known(left)) {
        this.simple(run, at, at + border, out, true);
        return this.word(run, at + border, end, out);
      }
    }
    return this.simple(run, at, end, out);
  }

  /** Where the first word of a compound ends by the pack's rules (so-called, and/or, 5pm), 0 when it stays whole. */
  private parting(folded: string): number {
    if (this.rules.parted.length === 0) return 0;
    const unit = /^\d[\d.,:]*(?=\p{L}+$)/u.exec(folded);
    if (unit) return this.units.has(folded.slice(unit[0].length).toLowerCase()) ? unit[0].length : 0;
    const sign = PARTING.exec(folded);
    if (!sign || !this.rules.parted.includes(sign[0])) return 0;
    const [left, right] = [folded.slice(0, sign.index), folded.slice(sign.index + 1)];
    if (/^[\d/-]+$/.test(folded)) return 0;
    if (sign[0] === "/") return left.length > 1 && right.length > 1 ? sign.index : 0;
    return this.joined.has(left.toLowerCase()) || this.joined.has(`-${right.toLowerCase()}`) ? 0 : sign.index;
  }

  /** Does the apostrophe after the word belong to it (po', perche', l'«)? */
  private endsWithApostrophe(folded: string, run: string, end: number): boolean {
    if (run[end + 1] === "'" || folded.length > LONGEST_LOOKUP) return false;
    const form = `${folded.toLowerCase()}'`;
    if (this.apocopes.has(form) || this.multiwords.has(form) || this.known(form)) return true;
    if (this.known(folded)) {
      const shut = end + 1 >= run.length;
      return shut && folded.length === 1 && this.rules.accents[folded.toLowerCase()] !== undefined;
    }
    const last = folded.at(-1)?.toLowerCase() ?? "";
    return (this.rules.accents[last] ?? []).some((accented) => this.known(folded.slice(0, -1) + accented));
  }

  /** A token that is not cut further, but may be several words. */
  private simple(run: string, at: number, end: number, out: Piece[], border = false): number {
    const text = run.slice(at, end);
    return this.push(out, run, at, end, text.length <= LONGEST_LOOKUP ? this.wordsOf(text) : null, "word", border);
  }

  private wordsOf(text: string): readonly string[] | null {
    const lower = text.toLowerCase().replace(/[’ʼ]/g, "'");
    const words = this.multiwords.get(lower);
    if (words) return words.map((word, i) => likeCase(text, word, i === 0));
    for (const [suffix, parts] of this.suffixes) {
      if (lower.endsWith(suffix) && lower.length > suffix.length) {
        const host = text.slice(0, text.length - suffix.length);
        if (parts.length === 1) return [host, text.slice(host.length)];
        return [host, ...parts.map((part) => likeCase(text, part, false))];
      }
    }
    return this.clitics.size > 0 ? this.hostAndClitics(text, lower) : null;
  }

  /**
   * dargli -> dar gli, when the lexicon does not know the whole, or only as such a form, and knows the host as the right
   * form of a verb.
   */
  private hostAndClitics(text: string, lower: string): readonly string[] | null {
    if (lower.length < 4) return null;
    const whole = this.lexicon.known(hashText(foldForm(lower)));
    const small = text[0] === lower[0];
    for (let length = Math.min(this.longestClitic, lower.length - 2); length >= 2; length--) {
      const parts = this.clitics.get(lower.slice(lower.length - length));
      if (!parts) continue;
      const host = lower.slice(0, lower.length - length);
      for (const rule of this.rules.hosts) {
        if (!host.endsWith(rule.ends) || (rule.small && !small)) continue;
        if (whole && !whole.every((id) => rule.unknown && this.lexicon.analyses[id]?.feats?.includes(rule.feature)))
          continue;
        const guessed = rule.unknown && small && host.length >= 4 && /^\p{L}+$/u.test(host);
        if (!guessed && !rule.add.some((addition) => this.hasFeature(host + addition, rule.feature))) continue;
        return [text.slice(0, host.length), ...parts.map((part) => likeCase(text, part, false))];
      }
    }
    return null;
  }

  private hasFeature(form: string, feature: string): boolean {
    for (const id of this.lexicon.known(hashText(form)) ?? []) {
      if (this.lexicon.analyses[id]?.feats?.includes(feature)) return true;
    }
    return false;
  }
}
