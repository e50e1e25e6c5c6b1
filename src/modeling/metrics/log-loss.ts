import type { LabelsLike } from "../../core";
import { toLabelsAndProbabilities } from "./labels-and-scores";

/**
 * Mean negative log-likelihood of the labels in nats, ≥ 0, lower is better. Probabilities are kept
 * Number.EPSILON away from 0 and 1, as scikit-learn does, so that one certain error costs about 36 and not ∞.
 * @param y true labels, 0 or 1, length nSamples ≥ 1 (one class alone is fine)
 * @param p P(churn) of each sample, in [0, 1], same length
 */
export function logLoss(y: LabelsLike, p: LabelsLike): number {
  const { labels, scores } = toLabelsAndProbabilities(y, p);
  let sum = 0;
  for (let index = 0; index < labels.length; index++) {
    const clipped = Math.min(Math.max(scores[index], Number.EPSILON), 1 - Number.EPSILON);
    sum -= labels[index] === 1 ? Math.log(clipped) : Math.log(1 - clipped);
  }
  return sum / labels.length;
}
