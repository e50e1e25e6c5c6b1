import type { LabelsLike } from "../../core";
import { outcomesToDivide, ratioOrConvention, type ZeroDivisionOptions } from "./zero-division";

/**
 * Of the clients who left, the share predicted to leave, in [0, 1].
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param predicted predicted labels, 0 or 1, same length
 * @param options `zeroDivision`: the value when nobody left (default 0); `sampleWeight`: one weight ≥ 0 a sample
 * @returns a share in [0, 1]
 * @throws ShapeError for no samples or unequal lengths; InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { recallScore } from "churnlab";
 *
 * assert.equal(recallScore([0, 1, 1, 1, 1], [0, 1, 0, 1, 1]), 0.75);
 * ```
 */
export function recallScore(y: LabelsLike, predicted: LabelsLike, options: ZeroDivisionOptions = {}): number {
  const { truePositives, falseNegatives } = outcomesToDivide("recallScore", y, predicted, options);
  const reason = "y holds no positive label";
  return ratioOrConvention(truePositives, truePositives + falseNegatives, options, "recallScore", reason);
}
