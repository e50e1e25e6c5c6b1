import { checkOneOf, checkOptionNames, InvalidParameterError, type LabelsLike, show } from "../core";
import { findRoot } from "./find-root";
import { checkLevel, criticalZ, type Interval } from "./interval";
import { noncentralT } from "./noncentral";
import { toSample } from "./sample";
import { type SampleSummary, summarize } from "./sample-summary";

/** Options of {@link cohensD}. */
export interface CohensDOptions {
  /**
   * "large-sample", the default: d ± z √((nA + nB) / (nA nB) + d² / (2 (nA + nB))) of Hedges & Olkin (1985), rough for
   * groups under about 20. "noncentral-t": exact for normal groups of equal variance (Steiger & Fouladi 1997).
   */
  readonly interval?: "large-sample" | "noncentral-t";
  /** Hedges' g: estimate and limits times 1 − 3 / (4 (nA + nB) − 9), against the bias of small groups. Default: false */
  readonly biasCorrection?: boolean;
}

/**
 * Cohen's d: (mean(a) − mean(b)) over the pooled standard deviation, with an interval. NaN where both groups are
 * constant.
 * @param a at least two finite numbers
 * @param b at least two finite numbers
 * @param level confidence level in (0, 1)
 * @returns in pooled standard deviations; positive where the mean of a is larger
 * @throws InvalidParameterError for fewer than two values, a value that is not finite, a level outside (0, 1), or an
 *   unknown option
 * @see Cohen (1988), chapter 2; Hedges & Olkin (1985), chapter 5; statsmodels `effectsize_smd` for Hedges' g;
 *   SciPy `nct` for the noncentral t distribution
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cohensD } from "churnlab";
 *
 * const { estimate, lower } = cohensD([2, 4, 6], [1, 3, 5]);
 * assert.equal(estimate.toFixed(6), "0.500000"); // a difference of 1 over a standard deviation of 2
 * assert.ok(lower < 0); // six clients prove nothing
 * const exact = cohensD([2, 4, 6], [1, 3, 5], 0.95, { interval: "noncentral-t" });
 * assert.deepEqual([exact.lower.toFixed(3), exact.upper.toFixed(3)], ["-1.164", "2.106"]);
 * ```
 */
export function cohensD(a: LabelsLike, b: LabelsLike, level = 0.95, options: CohensDOptions = {}): Interval {
  checkOptionNames("cohensD", options, ["interval", "biasCorrection"]);
  const interval = checkOneOf("interval", options.interval ?? "large-sample", ["large-sample", "noncentral-t"]);
  const { biasCorrection = false } = options;
  if (typeof biasCorrection !== "boolean") {
    throw new InvalidParameterError(`biasCorrection must be true or false; got ${show(biasCorrection)}`);
  }
  const sampleA = toSample(a, "a", 2);
  const sampleB = toSample(b, "b", 2);
  checkLevel(level);
  const { length: nA } = sampleA;
  const { length: nB } = sampleB;
  const d = standardizedDifference(summarize(sampleA), summarize(sampleB), level);
  if (Number.isNaN(d.estimate)) return d;
  const exact = interval === "noncentral-t" ? { ...d, ...noncentralLimits(d.estimate, nA, nB, level) } : d;
  return biasCorrection ? corrected(exact, nA + nB) : exact;
}

/** d and its large-sample limits, from what two samples come to. */
export function standardizedDifference(a: SampleSummary, b: SampleSummary, level: number): Interval {
  const n = a.n + b.n;
  const pooled = Math.hypot(a.norm, b.norm) / Math.sqrt(n - 2);
  const estimate = pooled === 0 ? Number.NaN : (a.mean - b.mean) / pooled;
  const margin = criticalZ(level) * Math.sqrt(n / a.n / b.n + estimate ** 2 / (2 * n));
  return { estimate, lower: estimate - margin, upper: estimate + margin, level };
}

/** The noncentralities that leave (1 − level) / 2 beyond the t observed, as differences. */
function noncentralLimits(d: number, nA: number, nB: number, level: number): { lower: number; upper: number } {
  if (d < 0) {
    const mirrored = noncentralLimits(-d, nA, nB, level);
    return { lower: -mirrored.upper, upper: -mirrored.lower };
  }
  const unit = Math.sqrt((nA + nB) / nA / nB);
  const degreesOfFreedom = nA + nB - 2;
  const t = d / unit;
  const spread = criticalZ(level) * Math.sqrt(1 + (t * t) / (2 * degreesOfFreedom)) + 1;
  const beyond = (1 - level) / 2;
  // Both ascend with the noncentrality: the tail above t grows, the tail below shrinks.
  const above = (noncentrality: number) => noncentralT(t, degreesOfFreedom, noncentrality, "upper") - beyond;
  const below = (noncentrality: number) => beyond - noncentralT(t, degreesOfFreedom, noncentrality, "lower");
  const limitOf = (excess: (noncentrality: number) => number) => {
    let low = t - 2 * spread;
    let high = t + 2 * spread;
    for (let tries = 0; tries < 100 && excess(low) > 0; tries++) low -= 2 * spread;
    for (let tries = 0; tries < 100 && excess(high) < 0; tries++) high += 2 * spread;
    return findRoot(excess, low, high) * unit;
  };
  return { lower: limitOf(above), upper: limitOf(below) };
}

function corrected({ estimate, lower, upper, level }: Interval, n: number): Interval {
  const factor = 1 - 3 / (4 * n - 9);
  return { estimate: estimate * factor, lower: lower * factor, upper: upper * factor, level };
}
