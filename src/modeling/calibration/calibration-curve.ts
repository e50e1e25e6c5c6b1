import { checkOptionNames, type LabelsLike } from "../../core";
import { wilsonInterval } from "../../statistics";
import { toLabelsAndProbabilities } from "../metrics/labels-and-scores";
import { binsOf, checkBinning } from "./probability-bins";

/** Options of {@link calibrationCurve}. */
export interface CalibrationCurveOptions {
  /** Number of bins, an integer ≥ 1. Default 10. Empty bins are left out of the result. */
  readonly nBins?: number;
  /** "quantile" (default): about equally many samples a bin. "uniform": bins of equal width on [0, 1]. */
  readonly strategy?: "quantile" | "uniform";
}

/** One entry a non-empty bin, from low to high probability. */
export interface CalibrationCurve {
  /** Mean forecast of the bin. */
  readonly meanPredicted: Float64Array;
  /** Share of the bin that left. */
  readonly observedRate: Float64Array;
  /** Samples in the bin. */
  readonly counts: Uint32Array;
  /** Lower limit of Wilson's 95 % interval of the observed rate. */
  readonly lower: Float64Array;
  /** Upper limit of Wilson's 95 % interval of the observed rate. */
  readonly upper: Float64Array;
}

/**
 * Reliability curve: what was forecast against what happened. A calibrated model lies on the diagonal.
 * Bins are scikit-learn's: a bin holds its upper edge and not its lower one; quantiles are numpy's default (type 7).
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param p P(churn) of each sample, in [0, 1], same length
 * @returns one entry a bin that holds any weight, ascending by mean forecast
 * @throws ShapeError for no samples or unequal lengths; InvalidParameterError for other values or options
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { calibrationCurve } from "churnlab";
 *
 * const { meanPredicted, observedRate } = calibrationCurve([0, 0, 1, 1], [0.1, 0.3, 0.6, 1], { nBins: 2 });
 * assert.deepEqual(Array.from(meanPredicted), [0.2, 0.8]);
 * assert.deepEqual(Array.from(observedRate), [0, 1]);
 * ```
 */
export function calibrationCurve(
  y: LabelsLike,
  p: LabelsLike,
  options: CalibrationCurveOptions = {},
): CalibrationCurve {
  checkOptionNames("calibrationCurve", options, ["nBins", "strategy"]);
  const binning = checkBinning(options);
  const { labels, scores } = toLabelsAndProbabilities(y, p);
  return curveOfBins(labels, scores, binsOf(scores, binning), binning.nBins);
}

function curveOfBins(labels: Uint8Array, scores: Float64Array, bins: Uint32Array, nBins: number): CalibrationCurve {
  const counts = new Uint32Array(nBins);
  const predictedSums = new Float64Array(nBins);
  const positives = new Uint32Array(nBins);
  for (let index = 0; index < scores.length; index++) {
    const bin = bins[index];
    counts[bin]++;
    predictedSums[bin] += scores[index];
    positives[bin] += labels[index];
  }
  const filled = Array.from(counts.keys()).filter((bin) => counts[bin] > 0);
  const intervals = filled.map((bin) => wilsonInterval(positives[bin], counts[bin], 0.95));
  return {
    meanPredicted: Float64Array.from(filled, (bin) => predictedSums[bin] / counts[bin]),
    observedRate: Float64Array.from(filled, (bin) => positives[bin] / counts[bin]),
    counts: Uint32Array.from(filled, (bin) => counts[bin]),
    lower: Float64Array.from(intervals, ({ lower }) => lower),
    upper: Float64Array.from(intervals, ({ upper }) => upper),
  };
}
