import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bestTree, TreeRoom } from "../annotate/best-tree.ts";
import { applyScript, makeScript } from "../annotate/lexicon.ts";
import { sparseScorer } from "../annotate/tables.ts";
import { packWeights, putTable, readWeights, takeTable } from "../annotate/weights.ts";
import { Perceptron } from "./perceptron.ts";
import { joinTokens } from "./raw-text.ts";
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
});
