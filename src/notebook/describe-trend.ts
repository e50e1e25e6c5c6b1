import { type GroupRate, rateTrend } from "../statistics";
import { interval, percent, plural } from "./format";

/**
 * A sentence on how the churn rate goes along ordered groups, rates with their 95 % intervals: "The share who left falls
 * from 74.6% (70.9% to 78.1%) at 0 months to 0.6% (0.1% to 3.3%) at 12 months or more, at every step." It says so when
 * there is no clear trend, or one group.
 * @param groups as `rateByGroup` returns them, at least one with clients
 * @param unit what the groups are counted in, in the plural, set behind their names: "months"
 * @returns a sentence
 * @throws InvalidParameterError when no group has clients
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rateByGroup } from "churnlab";
 * import { describeTrend } from "churnlab/notebook";
 *
 * const months = [1, 1, 1, 1, 6, 6, 6, 6, 12, 12, 12, 12];
 * const left = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0];
 * const sentence = describeTrend(rateByGroup(months, left), "months");
 * assert.match(sentence, /^The share who left falls from 100\.0% .* at 1 month.* to 0\.0% .* at 12 months/);
 * ```
 */
export function describeTrend(groups: readonly GroupRate[], unit = ""): string {
  const trend = rateTrend(groups);
  const name = ({ group }: GroupRate) => inWords(group, unit);
  const rate = (group: GroupRate) => `${percent(group.rate)} (${interval(group, percent)}) at ${name(group)}`;
  if (trend.nGroups === 1) {
    return `All ${plural(trend.first.n, "client")} are at ${name(trend.first)}: there is nothing to compare.`;
  }
  if (trend.verb === "does not change clearly") {
    const { lowest, highest } = trend;
    return `The share who left does not change clearly: it lies between ${rate(lowest)} and ${rate(highest)}.`;
  }
  const steps = trend.monotone ? "at every step" : "though not at every step";
  return `The share who left ${trend.verb} from ${rate(trend.first)} to ${rate(trend.last)}, ${steps}.`;
}

/** A group's label for a sentence: "≥12" → "12 months or more", "0 to <0.5" → "0 to less than 0.5 visits". */
function inWords(group: string, unit: string): string {
  const [sign, amount] = /^[≥≤]/.test(group) ? [group[0], group.slice(1)] : ["", group];
  const counted = `${amount.replace("<", "less than ")} ${amount === "1" ? unit.replace(/s$/, "") : unit}`.trim();
  return sign === "" ? counted : `${counted} or ${sign === "≥" ? "more" : "less"}`;
}
