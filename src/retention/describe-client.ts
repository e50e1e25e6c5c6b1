import { columnSpec } from "../data";
import { segmentVocabulary } from "./client-segments";

/**
 * One value of one client in the words of a front desk: "contract of 1 month", "no group classes", "0.4 visits a week
 * last month".
 * @param feature name of a column of the schema
 * @param value the client's value, in the column's unit
 * @returns a phrase without a full stop, numbers rounded to one decimal
 * @throws InvalidParameterError for a column that the schema does not have
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeClientValue } from "churnlab";
 *
 * assert.equal(describeClientValue("Contract_period", 1), "contract of 1 month");
 * assert.equal(describeClientValue("Group_visits", 0), "no group classes");
 * assert.equal(describeClientValue("Avg_class_frequency_current_month", 0.42), "0.4 visits a week last month");
 * ```
 */
export function describeClientValue(feature: string, value: number): string {
  const { kind, label, unit } = columnSpec(feature);
  if (feature === "gender") return `gender code ${value}`;
  const words = segmentVocabulary[feature];
  if (kind === "binary") return (value === 1 ? words?.high : words?.low) ?? `${label}: ${value === 1 ? "yes" : "no"}`;
  const amount = Number(value.toFixed(1));
  const shown = Math.abs(value) >= 100 ? value.toFixed(0) : String(amount);
  if (feature === "Month_to_end_contract") return `${shown} ${amount === 1 ? "month" : "months"} left`;
  const bound = words?.bound;
  if (feature === "Avg_class_frequency_total") return `usually ${shown} ${amount === 1 ? "visit" : "visits"} a week`;
  if (!bound) return `${label} ${shown}${unit === null ? "" : ` ${unit}`}`;
  return [bound.before, shown, amount === 1 ? bound.one : bound.many].filter(Boolean).join(" ");
}
