import { type LabelsLike, sortedCopy } from "../core";
import { checkLevel, criticalZ, type Interval } from "./interval";
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
  const sortedA = sortedCopy(toSample(a, "a"));
  const sortedB = sortedCopy(toSample(b, "b"));
  const z = criticalZ(checkLevel(level));
  const byA = meanDominances(sortedA, sortedB);
  const byB = meanDominances(sortedB, sortedA);
  const delta = byA.values.reduce((sum, value) => sum + value, 0) / sortedA.length;
  const [lower, upper] = limits(delta, deltaVariance(delta, byA, byB), z, Math.min(sortedA.length, sortedB.length));
  return { estimate: delta, lower, upper, level };
}

interface Dominances {
  /** For each value: share of the other group below it less the share above it */
  readonly values: Float64Array;
  /** Pairs that are not tied */
  readonly untied: number;
}

function meanDominances(from: Float64Array, to: Float64Array): Dominances {
  let below = 0;
  let notAbove = 0;
  let untied = 0;
  const values = from.map((value) => {
    while (below < to.length && to[below] < value) below++;
    while (notAbove < to.length && to[notAbove] <= value) notAbove++;
    untied += to.length - (notAbove - below);
    return (below - (to.length - notAbove)) / to.length;
  });
  return { values, untied };
}

function deltaVariance(delta: number, byA: Dominances, byB: Dominances): number {
  const nA = byA.values.length;
  const nB = byB.values.length;
  const rows = byA.values.reduce((sum, value) => sum + (value - delta) ** 2, 0);
  const columns = byB.values.reduce((sum, value) => sum + (value + delta) ** 2, 0);
  const pairs = byA.untied - nA * nB * delta ** 2;
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
