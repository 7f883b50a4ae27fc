import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bestTree, TreeRoom } from "../annotate/best-tree.ts";
import { type BorderPlace, endsByModel } from "../annotate/border.ts";
import { applyScript, makeLexicon, makeScript } from "../annotate/lexicon.ts";
import { punctuate } from "../annotate/punctuate.ts";
import { splitText } from "../annotate/split.ts";
import { sparseScorer } from "../annotate/tables.ts";
import { makeTokenizer } from "../annotate/tokenize.ts";
import { packWeights, putTable, readWeights, takeTable } from "../annotate/weights.ts";
import { makeWordType, type WordType } from "../annotate/word-type.ts";
import { readTokens } from "../language/tokens.ts";
import { countHabits } from "./count-habits.ts";
import { Perceptron } from "./perceptron.ts";
import { joinTokens } from "./raw-text.ts";
import { trainBorders } from "./train-borders.ts";
import { placeNames } from "./train-names.ts";

describe("training", () => {
  it("makes scripts that lead from form to lemma", () => {
    for (const [form, lemma] of [
      ["parlando", "parlare"],
      ["case", "casa"],
      ["è", "essere"],
      ["a", "a"],
    ] as const) {
      expect(applyScript(makeScript(form, lemma), form, form)).toBe(lemma);
    }
  });

  it("learns a separable task and keeps it through freezing and disk", () => {
    const learner = new Perceptron(3, 4);
    const scores = new Int32Array(3);
    for (let round = 0; round < 20; round++) {
      for (let c = 0; c < 3; c++) {
        const features = Int32Array.of(1000 + c, 7);
        scores.fill(0);
        learner.add(features, 2, scores);
        const guess = scores.indexOf(Math.max(...scores));
        if (guess !== c) learner.update(features, 2, c, guess);
        learner.tick();
      }
    }
    const sections = new Map<string, Uint8Array>();
    putTable(sections, "t", learner.freeze(1));
    const path = join(mkdtempSync(join(tmpdir(), "weights-")), "t.bin");
    writeFileSync(path, packWeights({ head: { a: 1 }, sections }));
    const scorer = sparseScorer(takeTable(readWeights(path), "t"));
    for (let c = 0; c < 3; c++) {
      scores.fill(0);
      scorer.add(Int32Array.of(1000 + c, 7), 2, scores);
      expect(scores.indexOf(Math.max(...scores))).toBe(c);
    }
  });

  it("refuses damaged weights with a hint", () => {
    const path = join(mkdtempSync(join(tmpdir(), "weights-")), "bad.bin");
    writeFileSync(path, "not weights");
    expect(() => readWeights(path)).toThrow(/cannot read the weights/);
    expect(() => readWeights(`${path}.none`)).toThrow(/cannot read the weights/);
  });

  it("finds the best projective tree", () => {
    const n = 3;
    const size = n + 2;
    const room = new TreeRoom();
    const { scores } = room;
    scores[4 * size + 2] = 5;
    scores[2 * size + 1] = 5;
    scores[2 * size + 3] = 5;
    expect([...bestTree(room, n).subarray(1, 4)]).toEqual([2, 4, 2]);
  });

  it("joins tokens and places names in every whole occurrence", () => {
    expect(joinTokens(["L'", "amico", "(", "Rossi", ")", ",", "qui", "."])).toBe(
      "L' amico (Rossi), qui.".replace("L' ", "L'"),
    );
    const spans = placeNames({ text: "Roma ama Roma, non Romano.", names: [{ type: "LOC", surface: "Roma" }] });
    expect(spans.map((s) => [s.start, s.end])).toEqual([
      [0, 4],
      [9, 13],
    ]);
  });

  it("counts where marks hang", () => {
    const word = (form: string, head: number, deprel: string) => ({
      form,
      lemma: form,
      upos: deprel === "punct" ? "PUNCT" : "NOUN",
      feats: null,
      head,
      deprel,
    });
    // "a , b": the comma hangs on the word after it.
    const words = [word("a", 0, "root"), word(",", 3, "punct"), word("b", 1, "appos")];
    const sentence = { words, coarse: false, weight: 1, heads: Int32Array.of(0, 0, 3, 1) };
    const habits = countHabits(Array.from({ length: 5 }, () => sentence));
    const heads = Int32Array.of(0, 0, 1, 1);
    const tree = {
      heads,
      marks: Uint8Array.of(0, 0, 1, 0),
      formOf: (i: number) => words[i - 1]?.form ?? "",
      labelOf: (i: number) => words[i - 1]?.deprel ?? "",
      isConjunct: () => false,
    };
    punctuate({ ...tree, habits }, 3);
    expect(heads[2]).toBe(3);
    punctuate({ ...tree, habits: null }, 3);
    expect(heads[2]).toBe(1);
  });

  it("learns borders that no full stop marks, and trusts full stops", () => {
    const types = new Map<string, WordType>();
    const none = { classes: 0, keys: new Int32Array(0), offsets: new Int32Array(1), cells: new Uint32Array(0) };
    const lexicon = makeLexicon([], [], none, none);
    const typeOf = (form: string): WordType => {
      const source = { lexicon, accents: new Map(), clusters: () => null };
      return types.get(form) ?? (types.set(form, makeWordType(form, source)).get(form) as WordType);
    };
    const tokenize = makeTokenizer(readTokens("languages/en/tokens.yaml"), lexicon);
    const plain = ["The talks ended .", "Northmark left Southmark ."];
    const letters = ["See you in Northmark", "Thanks for all", "The rest is here .", "Thanks Anna"];
    const lessons = [...plain, ...letters, ...plain, ...letters].flatMap((s) => [s, ...plain]);
    const model = trainBorders([lessons], tokenize, typeOf, 10, 1).averaged(1);
    const judge = (place: BorderPlace) => endsByModel(place, { scorer: model, wordType: typeOf });
    const text = "The talks ended . See you in Northmark Thanks for all The rest is here .";
    const { borders, starts } = splitText(text, tokenize, judge);
    expect(borders.slice(0, -1).map((at) => text.slice(starts[at], starts[at]! + 6))).toEqual([
      "The ta",
      "See yo",
      "Thanks",
      "The re",
    ]);
  });
});
