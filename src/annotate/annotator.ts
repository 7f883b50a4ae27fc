/** Loads what annotate needs of a language pack: token rules, lexicon, clusters and models. */
import { basename, join } from "node:path";
import { readTokens, type TokenRules } from "../language/tokens.ts";
import { type Analysis, type Lexicon, makeLexicon } from "./lexicon.ts";
import type { NameModel } from "./name.ts";
import { takeNameModel } from "./name.ts";
import { type ParseModels, type ParseRoom, parseRoom } from "./parse.ts";
import { ParseState, packMorph } from "./parse-state.ts";
import { listLookup, packedScorer, type Scorer, sparseScorer } from "./tables.ts";
import { makeTokenizer, type Piece } from "./tokenize.ts";
import { readWeights, takeTable, type WeightFile } from "./weights.ts";
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
  readonly tagger: Scorer;
  readonly parser: ParseModels;
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
  /** Did the parser learn with lemmas? Weights of an earlier trainer did not. */
  readonly usesLemmas: boolean;
  readonly morphOf: (feats: string | null) => number;
  readonly state: ParseState;
  readonly room: ParseRoom;
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
  return {
    language: basename(packDir),
    rules,
    lexicon,
    tokenize: makeTokenizer(rules, lexicon),
    wordType: wordTypes(source),
    tagger: sparseScorer(takeTable(syntax, "tagger")),
    parser,
    labels,
    names: takeNameModel(join(packDir, "weights", WEIGHT_FILES.names)),
    upos: lexicon.tags.map(uposOf),
    isContent: contentTags(lexicon.tags),
    isMark: Uint8Array.from(lexicon.tags, (tag) => (tag === "PUNCT" ? 1 : 0)),
    isConjunct: Uint8Array.from(labels, (label) => (label === "conj" || label.startsWith("conj:") ? 1 : 0)),
    markLabel: Math.max(0, labels.indexOf("punct")),
    usesLemmas: syntax.head.lemmas === true,
    morphOf: morphReader(),
    state: new ParseState(),
    room: parseRoom(parser),
  };
}
