import { checkTable, chiSquaredTest } from "./chi-squared-test";

/** What {@link cramersV} returns; both in [0, 1]. */
export interface CramersV {
  /** √(χ² / (n · min(rows − 1, columns − 1))), without continuity correction */
  readonly value: number;
  /** Bergsma's (2013) form, which has less bias away from 0 in small samples */
  readonly corrected: number;
}

/**
 * Cramér's V: how strongly the rows and columns of a contingency table go together.
 * @param table at least 2 × 2 counts ≥ 0; every row and every column must have a count
 * @returns both forms, in [0, 1]
 * @throws ShapeError for a smaller or ragged table; InvalidParameterError for a bad count or an empty row or column
 * @see Cramér (1946); SciPy `scipy.stats.contingency.association(table, method="cramer")`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cramersV } from "churnlab";
 *
 * const { value, corrected } = cramersV([[30, 10], [10, 30]]);
 * assert.equal(value, 0.5);
 * assert.ok(corrected < value);
 * ```
 */
export function cramersV(table: readonly (readonly number[])[]): CramersV {
  const { rowSums, columnSums, total } = checkTable(table);
  const rows = rowSums.length;
  const columns = columnSums.length;
  const phiSquared = chiSquaredTest(table, { correction: false }).statistic / total;
  const unbiased = Math.max(0, phiSquared - ((rows - 1) * (columns - 1)) / (total - 1));
  const rowsLeft = rows - (rows - 1) ** 2 / (total - 1);
  const columnsLeft = columns - (columns - 1) ** 2 / (total - 1);
  return {
    value: Math.min(1, Math.sqrt(phiSquared / (Math.min(rows, columns) - 1))),
    corrected: unbiased === 0 ? 0 : Math.min(1, Math.sqrt(unbiased / (Math.min(rowsLeft, columnsLeft) - 1))),
  };
}
