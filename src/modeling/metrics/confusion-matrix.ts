import { type LabelsLike, ShapeError, toLabels } from "../../core";

/** How many samples of each true class got each predicted class. Class 1 is "positive": the client leaves. */
export interface ConfusionMatrix {
  /** Stayed, predicted to stay. */
  readonly trueNegatives: number;
  /** Stayed, predicted to leave. */
  readonly falsePositives: number;
  /** Left, predicted to stay. */
  readonly falseNegatives: number;
  /** Left, predicted to leave. */
  readonly truePositives: number;
}

/**
 * Counts the four outcomes of a binary prediction.
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param predicted predicted labels, 0 or 1, same length
 * @throws ShapeError for no samples or unequal lengths; InvalidParameterError for other values
 */
export function confusionMatrix(y: LabelsLike, predicted: LabelsLike): ConfusionMatrix {
  const labels = toLabels(y);
  if (labels.length === 0) throw new ShapeError("y must have at least one label; got none");
  return countOutcomes(labels, toLabels(predicted, labels.length, "predicted"));
}

function countOutcomes(labels: Uint8Array, predicted: Uint8Array): ConfusionMatrix {
  const counts = [0, 0, 0, 0];
  for (let index = 0; index < labels.length; index++) counts[2 * labels[index] + predicted[index]]++;
  const [trueNegatives, falsePositives, falseNegatives, truePositives] = counts;
  return { trueNegatives, falsePositives, falseNegatives, truePositives };
}
