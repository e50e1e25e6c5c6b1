import { jStat } from "jstat";
import { checkNumber } from "../core";
import { checkReal } from "./real-argument";
import { logUpperGamma } from "./special-functions";

const logRootTwoPi = 0.5 * Math.log(2 * Math.PI);

/**
 * ln P(Z > z) of the standard normal distribution, to 12 digits however far the tail goes.
 * `Math.exp` of it is SciPy's `norm.sf(z)`.
 * @param z any number; NaN gives NaN
 * @returns a number ≤ 0
 * @throws InvalidParameterError for what is no number
 * @see Abramowitz & Stegun (1964), 26.2, by 6.5.29 and 6.5.31; SciPy `norm.logsf(z)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { logNormalTail } from "churnlab";
 *
 * assert.equal(Math.exp(logNormalTail(1.959963984540054)).toFixed(12), "0.025000000000");
 * assert.equal(logNormalTail(40).toFixed(3), "-804.608"); // exp of it is 0 in floating point
 * ```
 */
export function logNormalTail(z: number): number {
  checkReal("z", z);
  const logHalfTail = Math.log(0.5) + logUpperGamma(0.5, 0.5 * z * z);
  return z >= 0 ? logHalfTail : Math.log1p(-Math.exp(logHalfTail));
}

/**
 * The z with P(Z ≤ z) = p for a standard normal Z.
 * @param p in (0, 1)
 * @returns in standard deviations
 * @throws InvalidParameterError for another p
 * @see SciPy `norm.ppf(p)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { normalQuantile } from "churnlab";
 *
 * assert.equal(normalQuantile(0.975).toFixed(12), "1.959963984540");
 * assert.equal(normalQuantile(0.5), 0);
 * ```
 */
export function normalQuantile(p: number): number {
  checkNumber("p", p, { exclusiveMin: 0, exclusiveMax: 1 });
  return p < 0.5 ? -normalUpperQuantile(p) : normalUpperQuantile(1 - p);
}

/** The z ≥ 0 with P(Z > z) = tail, for tail in (0, 0.5]: jstat's value, polished by Newton steps on the logarithm. */
export function normalUpperQuantile(tail: number): number {
  if (tail > 0.25) return middleQuantile(0.5 - tail);
  const target = Math.log(tail);
  // Where jstat is no longer near (see special-functions.ts), the leading term of the tail is a better start.
  let z = tail > 1e-12 ? -jStat.normal.inv(tail, 0, 1) : Math.sqrt(-2 * target);
  for (let step = 0; step < 20; step++) {
    const logTail = logNormalTail(z);
    const slope = Math.exp(-0.5 * z * z - logRootTwoPi - logTail);
    const change = (logTail - target) / slope;
    z += change;
    if (Math.abs(change) <= 1e-15 * Math.abs(z)) break;
  }
  return z;
}

/** The z with P(0 < Z < z) = share, for share in [0, 0.25): next to the middle a tail would hold few digits of z. */
function middleQuantile(share: number): number {
  if (share === 0) return 0;
  let z = share * Math.exp(logRootTwoPi);
  for (let step = 0; step < 20; step++) {
    const square = z * z;
    let term = z;
    let sum = z;
    for (let odd = 3; term > sum * 1e-17; odd += 2) {
      term *= square / odd;
      sum += term;
    }
    // P(0 < Z < z) is the density at z times this sum (Abramowitz & Stegun 26.2.11).
    const change = share * Math.exp(0.5 * square + logRootTwoPi) - sum;
    z += change;
    if (Math.abs(change) <= 2e-16 * z) break;
  }
  return z;
}
