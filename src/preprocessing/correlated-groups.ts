import {
  checkNumber,
  checkOptionNames,
  correlationOf,
  type MatrixLike,
  ShapeError,
  toFeatureMatrix,
  unitDeviations,
} from "../core";

/** Options of {@link correlatedGroups}. */
export interface CorrelatedGroupsOptions {
  /** Two features belong together when |r| is above it; in (0, 1]. Default: 0.9 */
  readonly threshold?: number;
}

/**
 * Features that move together: those linked by Pearson correlations above the threshold in size, directly or through
 * others. Only groups of two or more, in the order of the columns. A constant feature is in no group.
 * @param X nSamples × nFeatures, at least two rows
 * @returns the names of the features of each group
 * @throws ShapeError for fewer than two rows; InvalidParameterError for a bad or unknown option
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { correlatedGroups } from "churnlab";
 *
 * const X = [[1, 10, 5], [2, 20, 1], [3, 30, 4], [4, 41, 2]];
 * assert.deepEqual(correlatedGroups(X, { threshold: 0.95 }), [["x0", "x1"]]);
 * ```
 */
export function correlatedGroups(X: MatrixLike, options: CorrelatedGroupsOptions = {}): string[][] {
  checkOptionNames("correlatedGroups", options, ["threshold"]);
  const threshold = checkNumber("threshold", options.threshold ?? 0.9, { exclusiveMin: 0, max: 1 });
  const matrix = toFeatureMatrix(X);
  if (matrix.nSamples < 2) throw new ShapeError(`X must have at least 2 rows; got ${matrix.nSamples}`);
  const columns = matrix.featureNames.map((name) => unitDeviations(matrix.column(name)));
  // Each feature starts in a group of its own; a link gives both groups the number of the earlier one.
  const groupOf = columns.map((_, feature) => feature);
  columns.forEach((column, feature) => {
    columns.slice(0, feature).forEach((other, earlier) => {
      if (!(Math.abs(correlationOf(column, other)) > threshold)) return;
      const [kept, joined] = [groupOf[earlier], groupOf[feature]].sort((a, b) => a - b);
      groupOf.forEach((group, place) => {
        if (group === joined) groupOf[place] = kept;
      });
    });
  });
  return [...new Set(groupOf)]
    .map((group) => matrix.featureNames.filter((_, feature) => groupOf[feature] === group))
    .filter((names) => names.length > 1);
}
