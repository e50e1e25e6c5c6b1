import { type LabelsLike, UndefinedMetricError } from "../../core";
import { confusionMatrix } from "./confusion-matrix";

/**
 * Mean of the two classes' recalls, in [0, 1]; a model that says the same of everyone gets 0.5.
 * @param y true labels, 0 or 1, both classes present
 * @param predicted predicted labels, 0 or 1, same length
 * @throws UndefinedMetricError when y holds one class only (scikit-learn warns and averages what there is)
 */
export function balancedAccuracyScore(y: LabelsLike, predicted: LabelsLike): number {
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = confusionMatrix(y, predicted);
  const negatives = trueNegatives + falsePositives;
  const positives = falseNegatives + truePositives;
  if (negatives === 0 || positives === 0) {
    throw new UndefinedMetricError(
      `balancedAccuracyScore needs both classes in y; got only class ${negatives === 0 ? 1 : 0}`,
    );
  }
  return (trueNegatives / negatives + truePositives / positives) / 2;
}
