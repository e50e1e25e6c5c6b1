import { checkInteger, ShapeError } from "../core";
import { fromLog } from "./test-result";

/** What {@link fisherExactTest} returns. */
export interface FisherExactResult {
  /** (a · d) / (b · c) of the table [[a, b], [c, d]]; NaN where a row or a column adds up to 0 */
  readonly oddsRatio: number;
  /** Two-sided, in [0, 1] */
  readonly pValue: number;
  /** Natural logarithm of the p-value */
  readonly logPValue: number;
}

/**
 * Fisher's exact two-sided test of a 2 × 2 table: the probability, with the margins held,
 * of all tables at most as probable as this one. With an empty row or column p is 1.
 * @param table [[a, b], [c, d]], integers ≥ 0
 * @returns the odds ratio of the table and the two-sided p-value
 * @throws ShapeError for another shape; InvalidParameterError for a bad count
 * @see Fisher (1935); SciPy `fisher_exact(table)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fisherExactTest } from "churnlab";
 *
 * const { pValue, oddsRatio } = fisherExactTest([[8, 2], [1, 5]]); // rows: two groups; columns: left, stayed
 * assert.equal(oddsRatio, 20);
 * assert.equal(pValue.toFixed(4), "0.0350");
 * ```
 */
export function fisherExactTest(table: readonly (readonly number[])[]): FisherExactResult {
  if (table.length !== 2 || table.some((row) => row.length !== 2)) {
    throw new ShapeError(`table must be 2 × 2; got ${table.length} × ${table.map((row) => row.length).join(", ")}`);
  }
  table.forEach((row, i) => {
    row.forEach((count, j) => {
      checkInteger(`table[${i}][${j}]`, count, { min: 0 });
    });
  });
  const [[a, b], [c, d]] = table;
  if (a + b === 0 || c + d === 0 || a + c === 0 || b + d === 0) {
    return { oddsRatio: Number.NaN, pValue: 1, logPValue: 0 };
  }
  return { oddsRatio: b * c === 0 ? Number.POSITIVE_INFINITY : (a / b) * (d / c), ...fromLog(logFisher(a, b, c, d)) };
}

/** ln p: hypergeometric weights relative to the observed table, each from its neighbour's by their ratio. */
function logFisher(a: number, b: number, c: number, d: number): number {
  const logWeights = [0];
  // One more in the first cell: (a, b, c, d) → (a + 1, b − 1, c − 1, d + 1).
  let log = 0;
  for (let k = 0; k < Math.min(b, c); k++) {
    log += Math.log(((b - k) / (a + k + 1)) * ((c - k) / (d + k + 1)));
    logWeights.push(log);
  }
  log = 0;
  for (let k = 0; k < Math.min(a, d); k++) {
    log += Math.log(((a - k) / (b + k + 1)) * ((d - k) / (c + k + 1)));
    logWeights.push(log);
  }
  // Equally probable tables differ by rounding only.
  const asExtreme = logWeights.filter((weight) => weight <= 1e-10);
  return logSum(asExtreme) - logSum(logWeights);
}

function logSum(logs: readonly number[]): number {
  const largest = logs.reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY);
  return largest + Math.log(logs.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}
