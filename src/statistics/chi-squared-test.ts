import { checkOptionNames, InvalidParameterError, ShapeError, show } from "../core";
import { logChiSquaredTail } from "./chi-squared";
import { fromLog, type TestResult } from "./test-result";

/** Options of {@link chiSquaredTest}. */
export interface ChiSquaredOptions {
  /** Yates's continuity correction where the table is 2 × 2. Default: true, as in SciPy and R. */
  readonly correction?: boolean;
}

/** What {@link chiSquaredTest} returns. */
export interface ChiSquaredResult extends TestResult {
  /** (rows − 1) · (columns − 1) */
  readonly degreesOfFreedom: number;
  /** Counts expected under independence, the shape of the table */
  readonly expected: readonly (readonly number[])[];
  /** The approximation is doubtful when this is under 5 (Cochran 1954) */
  readonly smallestExpected: number;
}

/**
 * Pearson's chi-squared test of independence in a contingency table.
 * @param table at least 2 × 2 counts ≥ 0; every row and every column must have a count
 * @returns the statistic, its degrees of freedom, the p-value and the expected counts
 * @throws ShapeError for a smaller or ragged table; InvalidParameterError for a bad count or an empty row or column
 * @see SciPy `chi2_contingency(table)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { chiSquaredTest } from "churnlab";
 *
 * // Rows: one-month and yearly contracts; columns: left, stayed.
 * const { statistic, pValue, degreesOfFreedom } = chiSquaredTest([[42, 58], [5, 95]]);
 * assert.equal(degreesOfFreedom, 1);
 * assert.equal(statistic.toFixed(2), "36.05");
 * assert.ok(pValue < 1e-8);
 * ```
 */
export function chiSquaredTest(
  table: readonly (readonly number[])[],
  options: ChiSquaredOptions = {},
): ChiSquaredResult {
  checkOptionNames("chiSquaredTest", options, ["correction"]);
  const { correction = true } = options;
  if (typeof correction !== "boolean") {
    throw new InvalidParameterError(`correction must be true or false; got ${show(correction)}`);
  }
  const { rowSums, columnSums, total } = checkTable(table);
  return chiSquared(table, rowSums, columnSums, total, correction);
}

/** The test of a table that is known to be valid, with its margins. */
export function chiSquared(
  table: readonly (readonly number[])[],
  rowSums: readonly number[],
  columnSums: readonly number[],
  total: number,
  correction: boolean,
): ChiSquaredResult {
  const expected = rowSums.map((rowSum) => columnSums.map((columnSum) => (rowSum * columnSum) / total));
  const degreesOfFreedom = (rowSums.length - 1) * (columnSums.length - 1);
  const shift = correction && degreesOfFreedom === 1 ? 0.5 : 0;
  let statistic = 0;
  let smallestExpected = Number.POSITIVE_INFINITY;
  for (let row = 0; row < expected.length; row++) {
    for (let column = 0; column < columnSums.length; column++) {
      // The correction never moves a count past its expectation.
      const deviation = Math.max(0, Math.abs(table[row][column] - expected[row][column]) - shift);
      statistic += deviation ** 2 / expected[row][column];
      smallestExpected = Math.min(smallestExpected, expected[row][column]);
    }
  }
  return {
    statistic,
    ...fromLog(logChiSquaredTail(statistic, degreesOfFreedom)),
    degreesOfFreedom,
    expected,
    smallestExpected,
  };
}

/** Checks a contingency table and adds up its margins. */
export function checkTable(table: readonly (readonly number[])[]) {
  if (!Array.isArray(table) || !table.every(Array.isArray)) {
    throw new ShapeError(`table must be an array of rows of counts; got ${show(table)}`);
  }
  const width = table[0]?.length ?? 0;
  if (table.length < 2 || width < 2) {
    throw new ShapeError(`table must have at least 2 rows and 2 columns; got ${table.length} × ${width}`);
  }
  const rowSums = new Array<number>(table.length).fill(0);
  const columnSums = new Array<number>(width).fill(0);
  table.forEach((counts, row) => {
    if (counts.length !== width) {
      throw new ShapeError(`every row of table must have ${width} counts; row ${row} has ${counts.length}`);
    }
    counts.forEach((count, column) => {
      if (!Number.isFinite(count) || count < 0) {
        throw new InvalidParameterError(
          `table must hold finite counts ≥ 0; got ${show(count)} in row ${row}, column ${column}`,
        );
      }
      rowSums[row] += count;
      columnSums[column] += count;
    });
  });
  checkMargin("row", rowSums);
  checkMargin("column", columnSums);
  const total = rowSums.reduce((sum, count) => sum + count, 0);
  // Products of margins must neither overflow nor vanish.
  if (total < 1e-100 || total > 1e100) {
    throw new InvalidParameterError(`table must add up to a number in [1e-100, 1e100]; got ${total}`);
  }
  return { rowSums, columnSums, total };
}

function checkMargin(kind: string, sums: readonly number[]): void {
  const empty = sums.indexOf(0);
  if (empty >= 0) {
    throw new InvalidParameterError(`every row and column of table must have a count; ${kind} ${empty} adds up to 0`);
  }
}
