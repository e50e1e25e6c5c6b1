import type { LabelsLike } from "../../core";
import { positiveTotal, toLabelsAndScores } from "./labels-and-scores";
import { type MetricOptions, readWeights } from "./metric-weights";
import { rankByScore } from "./ranking";

/**
 * Average precision: Σ (Rₙ − Rₙ₋₁)·Pₙ over the distinct scores from the highest down, without interpolation
 * (scikit-learn's definition). Scores without information get the churn rate.
 * @param y true labels, 0 or 1, at least one 1
 * @param scores one finite score a sample, same length
 * @param options `sampleWeight`: one weight ≥ 0 a sample
 * @returns a mean precision in [0, 1]
 * @throws UndefinedMetricError when y holds no positive label; ShapeError for unequal lengths; InvalidParameterError
 * for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { averagePrecisionScore } from "churnlab";
 *
 * assert.equal(averagePrecisionScore([1, 0, 1, 0], [0.9, 0.6, 0.6, 0.1]), (1 + 2 / 3) / 2);
 * ```
 */
export function averagePrecisionScore(y: LabelsLike, scores: LabelsLike, options: MetricOptions = {}): number {
  const pair = toLabelsAndScores(y, scores, "scores");
  const weights = readWeights("averagePrecisionScore", options, pair.labels.length);
  const positives = positiveTotal(pair.labels, weights, "averagePrecisionScore");
  const { truePositives, falsePositives } = rankByScore(pair.labels, pair.scores, weights);
  let sum = 0;
  let foundAbove = 0;
  for (let index = 0; index < truePositives.length; index++) {
    const found = truePositives[index];
    sum += ((found - foundAbove) / positives) * (found / (found + falsePositives[index]));
    foundAbove = found;
  }
  return Math.min(1, sum);
}
