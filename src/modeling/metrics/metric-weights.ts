import { checkOptionNames, InvalidParameterError, toVector } from "../../core";

/** What every metric may be told beside labels and scores. */
export interface MetricOptions {
  /** One weight ≥ 0 a sample, their sum positive; a weight of 2 equals the sample twice. Default: 1 each. */
  readonly sampleWeight?: ArrayLike<number>;
}

/**
 * Reads the weights of a metric, and refuses options that it does not know.
 * @param others the metric's options beside sampleWeight
 * @returns null where no weights were given: counting is exact and quicker
 */
export function readWeights(
  metric: string,
  options: MetricOptions,
  nSamples: number,
  others: readonly string[] = [],
): Float64Array | null {
  checkOptionNames(metric, options, [...others, "sampleWeight"]);
  return options.sampleWeight === undefined ? null : toWeights(options.sampleWeight, nSamples);
}

function toWeights(sampleWeight: ArrayLike<number>, nSamples: number): Float64Array {
  const weights = toVector(sampleWeight, nSamples, "sampleWeight");
  let sum = 0;
  for (let index = 0; index < nSamples; index++) {
    if (weights[index] < 0) {
      throw new InvalidParameterError(`sampleWeight must be ≥ 0; got ${weights[index]} at position ${index}`);
    }
    sum += weights[index];
  }
  if (!(sum > 0 && Number.isFinite(sum))) {
    throw new InvalidParameterError(`sampleWeight must have a positive, finite sum; got ${sum}`);
  }
  return weights;
}
