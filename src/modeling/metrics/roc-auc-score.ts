import type { LabelsLike } from "../../core";
import { descendingOrder } from "./descending-order";
import { classTotals, toLabelsAndScores } from "./labels-and-scores";
import { type MetricOptions, readWeights } from "./metric-weights";
import { rankByScore } from "./ranking";

/**
 * Area under the ROC curve: the probability that a client who left has a higher score than one who stayed,
 * a tie counting one half (Hanley & McNeil 1982). Counted in whole numbers where there are no weights, so exact with
 * ties. scikit-learn's `roc_auc_score`.
 * @param y true labels, 0 or 1, both classes present
 * @param scores one finite score a sample (a probability or any other: only the order counts), same length
 * @param options `sampleWeight`: one weight ≥ 0 a sample
 * @returns a number in [0, 1]; 0.5 for scores without information
 * @throws UndefinedMetricError when y holds one class only; ShapeError for unequal lengths;
 * InvalidParameterError for other labels, scores that are not finite, or weights that break their rule
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rocAucScore } from "churnlab";
 *
 * assert.equal(rocAucScore([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), 0.75);
 * ```
 */
export function rocAucScore(y: LabelsLike, scores: LabelsLike, options: MetricOptions = {}): number {
  const pair = toLabelsAndScores(y, scores, "scores");
  const weights = readWeights("rocAucScore", options, pair.labels.length);
  const [negatives, positives] = classTotals(pair.labels, weights, "rocAucScore");
  return weights === null
    ? countDoubledWins(pair.labels, pair.scores) / (2 * positives * negatives)
    : areaByWeight(pair.labels, pair.scores, weights);
}

/** Twice the number of (positive, negative) pairs ranked rightly, a tie counting one. */
function countDoubledWins(labels: Uint8Array, scores: Float64Array): number {
  const order = descendingOrder(scores);
  let wins = 0;
  let positivesAbove = 0;
  let start = 0;
  while (start < order.length) {
    const score = scores[order[start]];
    let end = start;
    let tiedPositives = 0;
    while (end < order.length && scores[order[end]] === score) tiedPositives += labels[order[end++]];
    const tiedNegatives = end - start - tiedPositives;
    wins += tiedNegatives * (2 * positivesAbove + tiedPositives);
    positivesAbove += tiedPositives;
    start = end;
  }
  return wins;
}

/** The trapezoids under the curve, as shares of the classes' weights, so that huge and tiny weights do no harm. */
function areaByWeight(labels: Uint8Array, scores: Float64Array, weights: Float64Array): number {
  const { truePositives, falsePositives } = rankByScore(labels, scores, weights);
  const last = truePositives.length - 1;
  let area = 0;
  let left = 0;
  let below = 0;
  for (let point = 0; point <= last; point++) {
    const right = falsePositives[point] / falsePositives[last];
    const height = truePositives[point] / truePositives[last];
    area += (right - left) * (height + below) * 0.5;
    left = right;
    below = height;
  }
  return area;
}
