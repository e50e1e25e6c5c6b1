import { checkNumber, checkOptionNames, InvalidParameterError, show } from "../core";

/** Options of {@link formatPValue}. */
export interface FormatPValueOptions {
  /** A p-value below it is shown as "< least"; in [0, 1]. Default 0: every p-value is written out. */
  readonly least?: number;
}

/**
 * A p-value as a table shows it: "0.42", "0.0031", "4.7e-181", from its logarithm, so that it never reads as 0.
 * NaN (no test could be made) is shown as "–".
 * @param logPValue natural logarithm of the p-value, ≤ 0
 * @returns text with two significant digits
 * @throws InvalidParameterError for a logarithm above 0 or a bound outside [0, 1]
 * @see Wasserstein & Lazar (2016), The American Statistician 70, on giving p-values as they are
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { formatPValue } from "churnlab";
 *
 * assert.equal(formatPValue(Math.log(0.0312)), "0.031");
 * assert.equal(formatPValue(-1000), "5.1e-435"); // the p-value itself is 0 in floating point
 * assert.equal(formatPValue(Math.log(0.0002), { least: 0.001 }), "< 0.001");
 * ```
 */
export function formatPValue(logPValue: number, options: FormatPValueOptions = {}): string {
  checkOptionNames("formatPValue", options, ["least"]);
  const least = checkNumber("least", options.least ?? 0, { min: 0, max: 1 });
  if (Number.isNaN(logPValue)) return "–";
  if (typeof logPValue !== "number" || logPValue > 0) {
    throw new InvalidParameterError(`logPValue must be a logarithm ≤ 0; got ${show(logPValue)}`);
  }
  if (logPValue < Math.log(least)) return `< ${least}`;
  if (logPValue >= Math.log(0.001)) return String(Number(Math.exp(logPValue).toPrecision(2)));
  if (logPValue === Number.NEGATIVE_INFINITY) return "0";
  const log10 = logPValue / Math.LN10;
  let exponent = Math.floor(log10);
  let digits = (10 ** (log10 - exponent)).toFixed(1);
  if (digits === "10.0") {
    digits = "1.0";
    exponent += 1;
  }
  return `${digits}e${exponent}`;
}
