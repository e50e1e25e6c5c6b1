import { InvalidParameterError, show } from "../core";

/** Checks the option `features` of a detector: an array of names, or undefined for its default. */
export function checkFeatures(features: unknown): readonly string[] | undefined {
  if (features === undefined) return undefined;
  if (!Array.isArray(features)) {
    throw new InvalidParameterError(`features must be an array of feature names; got ${show(features)}`);
  }
  return Array.from(features, (name: unknown, place) => {
    if (typeof name === "string") return name;
    throw new InvalidParameterError(`features must hold feature names; got ${show(name)} at position ${place}`);
  });
}
