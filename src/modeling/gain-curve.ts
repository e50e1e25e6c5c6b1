import type { LabelsLike } from "../core";
import { positiveTotal, toLabelsAndScores } from "./metrics/labels-and-scores";
import { type MetricOptions, readWeights } from "./metrics/metric-weights";
import { rankByScore } from "./metrics/ranking";

/** Points of a cumulative gain curve, from nobody to everyone; four arrays of one length. */
export interface GainCurve {
  /** Share of all clients contacted, those with the highest scores first; 0 … 1. */
  readonly shareContacted: Float64Array;
  /** Share of all who left that is among the contacted; 0 … 1. */
  readonly shareOfChurnFound: Float64Array;
  /**
   * shareOfChurnFound / shareContacted: how many times more leavers than by contacting at random. At the first point,
   * nobody contacted, it is that of the next point: its limit when tied clients are contacted in random order.
   */
  readonly lift: Float64Array;
  /** The lowest score contacted; Infinity at the first point. */
  readonly thresholds: Float64Array;
}

/**
 * Cumulative gain: if the clients with the highest scores are contacted, what share of all churn do they hold?
 * Clients with the same score are contacted together, so that the curve does not depend on the order of rows.
 * @param y true labels, 0 or 1, at least one 1
 * @param p one finite score a sample (a probability or any other: only the order counts), same length
 * @param options `sampleWeight`: one weight ≥ 0 a sample; scores of weight 0 make no point
 * @returns shares in [0, 1], one entry a distinct score, from nobody contacted to everybody
 * @throws UndefinedMetricError when y holds no positive label; ShapeError for unequal lengths; InvalidParameterError
 * for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { gainCurve } from "churnlab";
 *
 * const { shareContacted, shareOfChurnFound } = gainCurve([1, 0, 1, 0], [0.9, 0.7, 0.6, 0.1]);
 * assert.deepEqual(Array.from(shareContacted), [0, 0.25, 0.5, 0.75, 1]);
 * assert.deepEqual(Array.from(shareOfChurnFound), [0, 0.5, 0.5, 1, 1]);
 * ```
 */
export function gainCurve(y: LabelsLike, p: LabelsLike, options: MetricOptions = {}): GainCurve {
  const { labels, scores } = toLabelsAndScores(y, p);
  const weights = readWeights("gainCurve", options, labels.length);
  positiveTotal(labels, weights, "gainCurve");
  return gainCurveOf(labels, scores, weights);
}

/** The curve of validated data with a positive label. */
export function gainCurveOf(labels: Uint8Array, scores: Float64Array, weights: Float64Array | null): GainCurve {
  const ranking = rankByScore(labels, scores, weights);
  const length = ranking.thresholds.length;
  const positives = ranking.truePositives[length - 1];
  const everyone = positives + ranking.falsePositives[length - 1];
  const shareContacted = new Float64Array(length + 1);
  const shareOfChurnFound = new Float64Array(length + 1);
  const lift = new Float64Array(length + 1);
  const thresholds = new Float64Array(length + 1).fill(Number.POSITIVE_INFINITY);
  thresholds.set(ranking.thresholds, 1);
  for (let point = 1; point <= length; point++) {
    const found = ranking.truePositives[point - 1];
    shareContacted[point] = (found + ranking.falsePositives[point - 1]) / everyone;
    shareOfChurnFound[point] = found / positives;
    lift[point] = shareOfChurnFound[point] / shareContacted[point];
  }
  lift[0] = lift[1];
  return { shareContacted, shareOfChurnFound, lift, thresholds };
}
