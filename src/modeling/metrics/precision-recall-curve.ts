import { type LabelsLike, UndefinedMetricError } from "../../core";
import { countPositives, toLabelsAndScores } from "./labels-and-scores";
import { rankByScore } from "./ranking";

/** Points of a precision-recall curve in scikit-learn's order: from everyone to nobody. */
export interface PrecisionRecallCurve {
  /** Length nThresholds + 1; the last is 1 by convention (nobody is predicted positive). */
  readonly precision: Float64Array;
  /** Length nThresholds + 1, from 1 down to 0. */
  readonly recall: Float64Array;
  /** Distinct scores, ascending, length nThresholds; scores ≥ the threshold count as positive. */
  readonly thresholds: Float64Array;
}

/**
 * Precision and recall at every distinct score.
 * @param y true labels, 0 or 1, at least one 1
 * @param scores one finite score a sample, same length
 * @throws UndefinedMetricError when y holds no positive label
 */
export function precisionRecallCurve(y: LabelsLike, scores: LabelsLike): PrecisionRecallCurve {
  const pair = toLabelsAndScores(y, scores, "scores");
  const positives = countPositives(pair.labels);
  if (positives === 0) throw new UndefinedMetricError("precisionRecallCurve needs a positive label in y; got none");
  const { thresholds, truePositives, falsePositives } = rankByScore(pair.labels, pair.scores);
  const precision = truePositives.map((found, index) => found / (found + falsePositives[index])).reverse();
  const recall = truePositives.map((found) => found / positives).reverse();
  return {
    precision: Float64Array.from([...precision, 1]),
    recall: Float64Array.from([...recall, 0]),
    thresholds: thresholds.slice().reverse(),
  };
}
