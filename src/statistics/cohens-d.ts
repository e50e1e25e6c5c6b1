import { deviationNorm, type LabelsLike, meanOf } from "../core";
import { checkLevel, criticalZ, type Interval } from "./interval";
import { toSample } from "./sample";

/**
 * Cohen's d: (mean(a) − mean(b)) over the pooled standard deviation, with the large-sample interval of
 * Hedges & Olkin (1985), variance (nA + nB) / (nA nB) + d² / (2 (nA + nB)). Rough for groups under about 20.
 * NaN where both groups are constant.
 * @param a at least two finite numbers
 * @param b at least two finite numbers
 * @param level confidence level in (0, 1)
 * @returns in pooled standard deviations; positive where the mean of a is larger
 * @throws InvalidParameterError for fewer than two values, a value that is not finite, or a level outside (0, 1)
 * @see Cohen (1988), chapter 2; Hedges & Olkin (1985), chapter 5
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cohensD } from "churnlab";
 *
 * const { estimate, lower } = cohensD([2, 4, 6], [1, 3, 5]);
 * assert.equal(estimate.toFixed(6), "0.500000"); // a difference of 1 over a standard deviation of 2
 * assert.ok(lower < 0); // six clients prove nothing
 * ```
 */
export function cohensD(a: LabelsLike, b: LabelsLike, level = 0.95): Interval {
  const sampleA = toSample(a, "a", 2);
  const sampleB = toSample(b, "b", 2);
  checkLevel(level);
  const { length: nA } = sampleA;
  const { length: nB } = sampleB;
  const meanA = meanOf(sampleA);
  const meanB = meanOf(sampleB);
  const pooled = Math.hypot(deviationNorm(sampleA, meanA), deviationNorm(sampleB, meanB)) / Math.sqrt(nA + nB - 2);
  const estimate = pooled === 0 ? Number.NaN : (meanA - meanB) / pooled;
  const margin = criticalZ(level) * Math.sqrt((nA + nB) / nA / nB + estimate ** 2 / (2 * (nA + nB)));
  return { estimate, lower: estimate - margin, upper: estimate + margin, level };
}
