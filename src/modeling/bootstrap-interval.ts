import {
  checkInteger,
  checkNumber,
  checkOptionNames,
  InvalidParameterError,
  type LabelsLike,
  quantileOfSorted,
  Random,
  show,
  UndefinedMetricError,
} from "../core";
import { descendingOrder } from "./metrics/descending-order";
import { countPositives, toLabelsAndScores } from "./metrics/labels-and-scores";

/** A number computed from labels and scores (or predicted labels) that does not depend on the order of samples. */
export type Metric = (y: Uint8Array, p: Float64Array) => number;

/** Options of {@link bootstrapInterval}. */
export interface BootstrapOptions {
  /** Number of resamples, an integer ≥ 1. Default 2000. */
  readonly nResamples?: number;
  /** Confidence level in (0, 1). Default 0.95. */
  readonly level?: number;
  /** Draw from each class as many samples as it has, so that the churn rate stays fixed. Default false. */
  readonly stratified?: boolean;
  /** Seed of the draws, an integer in [0, 2³² − 1]. */
  readonly seed: number;
}

/** A metric with its interval. */
export interface BootstrapInterval {
  /** The metric on the samples themselves. */
  readonly estimate: number;
  /** Lower bound, in the unit of the estimate. */
  readonly lower: number;
  /** Upper bound, in the unit of the estimate. */
  readonly upper: number;
}

/**
 * Percentile bootstrap interval of a metric on a test set (Efron & Tibshirani 1993, ch. 13): samples are drawn with
 * replacement, the metric is computed anew, and the interval's limits are the (1 ∓ level)/2 quantiles (type 7).
 * It says how the metric of this fitted model varies with the test samples, not with the training samples.
 *
 * A resample of one class only is drawn again when y has both.
 * @param metric such as rocAucScore; it must not depend on the order of samples, which a resample does not keep
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param p what the metric takes beside y, one finite number a sample
 * @returns estimate and limits, in the unit of the metric
 * @throws UndefinedMetricError when the metric is not a finite number on a resample, and whatever the metric throws
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { bootstrapInterval, rocAucScore } from "churnlab";
 *
 * const y = [0, 0, 0, 0, 1, 1, 1, 1];
 * const p = [0.1, 0.2, 0.3, 0.7, 0.4, 0.6, 0.8, 0.9];
 * const { estimate, lower, upper } = bootstrapInterval(rocAucScore, y, p, { nResamples: 200, seed: 1 });
 * assert.equal(estimate, 0.875);
 * assert.ok(lower > 0.4 && lower < estimate && upper === 1);
 * ```
 */
export function bootstrapInterval(
  metric: Metric,
  y: LabelsLike,
  p: LabelsLike,
  options: BootstrapOptions,
): BootstrapInterval {
  checkOptionNames("bootstrapInterval", options, ["nResamples", "level", "stratified", "seed"]);
  const nResamples = checkInteger("nResamples", options.nResamples ?? 2000, { min: 1 });
  const level = checkNumber("level", options.level ?? 0.95, { exclusiveMin: 0, exclusiveMax: 1 });
  const random = new Random(options.seed);
  const { stratified = false } = options;
  if (typeof stratified !== "boolean") {
    throw new InvalidParameterError(`stratified must be true or false; got ${show(stratified)}`);
  }
  if (typeof metric !== "function") {
    throw new InvalidParameterError(`metric must be a function of labels and scores; got ${show(metric)}`);
  }
  const { labels, scores } = toLabelsAndScores(y, p);
  const estimate = finite(metric(labels.slice(), scores.slice()), "the samples");
  const resampler = new Resampler(labels, scores, stratified, random);
  const values = new Float64Array(nResamples);
  for (let resample = 0; resample < nResamples; resample++) {
    resampler.draw();
    values[resample] = finite(metric(resampler.labels, resampler.scores), `resample ${resample}`);
  }
  values.sort();
  return {
    estimate,
    lower: quantileOfSorted(values, (1 - level) / 2),
    upper: quantileOfSorted(values, (1 + level) / 2),
  };
}

/**
 * Draws resamples into two arrays that are used again and again. Samples are sorted once by descending score and a
 * resample is written in that order, so that metrics that rank find their work done.
 */
class Resampler {
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
  private readonly sortedLabels: Uint8Array;
  private readonly sortedScores: Float64Array;
  private readonly strata: Uint32Array[];
  private readonly times: Uint32Array;
  private readonly hasBothClasses: boolean;

  constructor(
    labels: Uint8Array,
    scores: Float64Array,
    stratified: boolean,
    private readonly random: Random,
  ) {
    const order = descendingOrder(scores);
    this.sortedLabels = Uint8Array.from(order, (sample) => labels[sample]);
    this.sortedScores = Float64Array.from(order, (sample) => scores[sample]);
    const all = Uint32Array.from(order.keys());
    const ofClass = (label: number) => all.filter((place) => this.sortedLabels[place] === label);
    this.strata = stratified ? [ofClass(0), ofClass(1)] : [all];
    this.times = new Uint32Array(labels.length);
    this.labels = new Uint8Array(labels.length);
    this.scores = new Float64Array(labels.length);
    const positives = countPositives(labels);
    this.hasBothClasses = positives > 0 && positives < labels.length;
  }

  draw(): void {
    do this.drawOnce();
    while (this.hasBothClasses && this.isOfOneClass());
  }

  private drawOnce(): void {
    const { times, random, labels, scores, sortedLabels, sortedScores } = this;
    times.fill(0);
    for (const stratum of this.strata) {
      const length = stratum.length;
      for (let draw = 0; draw < length; draw++) times[stratum[random.integer(length)]]++;
    }
    let target = 0;
    for (let place = 0; place < times.length; place++) {
      const label = sortedLabels[place];
      const score = sortedScores[place];
      for (let left = times[place]; left > 0; left--) {
        labels[target] = label;
        scores[target++] = score;
      }
    }
  }

  private isOfOneClass(): boolean {
    const positives = countPositives(this.labels);
    return positives === 0 || positives === this.labels.length;
  }
}

function finite(value: number, where: string): number {
  if (!Number.isFinite(value)) throw new UndefinedMetricError(`the metric must be finite; got ${value} on ${where}`);
  return value;
}
