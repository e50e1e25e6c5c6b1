import type { LabelsLike } from "../../core";
import { classTotals, toLabelsAndScores } from "./labels-and-scores";
import { type MetricOptions, readWeights } from "./metric-weights";
import { type Ranking, rankByScore } from "./ranking";

/** Points of a ROC curve, from (0, 0) to (1, 1); three arrays of one length. */
export interface RocCurve {
  /** Share of class 0 at or above each threshold, in [0, 1], rising. */
  readonly falsePositiveRate: Float64Array;
  /** Share of class 1 at or above each threshold, in [0, 1], rising. */
  readonly truePositiveRate: Float64Array;
  /** Scores ≥ the threshold count as positive; the first is Infinity (nobody). */
  readonly thresholds: Float64Array;
}

/** Options of {@link rocCurve}. */
export interface RocCurveOptions extends MetricOptions {
  /** Leave out points on a straight line between their neighbours. Default true, as in scikit-learn. */
  readonly dropIntermediate?: boolean;
}

/**
 * The ROC curve: true against false positive rate at every distinct score; tied scores make one step
 * (scikit-learn's `roc_curve`).
 * @param y true labels, 0 or 1, both classes present
 * @param scores one finite score a sample, same length
 * @param options `dropIntermediate` (default true); `sampleWeight`: one weight ≥ 0 a sample, scores of weight 0 make
 * no point
 * @returns rates in [0, 1], one entry a threshold, from (0, 0) to (1, 1)
 * @throws UndefinedMetricError when y holds one class only; ShapeError for unequal lengths; InvalidParameterError for
 * other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rocCurve } from "churnlab";
 *
 * const { falsePositiveRate, truePositiveRate } = rocCurve([0, 1, 0, 1], [0.1, 0.35, 0.4, 0.8]);
 * assert.deepEqual(Array.from(falsePositiveRate), [0, 0, 0.5, 0.5, 1]);
 * assert.deepEqual(Array.from(truePositiveRate), [0, 0.5, 0.5, 1, 1]);
 * ```
 */
export function rocCurve(y: LabelsLike, scores: LabelsLike, options: RocCurveOptions = {}): RocCurve {
  const pair = toLabelsAndScores(y, scores, "scores");
  const weights = readWeights("rocCurve", options, pair.labels.length, ["dropIntermediate"]);
  classTotals(pair.labels, weights, "rocCurve");
  const ranking = rankByScore(pair.labels, pair.scores, weights);
  const points = options.dropIntermediate === false ? null : cornersOf(ranking);
  const last = ranking.thresholds.length - 1;
  return {
    falsePositiveRate: curve(ranking.falsePositives, points, 0, ranking.falsePositives[last]),
    truePositiveRate: curve(ranking.truePositives, points, 0, ranking.truePositives[last]),
    thresholds: curve(ranking.thresholds, points, Number.POSITIVE_INFINITY, 1),
  };
}

/** The first point, then the values at the given points (null: at all) over their divisor. */
function curve(values: Float64Array, points: Uint32Array | null, first: number, divisor: number): Float64Array {
  const length = points === null ? values.length : points.length;
  const result = new Float64Array(length + 1);
  result[0] = first;
  for (let index = 0; index < length; index++) {
    result[index + 1] = values[points === null ? index : points[index]] / divisor;
  }
  return result;
}

/** The ends, and where one of the counts bends: its second difference, taken as numpy takes it, is not 0. */
function cornersOf({ truePositives, falsePositives }: Ranking): Uint32Array {
  const last = truePositives.length - 1;
  const corners = new Uint32Array(last + 1);
  let nCorners = 0;
  for (let at = 0; at <= last; at++) {
    if (at === 0 || at === last || bends(truePositives, at) || bends(falsePositives, at)) corners[nCorners++] = at;
  }
  return corners.slice(0, nCorners);
}

function bends(counts: Float64Array, at: number): boolean {
  return counts[at + 1] - counts[at] !== counts[at] - counts[at - 1];
}
