import {
  checkOptionNames,
  type FeatureMatrix,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  quantileOfSorted,
  sortedCopy,
  toFeatureMatrix,
  toLabels,
} from "../core";
import { adjustLogPValues } from "./benjamini-hochberg";
import { chiSquaredTest } from "./chi-squared-test";
import { deltaWithLimits } from "./cliffs-delta";
import { standardizedDifference } from "./cohens-d";
import { cohensH } from "./cohens-h";
import { fisherExactTest } from "./fisher-exact-test";
import { checkLevel, criticalZ, type Interval } from "./interval";
import { mannWhitney } from "./mann-whitney-u";
import { newcombeInterval } from "./newcombe-interval";
import { countPairs } from "./pair-counts";
import { deviationOf, summarize } from "./sample-summary";
import type { TestResult } from "./test-result";
import { welch } from "./welch-t-test";

/** Options of {@link compareGroups}. */
export interface CompareGroupsOptions {
  /** Confidence level of every interval, in (0, 1). Default: 0.95 */
  readonly level?: number;
}

/** How large an effect is by Cohen's (1988) bounds 0.2, 0.5 and 0.8; "undefined" where it cannot be computed. */
export type Magnitude = "negligible" | "small" | "medium" | "large" | "undefined";

/** One feature in those who stayed and those who left. Every difference and effect is leavers − stayers. */
export interface GroupComparison {
  /** The column's name */
  readonly feature: string;
  /** "binary" when every value is 0 or 1 */
  readonly kind: "numeric" | "binary";
  /** Number of clients with label 0 */
  readonly nStayers: number;
  /** Number of clients with label 1 */
  readonly nLeavers: number;
  /** Mean, or the share of ones of a binary feature */
  readonly stayers: number;
  /** As `stayers`, of those who left */
  readonly leavers: number;
  /** Null for a binary feature */
  readonly stayersStandardDeviation: number | null;
  /** As `stayersStandardDeviation`, of those who left */
  readonly leaversStandardDeviation: number | null;
  /** Null for a binary feature */
  readonly stayersMedian: number | null;
  /** Null for a binary feature */
  readonly leaversMedian: number | null;
  /** leavers − stayers, in the feature's unit */
  readonly difference: number;
  /** Welch's interval, or Newcombe's for a binary feature */
  readonly differenceLower: number;
  /** Upper limit of the same interval */
  readonly differenceUpper: number;
  /** The chi-squared test has no continuity correction: it is the two-proportion z-test, squared */
  readonly test: "Welch t" | "chi-squared";
  /** t, or χ² */
  readonly statistic: number;
  /** Of the test; need not be whole */
  readonly degreesOfFreedom: number;
  /** NaN where no test can be made; `note` says why */
  readonly pValue: number;
  /** Natural logarithm: a p-value under 5e-324 is 0 in `pValue` but not here. `formatPValue` makes it readable */
  readonly logPValue: number;
  /** Benjamini–Hochberg over the features of the table */
  readonly pAdjusted: number;
  /** Natural logarithm of `pAdjusted` */
  readonly logPAdjusted: number;
  /** A second test with weaker assumptions */
  readonly secondTest: "Mann–Whitney U" | "Fisher exact";
  /** Of the second test */
  readonly secondPValue: number;
  /** Natural logarithm of `secondPValue` */
  readonly secondLogPValue: number;
  /** Benjamini–Hochberg over the second tests of the table */
  readonly secondPAdjusted: number;
  /** Natural logarithm of `secondPAdjusted` */
  readonly secondLogPAdjusted: number;
  /** Which effect size */
  readonly effect: "Cohen's d" | "Cohen's h";
  /** In pooled standard deviations, or in radians for Cohen's h */
  readonly effectSize: number;
  /** Lower limit of its interval */
  readonly effectLower: number;
  /** Upper limit of its interval */
  readonly effectUpper: number;
  /** The effect size in a word */
  readonly magnitude: Magnitude;
  /** P(leaver > stayer) − P(leaver < stayer): one scale for all features; the difference of rates for a binary one */
  readonly cliffsDelta: number;
  /** Lower limit of its interval */
  readonly cliffsDeltaLower: number;
  /** Upper limit of its interval */
  readonly cliffsDeltaUpper: number;
  /** What to know before using the row; "" when nothing */
  readonly note: string;
}

/**
 * Compares every feature between the clients who stayed (y = 0) and those who left (y = 1).
 * Numeric features: means, Welch's t-test and Mann–Whitney U, Cohen's d. Features of zeros and ones: rates,
 * chi-squared (two-proportion) and Fisher's exact test, Cohen's h.
 * @param X nSamples × nFeatures
 * @param y nSamples labels with at least one 0 and one 1
 * @returns one record a feature, in the order of the columns
 * @throws InvalidParameterError when a group is empty
 * @see {@link welchTTest}, {@link mannWhitneyU}, {@link chiSquaredTest}, {@link fisherExactTest},
 *   {@link benjaminiHochberg} for the methods
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { compareGroups } from "churnlab";
 *
 * const X = [[1, 0], [2, 1], [3, 0], [7, 1], [8, 1], [9, 1]]; // a numeric feature and one of zeros and ones
 * const [numeric, binary] = compareGroups(X, [0, 0, 0, 1, 1, 1]);
 * assert.equal(numeric.leavers - numeric.stayers, 6);
 * assert.equal(numeric.test, "Welch t");
 * assert.equal(binary.secondTest, "Fisher exact");
 * assert.equal(binary.pAdjusted >= binary.pValue, true);
 * ```
 */
export function compareGroups(X: MatrixLike, y: LabelsLike, options: CompareGroupsOptions = {}): GroupComparison[] {
  checkOptionNames("compareGroups", options, ["level"]);
  const level = checkLevel(options.level ?? 0.95);
  const matrix = toFeatureMatrix(X);
  const labels = toLabels(y, matrix.nSamples);
  const nLeavers = labels.reduce((sum, label) => sum + label, 0);
  if (nLeavers === 0 || nLeavers === labels.length) {
    throw new InvalidParameterError(
      `y must have both 0 and 1; got ${labels.length - nLeavers} zeros and ${nLeavers} ones`,
    );
  }
  const rows = matrix.featureNames.map((feature, column) => {
    const { stayers, leavers, isBinary } = splitColumn(matrix, column, labels, nLeavers);
    return {
      feature,
      nStayers: stayers.length,
      nLeavers: leavers.length,
      ...(isBinary ? compareRates(stayers, leavers, level) : compareMeans(stayers, leavers, level)),
    };
  });
  const adjusted = adjustLogPValues(rows.map((row) => row.logPValue));
  const secondAdjusted = adjustLogPValues(rows.map((row) => row.secondLogPValue));
  return rows.map((row, index) => ({
    ...row,
    pAdjusted: Math.exp(adjusted[index]),
    logPAdjusted: adjusted[index],
    secondPAdjusted: Math.exp(secondAdjusted[index]),
    secondLogPAdjusted: secondAdjusted[index],
  }));
}

function splitColumn({ data, nSamples, nFeatures }: FeatureMatrix, column: number, y: Uint8Array, nLeavers: number) {
  const stayers = new Float64Array(nSamples - nLeavers);
  const leavers = new Float64Array(nLeavers);
  let stayer = 0;
  let leaver = 0;
  let others = 0;
  for (let row = 0, place = column; row < nSamples; row++, place += nFeatures) {
    const value = data[place];
    if (value !== 0 && value !== 1) others++;
    if (y[row] === 1) leavers[leaver++] = value;
    else stayers[stayer++] = value;
  }
  return { stayers, leavers, isBinary: others === 0 };
}

type Comparison = Omit<
  GroupComparison,
  "feature" | "nStayers" | "nLeavers" | "pAdjusted" | "logPAdjusted" | "secondPAdjusted" | "secondLogPAdjusted"
>;

function compareMeans(stayers: Float64Array, leavers: Float64Array, level: number): Comparison {
  const testable = stayers.length > 1 && leavers.length > 1;
  const left = summarize(leavers);
  const stayed = summarize(stayers);
  const test = testable
    ? welch(left, stayed, level)
    : { ...noTest, degreesOfFreedom: Number.NaN, difference: unknown(left.mean - stayed.mean, level) };
  const size = testable ? standardizedDifference(left, stayed, level) : unknown(Number.NaN, level);
  const sortedLeavers = sortedCopy(leavers);
  const sortedStayers = sortedCopy(stayers);
  const counts = countPairs(sortedLeavers, sortedStayers);
  const delta = deltaWithLimits(sortedLeavers, sortedStayers, counts, criticalZ(level));
  return {
    kind: "numeric",
    stayers: stayed.mean,
    leavers: left.mean,
    stayersStandardDeviation: deviationOf(stayed),
    leaversStandardDeviation: deviationOf(left),
    stayersMedian: quantileOfSorted(sortedStayers, 0.5),
    leaversMedian: quantileOfSorted(sortedLeavers, 0.5),
    ...asDifference(test.difference),
    test: "Welch t",
    ...asTest(test, test.degreesOfFreedom),
    secondTest: "Mann–Whitney U",
    ...asSecondTest(mannWhitney(counts, leavers.length, stayers.length, "auto")),
    effect: "Cohen's d",
    ...asEffect(size),
    ...asDelta({ ...delta, level }),
    note: noteOnMeans(stayers, leavers, test.statistic),
  };
}

function compareRates(stayers: Float64Array, leavers: Float64Array, level: number): Comparison {
  const onesOfStayers = countOnes(stayers);
  const onesOfLeavers = countOnes(leavers);
  const table = [
    [onesOfLeavers, leavers.length - onesOfLeavers],
    [onesOfStayers, stayers.length - onesOfStayers],
  ];
  const ones = onesOfStayers + onesOfLeavers;
  const isConstant = ones === 0 || ones === stayers.length + leavers.length;
  const difference = newcombeInterval(onesOfLeavers, leavers.length, onesOfStayers, stayers.length, level);
  const chiSquared = isConstant ? undefined : chiSquaredTest(table, { correction: false });
  const smallest = chiSquared?.smallestExpected ?? 0;
  return {
    kind: "binary",
    stayers: onesOfStayers / stayers.length,
    leavers: onesOfLeavers / leavers.length,
    stayersStandardDeviation: null,
    leaversStandardDeviation: null,
    stayersMedian: null,
    leaversMedian: null,
    ...asDifference(difference),
    test: "chi-squared",
    ...asTest(chiSquared ?? noTest, 1),
    secondTest: "Fisher exact",
    ...asSecondTest(fisherExactTest(table)),
    effect: "Cohen's h",
    ...asEffect(cohensH(onesOfLeavers, leavers.length, onesOfStayers, stayers.length, level)),
    ...asDelta(difference),
    note: isConstant
      ? `always ${stayers[0]}: nothing to compare`
      : smallest < 5
        ? `smallest expected count ${smallest.toFixed(1)} is under 5: rely on Fisher's exact test`
        : "",
  };
}

function noteOnMeans(stayers: Float64Array, leavers: Float64Array, statistic: number): string {
  const smaller = Math.min(stayers.length, leavers.length);
  if (smaller < 2) return "a group of one client: no t-test, no interval";
  if (Number.isNaN(statistic)) {
    return stayers[0] === leavers[0]
      ? `always ${stayers[0]}: nothing to compare`
      : "constant in both groups: no t-test, no interval";
  }
  return smaller < 8 ? `a group of ${smaller} clients: both tests are rough` : "";
}

const noTest: TestResult = { statistic: Number.NaN, pValue: Number.NaN, logPValue: Number.NaN };

function unknown(estimate: number, level: number): Interval {
  return { estimate, lower: Number.NaN, upper: Number.NaN, level };
}

function countOnes(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function asDifference({ estimate, lower, upper }: Interval) {
  return { difference: estimate, differenceLower: lower, differenceUpper: upper };
}

function asTest({ statistic, pValue, logPValue }: TestResult, degreesOfFreedom: number) {
  return { statistic, degreesOfFreedom, pValue, logPValue };
}

function asSecondTest({ pValue, logPValue }: Omit<TestResult, "statistic">) {
  return { secondPValue: pValue, secondLogPValue: logPValue };
}

function asEffect({ estimate, lower, upper }: Interval) {
  return { effectSize: estimate, effectLower: lower, effectUpper: upper, magnitude: magnitudeOf(estimate) };
}

function asDelta({ estimate, lower, upper }: Interval) {
  return { cliffsDelta: estimate, cliffsDeltaLower: lower, cliffsDeltaUpper: upper };
}

function magnitudeOf(effectSize: number): Magnitude {
  const size = Math.abs(effectSize);
  if (Number.isNaN(size)) return "undefined";
  if (size < 0.2) return "negligible";
  if (size < 0.5) return "small";
  return size < 0.8 ? "medium" : "large";
}
