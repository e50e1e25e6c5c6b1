import type { LabelsLike } from "../../core";
import { confusionMatrix } from "./confusion-matrix";
import { ratioOrConvention, type ZeroDivisionOptions } from "./zero-division";

/**
 * Of the clients who left, the share predicted to leave, in [0, 1].
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param predicted predicted labels, 0 or 1, same length
 * @param options `zeroDivision`: the value when nobody left (default 0)
 */
export function recallScore(y: LabelsLike, predicted: LabelsLike, options: ZeroDivisionOptions = {}): number {
  const { truePositives, falseNegatives } = confusionMatrix(y, predicted);
  const reason = "y holds no positive label";
  return ratioOrConvention(truePositives, truePositives + falseNegatives, options, "recallScore", reason);
}
