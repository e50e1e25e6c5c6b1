import type { LabelsLike } from "../core";
import { checkLevel, type Interval } from "./interval";
import { toSample } from "./sample";
import { deviationOf, type SampleSummary, summarize } from "./sample-summary";
import { logStudentTTail, studentTUpperQuantile } from "./student-t";
import { type TestResult, twoSided } from "./test-result";

/** What {@link welchTTest} returns. */
export interface WelchTTestResult extends TestResult {
  /** Welch–Satterthwaite; need not be whole */
  readonly degreesOfFreedom: number;
  /** mean(a) − mean(b) with its interval */
  readonly difference: Interval;
}

/**
 * Welch's two-sided t-test: do two groups have the same mean? Variances may differ.
 * When both groups are constant the test is undefined: statistic, degreesOfFreedom and p are NaN.
 * Means are rounded to 16 digits before they are subtracted, as in SciPy: of a difference of 1 at 1e12 four are left.
 * @param a at least two finite numbers
 * @param b at least two finite numbers
 * @param level confidence level of the difference, in (0, 1)
 * @returns t, its degrees of freedom, the two-sided p-value, and the difference in the unit of the values
 * @throws InvalidParameterError for a group of fewer than two values
 * @see Welch (1947), Biometrika 34; SciPy `ttest_ind(a, b, equal_var=False)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { welchTTest } from "churnlab";
 *
 * const { statistic, pValue, difference } = welchTTest([5, 6, 7, 8], [1, 2, 3, 4]);
 * assert.equal(difference.estimate, 4);
 * assert.equal(statistic.toFixed(3), "4.382");
 * assert.equal(pValue.toFixed(4), "0.0047");
 * ```
 */
export function welchTTest(a: LabelsLike, b: LabelsLike, level = 0.95): WelchTTestResult {
  return welch(summarize(toSample(a, "a", 2)), summarize(toSample(b, "b", 2)), checkLevel(level));
}

/** The test from what two samples of at least two values come to. */
export function welch(a: SampleSummary, b: SampleSummary, level: number): WelchTTestResult {
  const errorA = deviationOf(a) / Math.sqrt(a.n);
  const errorB = deviationOf(b) / Math.sqrt(b.n);
  const error = Math.hypot(errorA, errorB);
  const estimate = a.mean - b.mean;
  const statistic = error === 0 ? Number.NaN : estimate / error;
  const shareA = (errorA / error) ** 2;
  const shareB = (errorB / error) ** 2;
  const degreesOfFreedom = 1 / (shareA ** 2 / (a.n - 1) + shareB ** 2 / (b.n - 1));
  const margin = error === 0 ? 0 : studentTUpperQuantile((1 - level) / 2, degreesOfFreedom) * error;
  return {
    statistic,
    ...twoSided(logStudentTTail(Math.abs(statistic), degreesOfFreedom)),
    degreesOfFreedom,
    difference: { estimate, lower: estimate - margin, upper: estimate + margin, level },
  };
}
