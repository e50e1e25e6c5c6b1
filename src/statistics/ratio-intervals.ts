import { checkLevel, criticalZ, type Interval } from "./interval";
import { checkProportion } from "./newcombe-interval";

/** A ratio with its interval; `corrected` tells that half a case was added to every cell. */
export interface RatioInterval extends Interval {
  /** Whether half a case was added to every cell */
  readonly corrected: boolean;
}

/**
 * The risk ratio (first group's rate over the second's) with its log-normal interval (Katz et al. 1978).
 * Where a cell of the 2 × 2 table is empty, 0.5 is added to all four (Haldane–Anscombe).
 * @param successes1 integer in [0, n1]
 * @param n1 integer ≥ 1
 * @param successes2 integer in [0, n2]
 * @param n2 integer ≥ 1
 * @param level confidence level in (0, 1)
 * @returns a ratio > 0, without unit
 * @throws InvalidParameterError when a number breaks its rule
 * @see statsmodels `Table2x2.riskratio_confint`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { riskRatio } from "churnlab";
 *
 * const { estimate, lower, corrected } = riskRatio(30, 100, 10, 100);
 * assert.equal(estimate.toFixed(6), "3.000000"); // three times the risk
 * assert.ok(lower > 1 && !corrected);
 * ```
 */
export function riskRatio(successes1: number, n1: number, successes2: number, n2: number, level = 0.95): RatioInterval {
  const { a, b, c, d, corrected } = cells(successes1, n1, successes2, n2);
  const variance = b / (a * (a + b)) + d / (c * (c + d));
  return logInterval(a / (a + b) / (c / (c + d)), Math.sqrt(variance), level, corrected);
}

/**
 * The odds ratio (first group's odds over the second's) with Woolf's interval.
 * Empty cells are treated as in {@link riskRatio}.
 * @param successes1 integer in [0, n1]
 * @param n1 integer ≥ 1
 * @param successes2 integer in [0, n2]
 * @param n2 integer ≥ 1
 * @param level confidence level in (0, 1)
 * @returns a ratio > 0, without unit
 * @throws InvalidParameterError when a number breaks its rule
 * @see Woolf (1955); statsmodels `Table2x2.oddsratio_confint`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { oddsRatio } from "churnlab";
 *
 * const { estimate } = oddsRatio(30, 100, 10, 100);
 * assert.equal(estimate.toFixed(3), "3.857");
 * assert.equal(oddsRatio(5, 10, 0, 10).corrected, true); // an empty cell
 * ```
 */
export function oddsRatio(successes1: number, n1: number, successes2: number, n2: number, level = 0.95): RatioInterval {
  const { a, b, c, d, corrected } = cells(successes1, n1, successes2, n2);
  return logInterval(a / b / (c / d), Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d), level, corrected);
}

function cells(successes1: number, n1: number, successes2: number, n2: number) {
  checkProportion("1", successes1, n1);
  checkProportion("2", successes2, n2);
  const counts = [successes1, n1 - successes1, successes2, n2 - successes2];
  const corrected = counts.includes(0);
  const [a, b, c, d] = corrected ? counts.map((count) => count + 0.5) : counts;
  return { a, b, c, d, corrected };
}

function logInterval(estimate: number, standardError: number, level: number, corrected: boolean): RatioInterval {
  const factor = Math.exp(criticalZ(checkLevel(level)) * standardError);
  return { estimate, lower: estimate / factor, upper: estimate * factor, level, corrected };
}
