import { checkInteger } from "../core";
import { checkLevel, criticalZ, type Interval } from "./interval";

/**
 * A proportion with its Wilson score interval, which stays inside [0, 1] and works for small n and for 0 % or 100 %.
 * With n = 0 nothing is known: the estimate is NaN, the interval [0, 1].
 * @param successes integer in [0, n]
 * @param n integer ≥ 0
 * @param level confidence level in (0, 1)
 * @returns shares in [0, 1]
 * @throws InvalidParameterError when a number breaks its rule
 * @see Wilson (1927), JASA 22; statsmodels `proportion_confint(method="wilson")`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { wilsonInterval } from "churnlab";
 *
 * const { estimate, lower, upper } = wilsonInterval(27, 100);
 * assert.equal(estimate, 0.27);
 * assert.deepEqual([lower.toFixed(4), upper.toFixed(4)], ["0.1927", "0.3643"]);
 * ```
 */
export function wilsonInterval(successes: number, n: number, level = 0.95): Interval {
  checkInteger("n", n, { min: 0 });
  checkInteger("successes", successes, { min: 0, max: n });
  checkLevel(level);
  if (n === 0) return { estimate: Number.NaN, lower: 0, upper: 1, level };
  const [lower, upper] = wilsonLimits(successes, n, criticalZ(level));
  return { estimate: successes / n, lower, upper, level };
}

/** The two limits for a given z; the numbers are taken as valid. */
export function wilsonLimits(successes: number, n: number, z: number): [number, number] {
  const middle = successes + 0.5 * z * z;
  const root = z * Math.sqrt((successes * (n - successes)) / n + 0.25 * z * z);
  // (middle ± root) / (n + z²), the lower one in the form that keeps its digits near 0.
  const lower = (successes * successes) / n / (middle + root);
  const upper = (middle + root) / (n + z * z);
  const estimate = successes / n;
  // Rounding must not move a limit past the estimate, or off 0 and 1.
  return [Math.min(estimate, lower), Math.min(1, Math.max(estimate, upper))];
}
