import { checkInteger, checkOneOf, checkOptionNames, type LabelsLike } from "../core";
import { wilsonInterval } from "../statistics";
import { toLabelsAndProbabilities } from "./metrics/labels-and-scores";

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
 */
export function calibrationCurve(
  y: LabelsLike,
  p: LabelsLike,
  options: CalibrationCurveOptions = {},
): CalibrationCurve {
  checkOptionNames("calibrationCurve", options, ["nBins", "strategy"]);
  const nBins = checkInteger("nBins", options.nBins ?? 10, { min: 1 });
  const strategy = checkOneOf("strategy", options.strategy ?? "quantile", ["quantile", "uniform"]);
  const { labels, scores } = toLabelsAndProbabilities(y, p);
  const edges = strategy === "uniform" ? uniformEdges(nBins) : quantileEdges(scores, nBins);
  return curveOfBins(labels, scores, edges);
}

/** The nBins − 1 inner edges. The arithmetic is numpy's, to the last bit: a sample on an edge must fall as there. */
function uniformEdges(nBins: number): Float64Array {
  return Float64Array.from({ length: nBins - 1 }, (_, bin) => (bin + 1) * (1 / nBins));
}

function quantileEdges(scores: Float64Array, nBins: number): Float64Array {
  const sorted = scores.slice().sort();
  return uniformEdges(nBins).map((share) => {
    const position = ((share * 100) / 100) * (sorted.length - 1);
    const below = Math.min(Math.floor(position), sorted.length - 1);
    const above = Math.min(below + 1, sorted.length - 1);
    const weight = position - below;
    const gap = sorted[above] - sorted[below];
    return weight < 0.5 ? sorted[below] + gap * weight : sorted[above] - gap * (1 - weight);
  });
}

function curveOfBins(labels: Uint8Array, scores: Float64Array, edges: Float64Array): CalibrationCurve {
  const nBins = edges.length + 1;
  const counts = new Uint32Array(nBins);
  const predictedSums = new Float64Array(nBins);
  const positives = new Uint32Array(nBins);
  for (let index = 0; index < scores.length; index++) {
    const bin = edgesBelow(edges, scores[index]);
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

/** How many ascending edges are strictly below a value, by bisection. */
function edgesBelow(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
