import type { LabelsLike } from "../../core";
import { toLabelsAndProbabilities } from "../metrics/labels-and-scores";
import { type MetricOptions, readWeights } from "../metrics/metric-weights";
import { groupForecasts } from "./forecast-groups";
import { binsOf, checkBinning } from "./probability-bins";

/** Options of {@link expectedCalibrationError}. */
export interface ExpectedCalibrationErrorOptions extends MetricOptions {
  /** Number of bins, an integer in [1, 10⁶]. Default 10. */
  readonly nBins?: number;
  /** "quantile" (default) or "uniform": the bins of calibrationCurve. */
  readonly strategy?: "quantile" | "uniform";
}

/**
 * Expected calibration error: the mean over clients of |mean forecast − share that left| of their bin, in [0, 1],
 * smaller is better (Naeini, Cooper & Hauskrecht 2015). Its value depends on the bins, and even a calibrated model has
 * some by chance: compare it only with the same bins and rows.
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param p P(churn) of each sample, in [0, 1], same length
 * @param options the bins; `sampleWeight`: one weight ≥ 0 a sample
 * @returns a mean absolute difference of probabilities, in [0, 1]; 0 is perfectly calibrated
 * @throws ShapeError for no samples or unequal lengths; InvalidParameterError for other values or options
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { expectedCalibrationError } from "churnlab";
 *
 * assert.equal(expectedCalibrationError([0, 1, 1, 1], [0.5, 0.5, 0.75, 0.75], { nBins: 2, strategy: "uniform" }), 0.125);
 * ```
 */
export function expectedCalibrationError(
  y: LabelsLike,
  p: LabelsLike,
  options: ExpectedCalibrationErrorOptions = {},
): number {
  const { labels, scores } = toLabelsAndProbabilities(y, p);
  const sampleWeights = readWeights("expectedCalibrationError", options, labels.length, ["nBins", "strategy"]);
  const bins = binsOf(scores, checkBinning(options));
  const { weights, meanPredicted, observedRate } = groupForecasts(labels, scores, sampleWeights, bins);
  let sum = 0;
  let total = 0;
  for (let bin = 0; bin < weights.length; bin++) {
    sum += weights[bin] * Math.abs(meanPredicted[bin] - observedRate[bin]);
    total += weights[bin];
  }
  return sum / total;
}
