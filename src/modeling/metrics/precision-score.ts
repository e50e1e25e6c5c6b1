import type { LabelsLike } from "../../core";
import { confusionMatrix } from "./confusion-matrix";
import { ratioOrConvention, type ZeroDivisionOptions } from "./zero-division";

/**
 * Of the clients predicted to leave, the share that left, in [0, 1].
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param predicted predicted labels, 0 or 1, same length
 * @param options `zeroDivision`: the value when nobody is predicted to leave (default 0)
 */
export function precisionScore(y: LabelsLike, predicted: LabelsLike, options: ZeroDivisionOptions = {}): number {
  const { truePositives, falsePositives } = confusionMatrix(y, predicted);
  const reason = "no sample is predicted positive";
  return ratioOrConvention(truePositives, truePositives + falsePositives, options, "precisionScore", reason);
}
