import { type LabelsLike, UndefinedMetricError } from "../../core";
import { countPositives, toLabelsAndScores } from "./labels-and-scores";
import { rankByScore } from "./ranking";

/**
 * Average precision: Σ (Rₙ − Rₙ₋₁)·Pₙ over the distinct scores from the highest down, without interpolation
 * (scikit-learn's definition). Scores without information get the churn rate.
 * @param y true labels, 0 or 1, at least one 1
 * @param scores one finite score a sample, same length
 * @throws UndefinedMetricError when y holds no positive label
 */
export function averagePrecisionScore(y: LabelsLike, scores: LabelsLike): number {
  const pair = toLabelsAndScores(y, scores, "scores");
  const positives = countPositives(pair.labels);
  if (positives === 0) throw new UndefinedMetricError("averagePrecisionScore needs a positive label in y; got none");
  const { truePositives, falsePositives } = rankByScore(pair.labels, pair.scores);
  let sum = 0;
  for (let index = 0; index < truePositives.length; index++) {
    const found = truePositives[index] - (index === 0 ? 0 : truePositives[index - 1]);
    sum += (found * truePositives[index]) / (truePositives[index] + falsePositives[index]);
  }
  return sum / positives;
}
