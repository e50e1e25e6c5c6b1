import { type LabelsLike, ShapeError } from "../../core";
import { readLabels } from "./labels-and-scores";
import { type MetricOptions, readWeights } from "./metric-weights";

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
 * @param options `sampleWeight`: one weight ≥ 0 a sample; then the four are sums of weights
 * @returns the counts; sums of weights where there are weights
 * @throws ShapeError for no samples or unequal lengths; InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { confusionMatrix } from "churnlab";
 *
 * assert.deepEqual(confusionMatrix([0, 0, 1, 1], [0, 1, 1, 1]), { trueNegatives: 1, falsePositives: 1, falseNegatives: 0, truePositives: 2 });
 * ```
 */
export function confusionMatrix(y: LabelsLike, predicted: LabelsLike, options: MetricOptions = {}): ConfusionMatrix {
  return outcomesFor("confusionMatrix", y, predicted, options);
}

/** The confusion matrix that a metric is computed from. @param others its options beside sampleWeight */
export function outcomesFor(
  metric: string,
  y: LabelsLike,
  predicted: LabelsLike,
  options: MetricOptions,
  others: readonly string[] = [],
): ConfusionMatrix {
  const labels = readLabels(y);
  if (labels.length === 0) throw new ShapeError("y must have at least one label; got none");
  const weights = readWeights(metric, options, labels.length, others);
  const guesses = readLabels(predicted, labels.length, "predicted");
  return weights === null ? countOutcomes(labels, guesses) : weighOutcomes(labels, guesses, weights);
}

function countOutcomes(labels: Uint8Array, predicted: Uint8Array): ConfusionMatrix {
  let positives = 0;
  let guesses = 0;
  let truePositives = 0;
  for (let index = 0; index < labels.length; index++) {
    positives += labels[index];
    guesses += predicted[index];
    truePositives += labels[index] & predicted[index];
  }
  return {
    trueNegatives: labels.length - positives - guesses + truePositives,
    falsePositives: guesses - truePositives,
    falseNegatives: positives - truePositives,
    truePositives,
  };
}

function weighOutcomes(labels: Uint8Array, predicted: Uint8Array, weights: Float64Array): ConfusionMatrix {
  const sums = new Float64Array(4);
  for (let index = 0; index < labels.length; index++) sums[2 * labels[index] + predicted[index]] += weights[index];
  const [trueNegatives, falsePositives, falseNegatives, truePositives] = sums;
  return { trueNegatives, falsePositives, falseNegatives, truePositives };
}
