import type { LabelsLike } from "../core";
import { logNormalTail } from "./normal";
import { rank } from "./ranks";
import { toSample } from "./sample";
import { type TestResult, twoSided } from "./test-result";

/**
 * The two-sided Mann–Whitney U test by the normal approximation, corrected for ties and for continuity.
 * The statistic is U of `a`: pairs in which a is larger, ties counting half. Under about eight values a group
 * the approximation is rough. When all values are equal, p is 1.
 * @param a at least one finite number
 * @param b at least one finite number
 * @returns U as a number of pairs, and the two-sided p-value
 * @throws InvalidParameterError for an empty group or a value that is not finite
 * @see Mann & Whitney (1947); SciPy `mannwhitneyu(a, b, method="asymptotic")`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mannWhitneyU } from "churnlab";
 *
 * const { statistic, pValue } = mannWhitneyU([5, 6, 7, 8, 9], [1, 2, 3, 4, 5]);
 * assert.equal(statistic, 24.5); // of the 25 pairs, a is larger in 24, and one is tied
 * assert.ok(pValue < 0.05);
 * ```
 */
export function mannWhitneyU(a: LabelsLike, b: LabelsLike): TestResult {
  return mannWhitney(toSample(a, "a"), toSample(b, "b"));
}

function mannWhitney(a: Float64Array, b: Float64Array): TestResult {
  const { length: nA } = a;
  const { length: nB } = b;
  const n = nA + nB;
  const pooled = new Float64Array(n);
  pooled.set(a);
  pooled.set(b, nA);
  const { ranks, tieSizes } = rank(pooled);
  let rankSum = 0;
  for (let index = 0; index < nA; index++) rankSum += ranks[index];
  const statistic = rankSum - (nA * (nA + 1)) / 2;
  const tieTerm = tieSizes.reduce((sum, size) => sum + size ** 3 - size, 0);
  const spread = Math.sqrt(((nA * nB) / 12) * (n + 1 - tieTerm / (n * (n - 1))));
  const excess = Math.max(statistic, nA * nB - statistic) - (nA * nB) / 2 - 0.5;
  // Equal values everywhere leave no spread, and the excess is then −0.5: no evidence.
  if (tieSizes.length === 1) return { statistic, pValue: 1, logPValue: 0 };
  return { statistic, ...twoSided(logNormalTail(excess / spread)) };
}
