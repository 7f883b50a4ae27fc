/** From treebanks to the weights of tagger, lexicon and parser. */
import { join } from "node:path";
import { contentTags, morphReader, takeWords, WEIGHT_FILES } from "../annotate/annotator.ts";
import { hashText } from "../annotate/hash.ts";
import { analysisOf, lemmaOf } from "../annotate/lemmatize.ts";
import { Tagger } from "../annotate/tag.ts";
import { makeTokenizer } from "../annotate/tokenize.ts";
import { packWeights, putTable } from "../annotate/weights.ts";
import { foldForm, makeWordType, type WordType } from "../annotate/word-type.ts";
import { readTokens } from "../language/tokens.ts";
import { borrowFeats } from "./borrow-feats.ts";
import { compileLexicon, listTable, tagOf } from "./compile-lexicon.ts";
import { type GoldSentence, readTreebank } from "./conllu.ts";
import { countHabits } from "./count-habits.ts";
import { properNouns, readKnownNames } from "./known-names.ts";
import { meanTable } from "./merge.ts";
import { readLexicon } from "./paradigms.ts";
import type { Plan } from "./plan.ts";
import { BORDER_EPOCHS } from "./retrain-edges.ts";
import { readTexts, trainBorders } from "./train-borders.ts";
import { type ParsedSentence, type ParserOptions, trainParser } from "./train-parser.ts";
import { trainRevision } from "./train-revision.ts";
import { type TaggedSentence, trainTagger } from "./train-tagger.ts";

/** A training run. */
export interface SyntaxRun {
  readonly plan: Plan;
  readonly pack: string;
  readonly data: string;
  readonly seed: number;
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

/** Files for weights/ and the score card. */
export interface SyntaxResult {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly card: Record<string, unknown>;
}

/** Parts that taggers, and parsers, take turns to leave out. */
const FOLDS = 4;
const DRAFT_FOLDS = 2;

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
  const common = new Set(entries.map(({ form }) => foldForm(form)));
  const usual = new Map<string | null, number>();
  for (const { words } of gold) {
    for (const w of words) {
      if (w.upos !== "PROPN") common.add(foldForm(w.form));
      else usual.set(w.feats, (usual.get(w.feats) ?? 0) + 1);
    }
  }
  const [feats] = [...usual].sort((a, b) => b[1] - a[1])[0] ?? [null];
  const known = readKnownNames(".", plan.names?.known ?? []);
  const proper = properNouns(known, feats, (folded) => common.has(folded));
  const compiled = compileLexicon(gold, [...entries, ...proper], plan.refine);
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
  const tagger = meanTable([trainedTagger.freeze(2)], plan.least.tagger);
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
  const frozen = (run.quick ? plan.parsers.slice(0, 1) : plan.parsers).map(({ margin }) => {
    const trained = trainParser(parsed, { ...options, margin });
    return { moves: trained.moves.freeze(2), labels: trained.labels.freeze(2) };
  });
  const moves = meanTable(
    frozen.map((f) => f.moves),
    plan.least.moves,
  );
  const labelTable = meanTable(
    frozen.map((f) => f.labels),
    plan.least.labels,
  );
  log(`parser: ${moves.keys.length} and ${labelTable.keys.length} features`);
  const revision = trainRevision(
    parsed,
    { ...options, epochs: Math.min(6, options.epochs), margin: plan.parsers[1]?.margin ?? 60 },
    {
      folds: DRAFT_FOLDS,
      epochs: run.quick ? 2 : plan.epochs.revision,
      labelEpochs: run.quick ? 2 : plan.epochs.revision,
    },
  );
  const arcs = meanTable([revision.arcs.freeze(2)], plan.least.arcs);
  const relabels = meanTable([revision.labels.freeze(2)], plan.least.labels);
  log(`second thoughts: ${arcs.keys.length} and ${relabels.keys.length} features`);

  const syntaxSections = new Map<string, Uint8Array>();
  putTable(syntaxSections, "tagger", tagger);
  putTable(syntaxSections, "moves", moves);
  putTable(syntaxSections, "labels", labelTable);
  putTable(syntaxSections, "arcs", arcs);
  putTable(syntaxSections, "relabels", relabels);
  putTable(syntaxSections, "likely", revision.likely);
  putTable(syntaxSections, "sure", revision.sure);
  if (plan.borders) {
    const texts = plan.treebanks.map(({ file }) => readTexts(join(run.data, file)));
    const borders = trainBorders(texts, makeTokenizer(rules, source.lexicon), typeOf, BORDER_EPOCHS, run.seed);
    putTable(syntaxSections, "borders", borders.freeze(2));
  }
  const files = new Map<string, Uint8Array>([
    [WEIGHT_FILES.lexicon, packWeights({ head: lexiconHead, sections: lexiconSections })],
    [
      WEIGHT_FILES.syntax,
      packWeights({
        head: { labels, lemmas: true, ...(plan.habits ? { marks: countHabits(gold) } : {}) },
        sections: syntaxSections,
      }),
    ],
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
    const tagger = new Tagger(model.averaged());
    tagged.forEach((sentence, i) => {
      if (i % FOLDS !== fold) return;
      const tags = out[i] as Uint8Array;
      tagger.tag(sentence.types, tags);
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
