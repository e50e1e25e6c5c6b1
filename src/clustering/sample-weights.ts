import { InvalidParameterError, toVector } from "../core";

/**
 * Reads one weight a row; 1 each where none are given.
 * @throws ShapeError for another number of them; InvalidParameterError for one below 0 or no weight above 0
 */
export function toSampleWeights(sampleWeight: ArrayLike<number> | undefined, nSamples: number): Float64Array {
  if (sampleWeight === undefined) return new Float64Array(nSamples).fill(1);
  const weights = toVector(sampleWeight, nSamples, "sampleWeight");
  const negative = weights.findIndex((weight) => weight < 0);
  if (negative >= 0) {
    throw new InvalidParameterError(`sampleWeight must be ≥ 0; got ${weights[negative]} at position ${negative}`);
  }
  if (weights.every((weight) => weight === 0)) {
    throw new InvalidParameterError("sampleWeight must have a number above 0; got none");
  }
  return weights;
}
