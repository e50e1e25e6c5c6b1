import { InvalidParameterError } from "./errors";
import { toVector } from "./labels";

/**
 * Reads one weight a sample; 1 each where none are given.
 * @throws ShapeError for another number of them; InvalidParameterError for one below 0 or a sum that is not positive
 */
export function toSampleWeights(sampleWeight: ArrayLike<number> | undefined, nSamples: number): Float64Array {
  if (sampleWeight === undefined) return new Float64Array(nSamples).fill(1);
  const weights = toVector(sampleWeight, nSamples, "sampleWeight");
  const place = weights.findIndex((weight) => weight < 0);
  if (place >= 0) {
    throw new InvalidParameterError(`sampleWeight must be ≥ 0; got ${weights[place]} at position ${place}`);
  }
  if (nSamples > 0 && weights.every((weight) => weight === 0)) {
    throw new InvalidParameterError("sampleWeight must have a positive sum; all weights are 0");
  }
  return weights;
}
