import {
  checkNumber,
  checkOneOf,
  checkOptionNames,
  InvalidParameterError,
  type LabelsLike,
  ShapeError,
  show,
  toLabels,
  toVector,
} from "../core";
import { logChiSquaredTail } from "./chi-squared";
import { argSort } from "./ranks";
import { readDurations, readEntries } from "./survival-data";
import { fromLog, type TestResult } from "./test-result";

/** What {@link logRankTest} multiplies every time's events with. */
export type LogRankWeights = "none" | "gehan" | "tarone-ware" | "fleming-harrington";

/** Options of {@link logRankTest}. */
export interface LogRankOptions {
  /** Left truncation, as in {@link kaplanMeier}: since when each sample is under observation. Default: all 0 */
  readonly entry?: LabelsLike;
  /**
   * "none", the default, is the log-rank test, strongest where hazards are proportional. "gehan" weighs a time by the
   * number at risk, "tarone-ware" by its root: early differences count more. "fleming-harrington" weighs by
   * S^rho · (1 − S)^gamma with S the pooled survival just before.
   */
  readonly weights?: LogRankWeights;
  /** Of Fleming & Harrington, ≥ 0. Default: 0 */
  readonly rho?: number;
  /** Of Fleming & Harrington, ≥ 0. Default: 0 */
  readonly gamma?: number;
}

/** One group of a {@link logRankTest}. */
export interface LogRankGroup {
  /** As given */
  readonly group: string | number;
  /** Number of samples */
  readonly n: number;
  /** Events seen, each times its weight */
  readonly observed: number;
  /** Events that the group would have had with the hazard of all, each times its weight */
  readonly expected: number;
}

/** What {@link logRankTest} returns. */
export interface LogRankResult extends TestResult {
  /** Number of groups that can be compared, less one */
  readonly degreesOfFreedom: number;
  /** One entry a group: numbers ascending, names in the order of first appearance */
  readonly groups: readonly LogRankGroup[];
}

const mostGroups = 100;

/**
 * The log-rank test: do groups have the same survival curve? For two groups or more; durations may be right-censored and
 * left-truncated. Groups that are never at risk together with others cannot be compared and do not count; where nothing
 * can be compared, statistic and p are NaN.
 * @param durations nSamples numbers ≥ 0
 * @param events nSamples labels: 1 where the end was seen, 0 where the duration is censored
 * @param groups nSamples numbers or names, at least 2 and at most 100 different ones
 * @returns χ² with its degrees of freedom and p-value, and what each group saw and could expect
 * @throws ShapeError for no samples or columns of different length; InvalidParameterError for a bad duration, entry or
 *   option, or a single group
 * @see Mantel (1966); Fleming & Harrington (1991); statsmodels `survdiff(time, status, group, entry=entry)`;
 *   lifelines `multivariate_logrank_test`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { logRankTest } from "churnlab";
 *
 * const months = [1, 2, 2, 3, 5, 6, 8, 9];
 * const left = [1, 1, 1, 1, 1, 0, 1, 0];
 * const contract = ["month", "month", "month", "month", "year", "year", "year", "year"];
 * const { statistic, pValue, groups } = logRankTest(months, left, contract);
 * assert.deepEqual(groups.map(({ group, observed }) => [group, observed]), [["month", 4], ["year", 2]]);
 * assert.equal(statistic.toFixed(3), "7.294");
 * assert.ok(pValue < 0.01);
 * ```
 */
export function logRankTest(
  durations: LabelsLike,
  events: LabelsLike,
  groups: LabelsLike | readonly string[],
  options: LogRankOptions = {},
): LogRankResult {
  checkOptionNames("logRankTest", options, ["entry", "weights", "rho", "gamma"]);
  const weights = checkOneOf("weights", options.weights ?? "none", [
    "none",
    "gehan",
    "tarone-ware",
    "fleming-harrington",
  ]);
  const { rho, gamma } = readExponents(options, weights);
  const ends = readDurations(durations);
  const n = ends.length;
  const observed = toLabels(events, n, "events");
  const { names, of } = readGroups(groups, n);
  const entries = options.entry === undefined ? new Float64Array(n) : readEntries(options.entry, ends);
  const sums = sumOverTimes(ends, observed, entries, of, names.length, weightOf(weights, rho, gamma));
  const sizes = new Array<number>(names.length).fill(0);
  for (let row = 0; row < n; row++) sizes[of[row]] += 1;
  return {
    ...quadraticTest(sums),
    groups: names.map((group, index) => ({
      group,
      n: sizes[index],
      observed: sums.observed[index],
      expected: sums.expected[index],
    })),
  };
}

function readExponents(options: LogRankOptions, weights: LogRankWeights): { rho: number; gamma: number } {
  const given = options.rho !== undefined || options.gamma !== undefined;
  if (given && weights !== "fleming-harrington") {
    throw new InvalidParameterError(`rho and gamma belong to weights "fleming-harrington"; got weights "${weights}"`);
  }
  return {
    rho: checkNumber("rho", options.rho ?? 0, { min: 0 }),
    gamma: checkNumber("gamma", options.gamma ?? 0, { min: 0 }),
  };
}

function readGroups(groups: LabelsLike | readonly string[], n: number) {
  const named = Array.isArray(groups) && groups.some((group) => typeof group === "string");
  const values: readonly (string | number)[] = named
    ? readNames(groups, n)
    : Array.from(toVector(groups as LabelsLike, n, "groups"));
  const names = [...new Set(values)];
  if (!named) names.sort((left, right) => Number(left) - Number(right));
  if (names.length < 2 || names.length > mostGroups) {
    throw new InvalidParameterError(`groups must have 2 to ${mostGroups} different values; got ${names.length}`);
  }
  const numbers = new Map(names.map((name, index) => [name, index]));
  return { names, of: Uint32Array.from(values, (value) => numbers.get(value) as number) };
}

function readNames(groups: readonly unknown[], n: number): string[] {
  if (groups.length !== n) throw new ShapeError(`groups must have ${n} values; got ${groups.length}`);
  return groups.map((group, row) => {
    if (typeof group === "string") return group;
    throw new InvalidParameterError(`groups must be all names or all numbers; got ${show(group)} at position ${row}`);
  });
}

type WeightOf = (atRisk: number, survivalBefore: number) => number;

function weightOf(weights: LogRankWeights, rho: number, gamma: number): WeightOf {
  if (weights === "gehan") return (atRisk) => atRisk;
  if (weights === "tarone-ware") return Math.sqrt;
  if (weights === "none") return () => 1;
  return (_, survival) => survival ** rho * (1 - survival) ** gamma;
}

interface Sums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** Covariance of observed − expected, k × k, row-major */
  readonly covariance: Float64Array;
}

/** Goes through the times in ascending order with the number at risk of every group. */
function sumOverTimes(
  durations: Float64Array,
  observed: Uint8Array,
  entries: Float64Array,
  of: Uint32Array,
  k: number,
  weigh: WeightOf,
): Sums {
  const n = durations.length;
  const byEnd = argSort(durations);
  const byEntry = argSort(entries);
  const sums = {
    observed: new Float64Array(k),
    expected: new Float64Array(k),
    covariance: new Float64Array(k * k),
  };
  const atRisk = new Float64Array(k);
  const ended = new Float64Array(k);
  let total = 0;
  let entered = 0;
  let survival = 1;
  for (let place = 0; place < n; ) {
    const now = durations[byEnd[place]];
    for (; entered < n && (entries[byEntry[entered]] < now || entries[byEntry[entered]] === 0); entered++) {
      atRisk[of[byEntry[entered]]] += 1;
      total += 1;
    }
    ended.fill(0);
    let d = 0;
    let next = place;
    for (; next < n && durations[byEnd[next]] === now; next++) {
      const row = byEnd[next];
      ended[of[row]] += observed[row];
      d += observed[row];
    }
    if (d > 0) {
      addTime(sums, atRisk, ended, total, d, weigh(total, survival));
      survival *= (total - d) / total;
    }
    for (; place < next; place++) {
      atRisk[of[byEnd[place]]] -= 1;
      total -= 1;
    }
  }
  return sums;
}

/** The hypergeometric mean and covariance of the events of one time. */
function addTime(
  { observed, expected, covariance }: Sums,
  atRisk: Float64Array,
  ended: Float64Array,
  total: number,
  d: number,
  weight: number,
): void {
  const k = atRisk.length;
  const spread = total > 1 ? (weight * weight * d * (total - d)) / (total - 1) : 0;
  for (let i = 0; i < k; i++) {
    const share = atRisk[i] / total;
    observed[i] += weight * ended[i];
    expected[i] += weight * d * share;
    for (let j = 0; j < i; j++) covariance[i * k + j] -= (spread * share * atRisk[j]) / total;
    covariance[i * k + i] += (spread * share * (total - atRisk[i])) / total;
  }
}

/** (O − E)ᵀ V⁻¹ (O − E) by Cholesky's method; rows without variance of their own, such as the last, are left out. */
function quadraticTest({ observed, expected, covariance }: Sums) {
  const k = observed.length;
  const factor = new Float64Array(k * k);
  const solved = new Float64Array(k);
  let degreesOfFreedom = 0;
  let statistic = 0;
  for (let i = 0; i < k; i++) {
    let pivot = covariance[i * k + i];
    let right = observed[i] - expected[i];
    for (let j = 0; j < i; j++) {
      let value = covariance[i * k + j];
      for (let m = 0; m < j; m++) value -= factor[i * k + m] * factor[j * k + m];
      factor[i * k + j] = factor[j * k + j] > 0 ? value / factor[j * k + j] : 0;
      pivot -= factor[i * k + j] ** 2;
      right -= factor[i * k + j] * solved[j];
    }
    if (pivot <= 1e-10 * covariance[i * k + i]) continue;
    factor[i * k + i] = Math.sqrt(pivot);
    solved[i] = right / factor[i * k + i];
    statistic += solved[i] ** 2;
    degreesOfFreedom += 1;
  }
  if (degreesOfFreedom === 0) {
    return { statistic: Number.NaN, pValue: Number.NaN, logPValue: Number.NaN, degreesOfFreedom };
  }
  return { statistic, ...fromLog(logChiSquaredTail(statistic, degreesOfFreedom)), degreesOfFreedom };
}
