import { checkNumber, deviationNorm, type LabelsLike, meanOf, quantileOfSorted, sortedCopy } from "../core";
import { toSample } from "./sample";

/**
 * The arithmetic mean of at least one value.
 * @param values at least one finite number
 * @returns in the unit of the values
 * @throws InvalidParameterError for no value, or for one that is not a finite number
 * @see NumPy `mean(values)`; the sum carries its rounding error along (Neumaier 1974)
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mean } from "churnlab";
 *
 * assert.equal(mean([1, 2, 6]), 3);
 * ```
 */
export function mean(values: LabelsLike): number {
  return meanOf(toSample(values, "values"));
}

/**
 * The sample variance, divided by n − 1; NaN for a single value. Squares of values beyond 1e154 overflow.
 * @param values at least one finite number
 * @returns in the square of their unit
 * @throws InvalidParameterError for no value, or for one that is not a finite number
 * @see NumPy `var(values, ddof=1)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { variance } from "churnlab";
 *
 * assert.equal(variance([1, 2, 6]).toFixed(6), "7.000000");
 * ```
 */
export function variance(values: LabelsLike): number {
  return standardDeviation(values) ** 2;
}

/**
 * The sample standard deviation, with n − 1 in the divisor; NaN for a single value.
 * @param values at least one finite number
 * @returns in the unit of the values
 * @throws InvalidParameterError for no value, or for one that is not a finite number
 * @see NumPy `std(values, ddof=1)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { standardDeviation } from "churnlab";
 *
 * assert.equal(standardDeviation([2, 4, 6]), 2);
 * ```
 */
export function standardDeviation(values: LabelsLike): number {
  return standardDeviationOf(toSample(values, "values"));
}

/** As {@link standardDeviation}, of values taken as valid. */
export function standardDeviationOf(values: ArrayLike<number>, center = meanOf(values)): number {
  if (values.length < 2) return Number.NaN;
  return deviationNorm(values, center) / Math.sqrt(values.length - 1);
}

/**
 * The p-quantile by linear interpolation between order statistics (type 7, the default of R and NumPy).
 * @param values at least one finite number, in any order
 * @param p in [0, 1]
 * @returns in the unit of the values
 * @throws InvalidParameterError for no value, one that is not a finite number, or p outside [0, 1]
 * @see Hyndman & Fan (1996), type 7; NumPy `quantile(values, p)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { quantile } from "churnlab";
 *
 * assert.equal(quantile([40, 10, 30, 20], 0.25), 17.5);
 * ```
 */
export function quantile(values: LabelsLike, p: number): number {
  checkNumber("p", p, { min: 0, max: 1 });
  return quantileOfSorted(sortedCopy(toSample(values, "values")), p);
}

/**
 * The median: the middle value, or the mean of the middle two.
 * @param values at least one finite number, in any order
 * @returns in the unit of the values
 * @throws InvalidParameterError for no value, or for one that is not a finite number
 * @see NumPy `median(values)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { median } from "churnlab";
 *
 * assert.equal(median([4, 1, 3, 2]), 2.5);
 * ```
 */
export function median(values: LabelsLike): number {
  return quantile(values, 0.5);
}
