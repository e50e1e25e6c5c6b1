import {
  checkFitted,
  checkOptionNames,
  type FittedClassifier,
  InvalidParameterError,
  type MatrixLike,
  meanOf,
  ShapeError,
  show,
  toMatchingFeatures,
} from "../core";
import { ChangeableRows } from "./explanation/changeable-rows";
import { type PartialDependenceOptions, placeOf, toGrid } from "./partial-dependence";

/** Options of {@link partialDependencePair}. */
export interface PartialDependencePairOptions extends Pick<PartialDependenceOptions, "gridSize" | "percentiles"> {
  /** Values of the first and of the second feature, in their units. Default: as in `partialDependence`. */
  readonly grids?: readonly [ArrayLike<number> | undefined, ArrayLike<number> | undefined];
}

/** What a model answers as two features are set to one pair of values after another. */
export interface PartialDependencePair {
  /** Names of the two features. */
  readonly features: readonly [string, string];
  /** Values that the first and the second feature were set to. */
  readonly grids: readonly [Float64Array, Float64Array];
  /** Mean P(churn) over all rows: one array a value of the first feature, one number a value of the second. */
  readonly average: readonly Float64Array[];
}

/**
 * Partial dependence on two features at once: where the curves of one feature for different values of the other are not
 * parallel on the scale of the model, the two interact. Grids and averaging follow scikit-learn's `method="brute"`.
 * @param fitted any fitted classifier, pipeline or search; for a pipeline raw features are set
 * @param X nSamples × nFeatures, the features of training, at least one row
 * @param features two different features of training, by name or place from 0
 * @returns mean P(churn) at each pair of values
 * @throws ShapeError for other features than in training or no rows; InvalidParameterError for unknown or equal
 *   features, or an option that breaks its rule
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LogisticRegression, partialDependencePair } from "churnlab";
 * const X = [[1, 0], [2, 1], [3, 0], [4, 1]];
 * const fitted = new LogisticRegression().fit(X, [1, 1, 0, 0]);
 * const { grids, average } = partialDependencePair(fitted, X, ["x0", "x1"]);
 * assert.deepEqual([average.length, average[0].length], [grids[0].length, grids[1].length]);
 * ```
 */
export function partialDependencePair(
  fitted: FittedClassifier,
  X: MatrixLike,
  features: readonly [string | number, string | number],
  options: PartialDependencePairOptions = {},
): PartialDependencePair {
  checkFitted(fitted);
  checkOptionNames("partialDependencePair", options, ["grids", "gridSize", "percentiles"]);
  const { grids: given = [undefined, undefined], gridSize, percentiles } = options;
  if (!Array.isArray(features) || features.length !== 2) {
    throw new InvalidParameterError(`features must be two features; got ${show(features)}`);
  }
  if (!Array.isArray(given) || given.length !== 2) {
    throw new InvalidParameterError(`grids must be two arrays of values; got ${show(given)}`);
  }
  const matrix = toMatchingFeatures(X, fitted.featureNames);
  if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
  const [first, second] = features.map((feature) => placeOf(feature, fitted.featureNames));
  if (first === second) {
    throw new InvalidParameterError(`features must be different; got ${show(fitted.featureNames[first])} twice`);
  }
  const gridOf = (place: number, grid: ArrayLike<number> | undefined) =>
    toGrid(matrix.column(place), { grid, gridSize, percentiles });
  const grids = [gridOf(first, given[0]), gridOf(second, given[1])] as const;
  const rows = new ChangeableRows(fitted, matrix);
  const setFirst = rows.setter(first, grids[0]);
  const setSecond = rows.setter(second, grids[1]);
  const average = Array.from(grids[0], (_, i) => {
    setFirst(i);
    return Float64Array.from(grids[1], (__, j) => {
      setSecond(j);
      return meanOf(rows.predictProba());
    });
  });
  return { features: [fitted.featureNames[first], fitted.featureNames[second]], grids, average };
}
