import type { LabelsLike } from "../../core";
import { positiveTotal, toLabelsAndScores } from "./labels-and-scores";
import { type MetricOptions, readWeights } from "./metric-weights";
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
 * Precision and recall at every distinct score (scikit-learn's `precision_recall_curve`).
 * @param y true labels, 0 or 1, at least one 1
 * @param scores one finite score a sample, same length
 * @param options `sampleWeight`: one weight ≥ 0 a sample; scores of weight 0 make no point
 * @returns precision and recall in [0, 1], one entry a distinct score and one more
 * @throws UndefinedMetricError when y holds no positive label; ShapeError for unequal lengths; InvalidParameterError
 * for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { precisionRecallCurve } from "churnlab";
 *
 * const { precision, recall, thresholds } = precisionRecallCurve([0, 1, 1], [0.2, 0.5, 0.9]);
 * assert.deepEqual(Array.from(precision), [2 / 3, 1, 1, 1]);
 * assert.deepEqual(Array.from(recall), [1, 1, 0.5, 0]);
 * assert.deepEqual(Array.from(thresholds), [0.2, 0.5, 0.9]);
 * ```
 */
export function precisionRecallCurve(
  y: LabelsLike,
  scores: LabelsLike,
  options: MetricOptions = {},
): PrecisionRecallCurve {
  const pair = toLabelsAndScores(y, scores, "scores");
  const weights = readWeights("precisionRecallCurve", options, pair.labels.length);
  positiveTotal(pair.labels, weights, "precisionRecallCurve");
  const ranking = rankByScore(pair.labels, pair.scores, weights);
  const length = ranking.thresholds.length;
  const precision = new Float64Array(length + 1).fill(1);
  const recall = new Float64Array(length + 1);
  const positives = ranking.truePositives[length - 1];
  for (let point = 0; point < length; point++) {
    const found = ranking.truePositives[length - 1 - point];
    precision[point] = found / (found + ranking.falsePositives[length - 1 - point]);
    recall[point] = found / positives;
  }
  return { precision, recall, thresholds: ranking.thresholds.reverse() };
}
