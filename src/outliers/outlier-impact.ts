import { deviationNorm, type MatrixLike, meanOf, ShapeError, toFeatureMatrix, toMatchingFeatures } from "../core";

/** One feature before and after a treatment of outliers. */
export interface OutlierImpact {
  /** The column's name */
  readonly feature: string;
  /** Rows before */
  readonly nBefore: number;
  /** Rows after */
  readonly nAfter: number;
  /** In the feature's unit, as all that follow */
  readonly meanBefore: number;
  /** Mean after */
  readonly meanAfter: number;
  /** With n − 1 in the divisor; NaN for a single row */
  readonly standardDeviationBefore: number;
  /** With n − 1 in the divisor; NaN for a single row */
  readonly standardDeviationAfter: number;
  /** Smallest value before */
  readonly minBefore: number;
  /** Smallest value after */
  readonly minAfter: number;
  /** Largest value before */
  readonly maxBefore: number;
  /** Largest value after */
  readonly maxAfter: number;
}

/**
 * What clipping or removing rows did to every feature.
 * @param before nSamples × nFeatures, at least one row
 * @param after the same features, at least one row; the number of rows may differ
 * @returns one record a feature, in the order of the columns; every number but the counts in the feature's unit
 * @throws ShapeError for no rows or other features
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { outlierImpact, Winsorizer } from "churnlab";
 *
 * const X = [[1], [2], [3], [4], [90]];
 * const clipped = new Winsorizer().fit(X).transform(X);
 * const [{ nAfter, maxBefore, maxAfter }] = outlierImpact(X, clipped);
 * assert.deepEqual([nAfter, maxBefore, maxAfter], [5, 90, 7]);
 * ```
 */
export function outlierImpact(before: MatrixLike, after: MatrixLike): OutlierImpact[] {
  const first = toFeatureMatrix(before, "before");
  const second = toMatchingFeatures(after, first.featureNames, "after");
  if (first.nSamples === 0 || second.nSamples === 0) {
    throw new ShapeError(`before and after must have rows; got ${first.nSamples} and ${second.nSamples}`);
  }
  return first.featureNames.map((feature, column) => {
    const old = describe(first.column(column));
    const now = describe(second.column(column));
    return {
      feature,
      nBefore: first.nSamples,
      nAfter: second.nSamples,
      meanBefore: old.mean,
      meanAfter: now.mean,
      standardDeviationBefore: old.standardDeviation,
      standardDeviationAfter: now.standardDeviation,
      minBefore: old.min,
      minAfter: now.min,
      maxBefore: old.max,
      maxAfter: now.max,
    };
  });
}

function describe(values: Float64Array) {
  const mean = meanOf(values);
  return {
    mean,
    standardDeviation: values.length < 2 ? Number.NaN : deviationNorm(values, mean) / Math.sqrt(values.length - 1),
    min: values.reduce((smallest, value) => Math.min(smallest, value)),
    max: values.reduce((largest, value) => Math.max(largest, value)),
  };
}
