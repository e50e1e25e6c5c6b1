import {
  checkNumber,
  checkOptionNames,
  correlationOf,
  type FeatureMatrix,
  type MatrixLike,
  ShapeError,
  toFeatureMatrix,
  unitDeviations,
} from "../core";
import { type DroppedFeature, type FeatureSelection, tidy } from "./feature-selection";
import { varianceInflationFactor } from "./variance-inflation-factor";

/** Options of {@link selectByVif}. */
export interface SelectByVifOptions {
  /** The largest variance inflation factor that may stay, ≥ 1. Default: 10 */
  readonly threshold?: number;
}

/**
 * Drops collinear features one at a time: the one with the largest variance inflation factor goes (of equal ones the
 * last column), the factors are computed again, until none is above the threshold.
 * @param X nSamples × nFeatures, at least two rows
 * @returns the names kept, in the order of the columns, and the dropped ones with the reason
 * @throws ShapeError for fewer than two rows; InvalidParameterError for a bad or unknown option
 * @see {@link varianceInflationFactor}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { selectByVif } from "churnlab";
 *
 * const X = [[1, 2, 3], [2, 1, 3], [3, 5, 8], [4, 3, 7]]; // the third column is the sum of the first two
 * assert.deepEqual(selectByVif(X).kept, ["x0", "x1"]);
 * ```
 */
export function selectByVif(X: MatrixLike, options: SelectByVifOptions = {}): FeatureSelection {
  checkOptionNames("selectByVif", options, ["threshold"]);
  const threshold = checkNumber("threshold", options.threshold ?? 10, { min: 1 });
  let matrix = toFeatureMatrix(X);
  if (matrix.nSamples < 2) throw new ShapeError(`X must have at least 2 rows; got ${matrix.nSamples}`);
  const dropped: DroppedFeature[] = [];
  for (;;) {
    const worst = varianceInflationFactor(matrix).reduce((max, entry) => (entry.vif >= max.vif ? entry : max));
    if (worst.vif <= threshold) return { kept: [...matrix.featureNames], dropped };
    dropped.push({ feature: worst.feature, reason: reason(matrix, worst.feature, worst.vif, threshold) });
    // Without a column there is no matrix, and the last one has factor 1 unless it is constant.
    if (matrix.nFeatures === 1) return { kept: [], dropped };
    matrix = matrix.dropColumns([worst.feature]);
  }
}

function reason(matrix: FeatureMatrix, feature: string, vif: number, threshold: number): string {
  const own = unitDeviations(matrix.column(feature));
  if (own === null) return `always ${tidy(matrix.at(0, matrix.indexOf(feature)))}: a constant repeats the intercept`;
  const partners = matrix.featureNames
    .filter((name) => name !== feature)
    .map((name) => ({ name, r: correlationOf(own, unitDeviations(matrix.column(name))) }))
    .filter(({ r }) => !Number.isNaN(r))
    .sort((a, b) => Math.abs(b.r) - Math.abs(a.r));
  const explained = `${tidy(100 * (1 - 1 / vif))} % of its variance is explained by the other features`;
  const closest = partners.length > 0 ? `, closest ${partners[0].name} (r = ${tidy(partners[0].r)})` : "";
  return `VIF ${tidy(vif)} is above ${tidy(threshold)}: ${explained}${closest}`;
}
