import { checkNumber } from "../core";
import { normalUpperQuantile } from "./normal";

/** An estimate with its confidence interval. */
export interface Interval {
  /** The point estimate */
  readonly estimate: number;
  /** Lower limit, in the unit of the estimate */
  readonly lower: number;
  /** Upper limit, in the unit of the estimate */
  readonly upper: number;
  /** Confidence level in (0, 1), such as 0.95 */
  readonly level: number;
}

/** Checks a confidence level. @throws InvalidParameterError outside (0, 1) */
export function checkLevel(level: unknown): number {
  return checkNumber("level", level, { exclusiveMin: 0, exclusiveMax: 1 });
}

const known = new Map<number, number>();

/** The z that leaves (1 − level) / 2 in each tail of the normal distribution: 1.96 for 0.95. */
export function criticalZ(level: number): number {
  let z = known.get(level);
  if (z === undefined) {
    z = normalUpperQuantile((1 - level) / 2);
    known.set(level, z);
  }
  return z;
}
