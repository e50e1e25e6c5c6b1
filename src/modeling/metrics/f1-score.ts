import type { LabelsLike } from "../../core";
import { outcomesToDivide, ratioOrConvention, type ZeroDivisionOptions } from "./zero-division";

/**
 * Harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN), in [0, 1].
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param predicted predicted labels, 0 or 1, same length
 * @param options `zeroDivision`: the value when nobody left and nobody is predicted to leave (default 0);
 * `sampleWeight`: one weight ≥ 0 a sample
 * @returns a share in [0, 1]
 * @throws ShapeError for no samples or unequal lengths; InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { f1Score } from "churnlab";
 *
 * assert.equal(f1Score([0, 0, 1, 1], [0, 1, 1, 1]), 0.8);
 * ```
 */
export function f1Score(y: LabelsLike, predicted: LabelsLike, options: ZeroDivisionOptions = {}): number {
  const { truePositives, falsePositives, falseNegatives } = outcomesToDivide("f1Score", y, predicted, options);
  const reason = "no sample is positive or predicted positive";
  const denominator = 2 * truePositives + falsePositives + falseNegatives;
  return ratioOrConvention(2 * truePositives, denominator, options, "f1Score", reason);
}
