import type { LabelsLike } from "../../core";
import { toLabelsAndProbabilities } from "./labels-and-scores";

/**
 * Brier score: mean squared difference between the label and the probability, in [0, 1], lower is better (Brier 1950).
 * Forecasting the churn rate r for everyone gets r·(1 − r).
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param p P(churn) of each sample, in [0, 1], same length
 */
export function brierScore(y: LabelsLike, p: LabelsLike): number {
  const { labels, scores } = toLabelsAndProbabilities(y, p);
  let sum = 0;
  for (let index = 0; index < labels.length; index++) sum += (labels[index] - scores[index]) ** 2;
  return sum / labels.length;
}
