import { checkInteger, checkOptionNames, InvalidParameterError, show } from "../core";
import { checkLevel, type Interval } from "./interval";
import { newcombeInterval } from "./newcombe-interval";
import { logNormalTail } from "./normal";
import type { GroupRate } from "./rate-by-group";
import type { TestResult } from "./test-result";

/** Options of {@link rateTrend}. */
export interface RateTrendOptions {
  /** Confidence level in (0, 1); a trend is clear when its p-value is below 1 − level. Default: 0.95 */
  readonly level?: number;
}

/** How the churn rate goes along ordered groups. Groups without clients are passed over. */
export interface RateTrend extends TestResult {
  /** For a sentence: "Churn falls with age" */
  readonly verb: "falls" | "rises" | "does not change clearly";
  /** The first group with clients */
  readonly first: GroupRate;
  /** The last group with clients */
  readonly last: GroupRate;
  /** The group of the lowest rate; the first of equal ones */
  readonly lowest: GroupRate;
  /** The group of the highest rate; the first of equal ones */
  readonly highest: GroupRate;
  /** Rate of the last group − rate of the first, with Newcombe's interval */
  readonly change: Interval;
  /** Whether no step goes against the direction from the first to the last */
  readonly monotone: boolean;
  /** Number of groups that have clients */
  readonly nGroups: number;
}

/**
 * The trend of the churn rate over groups in their given order: the Cochran–Armitage test with the positions 0, 1, 2, …
 * as scores, in Mantel's form z = r·√(n − 1) with r the correlation of position and label.
 * With one group, or all labels the same, there is no test: statistic and p-value are NaN.
 * @param groups as `rateByGroup` returns them, at least one with clients
 * @returns the direction, the change as a difference of shares, and the two-sided test
 * @throws InvalidParameterError when no group has clients
 * @see Mantel (1963), JASA 58; statsmodels `Table(counts).test_ordinal_association()`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rateByGroup, rateTrend } from "churnlab";
 *
 * const months = [1, 1, 1, 1, 6, 6, 6, 6, 12, 12, 12, 12];
 * const left = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0];
 * const trend = rateTrend(rateByGroup(months, left));
 * assert.equal(`Churn ${trend.verb} with the contract`, "Churn falls with the contract");
 * assert.equal(trend.change.estimate, -1);
 * ```
 */
export function rateTrend(groups: readonly GroupRate[], options: RateTrendOptions = {}): RateTrend {
  checkOptionNames("rateTrend", options, ["level"]);
  const level = checkLevel(options.level ?? 0.95);
  if (!Array.isArray(groups)) throw new InvalidParameterError(`groups must be an array; got ${show(groups)}`);
  groups.forEach(checkGroup);
  const filled = groups.filter(({ n }) => n > 0);
  if (filled.length === 0) throw new InvalidParameterError("rateTrend needs a group with clients; got none");
  const first = filled[0];
  const last = filled[filled.length - 1];
  const { r, n } = correlationWithPosition(filled);
  const statistic = r * Math.sqrt(n - 1);
  const logPValue = Number.isNaN(statistic) ? Number.NaN : Math.min(0, Math.LN2 + logNormalTail(Math.abs(statistic)));
  const isClear = logPValue < Math.log1p(-level);
  const steps = filled.slice(1).map(({ rate }, index) => rate - filled[index].rate);
  return {
    verb: isClear ? (statistic < 0 ? "falls" : "rises") : "does not change clearly",
    first,
    last,
    lowest: filled.reduce((best, group) => (group.rate < best.rate ? group : best)),
    highest: filled.reduce((best, group) => (group.rate > best.rate ? group : best)),
    change: newcombeInterval(last.churned, last.n, first.churned, first.n, level),
    monotone: steps.every((step) => step <= 0) || steps.every((step) => step >= 0),
    nGroups: filled.length,
    statistic,
    pValue: Math.exp(logPValue),
    logPValue,
  };
}

function checkGroup(group: unknown, position: number): void {
  if (typeof group !== "object" || group === null) {
    throw new InvalidParameterError(
      `groups must hold those of rateByGroup; got ${show(group)} at position ${position}`,
    );
  }
  const { n, churned } = group as { readonly n?: unknown; readonly churned?: unknown };
  const rows = checkInteger(`n of groups[${position}]`, n, { min: 0 });
  checkInteger(`churned of groups[${position}]`, churned, { min: 0, max: rows });
}

function correlationWithPosition(groups: readonly GroupRate[]): { r: number; n: number } {
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const churned = groups.reduce((sum, group) => sum + group.churned, 0);
  const meanPosition = groups.reduce((sum, group, position) => sum + position * group.n, 0) / n;
  let spread = 0;
  let together = 0;
  groups.forEach((group, position) => {
    spread += group.n * (position - meanPosition) ** 2;
    together += group.churned * (position - meanPosition);
  });
  const variation = spread * churned * (1 - churned / n);
  return { r: variation > 0 ? together / Math.sqrt(variation) : Number.NaN, n };
}
