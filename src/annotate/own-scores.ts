/** What a linear model says of a word by itself: kept, for it is asked again wherever the word stands. */
import type { Scorer } from "./tables.ts";
import type { WordType } from "./word-type.ts";

const MOST_KEPT = 20_000;

/** Scores of words by themselves, in a cache that is emptied when full. */
export class OwnScores {
  private readonly model: Scorer;
  private readonly write: (word: WordType, out: Int32Array) => number;
  private readonly features: Int32Array;
  private kept = new Map<WordType, Int32Array>();

  /** `write` writes the features of a word alone, at most `room` of them, and returns their number. */
  constructor(model: Scorer, room: number, write: (word: WordType, out: Int32Array) => number) {
    this.model = model;
    this.write = write;
    this.features = new Int32Array(room);
  }

  of(word: WordType): Int32Array {
    const known = this.kept.get(word);
    if (known) return known;
    const scores = new Int32Array(this.model.classes);
    this.model.add(this.features, this.write(word, this.features), scores);
    if (this.kept.size >= MOST_KEPT) this.kept = new Map();
    this.kept.set(word, scores);
    return scores;
  }
}
