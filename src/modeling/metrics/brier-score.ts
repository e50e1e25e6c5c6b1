import type { LabelsLike } from "../../core";
import { toLabelsAndProbabilities } from "./labels-and-scores";
import { type MetricOptions, readWeights } from "./metric-weights";

/**
 * Brier score: mean squared difference between the label and the probability, in [0, 1], lower is better (Brier 1950).
 * Forecasting the churn rate r for everyone gets r·(1 − r).
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param p P(churn) of each sample, in [0, 1], same length
 * @param options `sampleWeight`: one weight ≥ 0 a sample
 * @returns a squared probability in [0, 1]
 * @throws ShapeError for no samples or unequal lengths; InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { brierScore } from "churnlab";
 *
 * assert.equal(brierScore([0, 1], [0.5, 1]), 0.125);
 * ```
 */
export function brierScore(y: LabelsLike, p: LabelsLike, options: MetricOptions = {}): number {
  const { labels, scores } = toLabelsAndProbabilities(y, p);
  return meanSquaredError(labels, scores, readWeights("brierScore", options, labels.length));
}

/** The Brier score of validated arrays; the probabilities may be any finite numbers. */
export function meanSquaredError(labels: Uint8Array, p: Float64Array, weights: Float64Array | null): number {
  let sum = 0;
  if (weights === null) {
    for (let index = 0; index < labels.length; index++) {
      const miss = labels[index] - p[index];
      sum += miss * miss;
    }
    return sum / labels.length;
  }
  let total = 0;
  for (let index = 0; index < labels.length; index++) {
    const miss = labels[index] - p[index];
    sum += weights[index] * miss * miss;
    total += weights[index];
  }
  return sum / total;
}
