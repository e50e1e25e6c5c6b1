import { InvalidParameterError, show } from "../core";

/**
 * A p-value as a table shows it: "0.42", "0.0031", "4.7e-181", from its logarithm, so that it never reads as 0.
 * NaN (no test could be made) is shown as "–".
 * @param logPValue natural logarithm of the p-value, ≤ 0
 */
export function formatPValue(logPValue: number): string {
  if (Number.isNaN(logPValue)) return "–";
  if (typeof logPValue !== "number" || logPValue > 0) {
    throw new InvalidParameterError(`logPValue must be a logarithm ≤ 0; got ${show(logPValue)}`);
  }
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
