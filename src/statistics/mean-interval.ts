import { type LabelsLike, meanOf } from "../core";
import { standardDeviationOf } from "./descriptive";
import { checkLevel, type Interval } from "./interval";
import { toSample } from "./sample";
import { studentTUpperQuantile } from "./student-t";

/**
 * The mean with its Student t interval.
 * A single value has no interval: its limits are NaN.
 * @param values at least one finite number
 * @param level confidence level in (0, 1)
 * @returns in the unit of the values
 * @throws InvalidParameterError for no value, one that is not finite, or a level outside (0, 1)
 * @see SciPy `t.interval(level, n - 1, mean, sd / sqrt(n))`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { meanInterval } from "churnlab";
 *
 * const { estimate, lower, upper } = meanInterval([2, 4, 6]);
 * assert.equal(estimate, 4);
 * assert.deepEqual([lower.toFixed(3), upper.toFixed(3)], ["-0.968", "8.968"]);
 * ```
 */
export function meanInterval(values: LabelsLike, level = 0.95): Interval {
  const sample = toSample(values, "values");
  checkLevel(level);
  const n = sample.length;
  const estimate = meanOf(sample);
  if (n === 1) return { estimate, lower: Number.NaN, upper: Number.NaN, level };
  const margin = (studentTUpperQuantile((1 - level) / 2, n - 1) * standardDeviationOf(sample, estimate)) / Math.sqrt(n);
  return { estimate, lower: estimate - margin, upper: estimate + margin, level };
}
