import type { LabelsLike } from "../../core";
import { toLabelsAndProbabilities } from "./labels-and-scores";
import { type MetricOptions, readWeights } from "./metric-weights";

/**
 * Mean negative log-likelihood of the labels in nats, ≥ 0, lower is better. Probabilities are kept
 * Number.EPSILON away from 0 and 1, as scikit-learn does, so that one certain error costs about 36 and not ∞.
 * @param y true labels, 0 or 1, length nSamples ≥ 1 (one class alone is fine)
 * @param p P(churn) of each sample, in [0, 1], same length
 * @param options `sampleWeight`: one weight ≥ 0 a sample
 * @returns nats, ≥ 0
 * @throws ShapeError for no samples or unequal lengths; InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { logLoss } from "churnlab";
 *
 * assert.equal(logLoss([0, 1], [0.5, 0.5]), Math.LN2);
 * ```
 */
export function logLoss(y: LabelsLike, p: LabelsLike, options: MetricOptions = {}): number {
  const { labels, scores } = toLabelsAndProbabilities(y, p);
  const weights = readWeights("logLoss", options, labels.length);
  let sum = 0;
  let total = 0;
  for (let index = 0; index < labels.length; index++) {
    const weight = weights === null ? 1 : weights[index];
    const clipped = Math.min(Math.max(scores[index], Number.EPSILON), 1 - Number.EPSILON);
    sum -= weight * Math.log(labels[index] === 1 ? clipped : 1 - clipped);
    total += weight;
  }
  return sum / total;
}
