import { checkTable, chiSquared } from "./chi-squared-test";
import { findRoot } from "./find-root";
import { checkLevel } from "./interval";
import { noncentralChiSquared, noncentralChiSquaredTail } from "./noncentral";
import { normalUpperQuantile } from "./normal";

/** What {@link cramersV} returns; all in [0, 1]. */
export interface CramersV {
  /** √(χ² / (n · min(rows − 1, columns − 1))), without continuity correction */
  readonly value: number;
  /** Bergsma's (2013) form, which has less bias away from 0 in small samples */
  readonly corrected: number;
  /** Lower limit of the interval of the population's V; 0 where independence is not refused at that level */
  readonly lower: number;
  /** Upper limit. In sparse tables the uncorrected `value`, which is biased upwards, can lie above it */
  readonly upper: number;
  /** Confidence level of the interval */
  readonly level: number;
}

/**
 * Cramér's V: how strongly the rows and columns of a contingency table go together, with an interval.
 * The interval is √(λ / (n · min(rows − 1, columns − 1))) for the noncentralities λ that leave (1 − level) / 2 beyond
 * the χ² observed. Where the table is closer to independence than chance allows, both limits are 0.
 * @param table at least 2 × 2 counts ≥ 0; every row and every column must have a count
 * @param level confidence level in (0, 1)
 * @returns both forms and the interval, in [0, 1]
 * @throws ShapeError for a smaller or ragged table; InvalidParameterError for a bad count, an empty row or column, or a
 *   level outside (0, 1)
 * @see Cramér (1946); SciPy `scipy.stats.contingency.association(table, method="cramer")`; Bergsma (2013), J. Korean
 *   Statistical Society 42; Smithson (2003), Confidence intervals, chapter 4 (without its shift by the degrees of
 *   freedom); SciPy `ncx2`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cramersV } from "churnlab";
 *
 * const { value, corrected, lower, upper } = cramersV([[30, 10], [10, 30]]);
 * assert.equal(value, 0.5);
 * assert.ok(corrected < value);
 * assert.deepEqual([lower.toFixed(3), upper.toFixed(3)], ["0.281", "0.719"]);
 * ```
 */
export function cramersV(table: readonly (readonly number[])[], level = 0.95): CramersV {
  const { rowSums, columnSums, total } = checkTable(table);
  checkLevel(level);
  const rows = rowSums.length;
  const columns = columnSums.length;
  const { statistic, degreesOfFreedom } = chiSquared(table, rowSums, columnSums, total, false);
  const phiSquared = statistic / total;
  const unbiased = Math.max(0, phiSquared - degreesOfFreedom / (total - 1));
  const rowsLeft = rows - (rows - 1) ** 2 / (total - 1);
  const columnsLeft = columns - (columns - 1) ** 2 / (total - 1);
  const most = Math.min(rows, columns) - 1;
  const asV = (noncentrality: number) => Math.min(1, Math.sqrt(noncentrality / total / most));
  const [lower, upper] = noncentralLimits(statistic, degreesOfFreedom, (1 - level) / 2).map(asV);
  return {
    value: Math.min(1, Math.sqrt(phiSquared / most)),
    corrected: unbiased === 0 ? 0 : Math.min(1, Math.sqrt(unbiased / (Math.min(rowsLeft, columnsLeft) - 1))),
    lower,
    upper,
    level,
  };
}

/** The noncentralities under which the statistic has `beyond` above it, and below it. */
function noncentralLimits(statistic: number, degreesOfFreedom: number, beyond: number): [number, number] {
  if (statistic > 1e8) {
    // √χ² is normal around √λ + (df − 1) / (2 √λ) with deviation 1, but for terms of 1 / λ.
    const z = normalUpperQuantile(beyond);
    const rootFor = (center: number) => center - (degreesOfFreedom - 1) / (2 * center);
    return [rootFor(Math.sqrt(statistic) - z) ** 2, rootFor(Math.sqrt(statistic) + z) ** 2];
  }
  // In √λ both probabilities are nearly those of a normal distribution with deviation 1.
  const above = (root: number) => noncentralChiSquaredTail(statistic, degreesOfFreedom, root * root) - beyond;
  const below = (root: number) => beyond - noncentralChiSquared(statistic, degreesOfFreedom, root * root);
  return [rootOf(above, statistic) ** 2, rootOf(below, statistic) ** 2];
}

/** Where an ascending function of √λ becomes positive; 0 where it is so from the start. */
function rootOf(excess: (root: number) => number, statistic: number): number {
  if (excess(0) >= 0) return 0;
  let low = Math.max(0, Math.sqrt(statistic) - 8);
  if (excess(low) > 0) low = 0;
  let high = Math.sqrt(statistic) + 4;
  while (excess(high) <= 0) high += 4;
  return findRoot(excess, low, high);
}
