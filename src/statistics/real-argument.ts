import { InvalidParameterError, show } from "../core";

/** Checks an argument of a distribution: a number, of which ±Infinity and NaN are some. */
export function checkReal(name: string, value: unknown): number {
  if (typeof value !== "number") throw new InvalidParameterError(`${name} must be a number; got ${show(value)}`);
  return value;
}
