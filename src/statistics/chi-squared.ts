import { InvalidParameterError, show } from "../core";
import { checkReal } from "./real-argument";
import { logUpperGamma } from "./special-functions";

/**
 * ln P(X > x) of the chi-squared distribution, to 12 digits however far the tail goes.
 * `Math.exp` of it is SciPy's `chi2.sf(x, degreesOfFreedom)`.
 * @param x at least 0
 * @param degreesOfFreedom positive
 * @returns a number ≤ 0; 0 at x = 0
 * @throws InvalidParameterError for a negative x, degrees of freedom that are not positive, or what is no number
 * @see Abramowitz & Stegun (1964), 26.4.19, by 6.5.29 and 6.5.31; SciPy `chi2.logsf(x, degreesOfFreedom)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { logChiSquaredTail } from "churnlab";
 *
 * const p = Math.exp(logChiSquaredTail(3.841458820694124, 1));
 * assert.equal(p.toFixed(12), "0.050000000000");
 * assert.equal(logChiSquaredTail(5000, 1).toFixed(3), "-2504.485"); // exp of it is 0 in floating point
 * ```
 */
export function logChiSquaredTail(x: number, degreesOfFreedom: number): number {
  if (checkReal("x", x) < 0) throw new InvalidParameterError(`x must be at least 0; got ${x}`);
  if (checkReal("degreesOfFreedom", degreesOfFreedom) <= 0) {
    throw new InvalidParameterError(`degreesOfFreedom must be positive; got ${show(degreesOfFreedom)}`);
  }
  return logUpperGamma(degreesOfFreedom / 2, x / 2);
}
