/** Logistic regression over named binary features, by Newton steps on one weight after another. */

export interface Example {
  readonly features: readonly string[];
  readonly y: 0 | 1;
}

/** Features of fewer examples than this are left out. */
const LEAST = 3;
/** Variance that is thought likely for a weight: the less, the nearer to nothing the weights stay. */
const VARIANCE = 0.1;
/** Passes over all weights; they hardly move after these. */
const SWEEPS = 25;
/** No weight moves more than this at once. */
const STRIDE = 1;

/** Weights in logits by feature. Each pass is linear in the features of all examples; the result is the same for the same examples. */
export function fitLogistic(examples: readonly Example[]): Map<string, number> {
  const columns = new Map<string, number[]>();
  examples.forEach(({ features }, i) => {
    for (const f of new Set(features)) {
      const column = columns.get(f);
      if (column) column.push(i);
      else columns.set(f, [i]);
    }
  });
  const kept = [...columns].filter(([, c]) => c.length >= LEAST).map(([f, c]) => [f, Int32Array.from(c)] as const);
  const weights = new Float64Array(kept.length);
  const margins = new Float64Array(examples.length);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let j = 0; j < kept.length; j++) {
      const column = kept[j]![1];
      let slope = weights[j]! / VARIANCE;
      let bend = 1 / VARIANCE;
      for (const i of column) {
        const p = 1 / (1 + Math.exp(-margins[i]!));
        slope += p - examples[i]!.y;
        bend += p * (1 - p);
      }
      const step = Math.max(-STRIDE, Math.min(STRIDE, -slope / bend));
      weights[j] = weights[j]! + step;
      for (const i of column) margins[i] = margins[i]! + step;
    }
  }
  return new Map(kept.map(([f], j) => [f, weights[j]!]));
}
