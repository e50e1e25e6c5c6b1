import { checkOneOf, InvalidParameterError, type LabelsLike, show } from "../../core";
import { meanSquaredError } from "../metrics/brier-score";
import { shareOfOnes } from "../metrics/brier-skill-score";
import { toLabelsAndProbabilities } from "../metrics/labels-and-scores";
import { type MetricOptions, readWeights } from "../metrics/metric-weights";
import { distinctForecasts, type ForecastGroups, groupForecasts } from "./forecast-groups";
import { binsOf, checkBinning } from "./probability-bins";

/** Options of {@link brierDecomposition}. */
export interface BrierDecompositionOptions extends MetricOptions {
  /** Number of bins, an integer in [1, 10⁶]. Default 10; refused with "distinct". */
  readonly nBins?: number;
  /** "quantile" (default) or "uniform": the bins of calibrationCurve. "distinct": every forecast value is a bin. */
  readonly strategy?: "quantile" | "uniform" | "distinct";
}

/** The parts of a Brier score; all of them in its unit, a squared probability. */
export interface BrierDecomposition {
  /** reliability − resolution + uncertainty + withinBinVariance − withinBinCovariance */
  readonly brierScore: number;
  /** How far the bins' mean forecasts are from what happened, ≥ 0; 0 is perfectly calibrated. Smaller is better. */
  readonly reliability: number;
  /** How far the bins' churn rates are from the overall one, ≥ 0. Larger is better. */
  readonly resolution: number;
  /** churn rate · (1 − churn rate): the Brier score of knowing only that. */
  readonly uncertainty: number;
  /** Variance of the forecasts inside bins, ≥ 0; 0 for "distinct". */
  readonly withinBinVariance: number;
  /** Twice the covariance of forecasts and labels inside bins; 0 for "distinct". */
  readonly withinBinCovariance: number;
  /** resolution − withinBinVariance + withinBinCovariance: what the forecasts tell apart, inside bins too. */
  readonly generalizedResolution: number;
  /** Bins that hold any weight. */
  readonly nBins: number;
}

/**
 * Splits the Brier score into reliability, resolution and uncertainty (Murphy 1973), with the two terms inside bins of
 * Stephenson, Coelho & Jolliffe (2008), so that the parts add up to the score exactly, whatever the bins.
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param p P(churn) of each sample, in [0, 1], same length
 * @param options bins as in calibrationCurve, or "distinct"; `sampleWeight`: one weight ≥ 0 a sample
 * @returns the score and its parts, each a squared probability
 * @throws ShapeError for no samples or unequal lengths; InvalidParameterError for other values or options
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { brierDecomposition } from "churnlab";
 *
 * const parts = brierDecomposition([0, 0, 1, 1], [0.25, 0.25, 0.25, 0.75], { strategy: "distinct" });
 * assert.equal(parts.uncertainty, 0.25);
 * assert.ok(Math.abs(parts.reliability - parts.resolution + parts.uncertainty - parts.brierScore) < 1e-15);
 * ```
 */
export function brierDecomposition(
  y: LabelsLike,
  p: LabelsLike,
  options: BrierDecompositionOptions = {},
): BrierDecomposition {
  const { labels, scores } = toLabelsAndProbabilities(y, p);
  const weights = readWeights("brierDecomposition", options, labels.length, ["nBins", "strategy"]);
  const groups = groupForecasts(labels, scores, weights, binsFor(scores, options));
  const inside = insideBins(labels, scores, weights, groups);
  const between = betweenBins(groups, shareOfOnes(labels, weights));
  return {
    brierScore: meanSquaredError(labels, scores, weights),
    ...between,
    ...inside,
    generalizedResolution: between.resolution - inside.withinBinVariance + inside.withinBinCovariance,
    nBins: groups.weights.length,
  };
}

function binsFor(scores: Float64Array, { nBins, strategy = "quantile" }: BrierDecompositionOptions): Uint32Array {
  checkOneOf("strategy", strategy, ["quantile", "uniform", "distinct"]);
  if (strategy === "distinct") {
    if (nBins !== undefined) {
      throw new InvalidParameterError(
        `nBins is not for strategy "distinct", where every forecast value is a bin: leave it out; got ${show(nBins)}`,
      );
    }
    return distinctForecasts(scores);
  }
  return binsOf(scores, checkBinning({ nBins, strategy }));
}

function betweenBins({ weights, meanPredicted, observedRate }: ForecastGroups, churnRate: number) {
  let total = 0;
  let reliability = 0;
  let resolution = 0;
  for (let bin = 0; bin < weights.length; bin++) {
    total += weights[bin];
    reliability += weights[bin] * (meanPredicted[bin] - observedRate[bin]) ** 2;
    resolution += weights[bin] * (observedRate[bin] - churnRate) ** 2;
  }
  return {
    reliability: reliability / total,
    resolution: resolution / total,
    uncertainty: churnRate * (1 - churnRate),
  };
}

function insideBins(labels: Uint8Array, scores: Float64Array, weights: Float64Array | null, groups: ForecastGroups) {
  let total = 0;
  let variance = 0;
  let covariance = 0;
  for (let index = 0; index < labels.length; index++) {
    const weight = weights === null ? 1 : weights[index];
    if (weight === 0) continue;
    const group = groups.groupOf[index];
    const deviation = scores[index] - groups.meanPredicted[group];
    total += weight;
    variance += weight * deviation * deviation;
    covariance += weight * deviation * (labels[index] - groups.observedRate[group]);
  }
  return { withinBinVariance: variance / total, withinBinCovariance: (2 * covariance) / total };
}
