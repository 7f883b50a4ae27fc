/** From treebanks to the weights of tagger, lexicon and parser. */
import { join } from "node:path";
import { contentTags, morphReader, takeWords, WEIGHT_FILES } from "../annotate/annotator.ts";
import { hashText } from "../annotate/hash.ts";
import { analysisOf, lemmaOf } from "../annotate/lemmatize.ts";
import { splitText } from "../annotate/split.ts";
import type { Scorer } from "../annotate/tables.ts";
import { tagWords } from "../annotate/tag.ts";
import { makeTokenizer } from "../annotate/tokenize.ts";
import { packWeights, putTable } from "../annotate/weights.ts";
import { foldForm, makeWordType, type WordType } from "../annotate/word-type.ts";
import { readTokens } from "../language/tokens.ts";
import { borrowFeats } from "./borrow-feats.ts";
import { compileLexicon, listTable, tagOf } from "./compile-lexicon.ts";
import { type GoldSentence, readTreebank } from "./conllu.ts";
import { meanTable } from "./merge.ts";
import { readLexicon } from "./paradigms.ts";
import type { Plan } from "./plan.ts";
import { readRawText } from "./raw-text.ts";
import { teach } from "./teach.ts";
import { type ParsedSentence, type ParserOptions, trainParser } from "./train-parser.ts";
import { type TaggedSentence, trainTagger } from "./train-tagger.ts";

/** A training run. */
export interface SyntaxRun {
  readonly plan: Plan;
  readonly pack: string;
  readonly data: string;
  readonly seed: number;
  readonly quick: boolean;
  /** Files of unlabelled text. */
  readonly raw: readonly string[];
  readonly log: (line: string) => void;
}

/** Files for weights/ and the score card. */
export interface SyntaxResult {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly card: Record<string, unknown>;
}

const FOLDS = 4;
/** Averaged weights below this, in steps of the frozen tables, are dropped. */
const LEAST_WEIGHT = 2;

/** Trains everything of a language but its names. */
export function trainSyntax(run: SyntaxRun): SyntaxResult {
  const { plan, log } = run;
  const entries = plan.lexicons.flatMap(readLexicon);
  const groups = plan.treebanks.map((source) => ({
    source,
    sentences: readTreebank(
      join(run.data, source.file),
      { ...source, mend: [...plan.mend, ...source.mend] },
      plan.drop,
    ),
  }));
  const lenders = groups.flatMap((g) => (g.source.borrow ? [] : g.sentences));
  borrowFeats(
    groups.flatMap((g) => (g.source.borrow ? g.sentences : [])),
    lenders,
    entries,
    plan.fallback,
  );
  const gold = groups.flatMap((g) => g.sentences);
  const compiled = compileLexicon(gold, entries, plan.refine);
  log(
    `${gold.length} sentences, ${compiled.tags.length} tags, ${compiled.analyses.length} readings, ${compiled.known.keys.length} forms, ${compiled.guessed.keys.length} endings`,
  );

  const lexiconSections = new Map<string, Uint8Array>();
  putTable(lexiconSections, "known", compiled.known);
  putTable(lexiconSections, "guessed", compiled.guessed);
  putTable(lexiconSections, "clusters", listTable([]));
  const lexiconHead = { tags: compiled.tags, feats: compiled.feats, analyses: compiled.analyses };
  const rules = readTokens(join(run.pack, "tokens.yaml"));
  const source = takeWords({ head: lexiconHead, sections: lexiconSections }, rules);
  const types = new Map<string, WordType>();
  const typeOf = (form: string): WordType => {
    let type = types.get(form);
    if (!type) {
      type = makeWordType(form, source);
      if (compiled.rare.has(foldForm(form))) type = { ...type, analyses: null, ambiguity: 1 };
      types.set(form, type);
    }
    return type;
  };

  const tagIndex = new Map(compiled.tags.map((tag, i) => [tag, i]));
  const usable = gold.filter(({ words }) => words.every((w) => tagIndex.has(tagOf(w, plan.refine))));
  const tagged: TaggedSentence[] = usable.map(({ words, weight }) => ({
    types: words.map((w) => typeOf(w.form)),
    tags: Uint8Array.from(words, (w) => tagIndex.get(tagOf(w, plan.refine)) as number),
    weight,
  }));
  const tagEpochs = run.quick ? 4 : plan.epochs.tagger;
  const predicted = jackknife(tagged, compiled.tags.length, Math.max(3, tagEpochs - 3), run.seed, log);
  const trainedTagger = trainTagger(tagged, compiled.tags.length, tagEpochs, run.seed);
  const tagger = trainedTagger.freeze(2);
  log(`tagger: ${tagger.keys.length} features`);

  const labels = [...new Set(usable.flatMap((s) => s.words.map((w) => w.deprel)))].sort();
  const parsed = toParsed(usable, tagged, predicted, labels, source.lexicon);
  const options: ParserOptions = {
    labels,
    isContent: contentTags(compiled.tags),
    epochs: run.quick ? 4 : plan.epochs.parser,
    seed: run.seed,
    margin: 0,
    progress: log,
  };
  const tokenize = makeTokenizer(rules, source.lexicon);
  const lines = run.raw.flatMap(readRawText);
  const raw = run.quick
    ? []
    : rawSentences(lines, tokenize, typeOf, trainedTagger.averaged(2), compiled.tags, source.lexicon);
  const silver = raw.length > 0 ? teach(parsed, raw, options, 1) : [];
  const lessons = [...parsed, ...silver];
  const epochs = silver.length > 0 ? Math.ceil(options.epochs * 0.6) : options.epochs;
  const frozen = (run.quick ? plan.parsers.slice(0, 1) : plan.parsers).map(({ margin }) => {
    const trained = trainParser(lessons, { ...options, epochs, margin });
    return { moves: trained.moves.freeze(2), labels: trained.labels.freeze(2) };
  });
  const moves = meanTable(
    frozen.map((f) => f.moves),
    LEAST_WEIGHT,
  );
  const labelTable = meanTable(
    frozen.map((f) => f.labels),
    LEAST_WEIGHT,
  );
  log(`parser: ${moves.keys.length} and ${labelTable.keys.length} features`);

  const syntaxSections = new Map<string, Uint8Array>();
  putTable(syntaxSections, "tagger", tagger);
  putTable(syntaxSections, "moves", moves);
  putTable(syntaxSections, "labels", labelTable);
  const files = new Map<string, Uint8Array>([
    [WEIGHT_FILES.lexicon, packWeights({ head: lexiconHead, sections: lexiconSections })],
    [WEIGHT_FILES.syntax, packWeights({ head: { labels, lemmas: true }, sections: syntaxSections })],
  ]);
  const card = {
    made: `npm run train -- ${run.pack.split(/[\\/]/).at(-1)} --data DIR --seed ${run.seed}`,
    seed: run.seed,
    data: groups.map((g) => ({
      file: g.source.file,
      licence: g.source.licence,
      sentences: g.sentences.length,
      weight: g.source.weight,
    })),
    lexicons: plan.lexicons.map(({ module, licence }) => ({ module, licence })),
    raw: run.raw.map((path) => path.split(/[\\/]/).at(-1)),
    features: { tagger: tagger.keys.length, moves: moves.keys.length, labels: labelTable.keys.length },
  };
  return { files, card };
}

/** Tags of every sentence by a tagger that has not seen it. */
function jackknife(
  tagged: readonly TaggedSentence[],
  classes: number,
  epochs: number,
  seed: number,
  log: (line: string) => void,
): Uint8Array[] {
  const out: Uint8Array[] = tagged.map((s) => new Uint8Array(s.tags.length));
  let right = 0;
  let all = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = trainTagger(
      tagged.filter((_, i) => i % FOLDS !== fold),
      classes,
      epochs,
      seed + fold + 1,
    );
    const scorer = model.averaged();
    tagged.forEach((sentence, i) => {
      if (i % FOLDS !== fold) return;
      const tags = out[i] as Uint8Array;
      tagWords(sentence.types, scorer, tags);
      for (let k = 0; k < tags.length; k++) if (tags[k] === sentence.tags[k]) right++;
      all += tags.length;
    });
  }
  log(`tagger on unseen folds: ${((100 * right) / all).toFixed(2)} % of tags right`);
  return out;
}

function toParsed(
  gold: readonly GoldSentence[],
  tagged: readonly TaggedSentence[],
  tags: readonly Uint8Array[],
  labels: readonly string[],
  lexicon: Parameters<typeof analysisOf>[2],
): ParsedSentence[] {
  const labelIndex = new Map(labels.map((label, i) => [label, i]));
  const morphOf = morphReader();
  return gold.map((sentence, i) => {
    const { types } = tagged[i] as TaggedSentence;
    const own = tags[i] as Uint8Array;
    return {
      types,
      lemmas: Int32Array.from(types, (type, k) => hashText(lemmaOf(type, analysisOf(type, own[k] as number, lexicon)))),
      tags: own,
      morphs: Uint8Array.from(types, (type, k) => morphOf(analysisOf(type, own[k] as number, lexicon).feats)),
      marks: Uint8Array.from(sentence.words, (w) => (w.deprel === "punct" ? 1 : 0)),
      heads: Int32Array.from(sentence.words, (w) => w.head),
      labels: Uint8Array.from(sentence.words, (w) => labelIndex.get(w.deprel) as number),
      coarse: sentence.coarse,
      weight: sentence.weight,
    };
  });
}

/** Tags raw sentences, cut as in reading. Very short and very long ones are left out. */
function rawSentences(
  lines: readonly string[],
  tokenize: ReturnType<typeof makeTokenizer>,
  typeOf: (form: string) => WordType,
  tagger: Scorer,
  tagNames: readonly string[],
  lexicon: Parameters<typeof analysisOf>[2],
): ParsedSentence[] {
  const morphOf = morphReader();
  const mark = tagNames.indexOf("PUNCT");
  const out: ParsedSentence[] = [];
  for (const line of new Set(lines)) {
    const { pieces, borders } = splitText(line, tokenize);
    for (let s = 0; s + 1 < borders.length; s++) {
      const types = pieces
        .slice(borders[s], borders[s + 1])
        .flatMap((piece) => (piece.words ?? [piece.form]).map(typeOf));
      if (types.length < 5 || types.length > 60) continue;
      const tags = new Uint8Array(types.length);
      tagWords(types, tagger, tags);
      out.push({
        types,
        lemmas: Int32Array.from(types, (type, k) =>
          hashText(lemmaOf(type, analysisOf(type, tags[k] as number, lexicon))),
        ),
        tags,
        morphs: Uint8Array.from(types, (type, k) => morphOf(analysisOf(type, tags[k] as number, lexicon).feats)),
        marks: tags.map((tag) => (tag === mark ? 1 : 0)),
        heads: new Int32Array(types.length),
        labels: new Uint8Array(types.length),
        coarse: false,
        weight: 1,
      });
    }
  }
  return out;
}
