import { checkNumber, checkOneOf, checkOptionNames, type LabelsLike } from "../../core";
import type { Interval } from "../../statistics";
import { checkPairsOfClasses, covarianceOf, placementsOf } from "./delong";
import { normalInterval } from "./delong-test";
import { toLabelsAndScores } from "./labels-and-scores";

/** Options of {@link rocAucInterval}. */
export interface RocAucIntervalOptions {
  /** Confidence level in (0, 1). Default 0.95. */
  readonly level?: number;
  /**
   * "logit" (default): the interval of log(AUC / (1 − AUC)), turned back, so that it stays inside (0, 1) and covers
   * better near 1. "linear": AUC ∓ z·standard error, cut to [0, 1].
   */
  readonly scale?: "logit" | "linear";
}

/** An AUC with its interval and standard error. */
export interface RocAucInterval extends Interval {
  /** DeLong's standard error of the AUC. */
  readonly standardError: number;
}

/**
 * Confidence interval of one ROC AUC from DeLong's variance (DeLong, DeLong & Clarke-Pearson 1988), by sorting as in
 * Sun & Xu (2014); the logit interval as in Pepe (2003, section 5.2). For rows that the model was not trained on.
 * A ranking without any error has variance 0, so that its interval is the one point and says nothing of the doubt.
 * @param y true labels, 0 or 1, at least 2 of each class, length nSamples
 * @param scores one finite score a sample; only the order counts
 * @returns the area with its standard error and bounds, in [0, 1]
 * @throws UndefinedMetricError for fewer than 2 labels of a class; ShapeError for unequal lengths;
 * InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rocAucInterval } from "churnlab";
 *
 * const { estimate, lower, upper } = rocAucInterval([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * assert.equal(estimate, 0.75);
 * assert.ok(0 < lower && lower < estimate && estimate < upper && upper < 1);
 * ```
 */
export function rocAucInterval(y: LabelsLike, scores: LabelsLike, options: RocAucIntervalOptions = {}): RocAucInterval {
  checkOptionNames("rocAucInterval", options, ["level", "scale"]);
  const level = checkNumber("level", options.level ?? 0.95, { exclusiveMin: 0, exclusiveMax: 1 });
  const scale = checkOneOf("scale", options.scale ?? "logit", ["logit", "linear"]);
  const pair = toLabelsAndScores(y, scores, "scores");
  checkPairsOfClasses(pair.labels, "rocAucInterval");
  const placements = placementsOf(pair.labels, pair.scores);
  const { auc } = placements;
  const standardError = Math.sqrt(covarianceOf(placements, placements));
  const hasLogit = auc > 0 && auc < 1;
  if (scale === "linear" || !hasLogit) return { ...normalInterval(auc, standardError, level, 0), standardError };
  return { ...logitInterval(auc, standardError, level), standardError };
}

function logitInterval(auc: number, standardError: number, level: number): Interval {
  const logit = Math.log(auc) - Math.log1p(-auc);
  const margin = normalInterval(0, standardError / (auc * (1 - auc)), level, Number.NEGATIVE_INFINITY).lower;
  const back = (value: number) => 1 / (1 + Math.exp(-value));
  const lower = Math.min(auc, back(logit + margin));
  return { estimate: auc, lower, upper: Math.max(auc, back(logit - margin)), level };
}
