import { checkInteger, ShapeError, show } from "../core";
import { logHypergeometric, type Margins } from "./hypergeometric";
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
  if (!Array.isArray(table) || !table.every(Array.isArray)) {
    throw new ShapeError(`table must be 2 rows of 2 counts; got ${show(table)}`);
  }
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

/**
 * ln p: the tail beyond the observed table and, on the other side of the mode, the tail of tables at most as probable.
 * Every probability is found from its neighbour's; a tail ends where its terms no longer count.
 */
function logFisher(a: number, b: number, c: number, d: number): number {
  // The mirrored table has the same probabilities: let the observed one be below the mode.
  if (a * d > b * c) return logFisher(b, a, d, c);
  const margins: Margins = { drawn: a + c, marked: a + b, total: a + b + c + d };
  const observed = logHypergeometric(a, margins);
  const logTail = observed + Math.log(descendingTail(a, b, c, d));
  const other = firstAsExtreme(a, observed, margins);
  if (other === undefined) return logTail;
  const logOther =
    logHypergeometric(other, margins) +
    Math.log(descendingTail(margins.marked - other, other, d - a + other, margins.drawn - other));
  const larger = Math.max(logTail, logOther);
  return larger + Math.log1p(Math.exp(Math.min(logTail, logOther) - larger));
}

/** The probabilities of a table and of those with ever fewer in the first cell, over that of the table itself. */
function descendingTail(a: number, b: number, c: number, d: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 0; k < Math.min(a, d) && term > sum * 1e-18; k++) {
    term *= ((a - k) / (b + k + 1)) * ((d - k) / (c + k + 1));
    sum += term;
  }
  return sum;
}

/** The smallest count above the mode whose table is at most as probable as the observed one, which is not above it. */
function firstAsExtreme(observedCount: number, observed: number, margins: Margins): number | undefined {
  const { drawn, marked, total } = margins;
  // Equally probable tables differ by rounding only.
  const bound = observed + 1e-13 * (10 - observed);
  const mode = Math.floor(((drawn + 1) * (marked + 1)) / (total + 2));
  let low = Math.max(mode, observedCount);
  let high = Math.min(drawn, marked);
  if (low >= high && low === observedCount) return undefined;
  if (low > observedCount && logHypergeometric(low, margins) <= bound) return low;
  if (logHypergeometric(high, margins) > bound) return undefined;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (logHypergeometric(middle, margins) <= bound) high = middle;
    else low = middle;
  }
  return high > observedCount ? high : undefined;
}
