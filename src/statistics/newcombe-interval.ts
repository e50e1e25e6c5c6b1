import { checkInteger } from "../core";
import { checkLevel, criticalZ, type Interval } from "./interval";
import { wilsonLimits } from "./wilson-interval";

/**
 * The difference of two independent proportions, first − second, with Newcombe's hybrid score interval.
 * @param successes1 integer in [0, n1]
 * @param n1 integer ≥ 1
 * @param successes2 integer in [0, n2]
 * @param n2 integer ≥ 1
 * @param level confidence level in (0, 1)
 * @returns a difference of shares, in [−1, 1]
 * @throws InvalidParameterError when a number breaks its rule
 * @see Newcombe (1998), Statistics in Medicine 17, method 10;
 *   statsmodels `confint_proportions_2indep(method="newcomb", compare="diff")`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { newcombeInterval } from "churnlab";
 *
 * const { estimate, lower, upper } = newcombeInterval(56, 70, 48, 80);
 * assert.equal(estimate.toFixed(4), "0.2000");
 * assert.deepEqual([lower.toFixed(4), upper.toFixed(4)], ["0.0524", "0.3339"]); // Newcombe's table II, case a
 * ```
 */
export function newcombeInterval(
  successes1: number,
  n1: number,
  successes2: number,
  n2: number,
  level = 0.95,
): Interval {
  checkProportion("1", successes1, n1);
  checkProportion("2", successes2, n2);
  checkLevel(level);
  const p1 = successes1 / n1;
  const p2 = successes2 / n2;
  const [lower1, upper1] = wilsonLimits(successes1, n1, criticalZ(level));
  const [lower2, upper2] = wilsonLimits(successes2, n2, criticalZ(level));
  const estimate = p1 - p2;
  return {
    estimate,
    lower: Math.max(-1, estimate - Math.hypot(p1 - lower1, upper2 - p2)),
    upper: Math.min(1, estimate + Math.hypot(upper1 - p1, p2 - lower2)),
    level,
  };
}

/** Checks one group's count of successes; `which` is the suffix of the argument names. */
export function checkProportion(which: string, successes: number, n: number): void {
  checkInteger(`n${which}`, n, { min: 1 });
  checkInteger(`successes${which}`, successes, { min: 0, max: n });
}
