/** Loads what annotate needs of a language pack: token rules, lexicon, clusters and models. */
import { basename, join } from "node:path";
import { readTokens, type TokenRules } from "../language/tokens.ts";
import type { BorderModel, BorderPlace } from "./border.ts";
import { endsByModel } from "./border.ts";
import { type Analysis, type Lexicon, makeLexicon } from "./lexicon.ts";
import type { MarkHabits } from "./mark-habits.ts";
import type { NameModel } from "./name.ts";
import { takeNameModel } from "./name.ts";
import { type ParseModels, type ParseRoom, parseRoom } from "./parse.ts";
import { ParseState, packMorph } from "./parse-state.ts";
import { ARC_CELLS, type ReviseRoom, type Reviser, reviseRoom } from "./revise.ts";
import { listLookup, packedScorer, sparseScorer, type TableData } from "./tables.ts";
import { Tagger } from "./tag.ts";
import { makeTokenizer, type Piece } from "./tokenize.ts";
import { hasTable, readWeights, takeTable, type WeightFile } from "./weights.ts";
import { type WordSource, type WordType, wordTypes } from "./word-type.ts";

/** The files under weights/. */
export const WEIGHT_FILES = { lexicon: "lexicon.bin", syntax: "syntax.bin", names: "names.bin" } as const;

/** A language ready to read texts. Its caches are bounded; one annotator serves one text at a time. */
export interface Annotator {
  readonly language: string;
  readonly rules: TokenRules;
  readonly lexicon: Lexicon;
  readonly tokenize: (run: string) => readonly Piece[];
  readonly wordType: (form: string) => WordType;
  readonly tagger: Tagger;
  /** Has the last word on the borders of sentences; null where spelling alone decides. */
  readonly endsSentence: ((place: BorderPlace) => boolean) | null;
  readonly parser: ParseModels;
  /** Weighs the parser's trees again; null for weights that have no such part. */
  readonly reviser: Reviser | null;
  readonly labels: readonly string[];
  readonly names: NameModel | null;
  /** UPOS of each tag. */
  readonly upos: readonly string[];
  readonly isContent: Uint8Array;
  /** Marks the tags of punctuation. */
  readonly isMark: Uint8Array;
  /** Marks the labels of conjuncts. */
  readonly isConjunct: Uint8Array;
  /** Class of the label of punctuation. */
  readonly markLabel: number;
  /** How marks hang, where the treebanks of the language agree; null for the rule of all languages. */
  readonly markHabits: MarkHabits | null;
  /** Did the parser learn with lemmas? Weights of an earlier trainer did not. */
  readonly usesLemmas: boolean;
  readonly morphOf: (feats: string | null) => number;
  readonly state: ParseState;
  readonly room: ParseRoom;
  readonly reviseRoom: ReviseRoom | null;
}

/** The open classes that carry a clause's content, of Universal Dependencies. */
const CONTENT = new Set(["NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON", "X", "SYM", "INTJ"]);

/** Marks the tags of content words. */
export function contentTags(tags: readonly string[]): Uint8Array {
  const out = new Uint8Array(64);
  tags.forEach((tag, i) => {
    if (CONTENT.has(uposOf(tag))) out[i] = 1;
  });
  return out;
}

/** `VERB:Fin` -> VERB. */
export function uposOf(tag: string): string {
  const colon = tag.indexOf(":");
  return colon < 0 ? tag : tag.slice(0, colon);
}

/** packMorph with a memory. */
export function morphReader(): (feats: string | null) => number {
  const seen = new Map<string | null, number>();
  return (feats) => {
    let bits = seen.get(feats);
    if (bits === undefined) {
      bits = packMorph(feats);
      seen.set(feats, bits);
    }
    return bits;
  };
}

/** The lexicon and clusters of a weight file. */
export function takeWords(file: WeightFile, rules: TokenRules): WordSource {
  const head = file.head as { tags: string[]; feats: (string | null)[]; analyses: [number, number, string][] };
  const analyses: Analysis[] = head.analyses.map(([tag, feats, script]) => ({
    tag,
    feats: head.feats[feats] ?? null,
    script,
  }));
  const lexicon = makeLexicon(head.tags, analyses, takeTable(file, "known"), takeTable(file, "guessed"));
  return {
    lexicon,
    accents: new Map(Object.entries(rules.accents)),
    clusters: listLookup(takeTable(file, "clusters")),
  };
}

/** The models of second thoughts in a weight file; null when it has none. */
function takeReviser(file: WeightFile, labels: readonly string[], rootLabel: number): Reviser | null {
  if (!hasTable(file, "arcs")) return null;
  return {
    arcs: packedScorer(takeTable(file, "arcs")),
    labels: sparseScorer(takeTable(file, "relabels")),
    rootLabel,
    alone: withoutKin(labels),
    likely: likelyCells(takeTable(file, "likely")),
    sure: listLookup(takeTable(file, "sure")),
  };
}

/** Marks the labels that share their first part with no other. */
export function withoutKin(labels: readonly string[]): Uint8Array {
  const stems = labels.map((label) => label.split(":", 1)[0]);
  return Uint8Array.from(stems, (stem) => (stems.filter((other) => other === stem).length === 1 ? 1 : 0));
}

/** The likelihood of each cell of arcs, from a table of cell + 1 -> likelihood. */
export function likelyCells(data: TableData): Uint8Array {
  const out = new Uint8Array(ARC_CELLS);
  data.keys.forEach((key, i) => {
    out[key - 1] = data.cells[data.offsets[i] as number] as number;
  });
  return out;
}

/** Loads the pack in `packDir` (languages/xx). UserError when a file is missing or bad. */
export function loadAnnotator(packDir: string): Annotator {
  const rules = readTokens(join(packDir, "tokens.yaml"));
  const weights = (name: string): WeightFile => readWeights(join(packDir, "weights", name));
  const source = takeWords(weights(WEIGHT_FILES.lexicon), rules);
  const syntax = weights(WEIGHT_FILES.syntax);
  const labels = syntax.head.labels as string[];
  const parser: ParseModels = {
    moves: packedScorer(takeTable(syntax, "moves")),
    labels: sparseScorer(takeTable(syntax, "labels")),
    rootLabel: labels.indexOf("root"),
  };
  const { lexicon } = source;
  const wordType = wordTypes(source);
  const reviser = takeReviser(syntax, labels, parser.rootLabel);
  const borders: BorderModel | null = hasTable(syntax, "borders")
    ? { scorer: packedScorer(takeTable(syntax, "borders")), wordType }
    : null;
  return {
    language: basename(packDir),
    rules,
    lexicon,
    tokenize: makeTokenizer(rules, lexicon),
    wordType,
    tagger: new Tagger(sparseScorer(takeTable(syntax, "tagger"))),
    endsSentence: borders ? (place) => endsByModel(place, borders) : null,
    parser,
    reviser,
    labels,
    names: takeNameModel(join(packDir, "weights", WEIGHT_FILES.names)),
    upos: lexicon.tags.map(uposOf),
    isContent: contentTags(lexicon.tags),
    isMark: Uint8Array.from(lexicon.tags, (tag) => (tag === "PUNCT" ? 1 : 0)),
    isConjunct: Uint8Array.from(labels, (label) => (label === "conj" || label.startsWith("conj:") ? 1 : 0)),
    markLabel: Math.max(0, labels.indexOf("punct")),
    markHabits: (syntax.head.marks as MarkHabits | undefined) ?? null,
    usesLemmas: syntax.head.lemmas === true,
    morphOf: morphReader(),
    state: new ParseState(),
    room: parseRoom(parser),
    reviseRoom: reviser ? reviseRoom(reviser) : null,
  };
}
