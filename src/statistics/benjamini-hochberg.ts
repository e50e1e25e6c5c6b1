import { InvalidParameterError, show } from "../core";

/**
 * P-values adjusted for the false discovery rate by Benjamini & Hochberg's step-up rule.
 * NaN (a test that could not be made) stays NaN and does not count among the tests.
 * @param pValues each in [0, 1] or NaN
 * @returns adjusted p-values in the order given
 * @throws InvalidParameterError for a p-value outside [0, 1]
 * @see Benjamini & Hochberg (1995), JRSS B 57; SciPy `false_discovery_control`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { benjaminiHochberg } from "churnlab";
 *
 * const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, Number.NaN]);
 * assert.deepEqual(Array.from(adjusted, (p) => p.toFixed(3)), ["0.030", "0.040", "0.040", "NaN"]);
 * ```
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  if (!Array.isArray(pValues) && !ArrayBuffer.isView(pValues)) {
    throw new InvalidParameterError(`pValues must be an array or a typed array; got ${show(pValues)}`);
  }
  for (let index = 0; index < pValues.length; index++) {
    const p = pValues[index];
    if (typeof p !== "number" || p < 0 || p > 1) {
      throw new InvalidParameterError(`pValues must be in [0, 1]; got ${show(p)} at position ${index}`);
    }
  }
  return adjustLogPValues(Float64Array.from(pValues, Math.log)).map(Math.exp);
}

/** The same rule on natural logarithms, which neither round to 0 nor need to. */
export function adjustLogPValues(logPValues: ArrayLike<number>): Float64Array {
  const descending = Array.from(logPValues, (_, index) => index)
    .filter((index) => !Number.isNaN(logPValues[index]))
    .sort((i, j) => (logPValues[i] === logPValues[j] ? 0 : logPValues[j] - logPValues[i]));
  const tests = descending.length;
  const adjusted = new Float64Array(logPValues.length).fill(Number.NaN);
  let smallest = 0;
  descending.forEach((index, place) => {
    smallest = Math.min(smallest, logPValues[index] + Math.log(tests / (tests - place)));
    adjusted[index] = smallest;
  });
  return adjusted;
}
