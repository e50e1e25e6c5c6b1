import { InvalidParameterError, show } from "../core";

/** 1 where the probability is ≥ threshold, else 0. `threshold` is any number, Infinity (nobody) included, but not NaN. */
export function labelsAtThreshold(probabilities: Float64Array, threshold: number): Uint8Array {
  if (typeof threshold !== "number" || Number.isNaN(threshold)) {
    throw new InvalidParameterError(`threshold must be a number; got ${show(threshold)}`);
  }
  const labels = new Uint8Array(probabilities.length);
  for (let row = 0; row < labels.length; row++) labels[row] = probabilities[row] >= threshold ? 1 : 0;
  return labels;
}
