import { type MatrixLike, meanOf, quantileOfSorted, ShapeError, sortedCopy, toFeatureMatrix } from "../core";
import { standardDeviationOf } from "./descriptive";

/** The usual numbers about one column. */
export interface ColumnDescription {
  /** The column's name */
  readonly feature: string;
  /** Number of rows */
  readonly n: number;
  /** In the column's unit, as all that follow up to `max` */
  readonly mean: number;
  /** With n − 1 in the divisor; NaN for a single row */
  readonly standardDeviation: number;
  /** Smallest value */
  readonly min: number;
  /** Lower quartile (type 7) */
  readonly q25: number;
  /** The middle value */
  readonly median: number;
  /** Upper quartile (type 7) */
  readonly q75: number;
  /** Largest value */
  readonly max: number;
  /** How many different values there are */
  readonly distinct: number;
  /** Share of values equal to 0, in [0, 1] */
  readonly shareOfZeros: number;
}

/**
 * Describes every column of X, one record a column.
 * @param X nSamples × nFeatures, at least one row
 * @returns one record a column, in their order, each number in the unit of its column
 * @throws ShapeError for no rows
 * @see pandas `DataFrame.describe()`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeColumns } from "churnlab";
 *
 * const [age] = describeColumns([[20], [30], [30], [60]]);
 * assert.deepEqual([age.mean, age.median, age.min, age.max], [35, 30, 20, 60]);
 * assert.equal(age.distinct, 3);
 * ```
 */
export function describeColumns(X: MatrixLike): ColumnDescription[] {
  const matrix = toFeatureMatrix(X);
  if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
  return matrix.featureNames.map((feature) => ({ feature, ...describe(matrix.column(feature)) }));
}

function describe(values: Float64Array): Omit<ColumnDescription, "feature"> {
  const sorted = sortedCopy(values);
  let distinct = 1;
  let zeros = sorted[0] === 0 ? 1 : 0;
  for (let index = 1; index < sorted.length; index++) {
    if (sorted[index] !== sorted[index - 1]) distinct++;
    if (sorted[index] === 0) zeros++;
  }
  return {
    n: sorted.length,
    mean: meanOf(values),
    standardDeviation: standardDeviationOf(values),
    min: sorted[0],
    q25: quantileOfSorted(sorted, 0.25),
    median: quantileOfSorted(sorted, 0.5),
    q75: quantileOfSorted(sorted, 0.75),
    max: sorted[sorted.length - 1],
    distinct,
    shareOfZeros: zeros / sorted.length,
  };
}
