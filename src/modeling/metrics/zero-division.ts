import { InvalidParameterError, type LabelsLike, show, UndefinedMetricError } from "../../core";
import { type ConfusionMatrix, outcomesFor } from "./confusion-matrix";
import type { MetricOptions } from "./metric-weights";

/** What a ratio of counts is when its denominator is zero. */
export interface ZeroDivisionOptions extends MetricOptions {
  /** 0 (default, scikit-learn's convention), 1, NaN, or "error" for an UndefinedMetricError that says why. */
  readonly zeroDivision?: number | "error";
}

/** The confusion matrix for a metric that divides counts, its options checked. */
export function outcomesToDivide(
  metric: string,
  y: LabelsLike,
  predicted: LabelsLike,
  options: ZeroDivisionOptions,
): ConfusionMatrix {
  const outcomes = outcomesFor(metric, y, predicted, options, ["zeroDivision"]);
  const { zeroDivision = 0 } = options;
  if (zeroDivision !== "error" && zeroDivision !== 0 && zeroDivision !== 1 && !Number.isNaN(zeroDivision)) {
    throw new InvalidParameterError(`zeroDivision must be 0, 1, NaN or "error"; got ${show(zeroDivision)}`);
  }
  return outcomes;
}

/** numerator / denominator, or the stated convention when there is nothing to divide by. */
export function ratioOrConvention(
  numerator: number,
  denominator: number,
  { zeroDivision = 0 }: ZeroDivisionOptions,
  metric: string,
  reason: string,
): number {
  if (denominator > 0) return numerator / denominator;
  if (zeroDivision === "error") throw new UndefinedMetricError(`${metric} is undefined: ${reason}`);
  return zeroDivision;
}
