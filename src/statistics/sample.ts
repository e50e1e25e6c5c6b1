import { InvalidParameterError, type LabelsLike, toVector } from "../core";

/** Reads a sample of at least `least` finite numbers. @throws InvalidParameterError for a smaller one */
export function toSample(values: LabelsLike, argument: string, least = 1): Float64Array {
  const sample = toVector(values, undefined, argument);
  if (sample.length < least) {
    throw new InvalidParameterError(
      `${argument} must have at least ${least} ${least === 1 ? "value" : "values"}; got ${sample.length}`,
    );
  }
  return sample;
}
