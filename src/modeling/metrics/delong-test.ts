import { checkNumber, checkOptionNames, type LabelsLike } from "../../core";
import { type Interval, logNormalTail, normalQuantile, type TestResult } from "../../statistics";
import { checkPairsOfClasses, covarianceOf, placementsOf, varianceOfDifference } from "./delong";
import { toLabelsAndScores } from "./labels-and-scores";

/** Options of {@link delongTest}. */
export interface DelongOptions {
  /** Confidence level of the interval of the difference, in (0, 1). Default 0.95. */
  readonly level?: number;
}

/** Two AUCs on the same samples, and how sure their difference is. `statistic` is z = difference / standard error. */
export interface DelongResult extends TestResult {
  /** AUC of the first scores, in [0, 1]. */
  readonly aucA: number;
  /** AUC of the second scores, in [0, 1]. */
  readonly aucB: number;
  /** Variance of aucA, ≥ 0. */
  readonly varianceA: number;
  /** Variance of aucB, ≥ 0. */
  readonly varianceB: number;
  /** Of the two AUCs: positive where the models rank the same clients right. */
  readonly covariance: number;
  /** Of aucA − aucB. */
  readonly standardError: number;
  /** aucA − aucB with its normal interval, cut to [−1, 1]. */
  readonly difference: Interval;
}

/**
 * Tests whether two models rank the same clients equally well: DeLong, DeLong & Clarke-Pearson (1988), by sorting as in
 * Sun & Xu (2014). Two-sided, normal approximation; the scores must come from rows that neither model was trained on,
 * and it is about these two fitted models, not about the recipes.
 *
 * Scores that rank alike have difference 0, z = 0 and p = 1. A difference without any spread (one ranking without
 * error, the other all wrong) has z = ±∞ and p = 0.
 * @param y true labels, 0 or 1, at least 2 of each class, length nSamples
 * @param scoresA one finite score a sample by the first model; only the order counts
 * @param scoresB the same by the second model
 * @returns both areas, their difference with its interval, and the test
 * @throws UndefinedMetricError for fewer than 2 labels of a class; ShapeError for unequal lengths;
 * InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { delongTest } from "churnlab";
 *
 * const y = [0, 0, 0, 1, 1, 1];
 * const { difference, pValue } = delongTest(y, [0.1, 0.2, 0.6, 0.5, 0.7, 0.9], [0.5, 0.2, 0.6, 0.1, 0.7, 0.4]);
 * assert.ok(Math.abs(difference.estimate - 4 / 9) < 1e-12);
 * assert.ok(pValue > 0.05);
 * ```
 */
export function delongTest(
  y: LabelsLike,
  scoresA: LabelsLike,
  scoresB: LabelsLike,
  options: DelongOptions = {},
): DelongResult {
  checkOptionNames("delongTest", options, ["level"]);
  const level = checkNumber("level", options.level ?? 0.95, { exclusiveMin: 0, exclusiveMax: 1 });
  const { labels, scores } = toLabelsAndScores(y, scoresA, "scoresA");
  const { scores: otherScores } = toLabelsAndScores(labels, scoresB, "scoresB");
  checkPairsOfClasses(labels, "delongTest");
  const a = placementsOf(labels, scores);
  const b = placementsOf(labels, otherScores);
  const standardError = Math.sqrt(varianceOfDifference(a, b));
  const estimate = a.auc - b.auc;
  return {
    aucA: a.auc,
    aucB: b.auc,
    varianceA: covarianceOf(a, a),
    varianceB: covarianceOf(b, b),
    covariance: covarianceOf(a, b),
    standardError,
    difference: normalInterval(estimate, standardError, level, -1),
    ...twoSidedTest(estimate, standardError),
  };
}

/** estimate ∓ z·standard error, cut to [least, 1]. */
export function normalInterval(estimate: number, standardError: number, level: number, least: number): Interval {
  const margin = -normalQuantile((1 - level) / 2) * standardError;
  return { estimate, lower: Math.max(least, estimate - margin), upper: Math.min(1, estimate + margin), level };
}

function twoSidedTest(estimate: number, standardError: number): TestResult {
  if (estimate === 0) return { statistic: 0, pValue: 1, logPValue: 0 };
  const statistic = estimate / standardError;
  if (standardError === 0) return { statistic, pValue: 0, logPValue: Number.NEGATIVE_INFINITY };
  const logPValue = Math.min(0, Math.LN2 + logNormalTail(Math.abs(statistic)));
  return { statistic, pValue: Math.exp(logPValue), logPValue };
}
