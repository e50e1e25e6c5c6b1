import { checkNumber, checkOptionNames, type LabelsLike, type MatrixLike } from "../core";
import { type DroppedFeature, type FeatureSelection, tidy } from "./feature-selection";
import { type MutualInformationOptions, mutualInformation } from "./mutual-information";

/** Options of {@link selectByMutualInformation}. */
export interface SelectByMutualInformationOptions extends MutualInformationOptions {
  /** Features with less are dropped, and with as much; in nats, ≥ 0. Default: 0 */
  readonly threshold?: number;
}

/**
 * Drops features that tell nothing of the label, or little. It reads the labels: choose on training rows only, or inside
 * a pipeline with `SelectFeatures`.
 * @param X nSamples × nFeatures, at least two rows
 * @param y labels 0 or 1, length nSamples
 * @returns the names kept, in the order of the columns, and the dropped ones with the reason
 * @throws ShapeError for fewer than two rows; InvalidParameterError for a bad or unknown option
 * @see {@link mutualInformation}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { selectByMutualInformation } from "churnlab";
 *
 * const X = [[0, 1], [0, 0], [1, 1], [1, 0]];
 * const { kept, dropped } = selectByMutualInformation(X, [0, 0, 1, 1], { discreteFeatures: true });
 * assert.deepEqual(kept, ["x0"]);
 * assert.equal(dropped[0].reason, "mutual information with the label, 0 nats, is not above 0");
 * ```
 */
export function selectByMutualInformation(
  X: MatrixLike,
  y: LabelsLike,
  options: SelectByMutualInformationOptions = {},
): FeatureSelection {
  const known = ["threshold", "discreteFeatures", "nNeighbors", "seed"];
  checkOptionNames("selectByMutualInformation", options, known);
  const { threshold: asked = 0, ...estimate } = options;
  const threshold = checkNumber("threshold", asked, { min: 0 });
  const kept: string[] = [];
  const dropped: DroppedFeature[] = [];
  for (const { feature, information } of mutualInformation(X, y, estimate)) {
    if (information > threshold) kept.push(feature);
    else {
      const amount = `${tidy(information)} nats`;
      const reason = `mutual information with the label, ${amount}, is not above ${tidy(threshold)}`;
      dropped.push({ feature, reason });
    }
  }
  return { kept, dropped };
}
