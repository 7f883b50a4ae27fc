/** Decisions on what is the same in the world. They are kept; clusters are derived from them. */

/** An event or statement of one article's reading. */
export interface ItemRef {
  readonly article: string;
  readonly item: string;
}

export type Verdict = "same" | "different" | "unsure";

export interface Judgement {
  readonly left: ItemRef;
  readonly right: ItemRef;
  readonly verdict: Verdict;
  /** 0..1; 1 for a person. */
  readonly score: number;
  /** `machine`, or who decided. A person's word beats the machine's. */
  readonly by: string;
  readonly because: readonly string[];
}
