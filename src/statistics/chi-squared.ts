import { logUpperGamma } from "./special-functions";

/**
 * ln P(X > x) of the chi-squared distribution, to 12 digits however far the tail goes.
 * `Math.exp` of it is SciPy's `chi2.sf(x, degreesOfFreedom)`.
 * @param degreesOfFreedom positive
 */
export function logChiSquaredTail(x: number, degreesOfFreedom: number): number {
  return logUpperGamma(degreesOfFreedom / 2, x / 2);
}
