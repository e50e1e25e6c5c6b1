import type { LabelsLike } from "../../core";
import { outcomesToDivide, ratioOrConvention, type ZeroDivisionOptions } from "./zero-division";

/**
 * Of the clients predicted to leave, the share that left, in [0, 1].
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param predicted predicted labels, 0 or 1, same length
 * @param options `zeroDivision`: the value when nobody is predicted to leave (default 0);
 * `sampleWeight`: one weight ≥ 0 a sample
 * @returns a share in [0, 1]
 * @throws ShapeError for no samples or unequal lengths; InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { precisionScore } from "churnlab";
 *
 * assert.equal(precisionScore([0, 0, 1, 1], [0, 1, 0, 1]), 0.5);
 * ```
 */
export function precisionScore(y: LabelsLike, predicted: LabelsLike, options: ZeroDivisionOptions = {}): number {
  const { truePositives, falsePositives } = outcomesToDivide("precisionScore", y, predicted, options);
  const reason = "no sample is predicted positive";
  return ratioOrConvention(truePositives, truePositives + falsePositives, options, "precisionScore", reason);
}
