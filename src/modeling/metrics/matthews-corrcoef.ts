import type { LabelsLike } from "../../core";
import { outcomesFor } from "./confusion-matrix";
import type { MetricOptions } from "./metric-weights";

/**
 * Matthews' correlation coefficient of true and predicted labels, in [−1, 1] (Matthews 1975): Pearson's correlation of
 * the two. 0 where one of them is constant, scikit-learn's convention.
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param predicted predicted labels, 0 or 1, same length
 * @param options `sampleWeight`: one weight ≥ 0 a sample
 * @returns a correlation in [−1, 1]
 * @throws ShapeError for no samples or unequal lengths; InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { matthewsCorrcoef } from "churnlab";
 *
 * assert.equal(matthewsCorrcoef([0, 0, 1, 1], [0, 1, 1, 1]), 1 / Math.sqrt(3));
 * ```
 */
export function matthewsCorrcoef(y: LabelsLike, predicted: LabelsLike, options: MetricOptions = {}): number {
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = outcomesFor(
    "matthewsCorrcoef",
    y,
    predicted,
    options,
  );
  const total = trueNegatives + falsePositives + falseNegatives + truePositives;
  const share = (count: number) => count / total;
  const actual = share(truePositives + falseNegatives) * share(trueNegatives + falsePositives);
  const guessed = share(truePositives + falsePositives) * share(trueNegatives + falseNegatives);
  if (actual === 0 || guessed === 0) return 0;
  const covariance = share(truePositives) * share(trueNegatives) - share(falsePositives) * share(falseNegatives);
  return Math.max(-1, Math.min(1, covariance / Math.sqrt(actual) / Math.sqrt(guessed)));
}
