import { checkOneOf, checkOptionNames, InvalidParameterError, type LabelsLike, sortedCopy } from "../core";
import { logArrangements, logExactTail, mostExactLogArrangements } from "./mann-whitney-exact";
import { logNormalTail } from "./normal";
import { countPairs, type PairCounts } from "./pair-counts";
import { toSample } from "./sample";
import { type TestResult, twoSided } from "./test-result";

/** How {@link mannWhitneyU} finds its p-value. */
export type MannWhitneyMethod = "auto" | "exact" | "asymptotic";

/** Options of {@link mannWhitneyU}. */
export interface MannWhitneyOptions {
  /**
   * "exact": from all arrangements, which needs values without ties and groups up to about 500 against 500.
   * "asymptotic": the normal approximation, corrected for ties and for continuity.
   * "auto", the default: exact where a group has at most eight values and there are no ties, as in SciPy.
   */
  readonly method?: MannWhitneyMethod;
}

/** What {@link mannWhitneyU} returns. */
export interface MannWhitneyResult extends TestResult {
  /** Which of the two ways the p-value was found */
  readonly method: "exact" | "asymptotic";
}

/** The largest smaller group for which "auto" counts arrangements; SciPy's rule. */
const fewValues = 8;

/**
 * The two-sided Mann–Whitney U test: does one group tend to larger values?
 * The statistic is U of `a`: pairs in which a is larger, ties counting half. Where ties meet a group under about
 * eight values the approximation is rough. When all values are equal, p is 1.
 * @param a at least one finite number
 * @param b at least one finite number
 * @returns U as a number of pairs, the two-sided p-value, and the way it was found
 * @throws InvalidParameterError for an empty group, a value that is not finite, an unknown option, or an exact test of
 *   tied values or of groups too large for it
 * @see Mann & Whitney (1947); SciPy `mannwhitneyu(a, b, method="auto")`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mannWhitneyU } from "churnlab";
 *
 * const { statistic, pValue, method } = mannWhitneyU([5, 6, 7, 8, 9], [1, 2, 3, 4, 5.5]);
 * assert.equal(statistic, 24); // of the 25 pairs, a is larger in 24
 * assert.equal(method, "exact");
 * assert.equal(pValue.toFixed(6), (4 / 252).toFixed(6)); // two of 252 arrangements at each end
 * ```
 */
export function mannWhitneyU(a: LabelsLike, b: LabelsLike, options: MannWhitneyOptions = {}): MannWhitneyResult {
  checkOptionNames("mannWhitneyU", options, ["method"]);
  const method = checkOneOf("method", options.method ?? "auto", ["auto", "exact", "asymptotic"]);
  const sortedA = sortedCopy(toSample(a, "a"));
  const sortedB = sortedCopy(toSample(b, "b"));
  const counts = countPairs(sortedA, sortedB);
  if (method === "exact") checkExact(counts, sortedA.length, sortedB.length);
  return mannWhitney(counts, sortedA.length, sortedB.length, method);
}

function checkExact({ hasTies }: PairCounts, nA: number, nB: number): void {
  if (hasTies) throw new InvalidParameterError('method "exact" needs values without ties; use "asymptotic"');
  if (logArrangements(nA, nB) > mostExactLogArrangements) {
    throw new InvalidParameterError(
      `method "exact" needs smaller groups (500 against 500 at most); got ${nA} against ${nB}: use "asymptotic"`,
    );
  }
}

/** The test from the counts of pairs of two samples of nA and nB values. */
export function mannWhitney(counts: PairCounts, nA: number, nB: number, method: MannWhitneyMethod): MannWhitneyResult {
  const pairs = nA * nB;
  const statistic = (pairs + counts.excess) / 2;
  const isExact = method === "exact" || (method === "auto" && !counts.hasTies && Math.min(nA, nB) <= fewValues);
  if (isExact) {
    const logTail = logExactTail((pairs - Math.abs(counts.excess)) / 2, nA, nB);
    return { statistic, ...twoSided(logTail), method: "exact" };
  }
  const n = nA + nB;
  const variance = (pairs / 12) * (n + 1 - counts.tieTerm / (n * (n - 1)));
  // Equal values everywhere leave no spread: no evidence.
  if (counts.tied === pairs) return { statistic, pValue: 1, logPValue: 0, method: "asymptotic" };
  const excess = (Math.abs(counts.excess) - 1) / 2;
  return { statistic, ...twoSided(logNormalTail(excess / Math.sqrt(variance))), method: "asymptotic" };
}
