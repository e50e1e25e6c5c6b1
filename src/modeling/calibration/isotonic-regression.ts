import {
  checkOptionNames,
  InvalidParameterError,
  type LabelsLike,
  ShapeError,
  show,
  toSampleWeights,
  toVector,
} from "../../core";
import { evaluateMonotone, fitMonotone } from "./monotone-function";

/** Options of {@link isotonicRegression}. */
export interface IsotonicRegressionOptions {
  /** Where each value was observed, one finite number each. Default: 0, 1, 2, …: the values in their order. */
  readonly x?: LabelsLike;
  /** One weight ≥ 0 a value, their sum positive. Default: 1 each. */
  readonly sampleWeight?: ArrayLike<number>;
  /** true (default): the fit never falls as x grows; false: it never rises. */
  readonly increasing?: boolean;
}

/**
 * Isotonic regression: the monotone sequence that is closest to y in (weighted) least squares, by pooling adjacent
 * violators, in linear time after sorting x (Ayer et al. 1955; Barlow et al. 1972).
 *
 * Values with the same x get one fitted value, that of their weighted mean (de Leeuw's secondary approach to ties);
 * x within 1e-15 of each other count as the same. Both are scikit-learn's `IsotonicRegression`. A value of weight 0
 * has no say; it gets the fit at its x, linear between its neighbours.
 * @param y finite numbers, length nSamples ≥ 1
 * @returns the fitted value of each, length nSamples, in the order of y; its weighted mean is that of y
 * @throws ShapeError for no values or other lengths; InvalidParameterError for other values or a negative weight
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isotonicRegression } from "churnlab";
 *
 * assert.deepEqual(Array.from(isotonicRegression([1, 3, 2, 4])), [1, 2.5, 2.5, 4]);
 * assert.deepEqual(Array.from(isotonicRegression([0, 1, 0], { x: [2, 5, 5] })), [0, 0.5, 0.5]);
 * ```
 */
export function isotonicRegression(y: LabelsLike, options: IsotonicRegressionOptions = {}): Float64Array {
  checkOptionNames("isotonicRegression", options, ["x", "sampleWeight", "increasing"]);
  const { increasing = true } = options;
  if (typeof increasing !== "boolean") {
    throw new InvalidParameterError(`increasing must be true or false; got ${show(increasing)}`);
  }
  const values = toVector(y, undefined, "y");
  if (values.length === 0) throw new ShapeError("y must have at least one value; got none");
  const places = options.x === undefined ? Float64Array.from(values.keys()) : toVector(options.x, values.length, "x");
  const weights = toSampleWeights(options.sampleWeight, values.length);
  if (increasing) return evaluateMonotone(fitMonotone(places, values, weights), places);
  const negated = values.map((value) => -value);
  return evaluateMonotone(fitMonotone(places, negated, weights), places).map((value) => 0 - value);
}
