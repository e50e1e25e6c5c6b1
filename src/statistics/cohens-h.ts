import { checkLevel, criticalZ, type Interval } from "./interval";
import { checkProportion } from "./newcombe-interval";

/**
 * Cohen's h: the difference of two proportions on the arcsine scale, 2 asin √p1 − 2 asin √p2, which reads like Cohen's d
 * (0.2 small, 0.5 medium, 0.8 large). Its variance, 1/n1 + 1/n2, does not depend on the proportions.
 * @param successes1 integer in [0, n1]
 * @param n1 integer ≥ 1
 * @param successes2 integer in [0, n2]
 * @param n2 integer ≥ 1
 * @param level confidence level in (0, 1)
 * @returns in radians, in [−π, π]; positive where the first proportion is larger
 * @throws InvalidParameterError when a number breaks its rule
 * @see Cohen (1988), chapter 6; statsmodels `proportion_effectsize(p1, p2)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cohensH } from "churnlab";
 *
 * const { estimate, lower, upper } = cohensH(42, 100, 27, 100);
 * assert.equal(estimate.toFixed(3), "0.317");
 * assert.ok(lower > 0 && upper < 0.8);
 * ```
 */
export function cohensH(successes1: number, n1: number, successes2: number, n2: number, level = 0.95): Interval {
  checkProportion("1", successes1, n1);
  checkProportion("2", successes2, n2);
  const estimate = arcsineDifference(successes1 / n1, successes2 / n2);
  const margin = criticalZ(checkLevel(level)) * Math.sqrt(1 / n1 + 1 / n2);
  return { estimate, lower: Math.max(-Math.PI, estimate - margin), upper: Math.min(Math.PI, estimate + margin), level };
}

/** 2 asin √p1 − 2 asin √p2 */
export function arcsineDifference(p1: number, p2: number): number {
  return 2 * (Math.asin(Math.sqrt(p1)) - Math.asin(Math.sqrt(p2)));
}
