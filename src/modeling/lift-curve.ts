import { checkNumber, checkOptionNames, InvalidParameterError, type LabelsLike, ShapeError, toVector } from "../core";
import { type GainCurve, gainCurveOf } from "./gain-curve";
import { positiveTotal, toLabelsAndScores } from "./metrics/labels-and-scores";
import { type MetricOptions, readWeights } from "./metrics/metric-weights";

/** Options of {@link liftCurve}. */
export interface LiftCurveOptions extends MetricOptions {
  /** Shares of clients contacted, ascending, each in (0, 1]. Default 0.1, 0.2, …, 1: the deciles. */
  readonly shares?: ArrayLike<number>;
}

/** One entry a share of clients contacted; five arrays of one length. */
export interface LiftCurve {
  /** The shares that were asked for. */
  readonly shareContacted: Float64Array;
  /** Share of all who left that is among the contacted; 0 … 1. */
  readonly shareOfChurnFound: Float64Array;
  /** Share of the contacted that left: the precision. */
  readonly churnRate: Float64Array;
  /** churnRate over the churn rate of everyone: 1 is contacting at random. */
  readonly lift: Float64Array;
  /** Lift of the clients between this share and the one before, such as the third decile alone. */
  readonly stepLift: Float64Array;
}

/**
 * Lift: how many times more leavers there are among the clients with the highest scores than among all, when a given
 * share of them is contacted. Where a share falls among clients with the same score, they are contacted in random
 * order and the values are the expected ones, so that the curve does not depend on the order of rows.
 * @param y true labels, 0 or 1, at least one 1
 * @param p one finite score a sample (a probability or any other: only the order counts), same length
 * @param options `shares` to contact; `sampleWeight`: one weight ≥ 0 a sample
 * @returns five arrays of one length, one entry a share that was asked for
 * @throws UndefinedMetricError when y holds no positive label; ShapeError for unequal lengths or no shares;
 * InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liftCurve } from "churnlab";
 *
 * const { lift, stepLift } = liftCurve([1, 1, 0, 0], [0.9, 0.8, 0.3, 0.1], { shares: [0.5, 1] });
 * assert.deepEqual(Array.from(lift), [2, 1]); // the upper half holds twice its share of leavers
 * assert.deepEqual(Array.from(stepLift), [2, 0]);
 * ```
 */
export function liftCurve(y: LabelsLike, p: LabelsLike, options: LiftCurveOptions = {}): LiftCurve {
  checkOptionNames("liftCurve", options, ["shares", "sampleWeight"]);
  const shares = checkShares(options.shares ?? Float64Array.from({ length: 10 }, (_, decile) => (decile + 1) / 10));
  const { labels, scores } = toLabelsAndScores(y, p);
  const weights = readWeights("liftCurve", options, labels.length, ["shares"]);
  const positives = positiveTotal(labels, weights, "liftCurve");
  const total = weights === null ? labels.length : weights.reduce((sum, weight) => sum + weight, 0);
  return liftAt(gainCurveOf(labels, scores, weights), shares, positives / total);
}

function checkShares(given: ArrayLike<number>): Float64Array {
  const shares = toVector(given, undefined, "shares");
  if (shares.length === 0) throw new ShapeError("shares must have at least one share; got none");
  shares.forEach((share, index) => {
    checkNumber(`shares[${index}]`, share, { exclusiveMin: 0, max: 1 });
    if (index > 0 && share <= shares[index - 1]) {
      throw new InvalidParameterError(`shares must ascend; got ${share} after ${shares[index - 1]}`);
    }
  });
  return shares;
}

function liftAt(gain: GainCurve, shares: Float64Array, churnRate: number): LiftCurve {
  const found = new Float64Array(shares.length);
  for (let index = 0, point = 1; index < shares.length; index++) {
    while (point < gain.shareContacted.length - 1 && gain.shareContacted[point] < shares[index]) point++;
    found[index] = foundAt(gain, point, shares[index]);
  }
  const lift = found.map((value, index) => value / shares[index]);
  const before = (values: Float64Array, index: number) => (index === 0 ? 0 : values[index - 1]);
  return {
    shareContacted: shares,
    shareOfChurnFound: found,
    churnRate: lift.map((value) => Math.min(1, value * churnRate)),
    lift,
    stepLift: found.map((value, index) => (value - before(found, index)) / (shares[index] - before(shares, index))),
  };
}

/** Linear between the points of the gain curve. @param point the first one at or beyond the share */
function foundAt({ shareContacted: x, shareOfChurnFound: y }: GainCurve, point: number, share: number): number {
  if (share >= x[point]) return y[point];
  return y[point - 1] + ((y[point] - y[point - 1]) * (share - x[point - 1])) / (x[point] - x[point - 1]);
}
