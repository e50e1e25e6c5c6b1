import {
  checkOneOf,
  checkOptionNames,
  deviationNorm,
  InvalidParameterError,
  type LabelsLike,
  meanOf,
  ShapeError,
  toLabels,
  toVector,
} from "../core";
import type { CorrelationMethod } from "./correlation";
import { checkLevel, criticalZ, type Interval } from "./interval";
import { rank } from "./ranks";
import { logIncompleteBeta } from "./special-functions";
import { fromLog, type TestResult } from "./test-result";

/** A correlation with its interval and its test. All but `n`, `level` and `degreesOfFreedom` are NaN for a constant. */
export interface CorrelationResult extends Interval, TestResult {
  /** t = r √((n − 2) / (1 − r²)); infinite where r is ±1 */
  readonly statistic: number;
  /** n − 2 */
  readonly degreesOfFreedom: number;
  /** Number of pairs */
  readonly n: number;
}

/** Options of {@link correlation}. */
export interface CorrelationOptions {
  /** "pearson", a straight line, is the default; "spearman" by ranks, ties sharing their mean rank */
  readonly method?: CorrelationMethod;
  /** Confidence level in (0, 1). Default: 0.95 */
  readonly level?: number;
}

/**
 * The correlation of two columns with its interval and the two-sided test of no correlation.
 * The p-value is Student's t with n − 2 degrees of freedom, exact for Pearson's r of normal values, approximate for
 * ranks. The interval is Fisher's z: with deviation 1 / √(n − 3) for Pearson, √((1 + r² / 2) / (n − 3)) for Spearman
 * (Bonett & Wright 2000). With fewer than four pairs it is [−1, 1]; with two, p is 1.
 * @param x at least two finite numbers
 * @param y as many
 * @returns the correlation in [−1, 1], NaN where a column is constant
 * @throws ShapeError for columns of different or too small length; InvalidParameterError for a value that is not finite,
 *   an unknown option or a level outside (0, 1)
 * @see SciPy `pearsonr(x, y)` and `spearmanr(x, y)`; Bonett & Wright (2000), Psychometrika 65
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { correlation } from "churnlab";
 *
 * const visits = [1, 2, 3, 4, 5, 6];
 * const { estimate, pValue, lower } = correlation(visits, [2, 1, 4, 3, 6, 5]);
 * assert.equal(estimate.toFixed(4), "0.8286");
 * assert.equal(pValue.toFixed(4), "0.0416");
 * assert.ok(lower < estimate);
 * assert.equal(correlation(visits, [1, 4, 9, 16, 25, 36], { method: "spearman" }).estimate, 1);
 * ```
 */
export function correlation(x: LabelsLike, y: LabelsLike, options: CorrelationOptions = {}): CorrelationResult {
  checkOptionNames("correlation", options, ["method", "level"]);
  const method = checkOneOf("method", options.method ?? "pearson", ["pearson", "spearman"]);
  const level = checkLevel(options.level ?? 0.95);
  const left = toVector(x, undefined, "x");
  const right = toVector(y, left.length, "y");
  if (left.length < 2) throw new ShapeError(`x and y must have at least 2 values; got ${left.length}`);
  return method === "pearson"
    ? testCorrelation(left, right, level, 0)
    : testCorrelation(rank(left), rank(right), level, 0.5);
}

/**
 * The point-biserial correlation of a numeric column with labels: Pearson's r with the labels as 0 and 1, positive where
 * the ones have the larger values. Its test is Student's t-test of two groups with equal variance; its interval, by
 * Fisher's z, is approximate.
 * @param values at least two finite numbers
 * @param labels as many labels, 0 or 1, both present
 * @param level confidence level in (0, 1)
 * @returns the correlation in [−1, 1], NaN where the values are constant
 * @throws ShapeError for columns of different or too small length; InvalidParameterError for a value that is not finite,
 *   labels of one class only, or a level outside (0, 1)
 * @see SciPy `pointbiserialr(labels, values)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pointBiserialCorrelation } from "churnlab";
 *
 * const months = [1, 2, 1, 12, 9, 6];
 * const left = [1, 1, 1, 0, 0, 0];
 * const { estimate, pValue } = pointBiserialCorrelation(months, left);
 * assert.equal(estimate.toFixed(4), "-0.9084");
 * assert.ok(pValue < 0.05);
 * ```
 */
export function pointBiserialCorrelation(values: LabelsLike, labels: LabelsLike, level = 0.95): CorrelationResult {
  const left = toVector(values, undefined, "values");
  const right = Float64Array.from(toLabels(labels, left.length, "labels"));
  checkLevel(level);
  if (left.length < 2) throw new ShapeError(`values must have at least 2 values; got ${left.length}`);
  if (right.every((label) => label === right[0])) {
    throw new InvalidParameterError(`labels must have both 0 and 1; got only ${right[0]}`);
  }
  return testCorrelation(left, right, level, 0);
}

/** `rankShare` times r² is added to the variance of Fisher's z: 0 for Pearson, ½ for ranks. */
function testCorrelation(x: Float64Array, y: Float64Array, level: number, rankShare: number): CorrelationResult {
  const n = x.length;
  const { r, aboveMinus, belowPlus } = correlate(x, y);
  const degreesOfFreedom = n - 2;
  // 1 − r², whichever way rounds less.
  const rest = r * r < 0.5 ? 1 - r * r : aboveMinus * belowPlus;
  return {
    ...fisherLimits(r, n, level, rankShare),
    statistic: r * Math.sqrt(degreesOfFreedom / rest),
    ...fromLog(n === 2 && !Number.isNaN(r) ? 0 : logPValue(r, rest, degreesOfFreedom)),
    degreesOfFreedom,
    n,
  };
}

/** P(|R| ≥ |r|) = I_(1 − r²)((n − 2) / 2, 1 / 2) under no correlation. */
function logPValue(r: number, rest: number, degreesOfFreedom: number): number {
  return logIncompleteBeta(Math.log(rest), 2 * Math.log(Math.abs(r)), degreesOfFreedom / 2, 0.5);
}

function fisherLimits(r: number, n: number, level: number, rankShare: number): Interval {
  if (Number.isNaN(r)) return { estimate: r, lower: r, upper: r, level };
  if (n < 4) return { estimate: r, lower: -1, upper: 1, level };
  const margin = criticalZ(level) * Math.sqrt((1 + rankShare * r * r) / (n - 3));
  return { estimate: r, lower: Math.tanh(Math.atanh(r) - margin), upper: Math.tanh(Math.atanh(r) + margin), level };
}

/** r with 1 + r and 1 − r, each from sums that do not cancel: half the squared lengths of u + v and u − v. */
function correlate(x: Float64Array, y: Float64Array): { r: number; aboveMinus: number; belowPlus: number } {
  const meanX = meanOf(x);
  const meanY = meanOf(y);
  const normX = deviationNorm(x, meanX);
  const normY = deviationNorm(y, meanY);
  if (normX === 0 || normY === 0) return { r: Number.NaN, aboveMinus: Number.NaN, belowPlus: Number.NaN };
  let product = 0;
  let plus = 0;
  let minus = 0;
  for (let row = 0; row < x.length; row++) {
    const u = (x[row] - meanX) / normX;
    const v = (y[row] - meanY) / normY;
    product += u * v;
    plus += (u + v) * (u + v);
    minus += (u - v) * (u - v);
  }
  // Where the columns agree to the last digits, what is left of the difference is rounding.
  const aboveMinus = plus < 1e-30 * x.length ? 0 : plus / 2;
  const belowPlus = minus < 1e-30 * x.length ? 0 : minus / 2;
  const r = belowPlus === 0 ? 1 : aboveMinus === 0 ? -1 : Math.max(-1, Math.min(1, product));
  return { r, aboveMinus, belowPlus };
}
