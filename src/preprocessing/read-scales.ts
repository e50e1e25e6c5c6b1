import { InvalidParameterError, type ModelFields, show } from "../core";

/** Refuses scales of a saved scaler that are not above 0. */
export function checkScales(name: string, scales: Float64Array, owner: string): Float64Array {
  const place = scales.findIndex((value) => value <= 0);
  if (place < 0) return scales;
  throw new InvalidParameterError(`${name} in the JSON of a ${owner} must be > 0; got ${scales[place]}`);
}

/** A saved list of features. @throws InvalidParameterError for one that is none of training, or is there twice */
export function featureList(fields: ModelFields, name: string, owner: string): string[] {
  const listed = fields.strings(name);
  const unknown = listed.find((feature) => !fields.featureNames.includes(feature));
  if (unknown !== undefined) {
    throw new InvalidParameterError(
      `${name} in the JSON of a ${owner} must be features of training; got ${show(unknown)}`,
    );
  }
  const repeated = listed.find((feature, place) => listed.indexOf(feature) !== place);
  if (repeated !== undefined) {
    throw new InvalidParameterError(
      `${name} in the JSON of a ${owner} must all be different; got ${show(repeated)} twice`,
    );
  }
  return listed;
}
