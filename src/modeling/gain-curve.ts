import type { LabelsLike } from "../core";
import { UndefinedMetricError } from "../core";
import { countPositives, toLabelsAndScores } from "./metrics/labels-and-scores";
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
 * @throws UndefinedMetricError when y holds no positive label
 */
export function gainCurve(y: LabelsLike, p: LabelsLike): GainCurve {
  const { labels, scores } = toLabelsAndScores(y, p);
  const positives = countPositives(labels);
  if (positives === 0) throw new UndefinedMetricError("gainCurve needs a positive label in y; got none");
  const { thresholds, truePositives, falsePositives } = rankByScore(labels, scores);
  const contacted = truePositives.map((found, index) => (found + falsePositives[index]) / labels.length);
  const churnFound = truePositives.map((found) => found / positives);
  const lift = churnFound.map((share, index) => share / contacted[index]);
  return {
    shareContacted: Float64Array.from([0, ...contacted]),
    shareOfChurnFound: Float64Array.from([0, ...churnFound]),
    lift: Float64Array.from([lift[0], ...lift]),
    thresholds: Float64Array.from([Number.POSITIVE_INFINITY, ...thresholds]),
  };
}
