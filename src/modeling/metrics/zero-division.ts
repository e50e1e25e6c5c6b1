import { checkOptionNames, InvalidParameterError, show, UndefinedMetricError } from "../../core";

/** What a ratio of counts is when its denominator is zero. */
export interface ZeroDivisionOptions {
  /** 0 (default, scikit-learn's convention), 1, NaN, or "error" for an UndefinedMetricError that says why. */
  readonly zeroDivision?: number | "error";
}

/** numerator / denominator, or the stated convention when there is nothing to divide by. */
export function ratioOrConvention(
  numerator: number,
  denominator: number,
  options: ZeroDivisionOptions,
  metric: string,
  reason: string,
): number {
  checkOptionNames(metric, options, ["zeroDivision"]);
  const { zeroDivision = 0 } = options;
  if (zeroDivision !== "error" && zeroDivision !== 0 && zeroDivision !== 1 && !Number.isNaN(zeroDivision)) {
    throw new InvalidParameterError(`zeroDivision must be 0, 1, NaN or "error"; got ${show(zeroDivision)}`);
  }
  if (denominator > 0) return numerator / denominator;
  if (zeroDivision === "error") throw new UndefinedMetricError(`${metric} is undefined: ${reason}`);
  return zeroDivision;
}
