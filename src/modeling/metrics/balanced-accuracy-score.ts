import { type LabelsLike, UndefinedMetricError } from "../../core";
import { outcomesFor } from "./confusion-matrix";
import type { MetricOptions } from "./metric-weights";

/**
 * Mean of the two classes' recalls, in [0, 1]; a model that says the same of everyone gets 0.5.
 * @param y true labels, 0 or 1, both classes present
 * @param predicted predicted labels, 0 or 1, same length
 * @param options `sampleWeight`: one weight ≥ 0 a sample
 * @returns a mean share in [0, 1]
 * @throws UndefinedMetricError when y holds one class only (scikit-learn warns and averages what there is);
 * ShapeError for unequal lengths; InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { balancedAccuracyScore } from "churnlab";
 *
 * assert.equal(balancedAccuracyScore([0, 0, 0, 1], [0, 0, 0, 0]), 0.5);
 * ```
 */
export function balancedAccuracyScore(y: LabelsLike, predicted: LabelsLike, options: MetricOptions = {}): number {
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = outcomesFor(
    "balancedAccuracyScore",
    y,
    predicted,
    options,
  );
  const negatives = trueNegatives + falsePositives;
  const positives = falseNegatives + truePositives;
  if (negatives === 0 || positives === 0) {
    throw new UndefinedMetricError(
      `balancedAccuracyScore needs both classes in y; got only class ${negatives === 0 ? 1 : 0}`,
    );
  }
  return (trueNegatives / negatives + truePositives / positives) / 2;
}
