import { type LabelsLike, UndefinedMetricError } from "../../core";
import { outcomesFor } from "./confusion-matrix";
import type { MetricOptions } from "./metric-weights";

/**
 * Cohen's kappa: the agreement of two labellings beyond chance, (pₒ − pₑ) / (1 − pₑ), in [−1, 1] (Cohen 1960).
 * @param y labels, 0 or 1, length nSamples ≥ 1
 * @param predicted other labels of the same samples, 0 or 1, same length
 * @param options `sampleWeight`: one weight ≥ 0 a sample
 * @returns kappa in [−1, 1]
 * @throws UndefinedMetricError when both say the same one class of everyone (scikit-learn gives NaN);
 * ShapeError for no samples or unequal lengths; InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cohenKappaScore } from "churnlab";
 *
 * assert.equal(cohenKappaScore([0, 0, 1, 1], [0, 1, 1, 1]), 0.5);
 * ```
 */
export function cohenKappaScore(y: LabelsLike, predicted: LabelsLike, options: MetricOptions = {}): number {
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = outcomesFor(
    "cohenKappaScore",
    y,
    predicted,
    options,
  );
  const total = trueNegatives + falsePositives + falseNegatives + truePositives;
  const positives = (truePositives + falseNegatives) / total;
  const guessed = (truePositives + falsePositives) / total;
  const negatives = (trueNegatives + falsePositives) / total;
  const unguessed = (trueNegatives + falseNegatives) / total;
  const expected = positives * unguessed + negatives * guessed;
  if (expected === 0) {
    throw new UndefinedMetricError("cohenKappaScore is undefined: y and predicted hold the same one class only");
  }
  return 1 - (falsePositives + falseNegatives) / total / expected;
}
