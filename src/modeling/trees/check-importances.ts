import { InvalidParameterError } from "../../core";
import type { TreeEnsemble } from "./tree-nodes";

/** How far rounding may take the sum of the shares from 1. */
const slack = 1e-9;

/**
 * Refuses importances in a saved model that are not those of its trees: shares of 1 in [0, 1], 0 for a feature that no
 * node asks about, all 0 where there is no split.
 * @throws InvalidParameterError naming the value, its place and the rule
 */
export function checkImportances(importances: Float64Array, { feature }: TreeEnsemble, modelName: string): void {
  const where = `featureImportances in the JSON of a ${modelName}`;
  const isAsked = new Uint8Array(importances.length);
  for (let node = 0; node < feature.length; node++) if (feature[node] >= 0) isAsked[feature[node]] = 1;
  let sum = 0;
  importances.forEach((share, place) => {
    if (!(share >= 0 && share <= 1 + slack)) {
      throw new InvalidParameterError(`${where} must be in [0, 1]; got ${share} at position ${place}`);
    }
    if (share > 0 && isAsked[place] === 0) {
      throw new InvalidParameterError(
        `${where} must be 0 for a feature that no tree asks about; got ${share} at position ${place}`,
      );
    }
    sum += share;
  });
  if (sum !== 0 && Math.abs(sum - 1) > slack) {
    throw new InvalidParameterError(`${where} must have the sum 1, or be all 0; got the sum ${sum}`);
  }
}
