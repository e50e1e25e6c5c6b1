import { checkNumber, deviationNorm, type LabelsLike, meanOf, quantileOfSorted, sortedCopy } from "../core";
import { toSample } from "./sample";

/**
 * The arithmetic mean of at least one value.
 * @throws InvalidParameterError for no value, or for one that is not a finite number
 */
export function mean(values: LabelsLike): number {
  return meanOf(toSample(values, "values"));
}

/** The sample variance, divided by n − 1; NaN for a single value. Squares of values beyond 1e154 overflow. */
export function variance(values: LabelsLike): number {
  return standardDeviation(values) ** 2;
}

/** The sample standard deviation, with n − 1 in the divisor; NaN for a single value. */
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
 * @param p in [0, 1]
 */
export function quantile(values: LabelsLike, p: number): number {
  checkNumber("p", p, { min: 0, max: 1 });
  return quantileOfSorted(sortedCopy(toSample(values, "values")), p);
}

/** The median: the middle value, or the mean of the middle two. */
export function median(values: LabelsLike): number {
  return quantile(values, 0.5);
}
