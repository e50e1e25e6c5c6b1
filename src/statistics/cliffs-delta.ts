import { type LabelsLike, sortedCopy } from "../core";
import { checkLevel, criticalZ, type Interval } from "./interval";
import { countPairs, dominanceSpread, type PairCounts } from "./pair-counts";
import { toSample } from "./sample";

/**
 * Cliff's delta: P(a > b) − P(a < b) over all pairs, in [−1, 1], with Cliff's consistent variance and the asymmetric
 * interval of Feng & Cliff (2004). (delta + 1) / 2 is the probability that a random a exceeds a random b.
 * With a single value in a group there is no variance: the limits are NaN.
 * @param a at least one finite number
 * @param b at least one finite number
 * @param level confidence level in (0, 1)
 * @returns without unit, in [−1, 1]
 * @throws InvalidParameterError for an empty group, a value that is not finite, or a level outside (0, 1)
 * @see Cliff (1993), Psychological Bulletin 114; Feng & Cliff (2004), J. Modern Applied Statistical Methods 3
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cliffsDelta } from "churnlab";
 *
 * const { estimate, lower, upper } = cliffsDelta([3, 4, 5, 6], [1, 2, 3, 4]);
 * assert.equal(estimate, 0.75);
 * assert.ok(lower < estimate && estimate < upper && upper <= 1);
 * ```
 */
export function cliffsDelta(a: LabelsLike, b: LabelsLike, level = 0.95): Interval {
  const z = criticalZ(checkLevel(level));
  const sortedA = sortedCopy(toSample(a, "a"));
  const sortedB = sortedCopy(toSample(b, "b"));
  return { ...deltaWithLimits(sortedA, sortedB, countPairs(sortedA, sortedB), z), level };
}

/** Delta and its limits from ascending samples and their counts of pairs. */
export function deltaWithLimits(a: Float64Array, b: Float64Array, counts: PairCounts, z: number) {
  const delta = counts.excess / (a.length * b.length);
  const [lower, upper] = limits(delta, deltaVariance(delta, a, b, counts.tied), z, Math.min(a.length, b.length));
  return { estimate: delta, lower, upper };
}

function deltaVariance(delta: number, a: Float64Array, b: Float64Array, tied: number): number {
  const nA = a.length;
  const nB = b.length;
  const rows = dominanceSpread(a, b, delta);
  const columns = dominanceSpread(b, a, -delta);
  const pairs = nA * nB - tied - nA * nB * delta ** 2;
  const variance = (nB ** 2 * rows + nA ** 2 * columns - pairs) / (nA * nB * (nA - 1) * (nB - 1));
  // The unbiased estimate can fall below the smallest variance that is possible.
  return Math.max(variance, (1 - delta ** 2) / (nA * nB - 1));
}

function limits(delta: number, variance: number, z: number, smallerGroup: number): [number, number] {
  if (Math.abs(delta) === 1 && smallerGroup > 1) {
    // Complete separation has no variance to offer; Feng & Cliff bound the other end by the smaller group.
    const bound = (smallerGroup - z ** 2) / (smallerGroup + z ** 2);
    return delta === 1 ? [bound, 1] : [-1, -bound];
  }
  const center = delta - delta ** 3;
  const margin = z * Math.sqrt(variance) * Math.sqrt((1 - delta ** 2) ** 2 + z ** 2 * variance);
  const divisor = 1 - delta ** 2 + z ** 2 * variance;
  return [(center - margin) / divisor, (center + margin) / divisor];
}
