import {
  checkInteger,
  checkNumber,
  checkOneOf,
  correlationOf,
  type MatrixLike,
  ShapeError,
  toFeatureMatrix,
  unitDeviations,
} from "../core";
import { checkLevel, criticalZ, type Interval } from "./interval";
import { rank } from "./ranks";

/** How strongly two columns move together: "pearson" in a straight line, "spearman" by their ranks. */
export type CorrelationMethod = "pearson" | "spearman";

/** What {@link correlationMatrix} returns. */
export interface CorrelationMatrix {
  /** Names of the columns, in the order of rows and columns of `values` */
  readonly featureNames: readonly string[];
  /** nFeatures × nFeatures, symmetric; 1 on the diagonal, NaN in the row and column of a constant feature */
  readonly values: number[][];
}

/**
 * The correlation of every pair of columns.
 * @param X nSamples × nFeatures, at least two rows
 * @param method "pearson" or "spearman" (Pearson's correlation of the ranks, ties sharing their mean rank)
 * @returns nFeatures × nFeatures values in [−1, 1] with the names of the columns
 * @throws ShapeError for fewer than two rows
 * @see NumPy `corrcoef(X, rowvar=False)`; SciPy `spearmanr(X)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { correlationMatrix } from "churnlab";
 *
 * const { featureNames, values } = correlationMatrix([[1, 2], [2, 4], [3, 7]], "spearman");
 * assert.deepEqual(featureNames, ["x0", "x1"]);
 * assert.equal(values[0][1].toFixed(12), "1.000000000000"); // the ranks agree, although the points are not on a line
 * ```
 */
export function correlationMatrix(X: MatrixLike, method: CorrelationMethod = "pearson"): CorrelationMatrix {
  const matrix = toFeatureMatrix(X);
  checkOneOf("method", method, ["pearson", "spearman"]);
  if (matrix.nSamples < 2) throw new ShapeError(`X must have at least 2 rows; got ${matrix.nSamples}`);
  const columns = matrix.featureNames.map((name) => {
    const values = matrix.column(name);
    return unitDeviations(method === "spearman" ? rank(values) : values);
  });
  const values = columns.map(() => new Array<number>(columns.length).fill(Number.NaN));
  columns.forEach((left, i) => {
    columns.slice(0, i + 1).forEach((right, j) => {
      values[i][j] = correlationOf(left, right);
      values[j][i] = values[i][j];
    });
  });
  return { featureNames: [...matrix.featureNames], values };
}

/**
 * A Pearson correlation with its interval by Fisher's z. With fewer than four samples the interval is [−1, 1].
 * @param r in [−1, 1]
 * @param n number of samples, integer ≥ 2
 * @param level confidence level in (0, 1)
 * @returns limits in [−1, 1]
 * @throws InvalidParameterError when a number breaks its rule
 * @see Fisher (1921); SciPy `pearsonr(x, y).confidence_interval(level)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { correlationInterval } from "churnlab";
 *
 * const { lower, upper } = correlationInterval(0.5, 50);
 * assert.deepEqual([lower.toFixed(3), upper.toFixed(3)], ["0.257", "0.683"]);
 * ```
 */
export function correlationInterval(r: number, n: number, level = 0.95): Interval {
  checkNumber("r", r, { min: -1, max: 1 });
  checkInteger("n", n, { min: 2 });
  checkLevel(level);
  if (n < 4) return { estimate: r, lower: -1, upper: 1, level };
  const margin = criticalZ(level) / Math.sqrt(n - 3);
  return { estimate: r, lower: Math.tanh(Math.atanh(r) - margin), upper: Math.tanh(Math.atanh(r) + margin), level };
}
