import type { LabelsLike } from "../core";
import { countCells, entropyOf, mutualInformation } from "./contingency";

/**
 * The mutual information of two partitions of the same rows over the mean of their entropies: 1 when they are the same
 * (whatever the numbering), 0 when one says nothing of the other. Not adjusted for chance: more clusters raise it; see
 * {@link adjustedMutualInfoScore}.
 * @param labels integers ≥ 0, length nSamples
 * @param otherLabels integers ≥ 0, length nSamples
 * @returns a number in [0, 1], without unit; 1 when both have one cluster only
 * @throws ShapeError for other lengths; InvalidParameterError for a label that is not an integer ≥ 0
 * @see Strehl & Ghosh (2002); scikit-learn `normalized_mutual_info_score` (arithmetic mean)
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { normalizedMutualInfoScore } from "churnlab";
 *
 * assert.equal(normalizedMutualInfoScore([0, 0, 1, 1], [5, 5, 2, 2]), 1);
 * assert.equal(normalizedMutualInfoScore([0, 0, 1, 1], [0, 1, 0, 1]), 0);
 * ```
 */
export function normalizedMutualInfoScore(labels: LabelsLike, otherLabels: LabelsLike): number {
  const table = countCells(labels, otherLabels);
  const { rowSizes, columnSizes, cells, nSamples } = table;
  if (rowSizes.length === columnSizes.length && cells.length === rowSizes.length) return 1;
  const information = mutualInformation(table);
  if (information === 0) return 0;
  const mean = (entropyOf(rowSizes, nSamples) + entropyOf(columnSizes, nSamples)) / 2;
  return Math.min(1, information / mean);
}
