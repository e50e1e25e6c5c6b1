/** Coordinates keep this many significant digits: finer than a pixel, and a report half the size. */
const significantDigits = 6;

/** A coordinate as a figure holds it: six significant digits; null (a gap) for anything not finite. */
export function coordinate(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(significantDigits)) : null;
}

/** {@link coordinate} for every value of an array, as a plain array. */
export function coordinates(values: ArrayLike<number>): (number | null)[] {
  return Array.from(values, coordinate);
}

/**
 * A number for people: `decimals` places, a comma every three digits, a true minus sign; "n/a" when not finite.
 * @param value any number; NaN and the infinities read "n/a"
 * @param decimals integer in [0, 100]; default 0
 * @returns text such as "−1,234.6"
 * @throws RangeError for another number of decimals
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { formatNumber } from "churnlab";
 *
 * assert.equal(formatNumber(-1234.56, 1), "−1,234.6");
 * assert.equal(formatNumber(Number.NaN), "n/a");
 * ```
 */
export function formatNumber(value: number, decimals?: number): string {
  if (!Number.isFinite(value)) return "n/a";
  const fixed = Math.abs(value).toFixed(decimals ?? sensibleDecimals(value));
  const [whole, fraction] = fixed.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = value < 0 && Number(fixed) !== 0 ? "−" : "";
  return `${sign}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

/**
 * A share in [0, 1] as a percentage: 0.2653 → "26.5%".
 * @param share a number, in [0, 1] as a rule; NaN reads "n/a"
 * @param decimals integer in [0, 100]; default 1
 * @returns text such as "26.5%"
 * @throws RangeError for another number of decimals
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { formatPercent } from "churnlab";
 *
 * assert.equal(formatPercent(0.2653), "26.5%");
 * assert.equal(formatPercent(0.2653, 0), "27%");
 * ```
 */
export function formatPercent(share: number, decimals = 1): string {
  return Number.isFinite(share) ? `${formatNumber(100 * share, decimals)}%` : "n/a";
}

/** None for whole numbers, else enough decimals for three significant digits, at most six. */
function sensibleDecimals(value: number): number {
  if (Number.isInteger(value)) return 0;
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  return Math.min(6, Math.max(0, 2 - magnitude));
}
