import { InvalidParameterError, type LabelsLike, toVector } from "../core";

/** Reads probabilities. @throws ShapeError for another length; InvalidParameterError for a value outside [0, 1] */
export function toProbabilities(p: LabelsLike, length: number | undefined, argument: string): Float64Array {
  const probabilities = toVector(p, length, argument);
  const place = probabilities.findIndex((probability) => !(probability >= 0 && probability <= 1));
  if (place >= 0) {
    throw new InvalidParameterError(`${argument} must be in [0, 1]; got ${probabilities[place]} at position ${place}`);
  }
  return probabilities;
}
