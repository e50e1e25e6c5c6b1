import { checkInteger, type LabelsLike } from "../core";
import { toProbabilities } from "./metrics/labels-and-scores";

/** A threshold chosen for a number of contacts. */
export interface CapacityThreshold {
  /** Contact clients with P(churn) ≥ threshold. Infinity when not even the first can be contacted. */
  readonly threshold: number;
  /** How many that is, ≤ capacity. */
  readonly nContacted: number;
}

/**
 * The lowest threshold that asks for no more contacts than the staff can make. Clients with the same probability are
 * contacted together or not at all, so that nContacted may stay below the capacity, even at 0.
 * @param p P(churn) of each client, in [0, 1], length ≥ 1
 * @param capacity number of clients that can be contacted, an integer ≥ 0; above p's length everyone is contacted
 * @returns the threshold and how many clients reach it
 * @throws ShapeError for no probabilities; InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { thresholdByCapacity } from "churnlab";
 *
 * assert.deepEqual(thresholdByCapacity([0.1, 0.9, 0.5, 0.7], 2), { threshold: 0.7, nContacted: 2 });
 * ```
 */
export function thresholdByCapacity(p: LabelsLike, capacity: number): CapacityThreshold {
  checkInteger("capacity", capacity, { min: 0 });
  const descending = toProbabilities(p).sort().reverse();
  let nContacted = Math.min(capacity, descending.length);
  const splitsTie = () => nContacted < descending.length && descending[nContacted - 1] === descending[nContacted];
  while (nContacted > 0 && splitsTie()) nContacted--;
  return { threshold: nContacted === 0 ? Number.POSITIVE_INFINITY : descending[nContacted - 1], nContacted };
}
