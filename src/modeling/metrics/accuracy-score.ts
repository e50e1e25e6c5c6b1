import type { LabelsLike } from "../../core";
import { outcomesFor } from "./confusion-matrix";
import type { MetricOptions } from "./metric-weights";

/**
 * Share of samples whose predicted label is the true one, in [0, 1].
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param predicted predicted labels, 0 or 1, same length
 * @param options `sampleWeight`: one weight ≥ 0 a sample; then the share of the weight
 * @returns a share in [0, 1]
 * @throws ShapeError for no samples or unequal lengths; InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accuracyScore } from "churnlab";
 *
 * assert.equal(accuracyScore([0, 0, 1, 1], [0, 1, 1, 1]), 0.75);
 * ```
 */
export function accuracyScore(y: LabelsLike, predicted: LabelsLike, options: MetricOptions = {}): number {
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = outcomesFor(
    "accuracyScore",
    y,
    predicted,
    options,
  );
  return (trueNegatives + truePositives) / (trueNegatives + falsePositives + falseNegatives + truePositives);
}
