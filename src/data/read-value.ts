import type { ColumnSpec } from "./client-schema";

const decimalNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const missingMarks: ReadonlySet<string> = new Set(["", "na", "n/a", "nan", "null", "none"]);
const shownLength = 40;

/** The value of a field, or NaN when it breaks the rule of its column. */
export function readValue(text: string, spec: ColumnSpec): number {
  const trimmed = text.trim();
  if (!decimalNumber.test(trimmed)) return Number.NaN;
  const value = Number(trimmed);
  if (!Number.isFinite(value) || value < spec.min || value > spec.max) return Number.NaN;
  if (spec.kind !== "number" && !Number.isInteger(value)) return Number.NaN;
  return value === 0 ? 0 : value; // −0 becomes 0
}

/** What a field that readValue refuses should have been, and the field as a message shows it. */
export function describeRule(text: string, spec: ColumnSpec): { rule: string; value: string | null } {
  const trimmed = text.trim();
  if (missingMarks.has(trimmed.toLowerCase())) {
    const mark = trimmed === "" ? null : trimmed;
    return { rule: `the value is missing; it must be ${requirement(spec)}`, value: mark };
  }
  const shown = trimmed.length > shownLength ? `${trimmed.slice(0, shownLength)}…` : trimmed;
  return {
    rule: `must be ${requirement(spec)}`,
    value: decimalNumber.test(trimmed) ? shown : JSON.stringify(shown),
  };
}

function requirement({ kind, min, max }: ColumnSpec): string {
  if (kind === "binary") return "0 or 1";
  const noun = kind === "integer" ? "a whole number" : "a number (with a decimal point)";
  return max === Number.POSITIVE_INFINITY ? `${noun} of ${min} or more` : `${noun} in [${min}, ${max}]`;
}
