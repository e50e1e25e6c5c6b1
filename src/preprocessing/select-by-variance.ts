import {
  checkNumber,
  checkOptionNames,
  deviationNorm,
  type MatrixLike,
  meanOf,
  ShapeError,
  toFeatureMatrix,
} from "../core";
import { type DroppedFeature, type FeatureSelection, tidy } from "./feature-selection";

/** Options of {@link selectByVariance}. */
export interface SelectByVarianceOptions {
  /** Features with a variance at or below it are dropped; ≥ 0, in squared units of the feature. Default: 0 */
  readonly threshold?: number;
}

/**
 * Drops features that hardly vary. The variance is the population's (divided by n), as in scikit-learn's
 * `VarianceThreshold`; it depends on the unit, so a threshold above 0 wants features on one scale.
 * @param X nSamples × nFeatures, at least one row
 * @returns the names kept, in the order of the columns, and the dropped ones with the reason
 * @throws ShapeError for no rows; InvalidParameterError for a bad or unknown option
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { selectByVariance } from "churnlab";
 *
 * const { kept, dropped } = selectByVariance([[1, 7], [2, 7], [3, 7]]);
 * assert.deepEqual(kept, ["x0"]);
 * assert.deepEqual(dropped, [{ feature: "x1", reason: "always 7: variance 0" }]);
 * ```
 */
export function selectByVariance(X: MatrixLike, options: SelectByVarianceOptions = {}): FeatureSelection {
  checkOptionNames("selectByVariance", options, ["threshold"]);
  const threshold = checkNumber("threshold", options.threshold ?? 0, { min: 0 });
  const matrix = toFeatureMatrix(X);
  if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
  const kept: string[] = [];
  const dropped: DroppedFeature[] = [];
  for (const feature of matrix.featureNames) {
    const values = matrix.column(feature);
    const variance = deviationNorm(values, meanOf(values)) ** 2 / values.length;
    if (variance > threshold) kept.push(feature);
    else dropped.push({ feature, reason: reason(variance, threshold, values[0]) });
  }
  return { kept, dropped };
}

function reason(variance: number, threshold: number, first: number): string {
  if (variance === 0) return `always ${tidy(first)}: variance 0`;
  return `variance ${tidy(variance)} is not above ${tidy(threshold)}`;
}
