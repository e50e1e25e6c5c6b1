import {
  checkFitted,
  checkInteger,
  checkNumber,
  checkOneOf,
  checkOptionNames,
  type FittedClassifier,
  InvalidParameterError,
  type MatrixLike,
  meanOf,
  ShapeError,
  show,
  sortedCopy,
  toMatchingFeatures,
  toVector,
} from "../core";
import { ChangeableRows } from "./explanation/changeable-rows";

/** Options of {@link partialDependence}. */
export interface PartialDependenceOptions {
  /** Values of the feature, in its unit. Default: all its values when fewer than gridSize, else evenly spaced. */
  readonly grid?: ArrayLike<number>;
  /** Points of an evenly spaced grid, integer from 2. Default 20. */
  readonly gridSize?: number;
  /** Shares of rows, ascending in [0, 1], between whose quantiles the grid lies. Default [0.05, 0.95]. */
  readonly percentiles?: readonly [number, number];
  /** The average over rows, or one curve a row as well ("individual", ICE curves). Default "average". */
  readonly kind?: "average" | "individual";
}

/** What a model answers as one feature is set to one value after another. */
export interface PartialDependence {
  /** Name of the feature. */
  readonly feature: string;
  /** Values that the feature was set to, in its unit. */
  readonly grid: Float64Array;
  /** Mean P(churn) over all rows at each value. */
  readonly average: Float64Array;
  /** P(churn) of each row at each value, one array of the grid's length a row; null unless kind is "individual". */
  readonly individual: readonly Float64Array[] | null;
}

/**
 * Partial dependence (Friedman 2001, section 8.2): every row's feature is set to each value of a grid and the
 * forecasts are averaged. Grid and averaging follow scikit-learn's `method="brute"`. It describes the model, not what
 * would happen to clients; for features that move together it asks about clients who do not exist.
 * @param fitted any fitted classifier, pipeline or search; for a pipeline the raw feature is set
 * @param X nSamples × nFeatures, the features of training, at least one row
 * @param feature name of a feature of training, or its place from 0
 * @returns mean P(churn) at each value of the grid, and each row's where asked for
 * @throws ShapeError for other features than in training or no rows; InvalidParameterError for an unknown feature or an
 *   option that breaks its rule
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LogisticRegression, partialDependence } from "churnlab";
 * const X = [[1], [2], [3], [4]];
 * const fitted = new LogisticRegression().fit(X, [1, 1, 0, 0]);
 * const { grid, average } = partialDependence(fitted, X, "x0");
 * assert.deepEqual(Array.from(grid), [1, 2, 3, 4]);
 * assert.ok(average[0] > average[3]);
 * ```
 */
export function partialDependence(
  fitted: FittedClassifier,
  X: MatrixLike,
  feature: string | number,
  options: PartialDependenceOptions = {},
): PartialDependence {
  checkFitted(fitted);
  checkOptionNames("partialDependence", options, ["grid", "gridSize", "percentiles", "kind"]);
  const kind = checkOneOf("kind", options.kind ?? "average", ["average", "individual"]);
  const matrix = toMatchingFeatures(X, fitted.featureNames);
  if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
  const place = placeOf(feature, fitted.featureNames);
  const grid = toGrid(matrix.column(place), options);
  const rows = new ChangeableRows(fitted, matrix);
  const set = rows.setter(place, grid);
  const curves = Array.from(grid, (_, point) => {
    set(point);
    return rows.predictProba();
  });
  return {
    feature: fitted.featureNames[place],
    grid,
    average: Float64Array.from(curves, meanOf),
    individual: kind === "individual" ? transpose(curves, matrix.nSamples) : null,
  };
}

/** Place of a feature among those of training. @throws InvalidParameterError for an unknown one */
export function placeOf(feature: string | number, featureNames: readonly string[]): number {
  if (typeof feature === "number") return checkInteger("feature", feature, { min: 0, max: featureNames.length - 1 });
  const place = featureNames.indexOf(feature);
  if (place < 0) {
    throw new InvalidParameterError(`no feature ${show(feature)}; the features are ${featureNames.join(", ")}`);
  }
  return place;
}

/** The values to set a feature to. @param values those of the rows */
export function toGrid(
  values: Float64Array,
  options: Pick<PartialDependenceOptions, "grid" | "gridSize" | "percentiles">,
): Float64Array {
  const gridSize = checkInteger("gridSize", options.gridSize ?? 20, { min: 2 });
  const { percentiles = [0.05, 0.95] } = options;
  if (!Array.isArray(percentiles) || percentiles.length !== 2) {
    throw new InvalidParameterError(`percentiles must be two numbers, low and high; got ${show(percentiles)}`);
  }
  const [low, high] = percentiles;
  checkNumber("percentiles[0]", low, { min: 0, max: 1 });
  checkNumber("percentiles[1]", high, { exclusiveMin: low, max: 1 });
  if (options.grid !== undefined) {
    const grid = toVector(options.grid, undefined, "grid");
    if (grid.length === 0) throw new ShapeError("grid must have at least one value; got none");
    return grid;
  }
  const sorted = sortedCopy(values);
  const distinct = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
  if (distinct.length < gridSize) return distinct;
  const from = cunnaneQuantile(sorted, low);
  const to = cunnaneQuantile(sorted, high);
  // Nearly all rows have one value: between the quantiles there is nothing to draw, so the whole range is shown.
  if (from === to) return evenlySpaced(sorted[0], sorted[sorted.length - 1], gridSize);
  return evenlySpaced(from, to, gridSize);
}

/** SciPy's `mquantiles` with its defaults α = β = 0.4 (Cunnane 1978), which scikit-learn's grid uses. */
function cunnaneQuantile(sorted: Float64Array, p: number): number {
  const n = sorted.length;
  const position = n * p + 0.4 + p * 0.2;
  const below = Math.floor(Math.min(Math.max(position, 1), n - 1));
  const fraction = Math.min(Math.max(position - below, 0), 1);
  return (1 - fraction) * sorted[below - 1] + fraction * sorted[below];
}

function evenlySpaced(from: number, to: number, size: number): Float64Array {
  const step = (to - from) / (size - 1);
  return Float64Array.from({ length: size }, (_, index) => (index === size - 1 ? to : from + index * step));
}

function transpose(curves: readonly Float64Array[], nSamples: number): Float64Array[] {
  return Array.from({ length: nSamples }, (_, row) => Float64Array.from(curves, (curve) => curve[row]));
}
