import {
  checkNumber,
  checkOptionNames,
  correlationOf,
  type MatrixLike,
  ShapeError,
  toFeatureMatrix,
  unitDeviations,
} from "../core";
import { type DroppedFeature, type FeatureSelection, tidy } from "./feature-selection";

/** Options of {@link selectByCorrelation}. */
export interface SelectByCorrelationOptions {
  /** Of two features whose |r| is above it one is dropped; in (0, 1]. Default: 0.9 */
  readonly threshold?: number;
}

/**
 * Drops features that repeat another one: in the order of the columns, a feature goes when its Pearson correlation with
 * one that is already kept is above the threshold in size. Put the columns to keep first.
 * A constant feature has no correlation and is kept; see `selectByVariance`.
 * @param X nSamples × nFeatures, at least two rows
 * @returns the names kept, in the order of the columns, and the dropped ones with the reason
 * @throws ShapeError for fewer than two rows; InvalidParameterError for a bad or unknown option
 * @see {@link correlatedGroups} for whole groups
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { selectByCorrelation } from "churnlab";
 *
 * const X = [[1, 10, 5], [2, 20, 1], [3, 30, 4], [4, 41, 2]];
 * const { kept, dropped } = selectByCorrelation(X, { threshold: 0.95 });
 * assert.deepEqual(kept, ["x0", "x2"]);
 * assert.equal(dropped[0].reason, "|r| above 0.95: r = 0.9997 with x0, kept");
 * ```
 */
export function selectByCorrelation(X: MatrixLike, options: SelectByCorrelationOptions = {}): FeatureSelection {
  checkOptionNames("selectByCorrelation", options, ["threshold"]);
  const threshold = checkNumber("threshold", options.threshold ?? 0.9, { exclusiveMin: 0, max: 1 });
  const matrix = toFeatureMatrix(X);
  if (matrix.nSamples < 2) throw new ShapeError(`X must have at least 2 rows; got ${matrix.nSamples}`);
  const kept: { feature: string; deviations: Float64Array | null }[] = [];
  const dropped: DroppedFeature[] = [];
  for (const feature of matrix.featureNames) {
    const deviations = unitDeviations(matrix.column(feature));
    const rivals = kept.map((other) => ({ name: other.feature, r: correlationOf(deviations, other.deviations) }));
    const closest = rivals.reduce((best, rival) => (Math.abs(rival.r) > Math.abs(best.r) ? rival : best), {
      name: "",
      r: 0,
    });
    if (Math.abs(closest.r) <= threshold) kept.push({ feature, deviations });
    else dropped.push({ feature, reason: `|r| above ${threshold}: r = ${tidy(closest.r)} with ${closest.name}, kept` });
  }
  return { kept: kept.map(({ feature }) => feature), dropped };
}
