import type { LabelsLike } from "../../core";
import { confusionMatrix } from "./confusion-matrix";

/**
 * Share of samples whose predicted label is the true one, in [0, 1].
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param predicted predicted labels, 0 or 1, same length
 */
export function accuracyScore(y: LabelsLike, predicted: LabelsLike): number {
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = confusionMatrix(y, predicted);
  return (trueNegatives + truePositives) / (trueNegatives + falsePositives + falseNegatives + truePositives);
}
